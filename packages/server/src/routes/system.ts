import { rooms } from '@startupkit/core/contract'
import { controlErrors } from '../control/errors.js'
import { serverHealth } from '../control/server-health.js'
import type { App } from '../exchange.js'
import { expose } from '../expose.js'
import type { Who } from '../who.js'

const { system } = rooms

/** How the workspace's database and the server are, and the jobs that were given up. */
export function systemRoutes(app: App): void {
  expose(app, system.health, { method: 'get', path: '/v1/system/health' })
  expose(app, serverHealth, {
    method: 'get', path: '/v1/system/server', on: 'control', filled: ['workspaceId'],
    fill(who: Who) {
      if (!who.workspace) throw controlErrors.workspace_required()
      return { workspaceId: who.workspace.id }
    },
    run: async (c, who) => (await c.env.host).vitals(who.workspace!.id),
  })
  expose(app, system.jobs, { method: 'get', path: '/v1/system/jobs' })
  expose(app, system.retryJob, { method: 'post', path: '/v1/system/jobs/{id}/retry' })
}

import type { AnyOperation } from '@startupkit/core/contract'
import { controlErrors } from '../control/errors.js'
import { createKey, issueKey, listKeys, revokeKey } from '../control/keys.js'
import type { Key } from '../control/schemas.js'
import { createWorkspace, getWorkspace, listWorkspaces } from '../control/workspaces.js'
import type { App } from '../exchange.js'
import { expose, type Route } from '../expose.js'
import type { Who } from '../who.js'

const seen = { on: 'control', filled: ['only'], fill: (who: Who) => ({ only: who.sees }) } satisfies Partial<Route>

const own = {
  on: 'control',
  filled: ['workspaceId'],
  fill(who: Who) {
    if (!who.workspace) throw controlErrors.workspace_required()
    return { workspaceId: who.workspace.id }
  },
} satisfies Partial<Route>

/** Workspaces and keys, which live in the control database. */
export function controlRoutes(app: App): void {
  expose(app, listWorkspaces, { method: 'get', path: '/v1/workspaces', ...seen })
  expose(app, createWorkspace, { method: 'post', path: '/v1/workspaces', status: 201, on: 'control' })
  expose(app, getWorkspace, { method: 'get', path: '/v1/workspaces/{id}', ...seen })

  expose(app, listKeys, { method: 'get', path: '/v1/keys', ...own })
  expose(app, createKey, {
    method: 'post', path: '/v1/keys', status: 201, ...own,
    async run(c, who, input, options) {
      const { operation, withSecret } = issueKey()
      const { control } = await c.env.host
      return withSecret((await control.call(operation as unknown as AnyOperation, who.actor, input, options)) as Key)
    },
  })
  expose(app, revokeKey, { method: 'post', path: '/v1/keys/{id}/revoke', ...own })
}

import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { AnyOperation } from '@startupkit/core/contract'
import { controlErrors } from '../control/errors.js'
import { cancelDeletion, requestDeletion } from '../control/workspaces/delete-workspace.js'
import { exportFolder, exportName } from '../control/workspaces/final-export.js'
import { findExport } from '../control/workspaces/find-export.js'
import { renameWorkspace } from '../control/workspaces/rename-workspace.js'
import { openTest } from '../control/workspaces/test-twin.js'
import { createWorkspace, getWorkspace, listWorkspaces } from '../control/workspaces.js'
import { send, type App, type Ctx } from '../exchange.js'
import { expose, type Route } from '../expose.js'
import { dashboardOf } from '../visiting.js'
import type { Who } from '../who.js'

const seen = { on: 'control', filled: ['only'], fill: (who: Who) => ({ only: who.sees }) } satisfies Partial<Route>

/** The one workspace that somebody's role counts in. The operator has none, and may change any. */
function own(who: Who): { own: string | null } {
  if (who.sees === null) return { own: null }
  if (!who.workspace) throw controlErrors.workspace_required()
  return { own: who.workspace.id }
}
const changes = { on: 'control', filled: ['own'], fill: own } satisfies Partial<Route>

/** Runs an operation with what this server was told when it was made. */
const told =
  (operation: unknown, more: (c: Ctx, who: Who) => Record<string, unknown>): NonNullable<Route['run']> =>
  async (c, who, input, options) => (await c.env.host).control.call(operation as AnyOperation, who.actor, { ...(input as object), ...more(c, who) }, options)

/** Sends the final export as a file, never as something that a browser would open. */
async function sendExport(c: Ctx, who: Who, input: unknown): Promise<Response> {
  const { control } = await c.env.host
  const { workspaceId, slug, requestedAt } = (await control.call(findExport, who.actor, input)) as { workspaceId: string; slug: string; requestedAt: number }
  const file = join(exportFolder(c.env.settings.dataDir, workspaceId), exportName(requestedAt))
  const found = await stat(file).catch(() => null)
  if (!found) throw controlErrors.export_not_ready()
  const headers = { 'content-type': 'application/zip', 'content-length': String(found.size), 'content-disposition': `attachment; filename="${slug}-export.zip"`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  if (c.req.method === 'HEAD') return send(c, 200, null, headers)
  return send(c, 200, Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>, headers)
}

/** Workspaces: made, renamed, tried out, and removed after a while. */
export function workspaceRoutes(app: App): void {
  expose(app, listWorkspaces, { method: 'get', path: '/v1/workspaces', personal: true, ...seen })
  expose(app, createWorkspace, {
    method: 'post', path: '/v1/workspaces', status: 201, on: 'control', personal: true, filled: ['person', 'open'],
    run: told(createWorkspace, ({ env }, who) => ({ person: who.person?.id ?? null, open: env.settings.workspacesByAnyone })),
  })
  expose(app, getWorkspace, { method: 'get', path: '/v1/workspaces/{id}', personal: true, ...seen })
  expose(app, renameWorkspace, { method: 'patch', path: '/v1/workspaces/{id}', ...changes })
  expose(app, requestDeletion, {
    method: 'post', path: '/v1/workspaces/{id}/request-deletion', on: 'control', filled: ['own', 'waitDays', 'dashboard'], fill: own,
    run: told(requestDeletion, (c) => ({ waitDays: c.env.settings.deletionWaitDays, dashboard: dashboardOf(c) })),
  })
  expose(app, cancelDeletion, { method: 'post', path: '/v1/workspaces/{id}/cancel-deletion', on: 'control', filled: ['own', 'dashboard'], fill: own, run: told(cancelDeletion, (c) => ({ dashboard: dashboardOf(c) })) })
  expose(app, findExport, { method: 'get', path: '/v1/workspaces/{id}/export', ...changes, file: 'application/zip', run: sendExport })
  expose(app, openTest, { method: 'post', path: '/v1/workspaces/{id}/open-test', ...changes })
}

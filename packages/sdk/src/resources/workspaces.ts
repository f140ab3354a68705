import { download, type Download } from '../download.js'
import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Input, Schema } from '../wire.js'

/** Workspaces: one business each. */
export function workspaces(request: KitRequest) {
  return {
    /** Those that the key opens. */
    list: (input: Input<'workspaces.list'> = {}, options?: CallOptions): Listing<Schema<'Workspace'>> =>
      paginate(input, (asked) => request('get', '/v1/workspaces', asked, options)),

    /** One of them, by its id or its slug. Throws `workspace_not_found`. */
    get: (input: Input<'workspaces.get'>, options?: CallOptions): Promise<Schema<'Workspace'>> => request('get', '/v1/workspaces/{id}', input, options),

    /** Makes one; whoever is signed in owns it. Throws `workspace_creation_closed` where the operator alone makes them, `workspace_slug_taken`. */
    create: (input: Input<'workspaces.create'>, options?: CallOptions): Promise<Schema<'Workspace'>> => request('post', '/v1/workspaces', input, options),

    /** Gives it another name, or another slug; the slug before keeps leading to it. An owner's doing, like all below. */
    rename: (input: Input<'workspaces.rename'>, options?: CallOptions): Promise<Schema<'Workspace'>> => request('patch', '/v1/workspaces/{id}', input, options),

    /** Asks for its removal after the waiting period, and for a final export now. `slug` is typed again. Throws `workspace_slug_differs`. */
    requestDeletion: (input: Input<'workspaces.requestDeletion'>, options?: CallOptions): Promise<Schema<'Workspace'>> => request('post', '/v1/workspaces/{id}/request-deletion', input, options),

    /** The final export as a zip: the database, the ledger as CSV, the contacts. Throws `export_not_ready` until it is made. */
    export: async (input: { id: string }, options?: CallOptions): Promise<Download> => download(await request.open('get', '/v1/workspaces/{id}/export', input, options), String),

    /** Keeps it after all. */
    cancelDeletion: (input: Input<'workspaces.cancelDeletion'>, options?: CallOptions): Promise<Schema<'Workspace'>> => request('post', '/v1/workspaces/{id}/cancel-deletion', input, options),

    /** Its test twin, which is made where there is none: the same members, a database of its own. */
    openTest: (input: Input<'workspaces.openTest'>, options?: CallOptions): Promise<Schema<'Workspace'>> => request('post', '/v1/workspaces/{id}/open-test', input, options),
  }
}

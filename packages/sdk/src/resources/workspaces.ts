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
  }
}

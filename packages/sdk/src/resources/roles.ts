import type { CallOptions, KitRequest } from '../request.js'
import type { Input, Schema } from '../wire.js'

/** What members may do: three built-in roles, and those that a workspace makes itself. */
export function roles(request: KitRequest) {
  return {
    /** All of them, the built-in ones first, and the groups of operations that a role of one's own can hold. */
    list: (options?: CallOptions): Promise<Schema<'RoleList'>> => request('get', '/v1/roles', {}, options),

    /** Makes a role of groups like `ledger.read`; `ledger.write` includes it. An owner's doing. Throws `grant_unknown`, `role_name_taken`. */
    create: (input: Input<'roles.create'>, options?: CallOptions): Promise<Schema<'Role'>> => request('post', '/v1/roles', input, options),

    /** Changes its name or what it holds. Its members feel it from their next request on. */
    update: (input: Input<'roles.update'>, options?: CallOptions): Promise<Schema<'Role'>> => request('patch', '/v1/roles/{id}', input, options),

    /** Removes a role that nobody has. Throws `role_in_use`. */
    remove: (input: Input<'roles.remove'>, options?: CallOptions): Promise<Schema<'Role'>> => request('post', '/v1/roles/{id}/remove', input, options),

    /** Every operation and who may call it, by column: what the server itself goes by. */
    matrix: (options?: CallOptions): Promise<Schema<'PermissionMatrix'>> => request('get', '/v1/roles/matrix', {}, options),
  }
}

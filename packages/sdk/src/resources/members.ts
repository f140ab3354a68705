import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Input, Schema } from '../wire.js'

/** Who signs in to a workspace, and in what role. */
export function members(request: KitRequest) {
  return {
    /** In the order in which they joined. */
    list: (input: Input<'members.list'> = {}, options?: CallOptions): Listing<Schema<'Member'>> => paginate(input, (asked) => request('get', '/v1/members', asked, options)),

    /** One of them. Throws `member_not_found`. */
    get: (input: Input<'members.get'>, options?: CallOptions): Promise<Schema<'Member'>> => request('get', '/v1/members/{userId}', input, options),

    /** Gives a member another role, from their next request on. An owner's doing. Throws `last_owner`, `role_not_found`. */
    changeRole: (input: Input<'members.changeRole'>, options?: CallOptions): Promise<Schema<'Member'>> => request('post', '/v1/members/{userId}/role', input, options),

    /** Removes a member: they open nothing in this workspace any more, at once. An owner's doing. Throws `last_owner`. */
    remove: (input: Input<'members.remove'>, options?: CallOptions): Promise<Schema<'Member'>> => request('post', '/v1/members/{userId}/remove', input, options),

    /** Leaves the workspace. Throws `last_owner`. */
    leave: (options?: CallOptions): Promise<Schema<'Member'>> => request('post', '/v1/members/leave', {}, options),
  }
}

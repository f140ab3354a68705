import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Input, Schema } from '../wire.js'

/** The keys of a workspace. An owner's doing: a secret key cannot make or see keys. */
export function keys(request: KitRequest) {
  return {
    /** Newest first, without their secrets. */
    list: (input: Input<'keys.list'> = {}, options?: CallOptions): Listing<Schema<'Key'>> => paginate(input, (asked) => request('get', '/v1/keys', asked, options)),

    /** Makes a key. Its `secret` is told this once; a repeat under the same idempotency key answers null in its place. */
    create: (input: Input<'keys.create'>, options?: CallOptions): Promise<Schema<'NewKey'>> => request('post', '/v1/keys', input, options),

    /** Changes its name, origins, scopes or expiry. The secret stays, and so does what a field that is left out says. */
    update: (input: Input<'keys.update'>, options?: CallOptions): Promise<Schema<'Key'>> => request('patch', '/v1/keys/{id}', input, options),

    /** Gives it a new `secret`, told this once. The one of before works for `overlapHours` more: 24 unless given, 0 stops it at once. */
    rotate: (input: Input<'keys.rotate'>, options?: CallOptions): Promise<Schema<'NewKey'>> => request('post', '/v1/keys/{id}/rotate', input, options),

    /** Revokes a key, at once and for ever. */
    revoke: (input: Input<'keys.revoke'>, options?: CallOptions): Promise<Schema<'Key'>> => request('post', '/v1/keys/{id}/revoke', input, options),
  }
}

import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Input, Schema } from '../wire.js'

/** The secrets that your own server signs visitor tokens with; `mintVisitorToken` of `@startupkit/sdk/visitor` does it. An owner's doing. */
export function visitorSecrets(request: KitRequest) {
  return {
    /** Newest first, without the secrets themselves. */
    list: (input: Input<'visitorSecrets.list'> = {}, options?: CallOptions): Listing<Schema<'VisitorSecret'>> => paginate(input, (asked) => request('get', '/v1/visitor-secrets', asked, options)),

    /** Makes a signing secret, told this once. Up to ten work at the same time: to rotate, make a new one, deploy it, then revoke the old one. */
    create: (input: Input<'visitorSecrets.create'>, options?: CallOptions): Promise<Schema<'NewVisitorSecret'>> => request('post', '/v1/visitor-secrets', input, options),

    /** Refuses tokens signed with it: from now on, or from `inHours` on. */
    revoke: (input: Input<'visitorSecrets.revoke'>, options?: CallOptions): Promise<Schema<'VisitorSecret'>> => request('post', '/v1/visitor-secrets/{id}/revoke', input, options),
  }
}

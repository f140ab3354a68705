import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/** Who did what, to which thing and when: ids and codes, never words. */
export function audit(request: KitRequest) {
  return {
    /**
     * Newest first; `from` is the first instant, `to` the one before which. An owner's to read.
     * @example for await (const line of client.audit.list({ action: 'ledger.reverse' })) console.log(line.at, line.actor.id, line.subject)
     */
    list: (input: Input<'audit.list'> = {}, options?: CallOptions): Listing<Schema<'AuditLine'>> => paginate(input, (asked) => request('get', '/v1/audit', asked, options)),

    /** Checks that no line was changed, taken out or put between. It reads everything. */
    verify: (input: Input<'audit.verify'> = {}, options?: CallOptions): Promise<Answer<'audit.verify'>> => request('get', '/v1/audit/verify', input, options),
  }
}

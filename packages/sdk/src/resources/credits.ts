import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/** Token balances, of a contact or of an account that another system knows by its own id. Never below zero. */
export function credits(request: KitRequest) {
  return {
    /** How many tokens an account holds: by `contactId` or `externalId`. */
    balance: (input: Input<'credits.balance'>, options?: CallOptions): Promise<Schema<'CreditBalance'>> => request('get', '/v1/credits/balance', input, options),

    /** What went in and out, newest first. */
    movements: (input: Input<'credits.movements'> = {}, options?: CallOptions): Listing<Schema<'CreditMovement'>> =>
      paginate(input, (asked) => request('get', '/v1/credits/movements', asked, options)),

    /** Books a payment and adds the tokens it bought, both or neither. The amount is in minor units. */
    purchase: (input: Input<'credits.purchase'>, options?: CallOptions): Promise<Answer<'credits.purchase'>> => request('post', '/v1/credits/purchase', input, options),

    /** Gives tokens away. */
    grant: (input: Input<'credits.grant'>, options?: CallOptions): Promise<Answer<'credits.grant'>> => request('post', '/v1/credits/grant', input, options),

    /** Takes tokens, a contact's own first, then in `also` those of contacts merged into it. Throws `insufficient_credits` where there are not enough, and takes none. */
    spend: (input: Input<'credits.spend'>, options?: CallOptions): Promise<Schema<'CreditSpend'>> => request('post', '/v1/credits/spend', input, options),

    /** Brings in movements of another system, up to 5,000 at once: all or none. */
    importMovements: (input: Input<'credits.importMovements'>, options?: CallOptions): Promise<Answer<'credits.importMovements'>> =>
      request('post', '/v1/credits/movements/import', input, options),
  }
}

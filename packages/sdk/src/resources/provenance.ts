import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input } from '../wire.js'

/** Where money came from. */
export function provenance(request: KitRequest) {
  return {
    /**
     * The chain behind an entry: contact, subscription, invoice, Stripe's object, legacy row, first touch. Asks by any id, or by an amount in
     * major units; where several entries match, the likeliest is first.
     * @example const { candidates } = await client.provenance.trace({ amount: '1000', currency: 'USD' })
     */
    trace: (input: Input<'provenance.trace'>, options?: CallOptions): Promise<Answer<'provenance.trace'>> => request('get', '/v1/provenance/trace', input, options),
  }
}

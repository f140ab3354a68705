import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/** Subscriptions and what happened to them. Amounts are whole minor units; `mrr` is by month. */
export function subscriptions(request: KitRequest) {
  return {
    list: (input: Input<'subscriptions.list'> = {}, options?: CallOptions): Listing<Schema<'Subscription'>> =>
      paginate(input, (asked) => request('get', '/v1/subscriptions', asked, options)),

    /** One of them, by its id here or where it is billed. Throws `subscription_not_found`. */
    get: (input: Input<'subscriptions.get'>, options?: CallOptions): Promise<Schema<'Subscription'>> => request('get', '/v1/subscriptions/{id}', input, options),

    /** Keeps one by hand: it starts at once, or at `startedAt`, unless it is a trial. */
    create: (input: Input<'subscriptions.create'>, options?: CallOptions): Promise<Schema<'Subscription'>> => request('post', '/v1/subscriptions', input, options),

    /** Brings subscriptions in with all that is known to have happened to them: all of them or none. */
    recordMany: (input: Input<'subscriptions.recordMany'>, options?: CallOptions): Promise<Answer<'subscriptions.recordMany'>> =>
      request('post', '/v1/subscriptions/batch', input, options),

    /** What happened to one, in order. */
    events: (input: Input<'subscriptions.events'>, options?: CallOptions): Listing<Schema<'SubscriptionEvent'>> =>
      paginate(input, (asked) => request('get', '/v1/subscriptions/{id}/events', asked, options)),

    /** Says that something happened to one. It is recorded once under its `naturalKey`. */
    recordEvent: (input: Input<'subscriptions.recordEvent'>, options?: CallOptions): Promise<Schema<'SubscriptionEvent'>> =>
      request('post', '/v1/subscriptions/{id}/events', input, options),

    /** Works out subscriptions and recurring revenue anew from the events, in the background. An owner's doing. */
    rebuild: (input: Input<'subscriptions.rebuild'> = {}, options?: CallOptions): Promise<Answer<'subscriptions.rebuild'>> =>
      request('post', '/v1/subscriptions/rebuild', input, options),
  }
}

import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/** Facts, posted to addresses of yours as they happen. To check what arrives, see `verifyWebhook` of `@startupkit/sdk/webhooks`. */
export function webhooks(request: KitRequest) {
  return {
    /** Newest first, without their secrets. */
    endpoints: (input: Input<'webhooks.endpoints'> = {}, options?: CallOptions): Listing<Schema<'WebhookEndpoint'>> => paginate(input, (asked) => request('get', '/v1/webhooks/endpoints', asked, options)),

    /** Throws `webhook_endpoint_not_found`. */
    endpoint: (input: Input<'webhooks.endpoint'>, options?: CallOptions): Promise<Schema<'WebhookEndpoint'>> => request('get', '/v1/webhooks/endpoints/{id}', input, options),

    /**
     * Adds an endpoint for the facts that are named, or for all. Throws `webhook_url_refused` where nothing can be posted to.
     * @example const { id } = await client.webhooks.createEndpoint({ url: 'https://shop.example.com/hooks', events: ['ledger.entry_recorded'] })
     *          const { secret } = await client.webhooks.revealSecret({ id })
     */
    createEndpoint: (input: Input<'webhooks.createEndpoint'>, options?: CallOptions): Promise<Schema<'WebhookEndpoint'>> => request('post', '/v1/webhooks/endpoints', input, options),

    /** Changes what is given. While it is disabled nothing is sent or kept for it; what waits is dropped, and can be replayed. */
    updateEndpoint: (input: Input<'webhooks.updateEndpoint'>, options?: CallOptions): Promise<Schema<'WebhookEndpoint'>> => request('patch', '/v1/webhooks/endpoints/{id}', input, options),

    /** Removes it for good. What was sent there stays to be looked at. */
    removeEndpoint: (input: Input<'webhooks.removeEndpoint'>, options?: CallOptions): Promise<Schema<'WebhookEndpoint'>> => request('delete', '/v1/webhooks/endpoints/{id}', input, options),

    /** The signing secret, and the one before while both are good. Each look is kept in the audit trail. */
    revealSecret: (input: Input<'webhooks.revealSecret'>, options?: CallOptions): Promise<Schema<'WebhookSecret'>> => request('post', '/v1/webhooks/endpoints/{id}/reveal-secret', input, options),

    /** Makes a new secret. For `overlapHours` (24 unless given) what is sent carries both signatures. */
    rotateSecret: (input: Input<'webhooks.rotateSecret'>, options?: CallOptions): Promise<Schema<'WebhookEndpoint'>> => request('post', '/v1/webhooks/endpoints/{id}/rotate-secret', input, options),

    /** Sends `webhook.test` to this endpoint alone. Throws `webhook_endpoint_disabled`. */
    sendTest: (input: Input<'webhooks.sendTest'>, options?: CallOptions): Promise<Schema<'WebhookDelivery'>> => request('post', '/v1/webhooks/endpoints/{id}/test', input, options),

    /** Sends again what an endpoint failed to take since an instant: up to 10,000; `more` says that there are others. */
    replayFailed: (input: Input<'webhooks.replayFailed'>, options?: CallOptions): Promise<Answer<'webhooks.replayFailed'>> =>
      request('post', '/v1/webhooks/endpoints/{endpointId}/replay-failed', input, options),

    /** What was sent where, newest first; kept for 90 days. */
    deliveries: (input: Input<'webhooks.deliveries'> = {}, options?: CallOptions): Listing<Schema<'WebhookDelivery'>> => paginate(input, (asked) => request('get', '/v1/webhooks/deliveries', asked, options)),

    /** One delivery with its body and what came back at each try. */
    delivery: (input: Input<'webhooks.delivery'>, options?: CallOptions): Promise<Schema<'WebhookDeliveryDetail'>> => request('get', '/v1/webhooks/deliveries/{id}', input, options),

    /** Sends a delivery again under the same `webhook-id`, with all its tries if need be. */
    replay: (input: Input<'webhooks.replay'>, options?: CallOptions): Promise<Schema<'WebhookDelivery'>> => request('post', '/v1/webhooks/deliveries/{id}/replay', input, options),

    /** The facts that endpoints can be told, each with the JSON Schema of its data and an example. */
    eventTypes: (input: Input<'webhooks.eventTypes'> = {}, options?: CallOptions): Promise<Answer<'webhooks.eventTypes'>> => request('get', '/v1/webhooks/event-types', input, options),
  }
}

import { rooms } from '@startupkit/core/contract'
import type { App } from '../exchange.js'
import { expose } from '../expose.js'

const { webhooks } = rooms

/** Where facts are posted to, and what came of it. */
export function webhookRoutes(app: App): void {
  expose(app, webhooks.eventTypes, { method: 'get', path: '/v1/webhooks/event-types' })
  expose(app, webhooks.endpoints, { method: 'get', path: '/v1/webhooks/endpoints' })
  expose(app, webhooks.createEndpoint, { method: 'post', path: '/v1/webhooks/endpoints', status: 201 })
  expose(app, webhooks.endpoint, { method: 'get', path: '/v1/webhooks/endpoints/{id}' })
  expose(app, webhooks.updateEndpoint, { method: 'patch', path: '/v1/webhooks/endpoints/{id}' })
  expose(app, webhooks.removeEndpoint, { method: 'delete', path: '/v1/webhooks/endpoints/{id}' })
  expose(app, webhooks.revealSecret, { method: 'post', path: '/v1/webhooks/endpoints/{id}/reveal-secret' })
  expose(app, webhooks.rotateSecret, { method: 'post', path: '/v1/webhooks/endpoints/{id}/rotate-secret' })
  expose(app, webhooks.sendTest, { method: 'post', path: '/v1/webhooks/endpoints/{id}/test', status: 201 })
  expose(app, webhooks.replayFailed, { method: 'post', path: '/v1/webhooks/endpoints/{endpointId}/replay-failed' })
  expose(app, webhooks.deliveries, { method: 'get', path: '/v1/webhooks/deliveries' })
  expose(app, webhooks.delivery, { method: 'get', path: '/v1/webhooks/deliveries/{id}' })
  expose(app, webhooks.replay, { method: 'post', path: '/v1/webhooks/deliveries/{id}/replay' })
}

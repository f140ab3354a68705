import { rooms } from '@startupkit/core/contract'
import type { App } from '../exchange.js'
import { expose } from '../expose.js'

const { subscriptions } = rooms

/** Subscriptions and what happened to them. */
export function subscriptionRoutes(app: App): void {
  expose(app, subscriptions.list, { method: 'get', path: '/v1/subscriptions' })
  expose(app, subscriptions.create, { method: 'post', path: '/v1/subscriptions', status: 201 })
  expose(app, subscriptions.recordMany, { method: 'post', path: '/v1/subscriptions/batch', status: 201 })
  expose(app, subscriptions.rebuild, { method: 'post', path: '/v1/subscriptions/rebuild' })
  expose(app, subscriptions.get, { method: 'get', path: '/v1/subscriptions/{id}' })
  expose(app, subscriptions.events, { method: 'get', path: '/v1/subscriptions/{id}/events' })
  expose(app, subscriptions.recordEvent, { method: 'post', path: '/v1/subscriptions/{id}/events', status: 201 })
}

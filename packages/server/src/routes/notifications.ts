import { rooms } from '@startupkit/core/contract'
import type { App } from '../exchange.js'
import { expose } from '../expose.js'
import { unsubscribeRoutes } from './unsubscribe.js'

const { notifications } = rooms

/** What members are told, and where. */
export function notificationRoutes(app: App): void {
  expose(app, notifications.list, { method: 'get', path: '/v1/notifications' })
  expose(app, notifications.unread, { method: 'get', path: '/v1/notifications/unread' })
  expose(app, notifications.markRead, { method: 'post', path: '/v1/notifications/read' })
  expose(app, notifications.preferences, { method: 'get', path: '/v1/notifications/preferences' })
  expose(app, notifications.setPreferences, { method: 'patch', path: '/v1/notifications/preferences' })
  expose(app, notifications.browsers, { method: 'get', path: '/v1/notifications/browsers' })
  expose(app, notifications.addBrowser, { method: 'post', path: '/v1/notifications/browsers', status: 201 })
  expose(app, notifications.removeBrowser, { method: 'delete', path: '/v1/notifications/browsers/{id}' })
  expose(app, notifications.testBrowser, { method: 'post', path: '/v1/notifications/browsers/{id}/test' })
  unsubscribeRoutes(app)
}

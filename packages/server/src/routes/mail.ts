import { rooms } from '@startupkit/core/contract'
import type { App } from '../exchange.js'
import { expose } from '../expose.js'

const { mail, settings } = rooms

/** What the product sends, and how. */
export function mailRoutes(app: App): void {
  expose(app, mail.templates, { method: 'get', path: '/v1/mail/templates' })
  expose(app, mail.preview, { method: 'get', path: '/v1/mail/templates/{template}/preview' })
  expose(app, mail.list, { method: 'get', path: '/v1/mail/messages' })
  expose(app, mail.get, { method: 'get', path: '/v1/mail/messages/{id}' })
  expose(app, mail.retry, { method: 'post', path: '/v1/mail/messages/{id}/retry' })
  expose(app, mail.check, { method: 'post', path: '/v1/mail/check' })
  expose(app, mail.sendTest, { method: 'post', path: '/v1/mail/test', status: 202 })
  expose(app, mail.dkimRecord, { method: 'get', path: '/v1/mail/dkim' })
  expose(app, mail.createDkimKey, { method: 'post', path: '/v1/mail/dkim', status: 201 })
  expose(app, settings.getMail, { method: 'get', path: '/v1/settings/mail' })
  expose(app, settings.updateMail, { method: 'patch', path: '/v1/settings/mail' })
}

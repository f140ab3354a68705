import { rooms } from '@startupkit/core/contract'
import { send, type App, type Ctx } from '../exchange.js'
import { expose } from '../expose.js'
import { clearCaught, getCaught, listCaught, readCaught, readCaughtFile, runClearCaught, runGetCaught, runListCaught } from '../mail/caught.js'
import type { Who } from '../who.js'

const { mail, settings } = rooms

/** The mail itself, to be kept or opened elsewhere: never as something that a browser would show. */
async function sendCaught(c: Ctx, who: Who, input: unknown): Promise<Response> {
  const { id } = input as { id: string }
  const { raw } = await readCaught(c, who, id)
  const headers = { 'content-type': 'message/rfc822', 'content-length': String(raw.length), 'content-disposition': `attachment; filename="${id}.eml"`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  return send(c, 200, c.req.method === 'HEAD' ? null : new Uint8Array(raw), headers)
}

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
  expose(app, listCaught, { method: 'get', path: '/v1/mail/caught', run: runListCaught })
  expose(app, clearCaught, { method: 'delete', path: '/v1/mail/caught', run: runClearCaught })
  expose(app, getCaught, { method: 'get', path: '/v1/mail/caught/{id}', run: runGetCaught })
  expose(app, readCaughtFile, { method: 'get', path: '/v1/mail/caught/{id}/raw', file: 'message/rfc822', run: sendCaught })
  expose(app, settings.getMail, { method: 'get', path: '/v1/settings/mail' })
  expose(app, settings.updateMail, { method: 'patch', path: '/v1/settings/mail' })
}

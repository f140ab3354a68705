import { KitError } from '@startupkit/core'
import { rooms, type AnyOperation } from '@startupkit/core/contract'
import { controlErrors } from '../control/errors.js'
import { send, type App, type Ctx } from '../exchange.js'
import { sourceOf } from '../source.js'

const { notifications } = rooms
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const page = (heading: string, says: string, form = '') => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escaped(heading)}</title>
<style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}button{font:inherit;min-height:44px;padding:0 1rem}</style>
<main><h1>${escaped(heading)}</h1><p>${escaped(says)}</p>${form}</main></html>`

const html = (c: Ctx, status: number, text: string) => send(c, status, text, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': policy })

async function ask(c: Ctx, operation: AnyOperation): Promise<{ summary: string }> {
  const { control, workspaces, limiter, now } = await c.env.host
  limiter.address(c, now())
  const place = await control.place(c.req.param('workspace') ?? '')
  if (!place) throw controlErrors.workspace_not_found()
  c.env.exchange.workspace = place.id
  const lease = await workspaces.lease(place.id)
  try {
    const token = new URL(c.req.url).searchParams.get('token') ?? ''
    return (await lease.kit.call(operation, { actor: { role: 'system', id: 'mail-link' }, origin: 'live' }, { token }, { requestId: c.env.exchange.requestId, from: sourceOf(c) })) as { summary: string }
  } finally {
    lease.release()
  }
}

/** Somebody who came from a mail gets a page, whatever is wrong. */
async function told(c: Ctx, work: () => Promise<string>): Promise<Response> {
  c.env.exchange.route = '/unsubscribe/{workspace}'
  try {
    return html(c, 200, await work())
  } catch (error) {
    if (!(error instanceof KitError) || error.kind === 'internal') throw error
    return html(c, 404, page('This link does not work any more', 'In the dashboard, under Settings, you choose which mails you get.'))
  }
}

/** The link in mails of choice: a page that asks, and the press of its button. Mail programs press it themselves (RFC 8058); looking at it changes nothing. */
export function unsubscribeRoutes(app: App): void {
  app.get('/unsubscribe/:workspace', (c) =>
    told(c as Ctx, async () => {
      const { summary } = await ask(c as Ctx, notifications.unsubscribing as unknown as AnyOperation)
      return page('No more of these mails?', `${summary}: this is no longer mailed to you. The dashboard goes on telling you.`, '<form method="post"><button>Unsubscribe</button></form>')
    }),
  )
  app.post('/unsubscribe/:workspace', (c) =>
    told(c as Ctx, async () => {
      const { summary } = await ask(c as Ctx, notifications.unsubscribe as unknown as AnyOperation)
      return page('You will get no more of these mails', `${summary}: this is no longer mailed to you. You can turn it on again in your settings.`)
    }),
  )
}

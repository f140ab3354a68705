import { timingSafeEqual } from 'node:crypto'
import { kitErrors } from '@startupkit/core/contract'
import { hash } from '@startupkit/core/plumbing'
import { send, type App, type Ctx } from '../exchange.js'

const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']
const ownNames = /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/

/** Asked on this machine, not passed on by a proxy on it, and not by a page in a browser that was told our address under another name. */
function isLocal(c: Ctx): boolean {
  const address = c.env.incoming?.socket.remoteAddress ?? ''
  const from = address.startsWith('::ffff:') ? address.slice(7) : address
  return (from === '::1' || from.startsWith('127.')) && forwarded.every((name) => c.req.header(name) === undefined) && ownNames.test(new URL(c.req.url).hostname)
}

function hasToken(c: Ctx): boolean {
  const { metricsToken } = c.env.settings
  const given = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  return metricsToken !== null && given !== undefined && timingSafeEqual(Buffer.from(hash(given)), Buffer.from(hash(metricsToken)))
}

/** Figures for Prometheus: to this machine, and to whoever has the token. */
export function metricsRoutes(app: App): void {
  app.get('/metrics', async (c) => {
    const ctx = c as Ctx
    c.env.exchange.route = '/metrics'
    if (!c.env.operator && !hasToken(ctx) && !isLocal(ctx)) throw kitErrors.unauthenticated()
    const { metrics } = await c.env.host
    return send(ctx, 200, await metrics(), { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' })
  })
}

import { type AnyOperation } from '@startupkit/core/contract'
import { clearCookie, readCookie, sessionCookieName, signToken, stateCookie, writeCookie } from './control/people/cookies.js'
import { during, type Visit } from './control/people/visit.js'
import { serverErrors } from './errors.js'
import type { Ctx } from './exchange.js'
import type { Route } from './expose.js'
import { sourceOf } from './source.js'
import { isLocal } from './who/local.js'
import { isSecure, sessionOn } from './who/session.js'

/** The dashboard that a mail's link may lead to: the one that asks, else the first one of this server. Never what a Host header says. */
export function dashboardOf(c: Ctx): string | null {
  const { origins } = c.env.settings
  const origin = c.req.header('origin')
  return origin !== undefined && origins.has(origin) ? origin : ([...origins][0] ?? null)
}

async function visitFor(c: Ctx): Promise<Visit> {
  const { exchange, settings } = c.env
  const host = await c.env.host
  const secure = isSecure(c)
  const session = await sessionOn(c, host)
  const setCookie = (value: string) => (exchange.headers['set-cookie'] = value)
  return {
    auth: () => host.people.auth(),
    secret: host.people.secret,
    source: sourceOf(c),
    dashboard: dashboardOf(c),
    origins: settings.origins,
    providers: host.people.providers,
    demo: settings.demo && isLocal(c),
    makesWorkspaces: settings.workspacesByAnyone,
    setupCode: host.people.setupCode,
    known: session?.proven ? session : null,
    pending: session && !session.proven ? session : null,
    cookies: `better-auth.state=${readCookie(c.req.header('cookie'), stateCookie) ?? ''}`,
    signIn: (token) => setCookie(writeCookie(sessionCookieName(secure), signToken(token, host.people.secret), secure)),
    signOut: () => setCookie(clearCookie(sessionCookieName(secure), secure)),
    keepState: (value) => setCookie(writeCookie(stateCookie, value, secure, 600)),
  }
}

/** A page of somebody else's may not sign its visitor in or out here, with its own account or theirs. */
function refuseForeignPages(c: Ctx): void {
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  const foreign = origin !== undefined ? !c.env.settings.origins.has(origin) : site === 'cross-site' || site === 'same-site'
  if (foreign && c.req.method !== 'GET') throw serverErrors.origin_not_allowed()
}

/**
 * Runs an operation of a person's, or of somebody at the door, with what their request brought. No idempotency key goes along: what is
 * kept under one would tell of passwords, and of codes that are shown once.
 */
export const visiting =
  (operation: AnyOperation): NonNullable<Route['run']> =>
  async (c, who, input, { idempotencyKey: _unused, ...options }) => {
    refuseForeignPages(c)
    const { control } = await c.env.host
    return during(await visitFor(c), () => control.call(operation, who.actor, input, options))
  }

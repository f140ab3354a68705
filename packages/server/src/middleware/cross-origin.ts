import type { Ctx } from '../exchange.js'

const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE'
const requestHeaders = 'authorization, content-type, idempotency-key, last-event-id, startupkit-visitor, startupkit-workspace'
const responseHeaders = 'x-request-id, retry-after, ratelimit, ratelimit-policy, content-disposition'

/**
 * Lets pages of known origins read answers: dashboards, and the origins that publishable keys name. Only a dashboard's requests carry
 * the cookie of a session; whether a key may be used from an origin is asked again in who.ts.
 */
export async function crossOrigin(c: Ctx, origin: string): Promise<void> {
  const { exchange, settings, host } = c.env
  if (!settings.origins.has(origin) && !(await (await host).keys.knowsOrigin(origin))) return
  exchange.headers['access-control-allow-origin'] = origin
  if (settings.origins.has(origin)) exchange.headers['access-control-allow-credentials'] = 'true'
  exchange.headers['access-control-expose-headers'] = responseHeaders
}

/** What a browser asks before it sends a key. It carries no credentials itself. */
export function preflight(c: Ctx): Record<string, string> {
  if (c.env.exchange.headers['access-control-allow-origin'] === undefined) return {}
  return { 'access-control-allow-methods': methods, 'access-control-allow-headers': requestHeaders, 'access-control-max-age': '600' }
}

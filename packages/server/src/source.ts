import type { Source } from '@startupkit/core'
import type { Ctx } from './exchange.js'
import { clientAddress } from './limits/trusted-proxies.js'

/**
 * Where a request came from, for the audit trail and the limits. Only what trusted proxies say of it counts; the `Forwarded` header is
 * never read, so that there are not two answers.
 */
export function sourceOf(c: Ctx): Source {
  const { exchange, settings, incoming } = c.env
  return (exchange.source ??= {
    address: clientAddress(incoming?.socket.remoteAddress ?? null, c.req.header('x-forwarded-for'), settings.trustedProxies),
    userAgent: c.req.header('user-agent') ?? null,
  })
}

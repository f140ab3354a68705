import type { Ctx } from '../exchange.js'

const headers = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin',
  vary: 'Origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const

/** What every answer carries. Pages put a policy of their own in place of this one, which allows nothing. */
export function secured(c: Ctx): void {
  Object.assign(c.env.exchange.headers, headers)
  c.env.exchange.headers['x-request-id'] = c.env.exchange.requestId
}

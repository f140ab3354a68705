import type { Source } from '@startupkit/core'
import type { Ctx } from './exchange.js'

/** Where a request came from, for the audit trail and the limits. */
export const sourceOf = (c: Ctx): Source => ({ address: c.env.incoming?.socket.remoteAddress ?? null, userAgent: c.req.header('user-agent') ?? null })

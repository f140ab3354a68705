import { KitError, type ErrorKind, type Issue } from '@startupkit/core'
import { kitErrors } from '@startupkit/core/plumbing'
import * as z from 'zod'
import { send, type Ctx } from './exchange.js'

const statusOfKind: Record<ErrorKind, number> = { invalid: 400, unauthenticated: 401, forbidden: 403, not_found: 404, conflict: 409, limited: 429, unavailable: 503, internal: 500 }

// HTTP has a word of its own for these; their kind alone would say less.
const statusOfCode: Record<string, number> = { idempotency_key_reused: 422, body_too_large: 413, unsupported_media_type: 415, upload_type_unknown: 415, method_not_allowed: 405 }

export const statusOf = (error: { code: string; kind: ErrorKind }): number => statusOfCode[error.code] ?? statusOfKind[error.kind]

/** RFC 9457. `code` is stable; `detail` is a sentence for a person; `issues` says what is wrong where. */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'Where this code is explained.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    docUrl: z.string(),
    params: z.record(z.string(), z.unknown()).optional().meta({ description: 'What the failure speaks of: an id, a key, a limit.' }),
    issues: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })

// The rest speaks of the inside of the house.
const speaksOfInput: ReadonlySet<ErrorKind> = new Set(['invalid', 'not_found', 'conflict', 'limited'])

const titles: Record<ErrorKind, string> = {
  invalid: 'Not valid', unauthenticated: 'Not signed in', forbidden: 'Not allowed', not_found: 'Not found',
  conflict: 'Conflict', limited: 'Too many requests', unavailable: 'Not available', internal: 'Our fault',
}

/**
 * Answers with a failure. Only what a catalogue says goes out: no message of a library, no SQL, no path, no stack.
 * What the server did not foresee is logged under the request's id and answered as `internal`.
 */
export function sendProblem(c: Ctx, thrown: unknown, headers: Record<string, string> = {}): Response {
  const { exchange, settings } = c.env
  const known = thrown instanceof KitError
  const error = known && thrown.kind !== 'internal' ? thrown : kitErrors.internal()
  if (error.kind === 'internal') settings.log.error({ requestId: exchange.requestId, route: exchange.route, err: thrown }, 'failed')
  const status = statusOf(error)
  const docUrl = `${settings.basePath}/reference#error-${error.code}`
  const issues: readonly Issue[] = error.issues
  const params = speaksOfInput.has(error.kind) && Object.keys(error.params).length > 0 ? error.params : undefined
  const body = { type: docUrl, title: titles[error.kind], status, detail: error.message, code: error.code, requestId: exchange.requestId, docUrl, ...(params && { params }), ...(issues.length > 0 && { issues }) }
  return send(c, status, JSON.stringify(body), {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(status === 429 && typeof error.params['retryAfter'] === 'number' && { 'retry-after': String(error.params['retryAfter']) }),
    ...(status === 503 && { 'retry-after': '1' }),
    ...headers,
  })
}

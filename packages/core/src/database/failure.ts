import { KitError, type Constraint } from '../foundation/index.js'

/** What a database error means for whoever is waiting. */
export type Failure =
  | 'busy' // somebody else holds the lock, or took the transaction away: nothing was changed, try again on a fresh connection
  | 'full' // disk full or failing: nothing of this transaction was kept
  | 'lost' // the connection broke: whether a commit arrived is unknown
  | 'constraint'
  | 'other'

const busyCodes = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL', 'TRANSACTION_TIMEOUT', 'TRANSACTION_CLOSED', 'STREAM_EXPIRED'])
const fullCodes = new Set(['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_NOMEM'])
const lostCodes = new Set(['HRANA_PROTO_ERROR', 'HRANA_CLOSED_ERROR', 'HRANA_WEBSOCKET_ERROR', 'INTERNAL_ERROR', 'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])
// A server knows only its own words for these.
const vague = new Set(['SQLITE_UNKNOWN', 'SQLITE_ERROR', 'SQLITE_MISUSE'])
const goneWords = /cannot (?:commit|rollback|start)|no transaction is active|SQL statements in progress|database is locked/i
const fullWords = /disk is full|disk I\/O error/i

type DriverError = Error & { code: string; status?: number }

/**
 * The error that the driver itself made. Only its words are ever looked at: a domain error or drizzle's wrapper,
 * which repeats what the caller sent, could say anything.
 */
function driverError(error: unknown): DriverError | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    if (at instanceof KitError) return undefined
    const { code } = at as { code?: unknown }
    if (at.name.startsWith('Libsql') && typeof code === 'string') return at as DriverError
    if (typeof code === 'string' && (lostCodes.has(code) || code.startsWith('UND_ERR'))) return at as DriverError
    if (at instanceof TypeError && (at.message === 'fetch failed' || at.message === 'terminated')) return Object.assign(new Error(at.message, { cause: at }), { code: 'ECONNRESET' })
  }
  return undefined
}

export function failureOf(error: unknown): Failure {
  const driver = driverError(error)
  if (!driver) return 'other'
  const { code, message } = driver
  if (code === 'SQLITE_CONSTRAINT') return 'constraint'
  if (busyCodes.has(code) || (vague.has(code) && goneWords.test(message))) return 'busy'
  if (fullCodes.has(code) || (vague.has(code) && fullWords.test(message))) return 'full'
  if (code === 'SERVER_ERROR') return refusedForGood(driver.cause) ? 'other' : 'lost'
  return lostCodes.has(code) || code.startsWith('UND_ERR') ? 'lost' : 'other'
}

// A wrong address or key will not get better by asking again.
const refusedForGood = (cause: unknown): boolean => {
  const status = cause instanceof Error && 'status' in cause ? Number(cause.status) : 0
  return status >= 400 && status < 500 && status !== 408 && status !== 429
}

/** Which constraint broke; local and remote say it in different words. */
export function constraintOf(error: unknown): Constraint | null {
  const driver = driverError(error)
  if (!driver || failureOf(driver) !== 'constraint') return null
  const said = driver.message.replace(/^(?:SQLITE_CONSTRAINT\w*: )+/, '').replace(/^SQLite error: /, '')
  const [, kind, detail] = /^(UNIQUE|FOREIGN KEY|CHECK|NOT NULL) constraint failed(?:: (.*))?$/s.exec(said) ?? []
  switch (kind) {
    case 'UNIQUE': return { kind: 'unique', detail: detail ?? '' }
    case 'FOREIGN KEY': return { kind: 'foreign_key', detail: '' }
    case 'CHECK': return { kind: 'check', detail: detail ?? '' }
    case 'NOT NULL': return { kind: 'not_null', detail: detail ?? '' }
    default: return { kind: 'trigger', detail: said }
  }
}

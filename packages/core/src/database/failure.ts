import { KitError } from '../foundation/index.js'

/** What a database error means for whoever is waiting. */
export type Failure =
  | 'busy' // somebody else holds the lock, or took the transaction away: nothing was changed, try again on a fresh connection
  | 'full' // disk full or failing: nothing of this transaction was kept
  | 'lost' // the connection broke: whether a commit arrived is unknown
  | 'constraint'
  | 'other'

export type Constraint = { kind: 'unique' | 'foreign_key' | 'check' | 'not_null' | 'trigger'; detail: string }

const busy = /SQLITE_BUSY|SQLITE_LOCKED|database is locked|TRANSACTION_TIMEOUT|TRANSACTION_CLOSED|STREAM_EXPIRED|no transaction is active|SQL statements in progress/i
const full = /SQLITE_FULL|SQLITE_IOERR|disk is full|disk I\/O error|SQLITE_READONLY_DBMOVED/i
const lost = /fetch failed|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|socket hang up|other side closed|UND_ERR|HRANA_WEBSOCKET|terminated|SERVER_ERROR/i

/** The text of an error and of everything that caused it (drizzle hides the cause one level down). */
export function errorText(error: unknown): string {
  let text = ''
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    const { code, extendedCode } = at as Error & { code?: unknown; extendedCode?: unknown }
    text += `${String(extendedCode ?? '')} ${String(code ?? '')} ${at.message}\n`
  }
  return text
}

export function failureOf(error: unknown): Failure {
  if (error instanceof KitError) return 'other'
  const text = errorText(error)
  if (/SQLITE_CONSTRAINT|constraint failed/i.test(text)) return 'constraint'
  if (busy.test(text)) return 'busy'
  if (full.test(text)) return 'full'
  if (lost.test(text)) return 'lost'
  return 'other'
}

/** Which constraint broke; local and remote say it in different words. */
export function constraintOf(error: unknown): Constraint | null {
  const text = errorText(error)
  const unique = /UNIQUE constraint failed: ([^\n]+)/.exec(text)
  if (unique) return { kind: 'unique', detail: unique[1]! }
  if (/FOREIGN KEY constraint failed/.test(text)) return { kind: 'foreign_key', detail: '' }
  const check = /CHECK constraint failed: ([^\n]+)/.exec(text)
  if (check) return { kind: 'check', detail: check[1]! }
  const notNull = /NOT NULL constraint failed: ([^\n]+)/.exec(text)
  if (notNull) return { kind: 'not_null', detail: notNull[1]! }
  if (failureOf(error) === 'constraint') return { kind: 'trigger', detail: text }
  return null
}

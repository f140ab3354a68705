import type { InStatement, ResultSet, Transaction } from '@libsql/client'
import { failureOf, type Failure } from './failure.js'

/** Why a transaction is over for everybody in it. */
export type Ended = { failure: Failure; error: unknown }

const isRead = /^\s*select\b/i
const changedTable = /\b(?:into|update|from)\s+["'`]?(\w+)/i

/** The table that a statement changes; undefined where it only reads, or names none. */
export const tableOf = (statement: InStatement): string | undefined => (writes(statement) ? changedTable.exec(typeof statement === 'string' ? statement : statement.sql)?.[1] : undefined)

/** Whether a statement can change anything. Whatever is not plainly a SELECT counts as a write. */
export const writes = (statement: InStatement): boolean => !isRead.test(typeof statement === 'string' ? statement : statement.sql)

/**
 * The statements of one transaction. Once one of them loses the transaction (a full disk, a lock taken away, a broken line)
 * every later one fails with the same error: an operation that catches it must not go on writing outside any transaction.
 */
export class Statements {
  readonly touched = new Set<string>()
  ended: Ended | undefined
  readonly #tx: Transaction
  readonly #remote: boolean

  constructor(tx: Transaction, kind: 'local' | 'remote') {
    this.#tx = tx
    this.#remote = kind === 'remote'
  }

  run(statement: InStatement): Promise<ResultSet> {
    return this.#guarded(() => this.#tx.execute(statement))
  }

  /** Several statements in one round trip. */
  runAll(statements: InStatement[]): Promise<ResultSet[]> {
    return this.#guarded(() => this.#tx.batch(statements))
  }

  /** Notes which table a statement changes, for whoever listens to commits. */
  touch(statement: InStatement): void {
    const table = changedTable.exec(typeof statement === 'string' ? statement : statement.sql)?.[1]
    if (table !== undefined) this.touched.add(table)
  }

  async #guarded<T>(ask: () => Promise<T>): Promise<T> {
    if (this.ended) throw this.ended.error
    try {
      return await ask()
    } catch (error) {
      // An answer that is cut off reaches us as JSON that does not parse.
      const failure = error instanceof SyntaxError ? 'lost' : failureOf(error)
      const over = failure === 'busy' || failure === 'full' || failure === 'lost' || this.#tx.closed || (this.#remote && (await this.#isGone()))
      if (over) this.ended ??= { failure, error }
      throw error
    }
  }

  /** A server does not say when a failed statement took the transaction with it; what came next would be kept at once, alone. */
  async #isGone(): Promise<boolean> {
    try {
      await this.#tx.execute('BEGIN')
      await this.#tx.execute('ROLLBACK')
      return true
    } catch (error) {
      return !/within a transaction/.test(String((error as Error).message))
    }
  }
}

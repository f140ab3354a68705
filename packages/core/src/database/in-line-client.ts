import type { Client, InArgs, InStatement, Transaction } from '@libsql/client'
import { tableOf } from './statements.js'
import type { Gate } from './transact.js'

const textOf = (statement: InStatement) => (typeof statement === 'string' ? statement : statement.sql)

/**
 * A client for libraries that write on their own: each call, and each transaction from begin to commit, waits its turn at the gate.
 * Hand it to drizzle, and turn off any option that holds a transaction over slow work. `told` hears which tables each kept statement
 * changed; what runs inside a transaction of the library's own is not told.
 */
export function inLineClient(gate: Gate, told: (tables: ReadonlySet<string>) => void = () => {}): Pick<Client, 'execute' | 'batch' | 'transaction' | 'executeMultiple' | 'close' | 'closed' | 'protocol'> {
  const repeatable = { label: 'in-line', again: true }
  async function telling<T>(statements: readonly InStatement[], work: () => Promise<T>): Promise<T> {
    const value = await work()
    const tables = new Set(statements.flatMap((one) => tableOf(one) ?? []))
    if (tables.size > 0) told(tables)
    return value
  }
  return {
    closed: false,
    protocol: 'file',
    close: () => {},
    // Over HTTP a transaction takes its arguments only inside the statement.
    execute: ((given: InStatement, args?: InArgs) =>
      telling([given], () => gate.alone((tx) => tx.execute(args === undefined ? given : ({ sql: textOf(given), args } as InStatement)), repeatable))) as Client['execute'],
    batch: ((statements: Parameters<Transaction['batch']>[0]) => telling(statements, () => gate.alone((tx) => tx.batch(statements), repeatable))) as Client['batch'],
    executeMultiple: (sql) => gate.alone((tx) => tx.executeMultiple(sql), repeatable),
    transaction: () =>
      new Promise<Transaction>((begun, failed) => {
        const turn: Promise<void> = gate.alone((tx) => new Promise<void>((keep, undo) => begun(handed(tx, keep, undo, () => turn))), { label: 'in-line' })
        turn.catch((error: unknown) => {
          if (!(error instanceof RolledBack)) failed(error)
        })
      }),
  }
}

class RolledBack extends Error {}

/** The transaction as its borrower sees it: commit, rollback and close end the turn at the gate, which does the rest. */
function handed(tx: Transaction, keep: () => void, undo: (error: Error) => void, turn: () => Promise<void>): Transaction {
  let over = false
  const settle = (how: () => void) => {
    if (!over) how()
    over = true
  }
  return {
    execute: (statement: InStatement) => tx.execute(statement),
    batch: (statements) => tx.batch(statements),
    executeMultiple: (sql) => tx.executeMultiple(sql),
    async commit() {
      settle(keep)
      await turn()
    },
    async rollback() {
      settle(() => undo(new RolledBack()))
      await turn().catch(() => {})
    },
    close: () => settle(() => undo(new RolledBack())),
    get closed() {
      return over || tx.closed
    },
  }
}

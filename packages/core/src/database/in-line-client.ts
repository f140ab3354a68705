import type { Client, Transaction, TransactionMode } from '@libsql/client'
import type { Gate } from './transact.js'

/**
 * A client for libraries that write on their own: each call, and each transaction from begin to commit, waits its turn at the gate.
 * Hand it to drizzle, and turn off any option that holds a transaction over slow work.
 */
export function inLineClient(gate: Gate): Pick<Client, 'execute' | 'batch' | 'transaction' | 'executeMultiple' | 'close' | 'closed' | 'protocol'> {
  return {
    closed: false,
    protocol: 'file',
    close: () => {},
    execute: ((...call: Parameters<Transaction['execute']>) => gate.alone((tx) => tx.execute(...call))) as Client['execute'],
    batch: ((statements: Parameters<Transaction['batch']>[0]) => gate.alone((tx) => tx.batch(statements))) as Client['batch'],
    executeMultiple: (sql) => gate.alone((tx) => tx.executeMultiple(sql)),
    transaction: (_mode?: TransactionMode) =>
      new Promise<Transaction>((begun, failed) => {
        const turn: Promise<void> = gate.alone(
          (tx) =>
            new Promise<void>((ended, undone) => {
              const finish = {
                commit: () => (ended(), turn),
                rollback: () => (undone(new RolledBack()), turn.catch(() => {})),
                close: () => undone(new RolledBack()),
              }
              begun(new Proxy(tx, { get: (target, name) => (name in finish ? finish[name as keyof typeof finish] : bound(target, name)) }))
            }),
        )
        turn.catch((error: unknown) => {
          if (!(error instanceof RolledBack)) failed(error)
        })
      }),
  }
}

class RolledBack extends Error {}

const bound = (target: Transaction, name: string | symbol): unknown => {
  const value: unknown = Reflect.get(target, name, target)
  return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value
}

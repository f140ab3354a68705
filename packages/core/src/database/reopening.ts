import type { Client, InArgs, InStatement, TransactionMode } from '@libsql/client'
import { kitErrors } from '../foundation/index.js'
import { failureOf } from './failure.js'
import { tick } from './writer.js'

const tries = 5

const breathMs = 10
let breathed = 0

/** The local driver answers without leaving the microtask queue: whoever reads page after page lets timers and sockets run in between. */
async function breathe(): Promise<void> {
  if (performance.now() - breathed < breathMs) return
  await tick()
  breathed = performance.now()
}

/** A reading client that throws a busy or broken connection away and asks again on a new one. Reads may be repeated freely. */
export function reopening(open: () => Client): { client: Pick<Client, 'execute' | 'batch'>; close(): void } {
  let current: Client | undefined
  let closed = false
  async function ask<T>(question: (client: Client) => Promise<T>): Promise<T> {
    await breathe()
    for (let tried = 1; ; tried++) {
      if (closed) throw kitErrors.kit_closed()
      const client = (current ??= open())
      try {
        return await question(client)
      } catch (error) {
        const failure = failureOf(error)
        // Whoever shares a client that another question has just thrown away asks again too.
        if (failure !== 'busy' && failure !== 'lost' && current === client) throw error
        if (current === client) {
          current = undefined
          client.close()
        }
        if (tried === tries) throw kitErrors.database_busy({}, { cause: error })
        await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** tried))
      }
    }
  }
  return {
    client: {
      execute: ((statement: InStatement, args?: InArgs) =>
        ask((client) => (args === undefined ? client.execute(statement) : client.execute(statement as string, args)))) as Client['execute'],
      batch: (statements: (InStatement | [string, InArgs?])[], mode?: TransactionMode) => ask((client) => client.batch(statements, mode ?? 'read')),
    },
    close() {
      closed = true
      current?.close()
      current = undefined
    },
  }
}

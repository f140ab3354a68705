import type { Client, Transaction } from '@libsql/client'
import { randomInt } from 'node:crypto'
import type { Adapter } from './adapter.js'

/** The one connection that writes. After any failure of its own it is thrown away: a busy one answers writes that it never keeps. */
export type Writer = {
  begin(): Promise<Transaction>
  discard(): void
}

export function openWriter(adapter: Adapter): Writer {
  let client: Client | undefined
  return {
    async begin() {
      client ??= await adapter.openWriter()
      return client.transaction('write')
    },
    discard() {
      const thrown = client
      client = undefined
      try {
        thrown?.close()
      } catch {
        // already closed
      }
    },
  }
}

/** Ends a transaction that is not to be kept. The lock stays with a connection that is closed inside one, so this comes first. */
export async function rollBack(tx: Transaction): Promise<void> {
  try {
    if (!tx.closed) await tx.rollback()
  } catch {
    // gone already, or the line is: then nothing of it is kept either
  } finally {
    tx.close()
  }
}

const pauseFrom = 5
const pauseUpTo = 100
/** Waits longer each time, up to a tenth of a second, never in step with somebody else who waits for the same lock. */
export const pause = (tried: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.min(pauseUpTo, pauseFrom * 2 ** tried) * (0.5 + randomInt(1_000) / 1_000)))

/** Lets timers and sockets run: the local driver never leaves the microtask queue by itself. */
export const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

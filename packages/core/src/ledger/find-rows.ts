import { eq, inArray } from 'drizzle-orm'
import type { ReadCtx } from '../foundation/index.js'
import { ledgerErrors } from './errors.js'
import { ledgerEntries } from './tables.js'

export type EntryRow = typeof ledgerEntries.$inferSelect

const atOnce = 500

/** Entries booked under these facts' own keys. */
export async function rowsByNaturalKey(ctx: Pick<ReadCtx, 'db'>, keys: readonly string[]): Promise<{ id: string; naturalKey: string }[]> {
  const found: { id: string; naturalKey: string }[] = []
  for (let at = 0; at < keys.length; at += atOnce) {
    const rows = await ctx.db.select({ id: ledgerEntries.id, naturalKey: ledgerEntries.naturalKey }).from(ledgerEntries).where(inArray(ledgerEntries.naturalKey, keys.slice(at, at + atOnce)))
    for (const { id, naturalKey } of rows) if (naturalKey !== null) found.push({ id, naturalKey })
  }
  return found
}

/** One entry by its id or its number; throws `entry_not_found`. */
export async function entryRow(ctx: Pick<ReadCtx, 'db'>, idOrNumber: string): Promise<EntryRow> {
  const column = idOrNumber.startsWith('TXN-') ? ledgerEntries.number : ledgerEntries.id
  const [row] = await ctx.db.select().from(ledgerEntries).where(eq(column, idOrNumber))
  if (!row) throw ledgerErrors.entry_not_found({ id: idOrNumber })
  return row
}

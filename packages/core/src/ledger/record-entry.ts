import * as z from 'zod'
import { bookkeepers, defineOperation, Id, type WriteCtx } from '../foundation/index.js'
import { businessOf } from '../settings/index.js'
import { bookEntry } from './entry.js'
import { ledgerErrors } from './errors.js'
import { rowsByNaturalKey } from './find-rows.js'
import { LedgerEntry, RecordEntryInput } from './schemas.js'
import { writtenEntry } from './written-entry.js'

export const recordEntry = defineOperation({
  name: 'ledger.record',
  summary: 'Book a payment, refund or other movement of money',
  access: 'write',
  allow: bookkeepers,
  input: RecordEntryInput,
  output: LedgerEntry,
  async run(ctx, input) {
    const row = await bookEntry(ctx, input, (await businessOf(ctx)).reportingTimeZone)
    await ctx.emit('ledger.entry_recorded', { entryId: row.id, number: row.number, type: row.type, source: row.source, amount: row.amount, currency: row.currency, contactId: row.contactId ?? null })
    return writtenEntry(ctx, row, input)
  },
})

const RecordManyInput = z.strictObject({
  entries: z.array(RecordEntryInput).min(1).max(5_000),
  skipBooked: z.boolean().default(false).meta({ description: 'Leave out facts that are booked already instead of refusing the whole set.' }),
})

export const recordMany = defineOperation({
  name: 'ledger.recordMany',
  summary: 'Book a set of entries in one transaction: all or none',
  access: 'write',
  allow: bookkeepers,
  input: RecordManyInput,
  output: z.object({
    count: z.int().meta({ description: 'How many were booked now.' }),
    firstNumber: z.string().nullable(),
    lastNumber: z.string().nullable(),
    ids: z.array(Id).meta({ description: 'One id for each entry given, in the order given; of the earlier entry where the fact was booked before.' }),
  }),
  async run(ctx, input) {
    const { reportingTimeZone } = await businessOf(ctx)
    const booked = await bookedBefore(ctx, input.entries)
    const ids: string[] = []
    const numbers: string[] = []
    const contactIds = new Set<string>()
    for (const entry of input.entries) {
      const known = entry.naturalKey === undefined ? undefined : booked.get(entry.naturalKey)
      if (known !== undefined) {
        if (!input.skipBooked) throw ledgerErrors.already_booked({ naturalKey: entry.naturalKey })
        ids.push(known)
        continue
      }
      const row = await bookEntry(ctx, entry, reportingTimeZone)
      if (entry.naturalKey !== undefined) booked.set(entry.naturalKey, row.id)
      if (entry.contactId !== undefined) contactIds.add(entry.contactId)
      ids.push(row.id)
      numbers.push(row.number)
    }
    const [firstNumber = null, lastNumber = null] = [numbers[0], numbers.at(-1)]
    if (firstNumber !== null && lastNumber !== null) await ctx.emit('ledger.entries_recorded', { count: numbers.length, firstNumber, lastNumber, contactIds: [...contactIds] })
    return { count: numbers.length, firstNumber, lastNumber, ids }
  },
})

async function bookedBefore(ctx: WriteCtx, entries: readonly RecordEntryInput[]): Promise<Map<string, string>> {
  const keys = entries.flatMap((entry) => (entry.naturalKey === undefined ? [] : [entry.naturalKey]))
  return new Map((await rowsByNaturalKey(ctx, keys)).map((row) => [row.naturalKey, row.id]))
}

import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { bookkeepers, defineOperation, Id, Instant, text } from '../foundation/index.js'
import { businessOf } from '../settings/index.js'
import { bookEntry } from './entry.js'
import { ledgerErrors } from './errors.js'
import { entryRow } from './find-rows.js'
import { toEntries } from './read-entries.js'
import { LedgerEntry } from './schemas.js'
import { ledgerEntries } from './tables.js'

export const reverseEntry = defineOperation({
  name: 'ledger.reverse',
  summary: 'Take an entry back by booking its opposite, once',
  access: 'write',
  allow: bookkeepers,
  input: z.strictObject({ id: Id, reason: text(500, 1), happenedAt: Instant.optional() }),
  output: LedgerEntry,
  async run(ctx, input) {
    const original = await entryRow(ctx, input.id)
    if (original.reverses !== null) throw ledgerErrors.reversal_of_reversal({ entryId: original.id })
    const [earlier] = await ctx.db.select({ id: ledgerEntries.id }).from(ledgerEntries).where(eq(ledgerEntries.reverses, original.id))
    if (earlier) throw ledgerErrors.already_reversed({ entryId: original.id, by: earlier.id })

    const [entry] = await toEntries(ctx, [original])
    const row = await bookEntry(
      ctx,
      {
        type: original.type, source: original.source, amount: original.amount, currency: original.currency, tax: original.tax, debit: original.credit, credit: original.debit,
        ...(original.contactId !== null && { contactId: original.contactId }), ...(original.subscriptionId !== null && { subscriptionId: original.subscriptionId }),
        ...(original.invoiceId !== null && { invoiceId: original.invoiceId }), stripe: entry!.stripe, description: input.reason,
        ...(input.happenedAt !== undefined && { happenedAt: input.happenedAt }),
      },
      (await businessOf(ctx)).reportingTimeZone,
      original.id,
    )
    await ctx.emit('ledger.entry_reversed', { entryId: row.id, reverses: original.id, contactId: original.contactId })
    return (await toEntries(ctx, [await entryRow(ctx, row.id)]))[0]!
  },
})

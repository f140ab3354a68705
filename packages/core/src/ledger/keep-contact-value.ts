import { sql } from 'drizzle-orm'
import { noteRevenue } from '../contacts/index.js'
import { defineReaction } from '../events/index.js'
import { iso, type WriteCtx } from '../foundation/index.js'

/** Tells the contacts room what these contacts have paid in all. Reads the projection, so telling it twice changes nothing. */
async function tell(ctx: WriteCtx, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return
  const rows = await ctx.db.all<{ contactId: string; currency: string; revenue: string; entryCount: number; first: string; last: string }>(
    sql`SELECT contact_id AS contactId, currency, CAST(SUM(net) AS TEXT) AS revenue, SUM(count) AS entryCount, MIN(day) AS first, MAX(day) AS last
        FROM ledger_contact_days WHERE contact_id IN (SELECT value FROM json_each(${JSON.stringify(contactIds)})) GROUP BY contact_id, currency`,
  )
  const at = (day: string) => iso(Date.parse(day))
  await ctx.run(noteRevenue, { facts: rows.map(({ contactId, currency, revenue, entryCount, first, last }) => ({ contactId, currency, revenue, entryCount, firstPaidAt: at(first), lastPaidAt: at(last) })) })
}

const named = (data: { contactId: string | null }) => data.contactId !== null
const tellOne = (ctx: WriteCtx, { data }: { data: { contactId: string | null } }) => tell(ctx, data.contactId === null ? [] : [data.contactId])

export const keepContactValue = {
  recorded: defineReaction<'ledger.entry_recorded'>({ name: 'ledger.keepContactValue', reach: 'always', concerns: named, run: tellOne }),
  recordedMany: defineReaction<'ledger.entries_recorded'>({ name: 'ledger.keepContactValues', reach: 'always', concerns: (data) => data.contactIds.length > 0, run: (ctx, event) => tell(ctx, event.data.contactIds) }),
  reversed: defineReaction<'ledger.entry_reversed'>({ name: 'ledger.keepContactValueOfReversal', reach: 'always', concerns: named, run: tellOne }),
}

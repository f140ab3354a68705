import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { Currency, defineOperation, Id, Instant, ms, Total } from '../foundation/index.js'
import { livingIds } from './directory.js'
import { sumFacts } from './sum-facts.js'

/** What was booked under a contact's id in one currency, in all. `revenue` is signed: refunds may exceed payments. */
export const RevenueFact = z.strictObject({ contactId: Id, currency: Currency, revenue: Total, entryCount: z.int().min(0), firstPaidAt: Instant.nullable(), lastPaidAt: Instant.nullable() })

export const noteRevenue = defineOperation({
  name: 'contacts.noteRevenue',
  summary: 'Keep what contacts have paid in all, as the ledger knows it',
  access: 'write',
  allow: ['system'],
  input: z.strictObject({ facts: z.array(RevenueFact).max(10_000) }),
  output: z.object({ contacts: z.int() }),
  async run(ctx, { facts }) {
    const living = await livingIds(ctx, facts.map((fact) => fact.contactId))
    const rows = facts
      .filter((fact) => living.has(fact.contactId))
      .map((fact) => ({ ...fact, revenue: String(fact.revenue), firstPaidAt: fact.firstPaidAt === null ? null : ms(fact.firstPaidAt), lastPaidAt: fact.lastPaidAt === null ? null : ms(fact.lastPaidAt) }))
    await ctx.tx.run(sql`
      INSERT INTO contact_facts (contact_id, currency, revenue, entry_count, first_paid_at, last_paid_at)
      SELECT value ->> 'contactId', value ->> 'currency', CAST(value ->> 'revenue' AS INTEGER), value ->> 'entryCount', value ->> 'firstPaidAt', value ->> 'lastPaidAt' FROM json_each(${JSON.stringify(rows)}) WHERE true
      ON CONFLICT (contact_id, currency) DO UPDATE SET revenue = excluded.revenue, entry_count = excluded.entry_count, first_paid_at = excluded.first_paid_at, last_paid_at = excluded.last_paid_at`)
    const ids = [...new Set(living.values())]
    await sumFacts(ctx, ids)
    return { contacts: ids.length }
  },
})

export const noteSeen = defineOperation({
  name: 'contacts.noteSeen',
  summary: 'Keep when contacts were last seen',
  access: 'write',
  allow: ['system'],
  input: z.strictObject({ seen: z.array(z.strictObject({ contactId: Id, at: Instant })).max(10_000) }),
  output: z.object({ contacts: z.int() }),
  async run(ctx, { seen }) {
    const living = await livingIds(ctx, seen.map((one) => one.contactId))
    const rows = seen.flatMap((one) => (living.has(one.contactId) ? [{ id: living.get(one.contactId), at: ms(one.at) }] : []))
    await ctx.tx.run(sql`
      UPDATE contacts SET last_seen_at = max(last_seen_at, j.at)
      FROM (SELECT value ->> 'id' AS id, max(value ->> 'at') AS at FROM json_each(${JSON.stringify(rows)}) GROUP BY 1) j WHERE contacts.id = j.id`)
    return { contacts: new Set(rows.map((row) => row.id)).size }
  },
})

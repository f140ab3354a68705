import { and, desc, eq, gte, inArray, lt, or, sql, type SQL } from 'drizzle-orm'
import { contacts } from '../contacts/tables.js'
import { startOfDay, type ReadCtx } from '../foundation/index.js'
import { amountsMeant, type EntryRow } from '../ledger/index.js'
import { ledgerEntries as entries, ledgerLinks } from '../ledger/tables.js'
import { readBusiness } from '../settings/index.js'
import type { TraceInput } from './schemas.js'
import type * as z from 'zod'

type Query = z.output<typeof TraceInput>
export type Found = { rows: EntryRow[]; amounts: { amount: number; currency: string }[]; more: boolean }

/** Entries that a question could mean, the likeliest first: what still stands before what was reversed, income before refunds, newer before older. */
export async function findEntries(ctx: ReadCtx, query: Query): Promise<Found> {
  const amounts = query.amount === undefined ? [] : await amountsMeant(ctx, query.amount, query.currency)
  const dates = await between(ctx, query)
  const rows = new Map<string, EntryRow>()
  const add = async (where: SQL | undefined) => {
    for (const row of await ctx.db.select().from(entries).where(and(where, dates)).orderBy(desc(entries.happenedAt), desc(entries.seq)).limit(query.limit + 1)) rows.set(row.id, row)
  }
  if (query.id !== undefined) for (const where of await named(ctx, query.id)) await add(where)
  for (const { amount, currency } of amounts) await add(and(eq(entries.amount, amount), eq(entries.currency, currency)))
  const ids = [...rows.keys()]
  const reversed = new Set(ids.length ? (await ctx.db.select({ id: entries.reverses }).from(entries).where(inArray(entries.reverses, ids))).map((row) => row.id) : [])
  const rank = (row: EntryRow) => (reversed.has(row.id) || row.reverses !== null ? 2 : 0) + (row.net < 0 ? 1 : 0)
  const ranked = [...rows.values()].sort((a, b) => rank(a) - rank(b) || b.happenedAt - a.happenedAt || b.seq - a.seq)
  return { rows: ranked.slice(0, query.limit), amounts, more: ranked.length > query.limit }
}

async function between(ctx: ReadCtx, { from, to }: Query): Promise<SQL | undefined> {
  if (from === undefined && to === undefined) return undefined
  const { reportingTimeZone } = await readBusiness(ctx)
  return and(from === undefined ? undefined : gte(entries.happenedAt, startOfDay(from, reportingTimeZone)), to === undefined ? undefined : lt(entries.happenedAt, startOfDay(to, reportingTimeZone, 1)))
}

// By a jump through the index each: the old system's tables are few, its rows may be millions.
const legacyTables = sql`RECURSIVE tables(name) AS (SELECT min(table_name) FROM legacy_rows
  UNION ALL SELECT (SELECT min(table_name) FROM legacy_rows WHERE table_name > t.name) FROM tables t WHERE t.name IS NOT NULL)`

/** Every way in which an id can stand behind an entry, each by an index of its own. */
async function named(ctx: ReadCtx, id: string): Promise<SQL[]> {
  const columns = [entries.id, entries.number, entries.naturalKey, entries.subscriptionId, entries.invoiceId, entries.paymentIntentId, entries.chargeId, entries.stripeInvoiceId, entries.stripeSubscriptionId, entries.stripeCustomerId]
  const people = await ctx.db.select({ id: contacts.id }).from(contacts).where(or(eq(contacts.id, id), eq(contacts.mergedInto, id)))
  const linked = await ctx.db.select({ entryId: ledgerLinks.entryId }).from(ledgerLinks).where(or(eq(ledgerLinks.target, id), sql`${ledgerLinks.target} IN (WITH ${legacyTables} SELECT name || ':' || ${id} FROM tables)`)).limit(50)
  const legacy = await ctx.db.all<{ key: string }>(sql`WITH ${legacyTables} SELECT 'legacy:' || r.table_name || ':' || r.legacy_id AS key FROM tables t CROSS JOIN legacy_rows r ON r.table_name = t.name AND r.legacy_id = ${id}`)
  return [
    ...columns.map((column) => eq(column, id)),
    ...(people.length ? [inArray(entries.contactId, people.map((row) => row.id))] : []),
    ...(linked.length ? [inArray(entries.id, linked.map((row) => row.entryId))] : []),
    ...(legacy.length ? [inArray(entries.naturalKey, legacy.map((row) => row.key))] : []),
  ]
}

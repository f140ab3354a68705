import { and, eq, gte, inArray, lte, sql, type SQL } from 'drizzle-orm'
import { contactIdsOf, contactIdsMatching } from '../contacts/index.js'
import { isCurrency, parseMajor, startOfDay, type ReadCtx } from '../foundation/index.js'
import { readBusiness } from '../settings/index.js'
import type { EntryFilter } from './schemas.js'
import { matchOf } from './search-table.js'
import { ledgerEntries as entries } from './tables.js'

/** The rows that a filter means, as a condition on `ledger_entries`; undefined for all. */
export async function conditionOf(ctx: ReadCtx, filter: EntryFilter): Promise<SQL | undefined> {
  const timeZone = filter.from === undefined && filter.to === undefined ? 'UTC' : (await readBusiness(ctx)).reportingTimeZone
  const contactIds = filter.contactId === undefined ? undefined : await contactIdsOf(ctx, filter.contactId)
  return and(
    filter.type && inArray(entries.type, filter.type),
    filter.source && inArray(entries.source, filter.source),
    contactIds && inArray(entries.contactId, contactIds),
    filter.subscriptionId === undefined ? undefined : eq(entries.subscriptionId, filter.subscriptionId),
    filter.currency === undefined ? undefined : eq(entries.currency, filter.currency),
    filter.amount === undefined ? undefined : eq(entries.amount, filter.amount),
    filter.minAmount === undefined ? undefined : gte(entries.amount, filter.minAmount),
    filter.maxAmount === undefined ? undefined : lte(entries.amount, filter.maxAmount),
    filter.from === undefined ? undefined : gte(entries.happenedAt, startOfDay(filter.from, timeZone)),
    filter.to === undefined ? undefined : sql`${entries.happenedAt} < ${startOfDay(filter.to, timeZone, 1)}`,
    filter.reconciled === undefined ? undefined : reconciledIs(filter.reconciled),
    filter.text === undefined ? undefined : await textCondition(ctx, filter.text),
  )
}

const reconciledIs = (wanted: boolean): SQL =>
  sql`${wanted ? sql`` : sql`NOT`} EXISTS (SELECT 1 FROM ledger_reconciliations AS r WHERE r.entry_id = ${entries.id} AND r.undone_at IS NULL)`

/** Words of the entry, of the person who paid, or an amount as a person would type it. */
async function textCondition(ctx: ReadCtx, text: string): Promise<SQL> {
  const amounts = await amountsMeant(ctx, text)
  const ways = amounts.map(({ amount, currency }) => sql`(${entries.amount} = ${amount} AND ${entries.currency} = ${currency})`)
  // What reads as an amount of money is one; a bare number may also stand in a description, as a whole word.
  if (amounts.length === 0 || /^\s*\d+\s*$/.test(text)) {
    const match = matchOf(text, amounts.length > 0)
    if (match !== null) ways.push(sql`${entries.seq} IN (SELECT rowid FROM ledger_search WHERE ledger_search MATCH ${match})`)
    const people = await contactIdsMatching(ctx, text, 200)
    if (people.length) ways.push(inArray(entries.contactId, people))
  }
  return ways.length ? sql`(${sql.join(ways, sql` OR `)})` : sql`0`
}

const money = /^(\p{Sc}|[a-z]{1,2}\p{Sc}|[a-z]{3})?\s*[-−]?(\d[\d.,\s]*)\s*(\p{Sc}|[a-z]{3})?$/iu

/** What "1000" or "$1,000.00" could mean in each currency that the books know. */
export async function amountsMeant(ctx: Pick<ReadCtx, 'db'>, text: string, currency?: string): Promise<{ amount: number; currency: string }[]> {
  const [, before, figure, after] = money.exec(text.trim()) ?? []
  if (figure === undefined) return []
  const plain = figure.replace(/[,\s](?=\d{3}(?:\D|$))/g, '')
  if (!/^\d+(?:\.\d+)?$/.test(plain)) return []
  const named = currency ?? [before, after].map((code) => code?.toUpperCase()).find((code) => code !== undefined && isCurrency(code))
  const known = named === undefined ? (await ctx.db.all<{ currency: string }>(sql`SELECT DISTINCT currency FROM ledger_months`)).map((row) => row.currency) : [named]
  return known.flatMap((code) => {
    const amount = parseMajor(plain, code)
    return amount === null || amount > BigInt(Number.MAX_SAFE_INTEGER) ? [] : [{ amount: Number(amount), currency: code }]
  })
}

import { and, asc, desc, eq, gt, lt, or, sql, type SQL } from 'drizzle-orm'
import { decodeCursor, defineOperation, encodeCursor, fromTotal, staff, toTotal, type ReadCtx } from '../foundation/index.js'
import { conditionOf } from './filter-entries.js'
import type { EntryRow } from './find-rows.js'
import { toEntries } from './read-entries.js'
import { EntryFilter, EntryPage, EntrySummary, ListEntriesInput, type EntrySort } from './schemas.js'
import { ledgerEntries as entries } from './tables.js'
import type * as z from 'zod'

const sorts = { happenedAt: entries.happenedAt, recordedAt: entries.seq, amount: entries.amount } as const

export const listEntries = defineOperation({
  name: 'ledger.list',
  summary: 'List entries, newest first unless told otherwise',
  access: 'read',
  allow: staff,
  input: ListEntriesInput,
  output: EntryPage,
  async run(ctx, input) {
    const rows = await pageOfRows(ctx, await conditionOf(ctx, filterOf(input)), input.sort, input.cursor, input.limit)
    const shown = rows.slice(0, input.limit)
    const last = shown.at(-1)
    return { data: await toEntries(ctx, shown), nextCursor: rows.length > input.limit && last ? encodeCursor(input.sort, [valueOf(last, input.sort), last.seq]) : null }
  },
})

export const summarizeEntries = defineOperation({
  name: 'ledger.summary',
  summary: 'Count and add up what a filter finds, per currency',
  access: 'read',
  allow: staff,
  input: EntryFilter,
  output: EntrySummary,
  async run(ctx, input) {
    const rows = (await fromDays(ctx, input)) ?? (await fromEntries(ctx, input))
    return { count: rows.reduce((sum, row) => sum + Number(row.count), 0), totals: rows.map((row) => ({ currency: row.currency, net: toTotal(fromTotal(row.net)) })) }
  },
})

type Sums = { currency: string; count: number; net: string }

/** Where the daily figures can answer, they do: the cost is the same however many entries there are. */
async function fromDays(ctx: ReadCtx, filter: EntryFilter): Promise<Sums[] | undefined> {
  const { type, source, currency, from, to, ...others } = filter
  if (Object.values(others).some((value) => value !== undefined)) return undefined
  const among = (column: string, values: readonly string[] | undefined) => (values ? sql`${sql.raw(column)} IN ${values}` : undefined)
  const where = and(among('type', type), among('source', source), currency === undefined ? undefined : sql`currency = ${currency}`, from === undefined ? undefined : sql`day >= ${from}`, to === undefined ? undefined : sql`day <= ${to}`)
  return ctx.db.all<Sums>(sql`SELECT currency, SUM(count) AS count, CAST(SUM(net) AS TEXT) AS net FROM ledger_days ${where ? sql`WHERE ${where}` : sql``} GROUP BY currency ORDER BY currency`)
}

async function fromEntries(ctx: ReadCtx, filter: EntryFilter): Promise<Sums[]> {
  return ctx.db
    .select({ currency: entries.currency, count: sql<number>`COUNT(*)`, net: sql<string>`CAST(SUM(${entries.net}) AS TEXT)` })
    .from(entries)
    .where(await conditionOf(ctx, filter))
    .groupBy(entries.currency)
    .orderBy(entries.currency)
}

/** Up to `limit + 1` rows after a cursor, in the order of a sort. */
export async function pageOfRows(ctx: ReadCtx, where: SQL | undefined, sort: z.output<typeof EntrySort>, cursor: string | undefined, limit: number): Promise<EntryRow[]> {
  const down = sort.startsWith('-')
  const column = sorts[sort.replace('-', '') as keyof typeof sorts]
  const [beyond, order] = down ? [lt, desc] : [gt, asc]
  const [value, seq] = decodeCursor(sort, ['number', 'number'], cursor) ?? []
  const after = value === undefined || seq === undefined ? undefined : or(beyond(column, value), and(eq(column, value), beyond(entries.seq, seq)))
  return ctx.db.select().from(entries).where(and(where, after)).orderBy(order(column), order(entries.seq)).limit(limit + 1)
}

const valueOf = (row: EntryRow, sort: z.output<typeof EntrySort>): number => (sort.endsWith('happenedAt') ? row.happenedAt : sort.endsWith('amount') ? row.amount : row.seq)

function filterOf({ sort: _sort, limit: _limit, cursor: _cursor, ...filter }: z.output<typeof ListEntriesInput>): EntryFilter {
  return filter
}

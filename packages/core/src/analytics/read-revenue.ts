import { sql } from 'drizzle-orm'
import type { ReadCtx } from '../foundation/index.js'
import { EntryType, RevenueSource } from '../ledger/index.js'
import { sumHalves, wholeOf, type Halves } from './exact-sums.js'
import type { Span } from './periods.js'

/** Revenue of one group of entries: how many, and what they add up to. */
export type Figure = { count: number; net: bigint }
export type Cell = Figure & { month: string; type: EntryType; source: RevenueSource }

type Row = Halves & { month: string; type: EntryType; source: RevenueSource; count: number }

/** Revenue by month, type and source: of a span of days, or of all time. */
export async function readCells(ctx: ReadCtx, currency: string, span?: Span): Promise<Cell[]> {
  const rows = span
    ? await ctx.db.all<Row>(sql`SELECT substr(day, 1, 7) AS month, type, source, sum(count) AS count, ${sumHalves('net')} FROM ledger_days WHERE currency = ${currency} AND day >= ${span.from} AND day <= ${span.to} GROUP BY 1, 2, 3`)
    : await ctx.db.all<Row>(sql`SELECT month, type, source, count, net / 1000000000 AS high, net % 1000000000 AS low FROM ledger_months WHERE currency = ${currency}`)
  return rows.map((row) => ({ month: row.month, type: row.type, source: row.source, count: row.count, net: wholeOf(row) }))
}

export const addUp = (figures: readonly Figure[]): Figure => figures.reduce((sum, one) => ({ count: sum.count + one.count, net: sum.net + one.net }), { count: 0, net: 0n })

/** All six types, also those with nothing. */
export const byType = (cells: readonly Cell[]) => EntryType.options.map((type) => ({ type, ...addUp(cells.filter((cell) => cell.type === type)) }))

/** All four sources, also those with nothing. */
export const bySource = (cells: readonly Cell[]) => RevenueSource.options.map((source) => ({ source, ...addUp(cells.filter((cell) => cell.source === source)) }))

const refundTypes: ReadonlySet<EntryType> = new Set(['subscription_refund', 'refund'])

/** What came in, what went back, and what is left. Refunds and chargebacks are positive numbers. */
export function grossAndNet(cells: readonly Cell[]): { gross: bigint; refunds: bigint; chargebacks: bigint; net: bigint } {
  const { net } = addUp(cells)
  const refunds = -addUp(cells.filter((cell) => refundTypes.has(cell.type))).net
  const chargebacks = -addUp(cells.filter((cell) => cell.type === 'chargeback')).net
  return { gross: net + refunds + chargebacks, refunds, chargebacks, net }
}

/** All entries of the ledger, in every currency. */
export async function countEntries(ctx: ReadCtx): Promise<number> {
  const [row] = await ctx.db.all<{ count: number | null }>(sql`SELECT sum(count) AS count FROM ledger_months`)
  return row?.count ?? 0
}

/** Every currency with entries or with recurring revenue. */
export async function readCurrencies(ctx: ReadCtx): Promise<string[]> {
  const rows = await ctx.db.all<{ currency: string }>(
    // Distinct first: a UNION of the whole tables would sort every row.
    sql`SELECT currency FROM (SELECT DISTINCT currency FROM ledger_months) UNION SELECT currency FROM (SELECT DISTINCT currency FROM mrr_days) ORDER BY 1`,
  )
  return rows.map((row) => row.currency)
}

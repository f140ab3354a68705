import { sql } from 'drizzle-orm'
import { startOfDay, type ReadCtx } from '../foundation/index.js'
import type { MovementKind } from '../subscriptions/index.js'
import type { MonthMovements } from './bridge.js'
import { sumHalves, wholeOf, type Halves } from './exact-sums.js'

type Row = Halves & { month: string; kind: MovementKind; count: number }
const toMovements = ({ month, kind, count, ...halves }: Row): MonthMovements => ({ month, kind, count, amount: wholeOf(halves) })

/**
 * What moved MRR by month, up to the end of a day; or up to an instant of it, where `until` is given: an end arranged for tonight has not come
 * this noon.
 */
export async function readMovements(ctx: ReadCtx, currency: string, day: string, until?: { at: number; timeZone: string }): Promise<MonthMovements[]> {
  const limit = until ? sql`day < ${day}` : sql`day <= ${day}`
  const rows = await ctx.db.all<Row>(
    sql`SELECT substr(day, 1, 7) AS month, kind, sum(count) AS count, ${sumHalves('amount')} FROM mrr_days WHERE currency = ${currency} AND ${limit} GROUP BY 1, 2`,
  )
  if (!until) return rows.map(toMovements)
  const today = await ctx.db.all<Omit<Row, 'month'>>(
    sql`SELECT kind, count(*) AS count, ${sumHalves('amount')} FROM mrr_movements WHERE currency = ${currency} AND at >= ${startOfDay(day, until.timeZone)} AND at <= ${until.at} GROUP BY kind`,
  )
  return [...rows, ...today.map((row) => ({ ...row, month: day.slice(0, 7) }))].map(toMovements)
}

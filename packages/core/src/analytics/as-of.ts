import { sql } from 'drizzle-orm'
import { dayOf, startOfDay, type ReadCtx } from '../foundation/index.js'
import { readBusiness, type BusinessSettings } from '../settings/index.js'

/** The instant that figures speak of: now, or the newest row where the business is a finished past. */
export type AsOf = { business: BusinessSettings; at: number; day: string; newest: boolean }

export async function readAsOf(ctx: ReadCtx): Promise<AsOf> {
  const business = await readBusiness(ctx)
  const newest = business.asOfNewest ? await newestRow(ctx) : null
  const at = newest ?? ctx.now()
  return { business, at, day: dayOf(at, business.reportingTimeZone), newest: newest !== null }
}

async function newestRow(ctx: ReadCtx): Promise<number | null> {
  const [row] = await ctx.db.all<{ entry: number | null; event: number | null }>(
    sql`SELECT (SELECT max(happened_at) FROM ledger_entries WHERE happened_at <= ${ctx.now()}) AS entry, (SELECT max(at) FROM subscription_events WHERE at <= ${ctx.now()}) AS event`,
  )
  const instants = [row?.entry, row?.event].filter((at) => at != null)
  return instants.length ? Math.max(...instants) : null
}

/** The last instant of a day, in ms. */
export const endOfDay = (day: string, timeZone: string): number => startOfDay(day, timeZone, 1) - 1

import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { defineReaction } from '../events/index.js'
import { addDays, dayOf, daySpans, defineOperation, startOfDay, type Db, type WriteCtx } from '../foundation/index.js'
import { defineJob, schedule } from '../jobs/index.js'
import { businessOf, readBusiness } from '../settings/index.js'

const daysAtOnce = 7

/**
 * Works out the figures by day and by contact anew, a week at a time. Entries that are booked meanwhile are never lost or counted twice:
 * those of a later week are worked out again with it, those of an earlier one are added as always.
 */
export const rebuildLedgerJob = defineJob({
  kind: 'ledger.rebuild',
  reach: 'always',
  leaseMs: 60_000,
  maxAttempts: 5,
  async run(ctx) {
    let from = String(ctx.job.progress?.['next'] ?? '0000-01-01')
    for (;;) {
      const first = await firstDayFrom(ctx.db, from, (await readBusiness(ctx)).reportingTimeZone)
      if (first === null) return
      from = addDays(first, daysAtOnce)
      await ctx.chunk((write) => rebuildDays(write, first, from), { next: from })
    }
  },
})

export const rebuildLedger = defineOperation({
  name: 'ledger.rebuild',
  summary: 'Work out the figures by day and by contact anew from the entries',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({}),
  output: z.object({ jobId: z.string() }),
  async run(ctx) {
    return { jobId: (await schedule(ctx, { kind: rebuildLedgerJob }))! }
  },
})

/** Days begin elsewhere in another time zone. */
export const rebuildLedgerInTimeZone = defineReaction<'settings.changed'>({
  name: 'ledger.rebuildInTimeZone',
  reach: 'always',
  async run(ctx, { data }) {
    if (data.fields.includes('reportingTimeZone')) await schedule(ctx, { kind: rebuildLedgerJob })
  },
})

async function rebuildDays(ctx: WriteCtx, first: string, next: string): Promise<void> {
  const { reportingTimeZone } = await businessOf(ctx)
  const spans = JSON.stringify(daySpans(first, daysAtOnce, reportingTimeZone).map(({ day, start, until }) => [day, start, until]))
  const days = sql`WITH days AS MATERIALIZED (SELECT value ->> 0 AS day, value ->> 1 AS start, value ->> 2 AS until FROM json_each(${spans}))`
  const entries = sql`FROM days d CROSS JOIN ledger_entries e ON e.happened_at >= d.start AND e.happened_at < d.until`
  await ctx.tx.run(sql`DELETE FROM ledger_days WHERE day >= ${first} AND day < ${next}`)
  await ctx.tx.run(sql`DELETE FROM ledger_contact_days WHERE day >= ${first} AND day < ${next}`)
  await ctx.tx.run(sql`INSERT INTO ledger_days (day, currency, type, source, count, net, tax) ${days}
    SELECT d.day, e.currency, e.type, e.source, count(*), sum(e.net), sum(CASE WHEN e.net < 0 THEN -e.tax ELSE e.tax END) ${entries} GROUP BY d.day, e.currency, e.type, e.source`)
  await ctx.tx.run(sql`INSERT INTO ledger_contact_days (contact_id, day, currency, type, count, net) ${days}
    SELECT e.contact_id, d.day, e.currency, e.type, count(*), sum(e.net) ${entries} WHERE e.contact_id IS NOT NULL GROUP BY e.contact_id, d.day, e.currency, e.type`)
}

/** The first day from here on that has entries or figures; gaps of years cost nothing. */
async function firstDayFrom(db: Db, from: string, timeZone: string): Promise<string | null> {
  const [found] = await db.all<{ at: number | null; day: string | null; contactDay: string | null }>(
    sql`SELECT (SELECT min(happened_at) FROM ledger_entries WHERE happened_at >= ${startOfDay(from, timeZone)}) AS at,
        (SELECT min(day) FROM ledger_days WHERE day >= ${from}) AS day, (SELECT min(day) FROM ledger_contact_days WHERE day >= ${from}) AS contactDay`,
  )
  const days = [found?.at == null ? null : dayOf(found.at, timeZone), found?.day ?? null, found?.contactDay ?? null].filter((day) => day !== null)
  return days.sort()[0] ?? null
}

import { asc, gt, sql } from 'drizzle-orm'
import * as z from 'zod'
import { defineReaction } from '../events/index.js'
import { addDays, dayOf, daySpans, defineOperation, startOfDay, type Db, type WriteCtx } from '../foundation/index.js'
import { defineJob, schedule, type JobCtx } from '../jobs/index.js'
import { businessOf, readBusiness } from '../settings/index.js'
import { applyChanges } from './apply-events.js'
import { projectCustomers } from './project-customers.js'
import { mrrMovements, subscriptions } from './tables.js'

const rowsAtOnce = 200
const daysAtOnce = 31

/** Works out each subscription, what moved each customer's MRR and the figures by day anew, some at a time. `only: 'days'` for the last of these. */
export const rebuildSubscriptionsJob = defineJob({
  kind: 'subscriptions.rebuild',
  reach: 'always',
  leaseMs: 60_000,
  maxAttempts: 5,
  async run(ctx, { only }) {
    const { stage = only === 'days' ? 'days' : 'subscriptions', next = '' } = (ctx.job.progress ?? {}) as { stage?: string; next?: string }
    let at = stage === 'subscriptions' ? await refoldAll(ctx, next) : { stage, next }
    if (at.stage === 'customers') at = await reprojectAll(ctx, at.next)
    await rebuildAllDays(ctx, at.next)
  },
})

export const rebuildSubscriptions = defineOperation({
  name: 'subscriptions.rebuild',
  summary: 'Work out subscriptions and recurring revenue anew from the events',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({}),
  output: z.object({ jobId: z.string() }),
  async run(ctx) {
    return { jobId: (await schedule(ctx, { kind: rebuildSubscriptionsJob }))! }
  },
})

/** Days begin elsewhere in another time zone. */
export const followTimeZone = defineReaction<'settings.changed'>({
  name: 'subscriptions.followTimeZone',
  reach: 'always',
  async run(ctx, { data }) {
    if (data.fields.includes('reportingTimeZone')) await schedule(ctx, { kind: rebuildSubscriptionsJob, payload: { only: 'days' } })
  },
})

/** Two customers are one, or two again: what moved their MRR is netted anew. */
export const followMergedContact = defineReaction<'contact.merged' | 'contact.unmerged'>({
  name: 'subscriptions.followMergedContact',
  reach: 'always',
  run: (ctx, { data }) => projectCustomers(ctx, [data.contactId, data.absorbedId]),
})

async function refoldAll(ctx: JobCtx, from: string): Promise<{ stage: string; next: string }> {
  await ctx.chunk((write) => write.tx.run(sql`DELETE FROM subscription_mrr WHERE subscription_id NOT IN (SELECT id FROM subscriptions)`))
  for (let next = from; ; ) {
    const rows = await ctx.db.select({ id: subscriptions.id }).from(subscriptions).where(gt(subscriptions.id, next)).orderBy(asc(subscriptions.id)).limit(rowsAtOnce)
    const last = rows.at(-1)?.id
    if (last === undefined) return { stage: 'customers', next: '' }
    await ctx.chunk(
      async (write) => {
        const due = await write.tx.select().from(subscriptions).where(sql`id > ${next} AND id <= ${last}`)
        await applyChanges(write, due.map((row) => ({ row, isNew: false, added: [] })), { anew: true })
      },
      { stage: 'subscriptions', next: last },
    )
    next = last
  }
}

async function reprojectAll(ctx: JobCtx, from: string): Promise<{ stage: string; next: string }> {
  for (let next = from; ; ) {
    const rows = await ctx.db.selectDistinct({ customer: mrrMovements.customer }).from(mrrMovements).where(gt(mrrMovements.customer, next)).orderBy(asc(mrrMovements.customer)).limit(rowsAtOnce)
    const last = rows.at(-1)?.customer
    if (last === undefined) return { stage: 'days', next: '' }
    await ctx.chunk((write) => projectCustomers(write, rows.map((row) => row.customer)), { stage: 'customers', next: last })
    next = last
  }
}

async function rebuildAllDays(ctx: JobCtx, next: string): Promise<void> {
  for (let from = next || '0000-01-01'; ; ) {
    const first = await firstDayFrom(ctx.db, from, (await readBusiness(ctx)).reportingTimeZone)
    if (first === null) return
    from = addDays(first, daysAtOnce)
    await ctx.chunk((write) => rebuildDays(write, first, from), { stage: 'days', next: from })
  }
}

/** A common table of the currencies that movements are in, found by a jump through the index each. */
export const movementCurrencies = sql`currencies(currency) AS (SELECT min(currency) FROM mrr_movements
  UNION ALL SELECT (SELECT min(currency) FROM mrr_movements WHERE currency > c.currency) FROM currencies c WHERE c.currency IS NOT NULL)`

async function rebuildDays(ctx: WriteCtx, first: string, next: string): Promise<void> {
  const { reportingTimeZone } = await businessOf(ctx)
  const spans = JSON.stringify(daySpans(first, daysAtOnce, reportingTimeZone).map(({ day, start, until }) => [day, start, until]))
  await ctx.tx.run(sql`DELETE FROM mrr_days WHERE day >= ${first} AND day < ${next}`)
  await ctx.tx.run(sql`INSERT INTO mrr_days (day, currency, kind, count, amount)
    WITH RECURSIVE ${movementCurrencies}, days AS MATERIALIZED (SELECT value ->> 0 AS day, value ->> 1 AS start, value ->> 2 AS until FROM json_each(${spans}))
    SELECT d.day, m.currency, m.kind, count(*), sum(m.amount) FROM days d CROSS JOIN currencies c
    CROSS JOIN mrr_movements m ON m.currency = c.currency AND m.at >= d.start AND m.at < d.until GROUP BY d.day, m.currency, m.kind`)
}

/** The first day from here on that has movements or figures. */
async function firstDayFrom(db: Db, from: string, timeZone: string): Promise<string | null> {
  const [found] = await db.all<{ at: number | null; day: string | null }>(
    sql`WITH RECURSIVE ${movementCurrencies}
      SELECT (SELECT min((SELECT min(m.at) FROM mrr_movements m WHERE m.currency = c.currency AND m.at >= ${startOfDay(from, timeZone)})) FROM currencies c) AS at,
        (SELECT min(day) FROM mrr_days WHERE day >= ${from}) AS day`,
  )
  const days = [found?.at == null ? null : dayOf(found.at, timeZone), found?.day ?? null].filter((day) => day !== null)
  return days.sort()[0] ?? null
}

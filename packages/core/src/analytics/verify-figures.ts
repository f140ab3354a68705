import { asc, gt, inArray, sql, type SQL } from 'drizzle-orm'
import * as z from 'zod'
import { addDays, dayOf, daySpans, defineOperation, staff, startOfDay, type ReadCtx } from '../foundation/index.js'
import { readBusiness } from '../settings/index.js'
import { customerOf, fold, movementCurrencies, movementsOf } from '../subscriptions/index.js'
import { subscriptionEvents, subscriptionMrr, subscriptions } from '../subscriptions/tables.js'

const Finding = z.object({ figures: z.enum(['ledger_days', 'ledger_contact_days', 'subscription_mrr', 'mrr_movements', 'mrr_days']), where: z.string(), kept: z.string().nullable(), right: z.string().nullable() })
type Finding = z.output<typeof Finding>

export const verifyFigures = defineOperation({
  name: 'analytics.verify',
  summary: 'Compare every kept figure with the rows it comes from',
  access: 'read',
  allow: staff,
  input: z.strictObject({}),
  output: z.object({ ok: z.boolean(), checked: z.int().meta({ description: 'Figures compared.' }), findings: z.array(Finding).meta({ description: 'The first hundred that differ.' }) }),
  async run(ctx) {
    const findings: Finding[] = []
    const checked = (await verifyDays(ctx, findings)) + (await verifySteps(ctx, findings)) + (await verifyMovements(ctx, findings))
    return { ok: findings.length === 0, checked, findings: findings.slice(0, 100) }
  },
})

function compare(figures: Finding['figures'], kept: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>, findings: Finding[]): number {
  const keys = new Set([...kept.keys(), ...right.keys()])
  for (const where of keys) if (kept.get(where) !== right.get(where)) findings.push({ figures, where, kept: kept.get(where) ?? null, right: right.get(where) ?? null })
  return keys.size
}

// Text on both sides, so that sums past 2^53 compare exactly.
const asMap = (rows: { k: string; v: string }[]) => new Map(rows.map((row) => [row.k, row.v]))
const read = async (ctx: ReadCtx, query: SQL) => asMap(await ctx.db.all<{ k: string; v: string }>(query))

const weekly = 7
const byDay = [
  {
    figures: 'ledger_days' as const,
    kept: sql`SELECT day || ' ' || currency || ' ' || type || ' ' || source AS k, count || ' ' || net || ' ' || tax AS v FROM ledger_days`,
    right: sql`SELECT d.day || ' ' || e.currency || ' ' || e.type || ' ' || e.source AS k, count(*) || ' ' || sum(e.net) || ' ' || sum(CASE WHEN e.net < 0 THEN -e.tax ELSE e.tax END) AS v
      FROM days d CROSS JOIN ledger_entries e ON e.happened_at >= d.start AND e.happened_at < d.until GROUP BY d.day, e.currency, e.type, e.source`,
  },
  {
    figures: 'ledger_contact_days' as const,
    kept: sql`SELECT contact_id || ' ' || day || ' ' || currency || ' ' || type AS k, count || ' ' || net AS v FROM ledger_contact_days`,
    right: sql`SELECT e.contact_id || ' ' || d.day || ' ' || e.currency || ' ' || e.type AS k, count(*) || ' ' || sum(e.net) AS v
      FROM days d CROSS JOIN ledger_entries e ON e.happened_at >= d.start AND e.happened_at < d.until WHERE e.contact_id IS NOT NULL GROUP BY e.contact_id, d.day, e.currency, e.type`,
  },
  {
    figures: 'mrr_days' as const,
    kept: sql`SELECT day || ' ' || currency || ' ' || kind AS k, count || ' ' || amount AS v FROM mrr_days`,
    right: sql`SELECT d.day || ' ' || m.currency || ' ' || m.kind AS k, count(*) || ' ' || sum(m.amount) AS v
      FROM days d CROSS JOIN currencies c CROSS JOIN mrr_movements m ON m.currency = c.currency AND m.at >= d.start AND m.at < d.until GROUP BY d.day, m.currency, m.kind`,
  },
]

/** A week at a time, so that no statement holds the process for long; years without anything are passed over. */
async function verifyDays(ctx: ReadCtx, findings: Finding[]): Promise<number> {
  const { reportingTimeZone } = await readBusiness(ctx)
  let checked = 0
  for (let from = '0000-01-01'; ; ) {
    const first = await firstDayFrom(ctx, from, reportingTimeZone)
    if (first === null) return checked
    from = addDays(first, weekly)
    const spans = JSON.stringify(daySpans(first, weekly, reportingTimeZone).map(({ day, start, until }) => [day, start, until]))
    const days = sql`WITH RECURSIVE ${movementCurrencies}, days AS MATERIALIZED (SELECT value ->> 0 AS day, value ->> 1 AS start, value ->> 2 AS until FROM json_each(${spans}))`
    for (const { figures, kept, right } of byDay) {
      checked += compare(figures, await read(ctx, sql`${kept} WHERE day >= ${first} AND day < ${from}`), await read(ctx, sql`${days} ${right}`), findings)
    }
  }
}

async function firstDayFrom(ctx: ReadCtx, from: string, timeZone: string): Promise<string | null> {
  const start = startOfDay(from, timeZone)
  const [found] = await ctx.db.all<{ at: number | null; day: string | null }>(
    sql`WITH RECURSIVE ${movementCurrencies}
      SELECT (SELECT min(at) FROM (SELECT min(happened_at) AS at FROM ledger_entries WHERE happened_at >= ${start}
        UNION ALL SELECT (SELECT min(m.at) FROM mrr_movements m WHERE m.currency = c.currency AND m.at >= ${start}) FROM currencies c)) AS at,
      (SELECT min(day) FROM (SELECT min(day) AS day FROM ledger_days WHERE day >= ${from} UNION ALL SELECT min(day) FROM ledger_contact_days WHERE day >= ${from}
        UNION ALL SELECT min(day) FROM mrr_days WHERE day >= ${from})) AS day`,
  )
  const days = [found?.at == null ? null : dayOf(found.at, timeZone), found?.day ?? null].filter((day) => day !== null)
  return days.sort()[0] ?? null
}

async function verifySteps(ctx: ReadCtx, findings: Finding[]): Promise<number> {
  let checked = 0
  for (let next = ''; ; ) {
    const rows = await ctx.db.select().from(subscriptions).where(gt(subscriptions.id, next)).orderBy(asc(subscriptions.id)).limit(200)
    const last = rows.at(-1)
    if (!last) break
    const ids = rows.map((row) => row.id)
    const events = await ctx.db.select().from(subscriptionEvents).where(inArray(subscriptionEvents.subscriptionId, ids)).orderBy(asc(subscriptionEvents.position))
    const kept = await ctx.db.select().from(subscriptionMrr).where(inArray(subscriptionMrr.subscriptionId, ids))
    const right = rows.flatMap((row) =>
      fold(events.filter((event) => event.subscriptionId === row.id)).steps.map((step) => ({ subscriptionId: row.id, customer: customerOf(row), ...step, mrr: Number(step.mrr) })),
    )
    const name = (step: (typeof right)[number]) => [`${step.subscriptionId} ${step.currency} ${step.fromAt}`, `${step.mrr} ${step.customer}`] as const
    checked += compare('subscription_mrr', new Map(kept.map(name)), new Map(right.map(name)), findings)
    next = last.id
  }
  const strays = await read(ctx, sql`SELECT subscription_id || ' ' || currency || ' ' || from_at AS k, mrr || ' ' || customer AS v FROM subscription_mrr WHERE subscription_id NOT IN (SELECT id FROM subscriptions)`)
  return checked + compare('subscription_mrr', strays, new Map(), findings)
}

const living = sql`SELECT coalesce(c.merged_into, m.customer) AS customer FROM subscription_mrr m LEFT JOIN contacts c ON c.id = m.customer`

async function verifyMovements(ctx: ReadCtx, findings: Finding[]): Promise<number> {
  let checked = 0
  for (let next = ''; ; ) {
    const customers = (await ctx.db.all<{ customer: string }>(sql`SELECT DISTINCT customer FROM (${living} UNION SELECT customer FROM mrr_movements) WHERE customer > ${next} ORDER BY 1 LIMIT 500`)).map((row) => row.customer)
    const last = customers.at(-1)
    if (last === undefined) return checked
    const steps = await ctx.db.all<{ customer: string; currency: string; subscriptionId: string; fromAt: number; mrr: number }>(
      sql`WITH wanted AS (SELECT value AS id FROM json_each(${JSON.stringify(customers)})), ids AS (SELECT id AS customer, id FROM wanted UNION ALL SELECT w.id, c.id FROM wanted w JOIN contacts c ON c.merged_into = w.id)
        SELECT i.customer, s.currency, s.subscription_id AS subscriptionId, s.from_at AS fromAt, s.mrr FROM ids i JOIN subscription_mrr s ON s.customer = i.id
        WHERE NOT EXISTS (SELECT 1 FROM contacts c WHERE c.id = i.customer AND c.merged_into IS NOT NULL)`,
    )
    const kept = await read(ctx, sql`SELECT customer || ' ' || currency || ' ' || at AS k, kind || ' ' || amount || ' ' || after AS v FROM mrr_movements WHERE customer IN (SELECT value FROM json_each(${JSON.stringify(customers)}))`)
    const right = new Map<string, string>()
    for (const key of new Set(steps.map((step) => `${step.customer} ${step.currency}`))) {
      const mine = steps.filter((step) => `${step.customer} ${step.currency}` === key).map((step) => ({ ...step, mrr: BigInt(step.mrr) }))
      for (const { at, kind, amount, after } of movementsOf(mine)) right.set(`${key} ${at}`, `${kind} ${amount} ${after}`)
    }
    checked += compare('mrr_movements', kept, right, findings)
    next = last
  }
}

import { sql } from 'drizzle-orm'
import { dayOf, defineOperation, iso, staff, startOfDay, toTotal, type ReadCtx } from '../foundation/index.js'
import { readAsOf, type AsOf } from './as-of.js'
import { analyticsErrors } from './errors.js'
import { converter, type Rates } from './exchange.js'
import { addMonths, firstDay, monthOf, monthsBetween } from './periods.js'
import { reportCohorts, reportMonths, type MonthSpan, type ReportStep } from './recurring-report.js'
import { RecurringRevenue, RecurringRevenueInput } from './schemas.js'

export const recurringRevenue = defineOperation({
  name: 'analytics.recurringRevenue',
  summary: 'MRR movements, churn, value and cohorts by month',
  access: 'read',
  allow: staff,
  input: RecurringRevenueInput,
  output: RecurringRevenue,
  async run(ctx, { from, to, currency: asked, rates = {} }) {
    const asOf = await readAsOf(ctx)
    const { reportingTimeZone } = asOf.business
    const currency = asked ?? asOf.business.currency
    if (to < from) throw analyticsErrors.period_reversed({ from, to })
    if (to > monthOf(asOf.day)) throw analyticsErrors.month_ahead({ month: to })
    const months = monthsBetween(from, to)
    if (months.length > 60) throw analyticsErrors.period_too_long({ from, to })
    const { steps, left } = await readSteps(ctx, asOf, currency, rates)
    const spans = (first: string) => monthsBetween(first, to).map((month) => spanOf(month, asOf))
    const report = reportMonths(steps, spans(from))
    const cohorts = reportCohorts(steps, (at) => monthOf(dayOf(at, reportingTimeZone)), spans)
    return {
      currency, reportingTimeZone, asOf: iso(asOf.at), withoutRate: left,
      months: report.map(({ start, end, movements, counts, arpu, ltv, byCurrency, churned, ...rest }) => ({
        ...rest, mrrStart: toTotal(start), mrrEnd: toTotal(end), arrEnd: toTotal(12n * end), netNewMrr: toTotal(end - start), movements: wire(movements), movementCounts: counts,
        customersChurned: churned, arpu: arpu === null ? null : toTotal(arpu), ltv: ltv === null ? null : toTotal(ltv), mrrByCurrency: wire(byCurrency),
      })),
      cohorts: cohorts.map(({ mrr, ...rest }) => ({ ...rest, mrr: mrr.map(toTotal) })),
    }
  },
})

const wire = <K extends string>(sums: Record<K, bigint>) => Object.fromEntries(Object.entries<bigint>(sums).map(([key, sum]) => [key, toTotal(sum)])) as Record<K, number | string>

/** The running month ends with the instant the figures speak of. */
function spanOf(month: string, asOf: AsOf): MonthSpan {
  const zone = asOf.business.reportingTimeZone
  return { month, start: startOfDay(firstDay(month), zone), until: Math.min(startOfDay(firstDay(addMonths(month, 1)), zone), asOf.at + 1) }
}

/** Every step that has come, in currencies that have a rate; `left` names the others. */
async function readSteps(ctx: ReadCtx, asOf: AsOf, into: string, rates: Rates): Promise<{ steps: ReportStep[]; left: string[] }> {
  const convert = converter(into, rates)
  const rows = await ctx.db.all<{ customer: string; subscriptionId: string; currency: string; fromAt: number; mrr: number }>(
    sql`SELECT coalesce(c.merged_into, m.customer) AS customer, m.subscription_id AS subscriptionId, m.currency, m.from_at AS fromAt, m.mrr
      FROM subscription_mrr m LEFT JOIN contacts c ON c.id = m.customer WHERE m.from_at <= ${asOf.at}`,
  )
  const left = new Set<string>()
  const steps = rows.flatMap((row) => {
    const converted = convert(BigInt(row.mrr), row.currency)
    if (converted === null) left.add(row.currency)
    return converted === null ? [] : [{ ...row, mrr: BigInt(row.mrr), converted }]
  })
  return { steps, left: [...left].sort() }
}

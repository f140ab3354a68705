import type * as z from 'zod'
import { defineOperation, iso, staff, toTotal, type ReadCtx } from '../foundation/index.js'
import { endOfDay, readAsOf, type AsOf } from './as-of.js'
import { bridge, type BridgeMonth } from './bridge.js'
import { analyticsErrors } from './errors.js'
import { addMonths, firstDay, lastDay, monthOf, monthsBetween, spanBefore } from './periods.js'
import { changeOf } from './rates.js'
import { readMovements } from './read-mrr.js'
import { addUp, bySource, byType, countEntries, grossAndNet, readCells, readCurrencies, type Figure } from './read-revenue.js'
import { RevenueOverview, RevenueOverviewInput, type MrrMonth } from './schemas.js'

export const revenueOverview = defineOperation({
  name: 'analytics.revenueOverview',
  summary: 'MRR, ARR and revenue at a glance, in one currency',
  access: 'read',
  allow: staff,
  input: RevenueOverviewInput,
  output: RevenueOverview,
  async run(ctx, input) {
    const asOf = await readAsOf(ctx)
    const { reportingTimeZone } = asOf.business
    const currency = input.currency ?? asOf.business.currency
    const month = input.month ?? monthOf(asOf.day)
    if (month > monthOf(asOf.day)) throw analyticsErrors.month_ahead({ month })
    const complete = month < monthOf(asOf.day)
    const period = { from: firstDay(month), to: complete ? lastDay(month) : asOf.day }
    const against = spanBefore(period)

    const [all, now, before, entries, currencies, months] = await Promise.all([
      readCells(ctx, currency),
      readCells(ctx, currency, period),
      readCells(ctx, currency, against),
      countEntries(ctx),
      readCurrencies(ctx),
      readBridge(ctx, asOf, currency, month, input.months),
    ])
    const { count: entriesBefore, net: netBefore } = addUp(before)
    const { net } = addUp(now)
    const tile = months.bridge.at(-1)!
    const startOfMonth = months.anyBefore ? tile.start : null
    const since = lastDay(addMonths(month, -1))
    const revenueOf = (one: string) => (one === month ? net : addUp(all.filter((cell) => cell.month === one)).net)
    return {
      currency, currencies, reportingTimeZone, asOf: iso(complete ? endOfDay(period.to, reportingTimeZone) : asOf.at), asOfNewest: asOf.newest && !complete, entries,
      total: totals(grossAndNet(all)),
      mrr: { value: toTotal(tile.end), change: changeOf(tile.end, startOfMonth), since },
      arr: { value: toTotal(12n * tile.end), change: changeOf(12n * tile.end, startOfMonth === null ? null : 12n * startOfMonth), since },
      revenue: { period: { ...period, complete }, value: toTotal(net), against: { ...against, complete: true }, change: changeOf(net, entriesBefore === 0 ? null : netBefore) },
      activeCustomers: { value: tile.activeEnd, change: tile.activeEnd - tile.activeStart, joined: tile.joined, left: tile.left },
      months: months.bridge.map((one) => toMrrMonth(one, one.month === month ? { until: period.to, complete } : { until: lastDay(one.month), complete: true }, revenueOf(one.month))),
      bySource: bySource(now).map(wireFigure), byType: byType(now).map(wireFigure),
      totalBySource: bySource(all).map(wireFigure), totalByType: byType(all).map(wireFigure),
    }
  },
})

async function readBridge(ctx: ReadCtx, asOf: AsOf, currency: string, month: string, count: number): Promise<{ bridge: BridgeMonth[]; anyBefore: boolean }> {
  const running = month === monthOf(asOf.day)
  const movements = running ? await readMovements(ctx, currency, asOf.day, { at: asOf.at, timeZone: asOf.business.reportingTimeZone }) : await readMovements(ctx, currency, lastDay(month))
  return { bridge: bridge(movements, monthsBetween(addMonths(month, 1 - count), month)), anyBefore: movements.some((one) => one.month < month) }
}

const wireFigure = <T extends Figure>(figure: T) => ({ ...figure, net: toTotal(figure.net) })

const totals = (sums: ReturnType<typeof grossAndNet>) => ({ net: toTotal(sums.net), gross: toTotal(sums.gross), refunds: toTotal(sums.refunds), chargebacks: toTotal(sums.chargebacks) })

const toMrrMonth = (one: BridgeMonth, { until, complete }: { until: string; complete: boolean }, revenue: bigint): z.output<typeof MrrMonth> => ({
  month: one.month, until, complete, start: toTotal(one.start), new: toTotal(one.new), expansion: toTotal(one.expansion), reactivation: toTotal(one.reactivation),
  contraction: toTotal(one.contraction), churn: toTotal(one.churn), end: toTotal(one.end), activeStart: one.activeStart, activeEnd: one.activeEnd, joined: one.joined, left: one.left, revenue: toTotal(revenue),
})

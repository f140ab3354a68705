import { divideRounded } from '../foundation/index.js'
import { MovementKind, movementsOf, type Movement } from '../subscriptions/index.js'
import { rateOf } from './rates.js'

/** A step of one subscription in its own currency, with what it comes to in the reporting currency. */
export type ReportStep = { customer: string; subscriptionId: string; currency: string; fromAt: number; mrr: bigint; converted: bigint }

/** A month by its first instant and the first instant after it, in ms. */
export type MonthSpan = { month: string; start: number; until: number }

export type ReportMonth = {
  month: string
  start: bigint
  end: bigint
  movements: Record<MovementKind, bigint>
  counts: Record<MovementKind, number>
  activeStart: number
  activeEnd: number
  churned: number
  customerChurnRate: string | null
  grossMrrChurnRate: string | null
  netMrrChurnRate: string | null
  arpu: bigint | null
  ltv: bigint | null
  byCurrency: Record<string, bigint>
}

export type Cohort = { month: string; size: number; active: number[]; mrr: bigint[]; retention: string[] }

type Timeline = { cohort: string; movements: Movement[] }

/** MRR, churn and value of each month, from every step of every subscription. Months are consecutive. */
export function reportMonths(steps: readonly ReportStep[], months: readonly MonthSpan[]): ReportMonth[] {
  const timelines = timelinesOf(steps)
  const lines = linesOf(steps)
  return months.map(({ month, start: from, until }) => {
    const movements = zeros(0n)
    const counts = zeros(0)
    const sums = { start: 0n, end: 0n, activeStart: 0, activeEnd: 0, churned: 0 }
    for (const timeline of timelines) {
      const [before, after] = [mrrAt(timeline, from), mrrAt(timeline, until)]
      sums.start += before
      sums.end += after
      if (before > 0n) sums.activeStart++
      if (after > 0n) sums.activeEnd++
      if (before > 0n && after === 0n) sums.churned++
      for (const { at, kind, amount } of timeline) {
        if (at < from || at >= until) continue
        movements[kind] += amount
        counts[kind]++
      }
    }
    return { month, movements, counts, ...sums, ...ratesOf(sums, movements), byCurrency: nativeAt(lines, until) }
  })
}

/** Customers by the month they first paid for, and how many of them stayed. Every cohort up to the last month, also those begun before the first. */
export function reportCohorts(steps: readonly ReportStep[], monthAt: (at: number) => string, spansFrom: (month: string) => readonly MonthSpan[]): Cohort[] {
  const members: Timeline[] = timelinesOf(steps).flatMap((movements) => (movements[0] ? [{ cohort: monthAt(movements[0].at), movements }] : []))
  return [...new Set(members.map((one) => one.cohort))].sort().flatMap((month) => {
    const mine = members.filter((one) => one.cohort === month)
    const ends = spansFrom(month).map(({ until }) => mine.map((one) => mrrAt(one.movements, until)))
    if (ends.length === 0) return []
    const active = ends.map((mrrs) => mrrs.filter((mrr) => mrr > 0n).length)
    const mrr = ends.map((mrrs) => mrrs.reduce((sum, one) => sum + one, 0n))
    return [{ month, size: mine.length, active, mrr, retention: active.map((count) => rateOf(BigInt(count), BigInt(mine.length))!) }]
  })
}

function ratesOf(sums: { start: bigint; end: bigint; activeStart: number; activeEnd: number; churned: number }, moved: Record<MovementKind, bigint>) {
  const [activeStart, activeEnd, churned] = [BigInt(sums.activeStart), BigInt(sums.activeEnd), BigInt(sums.churned)]
  const lost = moved.churn + moved.contraction
  return {
    customerChurnRate: rateOf(churned, activeStart),
    grossMrrChurnRate: rateOf(lost, sums.start),
    netMrrChurnRate: rateOf(lost - moved.expansion - moved.reactivation, sums.start),
    arpu: activeEnd === 0n ? null : divideRounded(sums.end, activeEnd),
    ltv: activeEnd * churned === 0n ? null : divideRounded(sums.end * activeStart, activeEnd * churned),
  }
}

function timelinesOf(steps: readonly ReportStep[]): Movement[][] {
  const byCustomer = new Map<string, { subscriptionId: string; fromAt: number; mrr: bigint }[]>()
  for (const { customer, subscriptionId, currency, fromAt, converted } of steps) {
    const mine = byCustomer.get(customer) ?? []
    byCustomer.set(customer, mine)
    mine.push({ subscriptionId: `${subscriptionId} ${currency}`, fromAt, mrr: converted })
  }
  return [...byCustomer.values()].map(movementsOf)
}

/** A customer's MRR just before an instant. */
const mrrAt = (movements: readonly Movement[], before: number): bigint => movements.findLast((movement) => movement.at < before)?.after ?? 0n

/** The steps of each subscription in each currency, oldest first. */
function linesOf(steps: readonly ReportStep[]): ReportStep[][] {
  const lines = new Map<string, ReportStep[]>()
  for (const step of [...steps].sort((a, b) => a.fromAt - b.fromAt)) {
    const key = `${step.subscriptionId} ${step.currency}`
    const line = lines.get(key)
    if (line) line.push(step)
    else lines.set(key, [step])
  }
  return [...lines.values()]
}

function nativeAt(lines: readonly ReportStep[][], before: number): Record<string, bigint> {
  const sums: Record<string, bigint> = {}
  for (const line of lines) {
    const last = line.findLast((step) => step.fromAt < before)
    if (last && last.mrr > 0n) sums[last.currency] = (sums[last.currency] ?? 0n) + last.mrr
  }
  return sums
}

const zeros = <T>(zero: T): Record<MovementKind, T> => Object.fromEntries(MovementKind.options.map((kind) => [kind, zero])) as Record<MovementKind, T>

import { signedAmount, type MovementKind } from '../subscriptions/index.js'

/** What movements of one kind came to in one month. */
export type MonthMovements = { month: string; kind: MovementKind; count: number; amount: bigint }

/** A month of recurring revenue: what it started with, what moved it, what it ended with. `joined` and `left` are customers. */
export type BridgeMonth = Record<MovementKind, bigint> & { month: string; start: bigint; end: bigint; activeStart: number; activeEnd: number; joined: number; left: number }

/** The bridge of consecutive months. Movements before the first month make its start; none after the last may be given. */
export function bridge(movements: readonly MonthMovements[], months: readonly string[]): BridgeMonth[] {
  const first = months[0] ?? ''
  let { mrr, active } = tally(movements.filter((one) => one.month < first))
  return months.map((month) => {
    const mine = movements.filter((one) => one.month === month)
    const amountOf = (kind: MovementKind) => mine.reduce((sum, one) => (one.kind === kind ? sum + one.amount : sum), 0n)
    const countOf = (kind: MovementKind) => mine.reduce((sum, one) => (one.kind === kind ? sum + one.count : sum), 0)
    const change = tally(mine)
    const start = { mrr, active }
    mrr += change.mrr
    active += change.active
    return {
      month, start: start.mrr, new: amountOf('new'), expansion: amountOf('expansion'), reactivation: amountOf('reactivation'), contraction: amountOf('contraction'), churn: amountOf('churn'),
      end: mrr, activeStart: start.active, activeEnd: active, joined: countOf('new') + countOf('reactivation'), left: countOf('churn'),
    }
  })
}

// Each first or renewed start makes one customer more, each churn one fewer.
function tally(movements: readonly MonthMovements[]): { mrr: bigint; active: number } {
  let mrr = 0n
  let active = 0
  for (const { kind, count, amount } of movements) {
    mrr += signedAmount(kind, amount)
    if (kind === 'new' || kind === 'reactivation') active += count
    if (kind === 'churn') active -= count
  }
  return { mrr, active }
}

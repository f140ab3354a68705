import type { MovementKind } from './schemas.js'

/** A change of one subscription's MRR, all in one currency. */
export type Step = { subscriptionId: string; fromAt: number; mrr: bigint }

/** What one customer's steps at one instant come to. `amount` is never negative; `before` and `after` are the customer's MRR. */
export type Movement = { at: number; kind: MovementKind; amount: bigint; before: bigint; after: bigint }

/** The movements of one customer in one currency, oldest first: all changes at one instant are one movement, or none. */
export function movementsOf(steps: readonly Step[]): Movement[] {
  const instants = new Map<number, Step[]>()
  for (const step of steps) instants.set(step.fromAt, [...(instants.get(step.fromAt) ?? []), step])
  const running = new Map<string, bigint>()
  const movements: Movement[] = []
  let total = 0n
  let known = false
  for (const at of [...instants.keys()].sort((a, b) => a - b)) {
    const before = total
    for (const { subscriptionId, mrr } of instants.get(at) ?? []) {
      total += mrr - (running.get(subscriptionId) ?? 0n)
      running.set(subscriptionId, mrr)
    }
    if (total === before) continue
    const amount = total > before ? total - before : before - total
    movements.push({ at, kind: kindOf(before, total, known), amount, before, after: total })
    known = true
  }
  return movements
}

function kindOf(before: bigint, after: bigint, known: boolean): MovementKind {
  if (before === 0n) return known ? 'reactivation' : 'new'
  if (after === 0n) return 'churn'
  return after > before ? 'expansion' : 'contraction'
}

/** What a movement adds to MRR. */
export const signedAmount = (kind: MovementKind, amount: bigint): bigint => (kind === 'churn' || kind === 'contraction' ? -amount : amount)

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movementsOf } from '../subscriptions/index.js'
import { bridge, type MonthMovements } from './bridge.js'

const months = ['2026-01', '2026-02', '2026-03', '2026-04']

describe('the bridge from month to month', () => {
  it('closes to the unit every month, whatever happened, and counts customers right', () => {
    const step = fc.record({ customer: fc.nat({ max: 3 }), subscriptionId: fc.nat({ max: 2 }).map(String), fromAt: fc.integer({ min: 1, max: 60 }), mrr: fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 2n ** 62n })) })
    fc.assert(
      fc.property(fc.uniqueArray(step, { selector: (one) => `${one.customer} ${one.subscriptionId} ${one.fromAt}`, maxLength: 40 }), (steps) => {
        const monthOf = (at: number) => ['2025-12', ...months][Math.floor((at - 1) / 12)]!
        const timelines = [0, 1, 2, 3].map((customer) => movementsOf(steps.filter((one) => one.customer === customer)))
        const movements: MonthMovements[] = timelines.flat().map(({ at, kind, amount }) => ({ month: monthOf(at), kind, count: 1, amount }))
        const closed = bridge(movements, months)
        closed.forEach((one, place) => {
          expect(one.end).toBe(one.start + one.new + one.reactivation + one.expansion - one.contraction - one.churn)
          expect(one.activeEnd).toBe(one.activeStart + one.joined - one.left)
          if (place > 0) expect([one.start, one.activeStart]).toEqual([closed[place - 1]!.end, closed[place - 1]!.activeEnd])
        })
        const left = timelines.map((timeline) => timeline.at(-1)?.after ?? 0n)
        expect(closed.at(-1)!.end).toBe(left.reduce((sum, one) => sum + one, 0n))
        expect(closed.at(-1)!.activeEnd).toBe(left.filter((one) => one > 0n).length)
        expect(bridge([...movements].reverse(), months)).toEqual(closed)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movementsOf, signedAmount, type Step } from './movements.js'

const step = (subscriptionId: string, fromAt: number, mrr: number): Step => ({ subscriptionId, fromAt, mrr: BigInt(mrr) })
const kinds = (...steps: Step[]) => movementsOf(steps).map(({ at, kind, amount }) => [at, kind, Number(amount)])

describe('movements of a customer', () => {
  it('are new once, and reactivation ever after', () => {
    expect(kinds(step('a', 1, 100), step('a', 2, 0), step('a', 900, 50))).toEqual([[1, 'new', 100], [2, 'churn', 100], [900, 'reactivation', 50]])
  })

  it('count a second subscription as expansion, and the end of one of two as contraction', () => {
    expect(kinds(step('a', 1, 100), step('b', 2, 30), step('a', 3, 0), step('b', 4, 0))).toEqual([[1, 'new', 100], [2, 'expansion', 30], [3, 'contraction', 100], [4, 'churn', 30]])
  })

  it('are netted at one instant, to none where nothing is left', () => {
    expect(kinds(step('a', 1, 100), step('a', 5, 0), step('b', 5, 100))).toEqual([[1, 'new', 100]])
    expect(kinds(step('a', 1, 100), step('a', 5, 0), step('b', 5, 160))).toEqual([[1, 'new', 100], [5, 'expansion', 60]])
  })

  it('add up to the MRR that is left, whatever the order of the steps', () => {
    const anyStep = fc.record({ subscriptionId: fc.constantFrom('a', 'b', 'c'), fromAt: fc.integer({ min: 1, max: 30 }), mrr: fc.bigInt({ min: 0n, max: 2n ** 60n }) })
    const steps = fc.uniqueArray(anyStep, { selector: (one) => `${one.subscriptionId}${one.fromAt}`, maxLength: 20 })
    fc.assert(
      fc.property(steps, (drawn) => {
        const movements = movementsOf(drawn)
        expect(movementsOf([...drawn].reverse())).toEqual(movements)
        const last = (id: string) => drawn.filter((one) => one.subscriptionId === id).sort((a, b) => a.fromAt - b.fromAt).at(-1)?.mrr ?? 0n
        expect(movements.reduce((sum, { kind, amount }) => sum + signedAmount(kind, amount), 0n)).toBe(last('a') + last('b') + last('c'))
        movements.forEach(({ before, after, kind, amount }, place) => {
          expect(before).toBe(movements[place - 1]?.after ?? 0n)
          expect(after - before).toBe(signedAmount(kind, amount))
          expect(kind === 'new').toBe(place === 0)
        })
      }),
    )
  })
})

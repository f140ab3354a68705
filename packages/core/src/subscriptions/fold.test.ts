import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, type FoldEvent } from './fold.js'
import { EventType, Terms } from './schemas.js'

const terms = (unitAmount: number, currency = 'USD') => Terms.parse({ plan: `p${unitAmount}`, unitAmount, currency, interval: 'month' })
const event = (at: number, type: EventType, some: Partial<FoldEvent> = {}): FoldEvent => ({ at, type, effectiveAt: null, terms: null, toPlan: null, ...some })
const steps = (...events: FoldEvent[]) => fold(events).steps.map(({ fromAt, mrr }) => [fromAt, Number(mrr)])
const started = [event(1, 'created', { terms: terms(100) }), event(2, 'activated')]

describe('the state of a subscription', () => {
  it('starts MRR when it is activated, not when it is created', () => {
    expect(fold([event(1, 'created', { terms: terms(100) })])).toMatchObject({ status: 'incomplete', mrr: 0n, startedAt: null, steps: [] })
    expect(fold(started)).toMatchObject({ status: 'active', mrr: 100n, startedAt: 2, steps: [{ fromAt: 2, mrr: 100n }] })
    expect(steps(event(1, 'created', { terms: terms(100) }), event(2, 'activated', { terms: terms(70) }))).toEqual([[2, 70]])
  })

  it('changes terms that will start later while it is not active', () => {
    expect(steps(event(1, 'created', { terms: terms(100) }), event(2, 'upgraded', { terms: terms(300) }), event(3, 'activated'))).toEqual([[3, 300]])
  })

  it('goes by the terms, not by the label', () => {
    expect(steps(...started, event(3, 'upgraded', { terms: terms(40) }), event(4, 'downgraded', { terms: terms(90) }))).toEqual([[2, 100], [3, 40], [4, 90]])
  })

  it('keeps the price where only the plan is told', () => {
    expect(fold([...started, event(3, 'upgraded', { toPlan: 'gold' })])).toMatchObject({ plan: 'gold', terms: { plan: 'gold', unitAmount: 100 }, steps: [{ fromAt: 2 }] })
  })

  it('ends at once, or when that takes effect', () => {
    expect(fold([...started, event(5, 'cancelled')])).toMatchObject({ status: 'cancelled', mrr: 0n, endedAt: 5, cancelAt: null })
    const later = fold([...started, event(5, 'cancelled', { effectiveAt: 9 })])
    expect(later).toMatchObject({ status: 'active', mrr: 100n, endedAt: null, cancelAt: 9 })
    expect(later.steps.at(-1)).toEqual({ fromAt: 9, currency: 'USD', mrr: 0n })
    expect(fold([...started, event(5, 'cancelled', { effectiveAt: 4 })])).toMatchObject({ endedAt: 5 })
  })

  it('withdraws an arranged end without a trace, and starts again after one', () => {
    expect(steps(...started, event(5, 'cancelled', { effectiveAt: 9 }), event(7, 'reactivated'))).toEqual([[2, 100]])
    expect(steps(...started, event(5, 'cancelled', { effectiveAt: 9 }), event(11, 'reactivated', { terms: terms(50) }))).toEqual([[2, 100], [9, 0], [11, 50]])
  })

  it('lets an arranged end come before what happens at the same instant', () => {
    const back = fold([...started, event(5, 'cancelled', { effectiveAt: 9 }), event(9, 'reactivated')])
    expect(back).toMatchObject({ status: 'active', cancelAt: null })
    expect(back.steps).toEqual([{ fromAt: 2, currency: 'USD', mrr: 100n }])
    expect(fold([...started, event(5, 'cancelled', { effectiveAt: 9 }), event(9, 'upgraded', { terms: terms(500) })])).toMatchObject({ status: 'cancelled', endedAt: 9, mrr: 0n })
  })

  it('never lets a payment change MRR', () => {
    expect(fold([...started, event(3, 'payment_failed')])).toMatchObject({ status: 'past_due', mrr: 100n })
    expect(fold([...started, event(3, 'payment_failed'), event(4, 'payment_succeeded', { terms: terms(999) })])).toMatchObject({ status: 'active', mrr: 100n, steps: [{ fromAt: 2 }] })
  })

  it('says so where it runs on terms that nobody told', () => {
    expect(fold([event(1, 'activated')])).toMatchObject({ status: 'active', mrr: 0n, mrrComplete: false, terms: null })
  })

  it('leaves one currency when it goes on in another', () => {
    expect(fold([...started, event(5, 'upgraded', { terms: terms(80, 'EUR') })]).steps).toEqual([
      { fromAt: 2, currency: 'USD', mrr: 100n }, { fromAt: 5, currency: 'USD', mrr: 0n }, { fromAt: 5, currency: 'EUR', mrr: 80n },
    ])
  })

  it('applies equal instants in the order given, and others in the order of time however they come', () => {
    const same = [event(1, 'activated', { terms: terms(10) }), event(1, 'upgraded', { terms: terms(20) }), event(1, 'upgraded', { terms: terms(30) })]
    expect(steps(...same)).toEqual([[1, 30]])
    const anyEvent = fc.record({ type: fc.constantFrom(...EventType.options), at: fc.integer({ min: 1, max: 200 }), unit: fc.option(fc.integer({ min: 0, max: 50 })), later: fc.option(fc.integer({ min: 1, max: 40 })) })
    fc.assert(
      fc.property(fc.uniqueArray(anyEvent, { selector: (one) => one.at, maxLength: 12 }), fc.infiniteStream(fc.nat()), (drawn, order) => {
        const events = drawn.map(({ type, at, unit, later }) => event(at, type, { terms: unit === null ? null : terms(unit), effectiveAt: later === null ? null : at + later }))
        const shuffled = events.map((one) => ({ one, key: order.next().value as number })).sort((a, b) => a.key - b.key).map(({ one }) => one)
        const folded = fold(events)
        expect(fold(shuffled)).toEqual(folded)
        const inTime = folded.steps.map((step) => step.fromAt)
        expect(inTime).toEqual([...new Set(inTime)].sort((a, b) => a - b))
        folded.steps.forEach((step, place) => expect(step.mrr).not.toBe(folded.steps[place - 1]?.mrr ?? 0n))
      }),
    )
  })
})

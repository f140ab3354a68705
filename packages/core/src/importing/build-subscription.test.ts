import { describe, expect, it } from 'vitest'
import { buildSubscription, intervalBetween, type Charge, type ToldEvent } from './build-subscription.js'
import type { LegacyTerms } from './read-subscription.js'

const day = 86_400_000
const terms = (more: Partial<LegacyTerms> = {}): LegacyTerms => ({ key: 'org_subscriptions:o', plan: 'pro', status: 'active', company: 'org', periodEnd: 40 * day, endsWithPeriod: false, createdAt: 0, updatedAt: 0, ...more })
const charge = (at: number, amount: number, contactId: string | null = 'con_1'): Charge => ({ at: at * day, amount, currency: 'USD', contactId })
const event = (type: ToldEvent['type'], at: number, more: Partial<ToldEvent> = {}): ToldEvent => ({ key: `subscription_transactions:${type}${at}`, type, plan: 'pro', status: 'active', company: 'org', reason: null, at: at * day, isCharge: false, ...more })
const told = (made: ReturnType<typeof buildSubscription>) => made.events.map((one) => [one.type, Date.parse(one.at!) / day, one.terms?.unitAmount ?? null])

describe('a subscription from legacy rows', () => {
  it('has its last charge as its price, and starts with the first', () => {
    const made = buildSubscription('sub', terms(), [event('created', 0)], [charge(1, 900), charge(10, 1_000, 'con_2')])
    expect(told(made)).toEqual([['created', 0, null], ['activated', 1, 1_000]])
    expect(made).toMatchObject({ status: 'active', termsAssumed: false, contactId: 'con_2', account: 'org' })
    expect(made.events[1]!.terms).toMatchObject({ interval: 'month', currency: 'USD', plan: 'pro' })
  })

  it('keeps its terms over an upgrade that names no amount, and changes them with one that does', () => {
    const kept = buildSubscription('sub', terms(), [event('created', 0), event('upgraded', 5, { plan: 'business' })], [charge(1, 900)])
    expect(told(kept)).toEqual([['created', 0, null], ['activated', 1, 900], ['upgraded', 5, null]])
    const changed = buildSubscription('sub', terms(), [event('created', 0), event('upgraded', 5, { plan: 'business', isCharge: true })], [charge(1, 900), charge(5, 2_000), charge(35, 2_100)])
    expect(told(changed)).toEqual([['created', 0, null], ['activated', 1, 900], ['upgraded', 5, 2_100]])
  })

  it('starts at its creation without a charge where it is active, with its price unknown', () => {
    expect(told(buildSubscription('sub', terms(), [], []))).toEqual([['created', 0, null], ['activated', 0, null]])
    expect(told(buildSubscription('sub', terms({ status: 'past_due' }), [], []))).toEqual([['created', 0, null]])
  })

  it('is of unknown status where only events tell of it, and was never seen running', () => {
    const made = buildSubscription('sub', null, [event('created', 0), event('payment_succeeded', 1, { isCharge: true })], [charge(1, 900)])
    expect(made).toMatchObject({ status: 'unknown', termsAssumed: true })
    expect(told(made)).toEqual([['created', 0, null], ['payment_succeeded', 1, null]])
  })

  it('ends where its row says so and no event does', () => {
    expect(told(buildSubscription('sub', terms({ status: 'cancelled', updatedAt: 20 * day }), [], [charge(1, 900)])).at(-1)).toEqual(['cancelled', 20, null])
    expect(buildSubscription('sub', terms({ endsWithPeriod: true, updatedAt: 5 * day }), [], [charge(1, 900)]).events.at(-1)).toMatchObject({ type: 'cancelled', effectiveAt: new Date(40 * day).toISOString() })
  })

  it('tells a month, a quarter and a year by the days, and nothing else', () => {
    expect([31, 91, 365, 28, 0, -5, 60, 200].map((days) => intervalBetween(0, days * day))).toEqual(['month', 'quarter', 'year', 'month', null, null, null, null])
    expect(buildSubscription('sub', terms({ periodEnd: null }), [], [charge(1, 900)])).toMatchObject({ termsAssumed: true })
  })
})

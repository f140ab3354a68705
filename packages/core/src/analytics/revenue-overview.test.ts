import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit, type TestKit } from '../testing.js'

afterAll(closeTestKits)

const monthly = (unitAmount: number, currency = 'USD') => ({ plan: 'pro', unitAmount, currency, interval: 'month' as const })
const paid = (amount: number, happenedAt: string, some: object = {}) => ({ type: 'one_time_payment' as const, source: 'stripe_payment' as const, amount, currency: 'USD', happenedAt, ...some })

/** The old platform's books, as the business knows them. */
async function finishedPast(): Promise<TestKit> {
  const kit = await createTestKit({ now: '2026-06-10T12:00:00Z' })
  const charge = { type: 'subscription_charge' as const, source: 'stripe_subscription' as const }
  const bought = { type: 'credit_purchase' as const }
  const granted = (day: string) => ({ ...paid(0, `2026-01-${day}T10:00:00Z`), ...bought, source: 'referral_bonus' as const, tokens: 100 })
  await kit.acme.ledger.recordMany({
    entries: [
      { ...paid(490_000, '2026-01-06T11:00:00Z'), ...charge }, { ...paid(90_000, '2026-01-09T11:00:00Z'), ...charge },
      paid(120_000, '2026-01-10T10:00:00Z'), paid(80_000, '2026-01-14T10:00:00Z'), paid(100_000, '2026-01-21T10:00:00Z'),
      { ...paid(150_000, '2026-01-11T10:00:00Z'), ...bought }, { ...paid(50_000, '2026-01-18T10:00:00Z'), ...bought },
      granted('13'), granted('16'), granted('19'), granted('23'),
    ],
  })
  for (const [unitAmount, at] of [[490_000, '2026-01-06T11:00:00Z'], [90_000, '2026-01-09T11:00:00Z']] as const) await kit.acme.subscriptions.create({ terms: monthly(unitAmount), startedAt: at })
  await kit.acme.settings.updateBusiness({ asOfNewest: true })
  return kit
}

describe('analytics.revenueOverview', () => {
  it('says of a finished past what the business knew, as of its newest row, and that there is nothing to compare with', async () => {
    const { acme } = await finishedPast()
    const overview = await acme.analytics.revenueOverview({})
    const nothing = { previous: null, difference: null, rate: null }
    expect(overview).toMatchObject({
      currency: 'USD', currencies: ['USD'], asOf: '2026-01-23T10:00:00.000Z', asOfNewest: true, entries: 11, total: { net: 1_080_000, gross: 1_080_000, refunds: 0, chargebacks: 0 },
      mrr: { value: 580_000, change: nothing, since: '2025-12-31' }, arr: { value: 6_960_000, change: nothing },
      revenue: { period: { from: '2026-01-01', to: '2026-01-23', complete: false }, value: 1_080_000, against: { from: '2025-12-01', to: '2025-12-23' }, change: nothing },
      activeCustomers: { value: 2, change: 2, joined: 2, left: 0 },
    })
    expect(overview.totalByType).toEqual([
      { type: 'subscription_charge', count: 2, net: 580_000 }, { type: 'subscription_refund', count: 0, net: 0 }, { type: 'one_time_payment', count: 3, net: 300_000 },
      { type: 'credit_purchase', count: 6, net: 200_000 }, { type: 'refund', count: 0, net: 0 }, { type: 'chargeback', count: 0, net: 0 },
    ])
    expect(overview.totalBySource).toEqual([
      { source: 'stripe_subscription', count: 2, net: 580_000 }, { source: 'stripe_payment', count: 5, net: 500_000 }, { source: 'manual', count: 0, net: 0 }, { source: 'referral_bonus', count: 4, net: 0 },
    ])
    expect(overview.months).toHaveLength(12)
    expect(overview.months.at(-1)).toEqual({
      month: '2026-01', until: '2026-01-23', complete: false, start: 0, new: 580_000, expansion: 0, reactivation: 0, contraction: 0, churn: 0, end: 580_000,
      activeStart: 0, activeEnd: 2, joined: 2, left: 0, revenue: 1_080_000,
    })
  })

  it('speaks of now unless told otherwise, and compares the month so far with as much of the one before', async () => {
    const { acme, clock } = await createTestKit({ now: '2026-11-19T12:00:00Z' })
    const { id } = await acme.subscriptions.create({ terms: monthly(1000), startedAt: '2026-09-05T00:00:00Z' })
    await acme.subscriptions.recordEvent({ id, type: 'upgraded', at: '2026-11-02T00:00:00Z', terms: monthly(1500) })
    await acme.ledger.recordMany({
      entries: [paid(800, '2026-10-19T23:00:00Z'), paid(9_999, '2026-10-20T00:00:00Z'), paid(700, '2026-11-01T00:00:00Z'), { ...paid(100, '2026-11-18T00:00:00Z'), type: 'refund' }, { ...paid(50, '2026-11-18T00:00:00Z'), type: 'chargeback' }],
    })
    const overview = await acme.analytics.revenueOverview({ months: 2 })
    expect(overview).toMatchObject({
      asOf: '2026-11-19T12:00:00.000Z', asOfNewest: false, total: { net: 11_349, gross: 11_499, refunds: 100, chargebacks: 50 },
      mrr: { value: 1500, change: { previous: 1000, difference: 500, rate: '0.500000' }, since: '2026-10-31' },
      revenue: { period: { from: '2026-11-01', to: '2026-11-19', complete: false }, value: 550, against: { from: '2026-10-01', to: '2026-10-19' }, change: { previous: 800, difference: -250, rate: '-0.312500' } },
      months: [{ month: '2026-10', complete: true, until: '2026-10-31', start: 1000, end: 1000, revenue: 10_799 }, { month: '2026-11', complete: false, until: '2026-11-19', start: 1000, expansion: 500, end: 1500, revenue: 550 }],
    })
    expect(await acme.analytics.revenueOverview({ month: '2026-10', months: 1 })).toMatchObject({
      asOf: '2026-10-31T23:59:59.999Z', mrr: { value: 1000, change: { rate: '0.000000' } }, revenue: { period: { from: '2026-10-01', to: '2026-10-31', complete: true }, value: 10_799, change: { previous: null, rate: null } },
    })
    clock.set('2026-12-01T00:00:00Z')
    expect((await acme.analytics.revenueOverview({ months: 2 })).months).toMatchObject([{ month: '2026-11', complete: true, revenue: 550 }, { month: '2026-12', complete: false, until: '2026-12-01', revenue: 0 }])
    await expect(acme.analytics.revenueOverview({ month: '2027-01' })).rejects.toMatchObject({ code: 'month_ahead' })
  })

  it('does not take an end arranged for tonight for one that has come', async () => {
    const { acme, clock } = await createTestKit({ now: '2026-11-19T12:00:00Z' })
    const { id } = await acme.subscriptions.create({ terms: monthly(1000), startedAt: '2026-09-05T00:00:00Z' })
    await acme.subscriptions.recordEvent({ id, type: 'cancelled', effectiveAt: '2026-11-19T20:00:00Z' })
    expect(await acme.analytics.revenueOverview({})).toMatchObject({ mrr: { value: 1000 }, activeCustomers: { value: 1, left: 0 } })
    clock.set('2026-11-19T20:00:00Z')
    expect(await acme.analytics.revenueOverview({})).toMatchObject({ mrr: { value: 0, change: { previous: 1000, rate: '-1.000000' } }, activeCustomers: { value: 0, left: 1 } })
  })

  it('never adds currencies, and names those there are', async () => {
    const { acme } = await createTestKit({ now: '2026-11-19T12:00:00Z' })
    await acme.ledger.record(paid(700, '2026-11-01T00:00:00Z', { currency: 'EUR' }))
    await acme.subscriptions.create({ terms: monthly(1200, 'JPY'), startedAt: '2026-11-02T00:00:00Z' })
    expect(await acme.analytics.revenueOverview({})).toMatchObject({ currency: 'USD', currencies: ['EUR', 'JPY'], entries: 1, total: { net: 0 }, mrr: { value: 0 }, revenue: { value: 0 } })
    expect(await acme.analytics.revenueOverview({ currency: 'EUR' })).toMatchObject({ total: { net: 700 }, mrr: { value: 0 } })
    expect(await acme.analytics.revenueOverview({ currency: 'JPY' })).toMatchObject({ total: { net: 0 }, mrr: { value: 1200 } })
  })

  it('adds up exactly past 2^53', async () => {
    const { acme } = await createTestKit({ now: '2026-11-19T12:00:00Z' })
    for (const day of ['03', '03', '04', '05']) await acme.ledger.record(paid(Number.MAX_SAFE_INTEGER, `2026-11-${day}T00:00:00Z`))
    for (let n = 0; n < 3; n++) await acme.subscriptions.create({ terms: monthly(Number.MAX_SAFE_INTEGER), account: 'one', startedAt: '2026-11-02T00:00:00Z' })
    const most = BigInt(Number.MAX_SAFE_INTEGER)
    expect(await acme.analytics.revenueOverview({})).toMatchObject({ total: { net: String(4n * most) }, mrr: { value: String(3n * most) }, arr: { value: String(36n * most) }, activeCustomers: { value: 1 } })
    expect(await acme.analytics.verify({})).toMatchObject({ ok: true })
  })

  it('is for staff', async () => {
    const { visitor, customer, support } = await createTestKit()
    await expect(support.analytics.revenueOverview({})).resolves.toMatchObject({ entries: 0 })
    for (const stranger of [visitor, customer]) {
      await expect(stranger.analytics.revenueOverview({})).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(stranger.analytics.revenueTotals({ by: 'day', from: '2026-01-01', to: '2026-01-02' })).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(stranger.analytics.verify({})).rejects.toMatchObject({ kind: 'forbidden' })
    }
    await expect(support.analytics.rebuild({})).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

import { readFile } from 'node:fs/promises'
import { afterAll, describe, expect, it } from 'vitest'
import type { Discount, EventInput, Terms } from '../subscriptions/index.js'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

type CaseTerms = {
  plan: string; unit_amount: number; currency: string; interval: Terms['interval']; interval_count?: number; quantity?: number; usage_type?: Terms['usageType']
  discounts?: { percent_off?: string; amount_off?: number; duration: Discount['duration'] }[]
}
type CaseEvent = { at: string; type: EventInput['type']; terms?: CaseTerms; effective_at?: string; reason?: string }
type Case = {
  id: string
  input: { title: string; reporting_currency: string; fx?: Record<string, string>; months: string[]; subscriptions?: { id: string; customer: string; events: CaseEvent[] }[] }
  expected: { months: Record<string, unknown>[]; cohorts: Record<string, unknown>[] }
}

const cases = JSON.parse(await readFile(new URL('fixtures/revenue.json', import.meta.url), 'utf8')) as Case[]

const termsOf = (terms: CaseTerms) => ({
  plan: terms.plan, unitAmount: terms.unit_amount, currency: terms.currency, interval: terms.interval, intervalCount: terms.interval_count ?? 1, quantity: terms.quantity ?? 1,
  usageType: terms.usage_type ?? ('licensed' as const),
  discounts: (terms.discounts ?? []).map(({ percent_off, amount_off, duration }) => (percent_off === undefined ? { amountOff: amount_off!, duration } : { percentOff: percent_off, duration })),
})

const eventOf = ({ at, type, terms, effective_at, reason }: CaseEvent) => ({ at, type, ...(terms && { terms: termsOf(terms) }), ...(effective_at && { effectiveAt: effective_at }), ...(reason && { reason }) })

async function answer({ input }: Case) {
  const { acme } = await createTestKit({ now: '2030-01-01T00:00:00Z' })
  const given = (input.subscriptions ?? []).map((one) => ({ externalId: one.id, account: one.customer, events: one.events.map(eventOf) }))
  if (given.length) await acme.subscriptions.recordMany({ subscriptions: given })
  const report = await acme.analytics.recurringRevenue({ from: input.months[0]!, to: input.months.at(-1)!, currency: input.reporting_currency, ...(input.fx && { rates: input.fx }) })
  expect(await acme.analytics.verify({})).toMatchObject({ ok: true })
  return {
    months: report.months.map((month) => ({
      month: month.month, mrr_start: month.mrrStart, mrr_end: month.mrrEnd, arr_end: month.arrEnd, movements: month.movements, movement_counts: month.movementCounts, net_new_mrr: month.netNewMrr,
      active_start: month.activeStart, active_end: month.activeEnd, customers_churned: month.customersChurned, customer_churn_rate: month.customerChurnRate,
      gross_mrr_churn_rate: month.grossMrrChurnRate, net_mrr_churn_rate: month.netMrrChurnRate, arpu: month.arpu, ltv: month.ltv, mrr_by_currency: month.mrrByCurrency,
    })),
    cohorts: report.cohorts.map(({ month, ...rest }) => ({ cohort: month, ...rest })),
  }
}

describe('analytics.recurringRevenue', () => {
  it.each(cases.map((one) => [`${one.id}: ${one.input.title}`, one] as const))('answers %s', async (_, one) => {
    const { months, cohorts } = one.expected
    expect(await answer(one)).toEqual({ months, cohorts })
  })

  it('names the currencies that no rate was given for, and leaves them out', async () => {
    const { acme } = await createTestKit({ now: '2026-02-15T00:00:00Z' })
    for (const currency of ['USD', 'EUR']) await acme.subscriptions.create({ terms: { plan: 'pro', unitAmount: 1000, currency, interval: 'month' }, startedAt: '2026-01-10T00:00:00Z' })
    const report = await acme.analytics.recurringRevenue({ from: '2026-01', to: '2026-02' })
    expect(report).toMatchObject({ withoutRate: ['EUR'], months: [{ mrrEnd: 1000 }, { mrrEnd: 1000 }] })
  })

  it('refuses months that have not begun, reversed ones and too many', async () => {
    const { acme, visitor } = await createTestKit({ now: '2026-02-15T00:00:00Z' })
    await expect(acme.analytics.recurringRevenue({ from: '2026-01', to: '2026-03' })).rejects.toMatchObject({ code: 'month_ahead' })
    await expect(acme.analytics.recurringRevenue({ from: '2026-02', to: '2026-01' })).rejects.toMatchObject({ code: 'period_reversed' })
    await expect(acme.analytics.recurringRevenue({ from: '2015-02', to: '2026-01' })).rejects.toMatchObject({ code: 'period_too_long' })
    await expect(visitor.analytics.recurringRevenue({ from: '2026-01', to: '2026-02' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

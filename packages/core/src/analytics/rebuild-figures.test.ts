import { createClient } from '@libsql/client'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { EventInput } from '../subscriptions/index.js'
import { closeTestKits, createTestKit, type TestKit } from '../testing.js'

afterAll(closeTestKits)

const kept = ['ledger_days', 'ledger_contact_days', 'subscriptions', 'subscription_mrr', 'mrr_movements', 'mrr_days']

/** Every row of every kept figure, as another connection sees it. */
async function figuresOf({ file }: TestKit): Promise<Record<string, string[]>> {
  const client = createClient({ url: `file:${file}` })
  const tables = await Promise.all(kept.map(async (table) => [table, (await client.execute(`SELECT * FROM ${table}`)).rows.map((row) => JSON.stringify(row)).sort()] as const))
  client.close()
  return Object.fromEntries(tables)
}

/** Spoils kept figures behind the kit's back. */
async function spoil({ file }: TestKit, ...statements: string[]): Promise<void> {
  const client = createClient({ url: `file:${file}` })
  for (const statement of statements) await client.execute(statement)
  client.close()
}

const terms = (unitAmount: number, currency = 'USD') => ({ plan: 'pro', unitAmount, currency, interval: 'month' as const })

async function business(): Promise<TestKit> {
  const kit = await createTestKit({ now: '2026-06-10T12:00:00Z' })
  const { acme } = kit
  const ids: string[] = []
  for (const name of ['Ann', 'Bob']) ids.push((await acme.contacts.create({ name, emails: [`${name}@x.test`] })).id)
  await acme.ledger.recordMany({
    entries: Array.from({ length: 60 }, (_, n) => ({
      type: (['subscription_charge', 'refund', 'one_time_payment'] as const)[n % 3]!, source: 'manual' as const, amount: 100 + n, tax: n, currency: n % 5 ? 'USD' : 'EUR',
      happenedAt: new Date(Date.UTC(2026, n % 6, 1, (n * 7) % 24)).toISOString(), ...(n % 4 && { contactId: ids[n % 2]! }),
    })),
  })
  await acme.subscriptions.recordMany({
    subscriptions: ids.map((contactId, n) => ({
      contactId, events: [{ type: 'activated' as const, at: `2026-0${n + 1}-01T02:00:00Z`, terms: terms(1000) }, { type: 'upgraded' as const, at: '2026-05-01T01:00:00Z', terms: terms(2000, n ? 'EUR' : 'USD') }],
    })),
  })
  await kit.kit.runDue()
  return kit
}

describe('analytics.rebuild', () => {
  it('gives identical rows, and puts right what was spoilt', async () => {
    const kit = await business()
    const right = await figuresOf(kit)
    expect(await kit.acme.analytics.verify({})).toMatchObject({ ok: true, findings: [] })
    await kit.acme.analytics.rebuild({})
    await kit.kit.runDue()
    expect(await figuresOf(kit)).toEqual(right)

    await spoil(
      kit, "UPDATE ledger_days SET net = net + 1 WHERE currency = 'EUR'", "INSERT INTO ledger_days VALUES ('1999-01-01', 'USD', 'refund', 'manual', 1, -1, 0)", 'DELETE FROM ledger_contact_days WHERE count = 1',
      'UPDATE subscriptions SET mrr = 7', 'UPDATE subscription_mrr SET mrr = mrr * 2', "INSERT INTO subscription_mrr VALUES ('sub_gone', 'USD', 1, 5, 'nobody')",
      "INSERT INTO mrr_movements VALUES ('nobody', 'USD', 1, 'new', 5, 5)", "INSERT INTO mrr_days VALUES ('1970-01-01', 'USD', 'new', 1, 5)", "DELETE FROM mrr_days WHERE kind = 'expansion'",
    )
    const { ok, findings } = await kit.acme.analytics.verify({})
    expect(ok).toBe(false)
    expect(new Set(findings.map((one) => one.figures))).toEqual(new Set(kept.filter((table) => table !== 'subscriptions')))
    await kit.acme.analytics.rebuild({})
    await kit.kit.runDue()
    expect(await figuresOf(kit)).toEqual(right)
  })

  it('happens by itself when the reporting time zone changes, and only then', async () => {
    const kit = await business()
    const utc = await figuresOf(kit)
    await kit.acme.settings.updateBusiness({ reportingTimeZone: 'America/New_York' })
    await kit.kit.runDue()
    const there = await figuresOf(kit)
    expect(there['ledger_days']).not.toEqual(utc['ledger_days'])
    expect(there['mrr_days']).not.toEqual(utc['mrr_days'])
    expect((await kit.acme.analytics.revenueOverview({ month: '2026-04' })).months.at(-1)).toMatchObject({ expansion: 1000 })
    expect(await kit.acme.analytics.verify({})).toMatchObject({ ok: true })
    await kit.acme.settings.updateBusiness({ name: 'Acme' })
    expect(await kit.kit.runDue()).toMatchObject({ ran: 2 })
    await kit.acme.settings.updateBusiness({ reportingTimeZone: 'UTC' })
    await kit.kit.runDue()
    expect(await figuresOf(kit)).toEqual(utc)
  })

  it('counts what is booked meanwhile once', async () => {
    const kit = await business()
    await kit.acme.analytics.rebuild({})
    const entry = { type: 'one_time_payment' as const, source: 'manual' as const, amount: 5, currency: 'USD' }
    const booked = Promise.all(Array.from({ length: 30 }, (_, n) => kit.acme.ledger.record({ ...entry, happenedAt: new Date(Date.UTC(2026, n % 6, 1 + n)).toISOString() })))
    const sold = Promise.all(Array.from({ length: 10 }, (_, n) => kit.acme.subscriptions.create({ terms: terms(100 + n), account: `a${n % 3}`, startedAt: new Date(Date.UTC(2026, n % 6, 1 + n)).toISOString() })))
    await Promise.all([kit.kit.runDue(), booked, sold])
    await kit.kit.runDue()
    expect(await kit.acme.analytics.verify({})).toMatchObject({ ok: true })
    expect(await kit.acme.analytics.revenueOverview({})).toMatchObject({ entries: 90 })
  })

  it('follows people who turn out to be one, and two again', async () => {
    const kit = await business()
    const apart = await figuresOf(kit)
    const [ann, bob] = (await kit.acme.contacts.list({ sort: 'name' })).data
    const { mergeId } = await kit.acme.contacts.merge({ contactIds: [ann!.id, bob!.id] })
    await kit.kit.runDue()
    expect((await kit.acme.analytics.revenueOverview({ month: '2026-02' })).months.at(-1)).toMatchObject({ new: 0, expansion: 1000, activeEnd: 1 })
    expect(await kit.acme.analytics.verify({})).toMatchObject({ ok: true })
    await kit.acme.contacts.unmerge({ mergeId })
    await kit.kit.runDue()
    expect(await figuresOf(kit)).toEqual(apart)
  })
})

describe('figures by day', () => {
  it('tell the same as the full report, whatever happened in whatever order', { timeout: 60_000 }, async () => {
    const event = fc.record({
      type: fc.constantFrom('activated', 'upgraded', 'cancelled', 'reactivated', 'payment_failed' as const), at: fc.integer({ min: 0, max: 150 * 24 }), unit: fc.option(fc.integer({ min: 0, max: 9 })), later: fc.option(fc.integer({ min: 1, max: 900 })),
    })
    const hour = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString()
    const histories = fc.array(fc.record({ account: fc.constantFrom('a', 'b', 'c'), events: fc.array(event, { maxLength: 6 }) }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(histories, async (drawn) => {
        const kit = await createTestKit({ now: '2026-05-20T00:00:00Z' })
        for (const { account, events } of drawn) {
          const { ids } = await kit.acme.subscriptions.recordMany({ subscriptions: [{ account, events: [] }] })
          for (const { type, at, unit, later } of events) {
            const given: EventInput = { type, at: hour(at), ...(unit !== null && { terms: { ...terms(unit), intervalCount: 1, quantity: 1, discounts: [], usageType: 'licensed' } }), ...(later !== null && { effectiveAt: hour(at + later) }) }
            await kit.acme.subscriptions.recordEvent({ id: ids[0]!, ...given })
          }
        }
        const { months } = await kit.acme.analytics.revenueOverview({ months: 5 })
        const report = await kit.acme.analytics.recurringRevenue({ from: '2026-01', to: '2026-05' })
        expect(months.map(({ start, end, activeStart, activeEnd, churn, expansion, contraction, reactivation, ...rest }) => ({ start, end, activeStart, activeEnd, churn, expansion, contraction, reactivation, new: rest.new }))).toEqual(
          report.months.map(({ mrrStart, mrrEnd, activeStart, activeEnd, movements }) => ({ start: mrrStart, end: mrrEnd, activeStart, activeEnd, ...movements })),
        )
        expect(await kit.acme.analytics.verify({})).toMatchObject({ ok: true })
        await kit.close()
      }),
      { numRuns: 12 },
    )
  })
})

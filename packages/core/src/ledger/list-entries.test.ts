import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit, type TestKit } from '../testing.js'

afterAll(closeTestKits)

let test: TestKit
beforeAll(async () => {
  test = await createTestKit()
  const entries = Array.from({ length: 60 }, (_, at) => ({
    type: at % 3 === 0 ? ('subscription_charge' as const) : at % 10 === 1 ? ('refund' as const) : ('one_time_payment' as const),
    source: at % 3 === 0 ? ('stripe_subscription' as const) : ('manual' as const),
    amount: (at % 20) * 1000 + 500,
    currency: at % 15 === 0 ? 'JPY' : 'USD',
    description: at === 7 ? 'Bäckerei Größe; =SUM(A1)' : `Order ${at}`,
    happenedAt: new Date(Date.UTC(2026, 0, 1 + (at % 30), 12)).toISOString(),
    ...(at === 5 && { stripe: { paymentIntentId: 'pi_onetime_2' } }),
  }))
  await test.acme.ledger.recordMany({ entries })
})

const all = async (input: Parameters<TestKit['acme']['ledger']['list']>[0]) => {
  const found = []
  for (let cursor: string | undefined; ; ) {
    const page = await test.acme.ledger.list({ ...input, ...(cursor !== undefined && { cursor }) })
    found.push(...page.data)
    if (page.nextCursor === null) return found
    cursor = page.nextCursor
  }
}

describe('ledger.list', () => {
  it.each(['-happenedAt', 'happenedAt', '-recordedAt', 'recordedAt', '-amount', 'amount'] as const)('pages through everything once, sorted by %s', async (sort) => {
    const found = await all({ sort, limit: 7 })
    expect(new Set(found.map((entry) => entry.id)).size).toBe(60)
    const key = (entry: (typeof found)[number]) => (sort.endsWith('amount') ? entry.amount : sort.endsWith('happenedAt') ? Date.parse(entry.happenedAt) : entry.position)
    const values = found.map(key)
    expect(values).toEqual([...values].sort((a, b) => (sort.startsWith('-') ? b - a : a - b)))
  })

  it('filters by type, source, currency, amount, range and dates, and the summary agrees', async () => {
    for (const [filter, right] of [
      [{ type: ['refund' as const] }, (e) => e.type === 'refund'],
      [{ source: ['manual' as const], currency: 'USD' }, (e) => e.source === 'manual' && e.currency === 'USD'],
      [{ amount: 1500 }, (e) => e.amount === 1500],
      [{ minAmount: 3500, maxAmount: 9500 }, (e) => e.amount >= 3500 && e.amount <= 9500],
      [{ from: '2026-01-03', to: '2026-01-04' }, (e) => e.happenedAt >= '2026-01-03' && e.happenedAt < '2026-01-05'],
    ] as [object, (entry: Awaited<ReturnType<typeof all>>[number]) => boolean][]) {
      const everything = await all({ limit: 100 })
      const found = await all({ ...filter, limit: 100 })
      expect(found.map((entry) => entry.id)).toEqual(everything.filter(right).map((entry) => entry.id))
      const summary = await test.acme.ledger.summary(filter)
      expect(summary.count).toBe(found.length)
      for (const { currency, net } of summary.totals) expect(net).toBe(found.filter((entry) => entry.currency === currency).reduce((sum, entry) => sum + entry.net, 0))
    }
  })

  it('finds words, numbers, Stripe ids and amounts as a person types them', async () => {
    expect((await all({ text: 'Große BACKER' }))[0]).toMatchObject({ description: 'Bäckerei Größe; =SUM(A1)' })
    expect((await all({ text: 'pi_onetime_2' })).map((entry) => entry.stripe.paymentIntentId)).toEqual(['pi_onetime_2'])
    expect((await all({ text: 'TXN-2026-000009' })).map((entry) => entry.number)).toEqual(['TXN-2026-000009'])
    expect(new Set((await all({ text: '$15.00' })).map((entry) => entry.amount))).toEqual(new Set([1500]))
    expect(await all({ text: '") OR nothing --' })).toEqual([])
  })

  it('refuses a cursor of another sort, and one that is none', async () => {
    const { nextCursor } = await test.acme.ledger.list({ limit: 1 })
    await expect(test.acme.ledger.list({ sort: 'amount', cursor: nextCursor! })).rejects.toMatchObject({ code: 'invalid_cursor' })
    await expect(test.acme.ledger.list({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_cursor' })
  })
})

describe('ledger.reconcile', () => {
  it('matches a set or nothing, once, and can be taken back', async () => {
    const ids = (await test.acme.ledger.list({ limit: 3 })).data.map((entry) => entry.id)
    await expect(test.acme.ledger.reconcile({ ids: [...ids, 'led_nothing'], against: 'Bank, January' })).rejects.toMatchObject({ code: 'entry_not_found' })
    expect(await all({ reconciled: true })).toEqual([])
    const { data } = await test.acme.ledger.reconcile({ ids, against: 'Bank, January' })
    expect(data.map((entry) => entry.reconciliation?.against)).toEqual(['Bank, January', 'Bank, January', 'Bank, January'])
    await expect(test.acme.ledger.reconcile({ ids: ids.slice(0, 1), against: 'again' })).rejects.toMatchObject({ code: 'already_reconciled' })
    expect((await all({ reconciled: true })).map((entry) => entry.id).sort()).toEqual([...ids].sort())
    await test.acme.ledger.unreconcile({ ids })
    await expect(test.acme.ledger.unreconcile({ ids })).rejects.toMatchObject({ code: 'not_reconciled' })
    expect(await test.acme.ledger.verify({})).toMatchObject({ ok: true })
  })

  it('is not for support or strangers', async () => {
    await expect(test.support.ledger.reconcile({ ids: ['led_x'], against: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(test.visitor.ledger.list({})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('ledger exports', () => {
  it('gives every row once', async () => {
    const rows = []
    for await (const row of await test.acme.ledger.export({})) rows.push(row)
    expect(rows).toHaveLength(60)
    expect(rows.find((row) => row.description.includes('SUM'))).toMatchObject({ amount: '75.00', currency: 'USD' })
  })

  it('writes a journal in which every transaction is balanced', async () => {
    let text = ''
    for await (const part of await test.acme.ledger.exportJournal({})) text += part
    expect(text).toContain('account assets:stripe\n')
    expect(text.match(/^\d{4}-\d\d-\d\d ! \(TXN-/gm)).toHaveLength(60)
    expect(text).not.toContain('; =SUM')
  })
})

import { createClient } from '@libsql/client'
import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit, type TestKit } from '../testing.js'

afterAll(closeTestKits)

const payment = { type: 'subscription_charge' as const, source: 'manual' as const, amount: 4_900, currency: 'USD' }
const fee = { kind: 'fee' as const, lines: [{ account: 'expenses:fees' as const, amount: 290, currency: 'USD' }, { account: 'assets:stripe' as const, amount: -290, currency: 'USD' }] }
const subscribe = (acme: TestKit['acme']) => acme.subscriptions.create({ terms: { plan: 'pro', unitAmount: 4_900, currency: 'USD', interval: 'month' }, account: 'org' })

describe('what an entry points at', () => {
  it('is a subscription that exists, or nothing is booked', async () => {
    const { acme, facts } = await createTestKit()
    await expect(acme.ledger.record({ ...payment, subscriptionId: 'sub_nope' })).rejects.toMatchObject({ code: 'subscription_unknown', kind: 'invalid', params: { subscriptionId: 'sub_nope' } })
    await expect(acme.ledger.recordMany({ entries: [payment, { ...payment, subscriptionId: 'sub_nope' }] })).rejects.toMatchObject({ code: 'subscription_unknown' })
    expect(await acme.ledger.summary({})).toMatchObject({ count: 0 })
    expect(await facts('ledger.entry_recorded')).toEqual([])

    const { id: subscriptionId } = await subscribe(acme)
    const entry = await acme.ledger.record({ ...payment, subscriptionId })
    expect(entry).toMatchObject({ subscriptionId, number: 'TXN-2026-000001' })
    expect(await acme.ledger.reverse({ id: entry.id, reason: 'Twice' })).toMatchObject({ subscriptionId, net: -4_900 })
    expect(await acme.ledger.verify({})).toMatchObject({ ok: true })
  })

  it('may be begun in the same moment, and one stranger spoils no other write', async () => {
    const { acme } = await createTestKit()
    const { id: subscriptionId } = await subscribe(acme)
    const all = await Promise.allSettled(Array.from({ length: 30 }, (_, at) => (at % 10 === 9 ? acme.ledger.record({ ...payment, subscriptionId: `sub_${at}` }) : at % 10 === 5 ? subscribe(acme) : acme.ledger.record({ ...payment, subscriptionId }))))
    expect(all.filter((one) => one.status === 'rejected').map((one) => (one.reason as { code: string; params: object }))).toMatchObject([9, 19, 29].map((at) => ({ code: 'subscription_unknown', params: { subscriptionId: `sub_${at}` } })))
    expect(await acme.ledger.summary({ subscriptionId })).toMatchObject({ count: 24 })
    expect(await acme.ledger.verify({})).toMatchObject({ ok: true })
  })

  it('is not asked again of what an older version booked, so that it can be reversed', async () => {
    const { acme, file } = await createTestKit()
    const client = createClient({ url: `file:${file}` })
    const { rows } = await client.execute("SELECT sql FROM sqlite_master WHERE name = 'ledger_entries_subscription_known'")
    await client.execute('DROP TRIGGER ledger_entries_subscription_known')
    const entry = await acme.ledger.record({ ...payment, subscriptionId: 'sub_old' })
    await client.execute(rows[0]!['sql'] as string)
    client.close()
    await expect(acme.ledger.record({ ...payment, subscriptionId: 'sub_old' })).rejects.toMatchObject({ code: 'subscription_unknown' })
    expect(await acme.ledger.reverse({ id: entry.id, reason: 'Wrong' })).toMatchObject({ reverses: entry.id, subscriptionId: 'sub_old' })
  })

  it('is no invoice, as long as none is kept', async () => {
    const { acme } = await createTestKit()
    await expect(acme.ledger.record({ ...payment, invoiceId: 'inv_1' })).rejects.toMatchObject({ code: 'invoice_unknown', kind: 'invalid' })
    expect(await acme.ledger.summary({})).toMatchObject({ count: 0 })
  })
})

describe('what a posting stands beside', () => {
  it('is an entry that exists, or nothing is posted', async () => {
    const { acme, facts } = await createTestKit()
    await expect(acme.ledger.post({ ...fee, entryId: 'led_nope' })).rejects.toMatchObject({ code: 'entry_not_found' })
    expect(await facts('ledger.journal_posted')).toEqual([])
    const entry = await acme.ledger.record(payment)
    expect(await acme.ledger.post({ ...fee, entryId: entry.id })).toMatchObject({ entryId: entry.id })
    expect(await acme.ledger.post({ ...fee, entryId: entry.number })).toMatchObject({ entryId: entry.id })
    expect(await acme.ledger.verify({})).toMatchObject({ ok: true })
  })
})

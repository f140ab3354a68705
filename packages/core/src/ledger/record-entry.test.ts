import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

const aPayment = (amount = 100_000, more: object = {}) => ({ type: 'one_time_payment' as const, source: 'manual' as const, amount, currency: 'USD', description: 'Workshop', ...more })

describe('ledger.record', () => {
  it('books an entry under a gapless number and tells of it once', async () => {
    const { acme, facts } = await createTestKit()
    const entry = await acme.ledger.record(aPayment())
    expect(entry).toMatchObject({ number: 'TXN-2026-000001', net: 100_000, debit: 'assets:bank', credit: 'income:services', position: 1, reversedBy: null, recordedBy: { role: 'owner' } })
    expect(await acme.ledger.get({ id: entry.number })).toEqual(entry)
    expect(await facts('ledger.entry_recorded')).toEqual([{ entryId: entry.id, number: entry.number, type: 'one_time_payment', source: 'manual', amount: 100_000, currency: 'USD', contactId: null }])
  })

  it('books refunds against revenue', async () => {
    const { acme } = await createTestKit()
    expect(await acme.ledger.record(aPayment(500, { type: 'refund' }))).toMatchObject({ net: -500, debit: 'income:refunds', credit: 'assets:bank' })
  })

  it('books one fact once, also when it is told twice at the same moment', async () => {
    const { acme } = await createTestKit()
    const twice = await Promise.allSettled([acme.ledger.record(aPayment(1, { naturalKey: 'stripe:in_1:paid' })), acme.ledger.record(aPayment(1, { naturalKey: 'stripe:in_1:paid' }))])
    expect(twice.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(twice.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'already_booked' } })
    expect(await acme.ledger.summary({})).toEqual({ count: 1, totals: [{ currency: 'USD', net: 1 }] })
  })

  it('keeps numbers without gaps when some of two hundred writers are refused', async () => {
    const { acme } = await createTestKit()
    const all = await Promise.allSettled(Array.from({ length: 200 }, (_, at) => acme.ledger.record(aPayment(at, at % 7 === 0 ? { contactId: 'con_nobody' } : {}))))
    expect(all.filter((one) => one.status === 'rejected')).toHaveLength(29)
    expect(all.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'contact_unknown' } })
    const report = await acme.ledger.verify({})
    expect(report).toMatchObject({ ok: true, entries: 171, findings: [] })
  })

  it('refuses what is no money', async () => {
    const { acme } = await createTestKit()
    for (const wrong of [{ amount: -1 }, { amount: 1.5 }, { amount: Number.NaN }, { amount: Infinity }, { amount: 2 ** 53 }, { currency: 'usd' }, { currency: 'XXX' }, { amount: '5' }])
      await expect(acme.ledger.record(aPayment(1, wrong))).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(acme.ledger.record(aPayment(5, { tax: 6 }))).rejects.toMatchObject({ code: 'tax_exceeds_amount' })
    await expect(acme.ledger.record(aPayment(5, { description: 'a\0b' }))).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await acme.ledger.summary({})).toEqual({ count: 0, totals: [] })
  })

  it('lets bookkeepers record, and nobody else', async () => {
    const { visitor, customer, support, billing } = await createTestKit()
    for (const stranger of [visitor, customer, support]) await expect(stranger.ledger.record(aPayment())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(billing.ledger.record(aPayment())).resolves.toMatchObject({ number: 'TXN-2026-000001' })
  })
})

describe('ledger.recordMany', () => {
  it('books a set in one transaction, leaving out what is booked already where asked to', async () => {
    const { acme, facts } = await createTestKit()
    const set = [aPayment(1, { naturalKey: 'a' }), aPayment(2, { naturalKey: 'b' }), aPayment(3)]
    const first = await acme.ledger.recordMany({ entries: set })
    expect(first).toMatchObject({ count: 3, firstNumber: 'TXN-2026-000001', lastNumber: 'TXN-2026-000003' })
    await expect(acme.ledger.recordMany({ entries: set })).rejects.toMatchObject({ code: 'already_booked' })
    const again = await acme.ledger.recordMany({ entries: set.slice(0, 2), skipBooked: true })
    expect(again).toEqual({ count: 0, firstNumber: null, lastNumber: null, ids: first.ids.slice(0, 2) })
    expect(await facts('ledger.entries_recorded')).toEqual([{ count: 3, firstNumber: 'TXN-2026-000001', lastNumber: 'TXN-2026-000003', contactIds: [] }])
  })
})

describe('ledger.reverse', () => {
  it('takes an entry back once, by its opposite', async () => {
    const { acme } = await createTestKit()
    const entry = await acme.ledger.record(aPayment(700, { tax: 100 }))
    const both = await Promise.allSettled([acme.ledger.reverse({ id: entry.id, reason: 'Typo' }), acme.ledger.reverse({ id: entry.id, reason: 'Typo' })])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await acme.ledger.get({ id: entry.id })).toMatchObject({ reversedBy: expect.stringMatching(/^led_/) as string })
    const [reversal] = (await acme.ledger.list({ sort: '-recordedAt' })).data
    expect(reversal).toMatchObject({ net: -700, reverses: entry.id, debit: 'income:services', credit: 'assets:bank' })
    await expect(acme.ledger.reverse({ id: reversal!.id, reason: 'x' })).rejects.toMatchObject({ code: 'reversal_of_reversal' })
    expect(await acme.ledger.verify({})).toMatchObject({ ok: true, balances: [{ account: 'assets:bank', balance: 0 }, { account: 'income:services', balance: 0 }, { account: 'liabilities:tax', balance: 0 }] })
  })
})

import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

const paid = (amount: number, happenedAt: string, contactId?: string) => ({ type: 'one_time_payment' as const, source: 'manual' as const, amount, currency: 'USD', happenedAt, ...(contactId && { contactId }) })
const brief = (groups: readonly { key: string; net: number | string; previous: number | string | null }[]) => groups.map(({ key, net, previous }) => [key, net, previous])

async function shop() {
  const kit = await createTestKit({ now: '2026-11-30T12:00:00Z' })
  const { acme } = kit
  const ann = await acme.contacts.create({ name: 'Ann', emails: ['ann@x.test'], type: 'customer', stage: 'customer', tags: ['gold', 'north'] })
  const bob = await acme.contacts.create({ name: 'Bob', emails: ['bob@y.test'], type: 'lead', stage: 'qualified', tags: ['north'] })
  await acme.ledger.recordMany({
    entries: [
      paid(100, '2026-10-05T00:00:00Z', ann.id), paid(30, '2026-10-31T00:00:00Z'),
      paid(500, '2026-11-05T00:00:00Z', ann.id), paid(200, '2026-11-05T08:00:00Z', bob.id), paid(7, '2026-11-20T00:00:00Z'), { ...paid(50, '2026-11-21T00:00:00Z', ann.id), type: 'refund' },
    ],
  })
  return { ...kit, ann, bob }
}
const november = { from: '2026-11-01', to: '2026-11-30' }

describe('analytics.revenueTotals', () => {
  it('groups by type and source, each beside the month before', async () => {
    const { acme } = await shop()
    const totals = await acme.analytics.revenueTotals({ by: 'type', ...november })
    expect(totals).toMatchObject({
      net: 657, change: { previous: 130, difference: 527, rate: '4.053846' }, period: { ...november, complete: false }, against: { from: '2026-10-01', to: '2026-10-31', complete: true },
    })
    expect(brief(totals.groups).slice(0, 2)).toEqual([['one_time_payment', 707, 130], ['chargeback', 0, 0]])
    expect(totals.groups.at(-1)).toEqual({ key: 'refund', label: 'Refund', contactId: null, count: 1, net: -50, previous: 0 })
    expect(brief((await acme.analytics.revenueTotals({ by: 'source', ...november })).groups)[0]).toEqual(['manual', 657, 130])
  })

  it('lists every day and month in order, beside the one in the same place', async () => {
    const { acme } = await shop()
    const days = await acme.analytics.revenueTotals({ by: 'day', from: '2026-11-04', to: '2026-11-06' })
    expect(brief(days.groups)).toEqual([['2026-11-04', 0, null], ['2026-11-05', 700, null], ['2026-11-06', 0, null]])
    const months = await acme.analytics.revenueTotals({ by: 'month', from: '2026-10-01', to: '2026-11-30' })
    expect(brief(months.groups)).toEqual([['2026-10', 130, null], ['2026-11', 657, null]])
    expect(brief((await acme.analytics.revenueTotals({ by: 'day', ...november })).groups)[4]).toEqual(['2026-11-05', 700, 100])
  })

  it('groups by what is known of who paid, the rest under nobody', async () => {
    const { acme } = await shop()
    const groups = async (by: 'contactType' | 'stage' | 'tag') => brief((await acme.analytics.revenueTotals({ by, ...november })).groups)
    expect(await groups('contactType')).toEqual([['customer', 450, 100], ['lead', 200, 0], ['', 7, 30]])
    expect(await groups('stage')).toEqual([['customer', 450, 100], ['qualified', 200, 0], ['', 7, 30]])
    expect(await groups('tag')).toEqual([['north', 650, 100], ['gold', 450, 100], ['', 7, 30]])
  })

  it('lists who paid most, merged people as one, and says how many more there are', async () => {
    const { acme, ann, bob } = await shop()
    const all = await acme.analytics.revenueTotals({ by: 'contact', ...november })
    expect(all.groups.map(({ label, contactId, net, previous, count }) => [label, contactId, net, previous, count])).toEqual([['Ann', ann.id, 450, 100, 2], ['Bob', bob.id, 200, 0, 1], ['No contact', null, 7, 30, 1]])
    expect(await acme.analytics.revenueTotals({ by: 'contact', ...november, limit: 1 })).toMatchObject({ more: 2, groups: [{ label: 'Ann', previous: 100 }] })
    await acme.contacts.merge({ contactIds: [ann.id, bob.id] })
    const merged = await acme.analytics.revenueTotals({ by: 'contact', ...november })
    expect(brief(merged.groups)).toEqual([[merged.groups[0]!.contactId, 650, 100], ['', 7, 30]])
    expect(brief((await acme.analytics.revenueTotals({ by: 'contactType', ...november })).groups)).toEqual([['customer', 650, 100], ['', 7, 30]])
  })

  it('refuses a reversed period and one too long to list', async () => {
    const { acme } = await createTestKit()
    await expect(acme.analytics.revenueTotals({ by: 'type', from: '2026-02-01', to: '2026-01-01' })).rejects.toMatchObject({ code: 'period_reversed' })
    await expect(acme.analytics.revenueTotals({ by: 'day', from: '2020-01-01', to: '2026-01-01' })).rejects.toMatchObject({ code: 'period_too_long' })
    await expect(acme.analytics.revenueTotals({ by: 'type', from: '2026-02-31', to: '2026-03-01' })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

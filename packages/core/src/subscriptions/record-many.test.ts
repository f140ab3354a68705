import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

const terms = (unitAmount: number) => ({ plan: 'pro', unitAmount, currency: 'USD', interval: 'month' as const })
const two = [
  {
    externalId: 'sub_1', account: 'acme', status: 'active' as const,
    events: [
      { type: 'created' as const, at: '2025-01-05T00:00:00Z', terms: terms(900), naturalKey: 'k1' },
      { type: 'activated' as const, at: '2025-01-05T00:00:00Z', naturalKey: 'k2' },
      { type: 'upgraded' as const, at: '2025-03-01T00:00:00Z', terms: terms(1900), naturalKey: 'k3' },
    ],
  },
  { externalId: 'sub_2', status: 'unknown' as const, termsAssumed: true, events: [{ type: 'payment_succeeded' as const, at: '2025-02-01T00:00:00Z', naturalKey: 'k4' }] },
]

describe('subscriptions.recordMany', () => {
  it('brings in subscriptions with their past, and says what their source says of them', async () => {
    const { acme, facts } = await createTestKit()
    const answer = await acme.subscriptions.recordMany({ subscriptions: two })
    expect(answer).toMatchObject({ created: 2, changed: 0, events: 4 })
    expect(await acme.subscriptions.get({ id: 'sub_1' })).toMatchObject({ id: answer.ids[0], status: 'active', mrr: 1900, createdAt: '2025-01-05T00:00:00.000Z', startedAt: '2025-01-05T00:00:00.000Z' })
    expect(await acme.subscriptions.get({ id: 'sub_2' })).toMatchObject({ id: answer.ids[1], status: 'unknown', mrr: 0, terms: null, termsAssumed: true })
    expect(await facts('subscriptions.recorded')).toEqual([{ created: 2, changed: 0, events: 4 }])
    expect(await acme.analytics.verify({})).toMatchObject({ ok: true })
  })

  it('changes nothing the second time, and tells nobody', async () => {
    const { acme, facts, clock } = await createTestKit()
    const first = await acme.subscriptions.recordMany({ subscriptions: two, skipRecorded: true })
    const before = await acme.subscriptions.list({})
    clock.tick(60_000)
    expect(await acme.subscriptions.recordMany({ subscriptions: two, skipRecorded: true })).toEqual({ created: 0, changed: 0, events: 0, ids: first.ids })
    expect(await acme.subscriptions.list({})).toEqual(before)
    expect(await facts('subscriptions.recorded')).toHaveLength(1)
    await expect(acme.subscriptions.recordMany({ subscriptions: two })).rejects.toMatchObject({ code: 'event_recorded' })
  })

  it('comes to the same in one set, in several and one by one', async () => {
    const kits = await Promise.all([createTestKit(), createTestKit(), createTestKit()])
    const [whole, halves, singly] = kits.map((one) => one.acme)
    await whole!.subscriptions.recordMany({ subscriptions: two })
    for (const part of [(at: number) => at % 2 === 1, (at: number) => at % 2 === 0])
      await halves!.subscriptions.recordMany({ subscriptions: two.map((one) => ({ ...one, events: one.events.filter((_, at) => part(at)) })) })
    for (const { events, ...about } of two) {
      const { ids } = await singly!.subscriptions.recordMany({ subscriptions: [{ ...about, events: [] }] })
      for (const event of events) await singly!.subscriptions.recordEvent({ id: ids[0]!, ...event, ...(about.status && { status: about.status }) })
    }
    const seen = await Promise.all(
      kits.map(async ({ acme }) => ({
        subscriptions: (await acme.subscriptions.list({})).data.map(({ externalId, status, mrr, startedAt, terms }) => ({ externalId, status, mrr, startedAt, terms })).sort((a, b) => (a.externalId! < b.externalId! ? -1 : 1)),
        report: await acme.analytics.recurringRevenue({ from: '2025-01', to: '2025-04' }),
        ok: (await acme.analytics.verify({})).ok,
      })),
    )
    expect(seen[1]).toEqual(seen[0])
    expect(seen[2]).toEqual(seen[0])
    expect(seen[0]).toMatchObject({ ok: true })
  })

  it('follows a subscription to another contact', async () => {
    const { acme } = await createTestKit()
    const contact = await acme.contacts.create({ name: 'Bo', emails: ['bo@x.test'] })
    await acme.subscriptions.recordMany({ subscriptions: two })
    expect(await acme.subscriptions.recordMany({ subscriptions: [{ externalId: 'sub_1', contactId: contact.id, events: [] }] })).toMatchObject({ created: 0, changed: 1, events: 0 })
    expect(await acme.subscriptions.get({ id: 'sub_1' })).toMatchObject({ contact: { id: contact.id }, mrr: 1900 })
    expect(await acme.analytics.verify({})).toMatchObject({ ok: true })
  })

  it('stores nothing where one of them is refused', async () => {
    const { acme } = await createTestKit()
    await expect(acme.subscriptions.recordMany({ subscriptions: [...two, { externalId: 'sub_3', contactId: 'con_nobody', events: [] }] })).rejects.toMatchObject({ code: 'contact_unknown' })
    expect((await acme.subscriptions.list({})).data).toEqual([])
    expect(await acme.analytics.verify({})).toMatchObject({ ok: true, checked: 0 })
  })
})

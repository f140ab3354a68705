import { createClient } from '@libsql/client'
import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

const terms = (unitAmount: number, plan = 'pro', currency = 'USD') => ({ plan, unitAmount, currency, interval: 'month' as const })

describe('subscriptions.create', () => {
  it('starts a subscription of a contact and tells of it', async () => {
    const { acme, facts } = await createTestKit()
    const contact = await acme.contacts.create({ name: 'Ida Berg', emails: ['ida@berg.test'] })
    const made = await acme.subscriptions.create({ terms: terms(4_900), contactId: contact.id, startedAt: '2026-01-05T00:00:00Z' })
    expect(made).toMatchObject({
      contact: { id: contact.id, name: 'Ida Berg' }, status: 'active', plan: 'pro', mrr: 4_900, mrrComplete: true, startedAt: '2026-01-05T00:00:00.000Z', endedAt: null,
      terms: { plan: 'pro', unitAmount: 4_900, currency: 'USD', interval: 'month', intervalCount: 1, quantity: 1, discounts: [], usageType: 'licensed' },
    })
    expect(await facts('subscription.changed')).toEqual(['created', 'activated'].map((type) => ({ subscriptionId: made.id, type, contactId: contact.id })))
    expect(await acme.subscriptions.get({ id: made.id })).toEqual(made)
  })

  it('keeps a trial out of MRR until it is activated', async () => {
    const { acme } = await createTestKit()
    const { id } = await acme.subscriptions.create({ terms: terms(500), trial: true })
    expect(await acme.subscriptions.get({ id })).toMatchObject({ status: 'trialing', mrr: 0 })
    await acme.subscriptions.recordEvent({ id, type: 'activated' })
    expect(await acme.subscriptions.get({ id })).toMatchObject({ status: 'active', mrr: 500 })
  })

  it('refuses an unknown contact, a second use of an external id, and more than can be kept, and stores nothing of them', async () => {
    const { acme } = await createTestKit()
    await acme.subscriptions.create({ terms: terms(1), externalId: 'sub_1' })
    await expect(acme.subscriptions.create({ terms: terms(1), contactId: 'con_nobody' })).rejects.toMatchObject({ code: 'contact_unknown' })
    await expect(acme.subscriptions.create({ terms: terms(1), externalId: 'sub_1' })).rejects.toMatchObject({ code: 'subscription_exists' })
    await expect(acme.subscriptions.create({ terms: { ...terms(Number.MAX_SAFE_INTEGER), quantity: 2 } })).rejects.toMatchObject({ code: 'mrr_too_large' })
    await expect(acme.subscriptions.create({ terms: { ...terms(1), discounts: [{ percentOff: '101', duration: 'forever' }] } })).rejects.toMatchObject({ code: 'invalid_input' })
    expect((await acme.subscriptions.list({})).data).toHaveLength(1)
  })
})

describe('subscriptions.recordEvent', () => {
  it('takes a late event into account as if it had come in time', async () => {
    const { acme } = await createTestKit()
    const inTime = await acme.subscriptions.create({ terms: terms(100), startedAt: '2026-01-01T00:00:00Z' })
    const late = await acme.subscriptions.create({ terms: terms(100), startedAt: '2026-01-01T00:00:00Z' })
    const upgraded = { type: 'upgraded' as const, at: '2026-01-10T00:00:00Z', terms: terms(300, 'team') }
    const cancelled = { type: 'cancelled' as const, at: '2026-01-20T00:00:00Z', reason: 'moved away' }
    for (const event of [upgraded, cancelled]) await acme.subscriptions.recordEvent({ id: inTime.id, ...event })
    for (const event of [cancelled, upgraded]) await acme.subscriptions.recordEvent({ id: late.id, ...event })
    const [a, b] = [await acme.subscriptions.get({ id: inTime.id }), await acme.subscriptions.get({ id: late.id })]
    expect({ ...b, id: a.id, updatedAt: a.updatedAt }).toEqual(a)
    expect(a).toMatchObject({ status: 'cancelled', plan: 'team', mrr: 0, endedAt: '2026-01-20T00:00:00.000Z' })
    expect((await acme.subscriptions.events({ id: late.id })).data.map((event) => [event.type, event.fromPlan, event.toPlan, event.reason, event.position])).toEqual([
      ['cancelled', null, null, 'moved away', 3], ['upgraded', 'pro', 'team', null, 4], ['activated', null, null, null, 2], ['created', null, 'pro', null, 1],
    ])
    expect(await acme.analytics.verify({})).toMatchObject({ ok: true })
  })

  it('ends a subscription when its arranged end has come, without anything happening', async () => {
    const { acme, clock } = await createTestKit({ now: '2026-03-01T00:00:00Z' })
    const { id } = await acme.subscriptions.create({ terms: terms(100) })
    await acme.subscriptions.recordEvent({ id, type: 'cancelled', effectiveAt: '2026-04-01T00:00:00Z' })
    expect(await acme.subscriptions.get({ id })).toMatchObject({ status: 'active', mrr: 100, cancelAt: '2026-04-01T00:00:00.000Z' })
    clock.set('2026-04-01T00:00:00Z')
    expect(await acme.subscriptions.get({ id })).toMatchObject({ status: 'cancelled', mrr: 0, cancelAt: null, endedAt: '2026-04-01T00:00:00.000Z' })
    expect((await acme.subscriptions.list({ status: ['active'] })).data).toEqual([])
    expect((await acme.subscriptions.list({ status: ['cancelled'] })).data).toHaveLength(1)
  })

  it('records a fact once under its key, and nothing for a subscription that does not exist', async () => {
    const { acme, facts } = await createTestKit()
    const { id } = await acme.subscriptions.create({ terms: terms(100) })
    await acme.subscriptions.recordEvent({ id, type: 'payment_failed', naturalKey: 'evt_1' })
    await expect(acme.subscriptions.recordEvent({ id, type: 'payment_failed', naturalKey: 'evt_1' })).rejects.toMatchObject({ code: 'event_recorded', kind: 'conflict' })
    await expect(acme.subscriptions.recordEvent({ id: 'sub_none', type: 'cancelled' })).rejects.toMatchObject({ code: 'subscription_not_found' })
    expect((await acme.subscriptions.events({ id })).data).toHaveLength(3)
    expect(await facts('subscription.changed')).toHaveLength(3)
    expect(await acme.subscriptions.get({ id })).toMatchObject({ status: 'past_due' })
  })

  it('keeps events as they were recorded, against update, delete and replace by any key', async () => {
    const { acme, file } = await createTestKit()
    const { id } = await acme.subscriptions.create({ terms: terms(100) })
    await acme.subscriptions.recordEvent({ id, type: 'payment_failed', naturalKey: 'evt_1' })
    const { data: before } = await acme.subscriptions.events({ id })
    const client = createClient({ url: `file:${file}` })
    const replace = (set: string) => `INSERT OR REPLACE INTO subscription_events SELECT ${set} FROM subscription_events WHERE natural_key = 'evt_1'`
    const columns = (await client.execute("SELECT name FROM pragma_table_info('subscription_events')")).rows.map((row) => String(row['name']))
    const changing = (changed: Record<string, string>) => replace(columns.map((column) => changed[column] ?? column).join(', '))
    for (const statement of [
      "UPDATE subscription_events SET type = 'cancelled'", 'DELETE FROM subscription_events', changing({ natural_key: "'new'", position: '99' }), changing({ id: "'sev_new'", position: '99' }), changing({ id: "'sev_new'", natural_key: "'new'" }),
    ])
      await expect(client.execute(statement)).rejects.toThrow('subscription_events_append_only')
    client.close()
    expect((await acme.subscriptions.events({ id })).data).toEqual(before)
  })

  it('lets bookkeepers record and staff read, and strangers neither', async () => {
    const { acme, support, visitor, customer } = await createTestKit()
    const { id } = await acme.subscriptions.create({ terms: terms(100) })
    await expect(support.subscriptions.get({ id })).resolves.toMatchObject({ id })
    for (const stranger of [visitor, customer]) {
      await expect(stranger.subscriptions.get({ id })).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(stranger.subscriptions.list({})).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(stranger.subscriptions.events({ id })).rejects.toMatchObject({ kind: 'forbidden' })
    }
    for (const somebody of [visitor, customer, support]) {
      await expect(somebody.subscriptions.create({ terms: terms(1) })).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(somebody.subscriptions.recordEvent({ id, type: 'cancelled' })).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(somebody.subscriptions.recordMany({ subscriptions: [{ events: [] }] })).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(somebody.subscriptions.rebuild({})).rejects.toMatchObject({ kind: 'forbidden' })
    }
  })
})

describe('subscriptions.list', () => {
  it('pages newest first and filters by plan and by everybody who is one person', async () => {
    const { acme, clock } = await createTestKit()
    const ann = await acme.contacts.create({ name: 'Ann Lee', emails: ['ann@lee.test'] })
    const other = await acme.contacts.create({ name: 'A. Lee', emails: ['annlee@mail.test'] })
    const ids: string[] = []
    for (const [plan, contactId] of [['pro', ann.id], ['team', other.id], ['pro', undefined]] as const) {
      clock.tick(1000)
      ids.unshift((await acme.subscriptions.create({ terms: terms(100, plan), ...(contactId && { contactId }) })).id)
    }
    const first = await acme.subscriptions.list({ limit: 2 })
    const second = await acme.subscriptions.list({ limit: 2, cursor: first.nextCursor! })
    expect([...first.data, ...second.data].map((one) => one.id)).toEqual(ids)
    expect(second.nextCursor).toBeNull()
    expect((await acme.subscriptions.list({ plan: 'pro' })).data.map((one) => one.id)).toEqual([ids[0], ids[2]])
    await acme.contacts.merge({ contactIds: [ann.id, other.id] })
    expect((await acme.subscriptions.list({ contactId: ann.id })).data.map((one) => one.contact?.name)).toEqual(['Ann Lee', 'Ann Lee'])
    await expect(acme.subscriptions.list({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_cursor' })
  })
})

import { afterAll, describe, expect, it } from 'vitest'
import type { Ports } from '../ports/index.js'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

const addresses = { api: 'https://kit.example.com', dashboard: 'https://app.example.com/w/acme', workspace: 'acme' }

/** Ada owns the business, Bo supports its customers, Cleo does the billing. */
async function office(ports: Ports = { addresses }) {
  const test = await createTestKit({ now: '2026-03-02T12:00:00Z', ports })
  const { as, kit, clock } = test
  const people = { ada: 'owner', bo: 'support', cleo: 'billing' } as const
  const ids: Record<string, string> = {}
  for (const [name, role] of Object.entries(people)) ids[name] = (await as('system').team.admit({ userId: `usr_${name}`, name: name[0]!.toUpperCase() + name.slice(1), email: `${name}@acme.example`, role })).id
  const settle = async () => {
    while ((await kit.runDue()).ran > 0);
  }
  await settle()
  clock.tick(1_000)
  const who = (name: keyof typeof people) => as(people[name], `usr_${name}`)
  for (const name of ['ada'] as const) await who(name).notifications.markRead({ until: '2026-03-02T13:00:00Z' })
  clock.tick(3_600_000)
  return { ...test, ada: who('ada'), bo: who('bo'), cleo: who('cleo'), ids, settle }
}

describe('a mention', () => {
  it('tells who was named, by bell at once and by mail unless it is read first', async () => {
    const { acme, ada, bo, cleo, ids, settle, clock, facts } = await office()
    const contact = await acme.contacts.create({ name: 'Devan Pillai' })
    const note = await ada.contacts.addNote({ contactId: contact.id, text: `Call him, <@${ids['bo']}> and <@${ids['cleo']}>` })
    expect(note).toMatchObject({ author: { id: 'usr_ada', name: 'Ada' }, mentions: [{ name: 'Bo' }, { name: 'Cleo' }] })
    await settle()

    const { data } = await bo.notifications.list({})
    expect(data).toMatchObject([{ kind: 'mention', title: 'Ada mentioned you', text: 'In a note about Devan Pillai.', path: `/contacts/${contact.id}`, readAt: null }])
    expect(await facts('notification.created')).toContainEqual({ notificationId: data[0]!.id, memberId: ids['bo'], userId: 'usr_bo', kind: 'mention' })
    expect(await bo.notifications.unread({})).toEqual({ unread: 1 })
    expect(await ada.notifications.unread({})).toEqual({ unread: 0 })

    expect(await bo.notifications.markRead({ ids: [data[0]!.id] })).toEqual({ unread: 0 })
    clock.tick(180_000)
    await settle()
    expect((await acme.mail.list({})).data.map(({ template, to }) => [template, to.address])).toEqual([['notification', 'cleo@acme.example']])
    await expect(cleo.notifications.markRead({ ids: [data[0]!.id] })).resolves.toEqual({ unread: 1 })
  })

  it('of oneself, of nobody, or of somebody who left tells nobody', async () => {
    const { acme, as, ada, ids, settle, facts } = await office()
    const contact = await acme.contacts.create({ name: 'Devan' })
    await as('system').team.remove({ userId: 'usr_bo' })
    const before = (await facts('notification.created')).length
    await ada.contacts.addNote({ contactId: contact.id, text: `<@${ids['ada']}> <@tea_nobody> <@${ids['bo']}>` })
    await settle()
    expect((await facts('notification.created')).length).toBe(before)
  })

  it('is told once, also when the note is changed', async () => {
    const { acme, ada, bo, cleo, ids, settle } = await office()
    const contact = await acme.contacts.create({ name: 'Devan' })
    const note = await ada.contacts.addNote({ contactId: contact.id, text: `<@${ids['bo']}>` })
    await ada.contacts.editNote({ id: note.id, text: `<@${ids['bo']}> <@${ids['cleo']}>` })
    await settle()
    expect((await bo.notifications.list({})).data).toHaveLength(1)
    expect((await cleo.notifications.list({})).data).toHaveLength(1)
  })
})

describe('who hears of what', () => {
  it('is decided by role, and by what each chose', async () => {
    const { acme, ada, bo, cleo, settle } = await office()
    const fail = async () => {
      const { id } = await acme.subscriptions.create({ terms: { plan: 'Pro', unitAmount: 900, currency: 'USD', interval: 'month' } })
      await acme.subscriptions.recordEvent({ id, type: 'payment_failed' })
      await settle()
    }
    await fail()
    expect((await cleo.notifications.list({})).data.map(({ kind }) => kind)).toEqual(['payment_failed'])
    expect((await bo.notifications.list({})).data).toEqual([])
    await cleo.notifications.setPreferences({ kinds: [{ kind: 'payment_failed', bell: false, mail: 'off', push: false }] })
    await fail()
    expect((await cleo.notifications.list({})).data).toHaveLength(1)
    expect((await ada.notifications.list({ unread: true })).data).toHaveLength(2)
    await expect(bo.notifications.setPreferences({ kinds: [{ kind: 'payment_failed', bell: true, mail: 'off', push: false }] })).rejects.toMatchObject({ code: 'notification_kind_unknown' })
  })

  it('costs nothing where nobody asked to hear of it', async () => {
    const { acme, cleo, kit } = await office()
    const pay = () => acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 125_000, currency: 'EUR' })
    const jobs = async () => {
      let ran = 0
      for (let more = 1; more > 0; ran += more) more = (await kit.runDue()).ran
      return ran
    }
    await jobs()
    await pay()
    const unasked = await jobs()
    await cleo.notifications.setPreferences({ kinds: [{ kind: 'money_received', bell: true, mail: 'off', push: false }] })
    const entry = await pay()
    expect(await jobs()).toBe(unasked + 1)
    expect((await cleo.notifications.list({})).data).toMatchObject([{ title: '€1,250.00 came in', text: `From a customer without a name, booked as ${entry.number}.`, path: `/transactions/${entry.number}` }])
  })

  it('is nobody, for what is brought in from the past', async () => {
    const { kit, ada, settle } = await office()
    const { id } = await kit.as({ role: 'owner', id: 'importer' }, 'history').subscriptions.create({ terms: { plan: 'Pro', unitAmount: 900, currency: 'USD', interval: 'month' } })
    await kit.as({ role: 'owner', id: 'importer' }, 'history').subscriptions.recordEvent({ id, type: 'payment_failed' })
    await settle()
    expect((await ada.notifications.list({ unread: true })).data).toEqual([])
  })
})

describe('the daily summary', () => {
  it('comes once, at the hour that was chosen, with what was not read', async () => {
    const { acme, ada, cleo, settle, clock } = await office()
    await cleo.notifications.setPreferences({ digestHour: 18, timeZone: 'Europe/Berlin', locale: 'de' })
    await ada.notifications.setPreferences({ kinds: [{ kind: 'subscription_cancelled', bell: true, mail: 'off', push: false }] })
    for (let time = 0; time < 3; time++) {
      const { id } = await acme.subscriptions.create({ terms: { plan: 'Pro', unitAmount: 900, currency: 'USD', interval: 'month' } })
      await acme.subscriptions.recordEvent({ id, type: 'cancelled' })
      await settle()
    }
    const { data } = await cleo.notifications.list({})
    expect(data[0]!.title).toBe('jemand ohne Namen hat gekündigt')
    await cleo.notifications.markRead({ ids: [data[0]!.id] })
    clock.set('2026-03-02T16:59:00Z')
    await settle()
    expect((await acme.mail.list({})).data).toEqual([])
    clock.set('2026-03-02T17:00:00Z')
    await settle()
    clock.set('2026-03-04T18:00:00Z')
    await settle()
    const { data: sent } = await acme.mail.list({})
    expect(sent.map(({ template, to }) => [template, to.address])).toEqual([['digest', 'cleo@acme.example']])
  })
})

describe('preferences', () => {
  it('are for people who work here, each their own', async () => {
    const { ada, key, visitor, as, cleo } = await office()
    for (const stranger of [key, visitor]) await expect(stranger.notifications.list({})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(as('owner', 'usr_nobody').notifications.list({})).rejects.toMatchObject({ code: 'not_a_member' })
    await ada.notifications.setPreferences({ mutedUntil: '2026-03-03T00:00:00Z', locale: 'de-AT' })
    expect(await ada.notifications.preferences({})).toMatchObject({ mutedUntil: '2026-03-03T00:00:00.000Z', locale: 'de-AT', push: { publicKey: null } })
    expect(await cleo.notifications.preferences({})).toMatchObject({ mutedUntil: null, locale: 'en', digestHour: 8 })
    expect((await cleo.notifications.preferences({})).kinds.map(({ kind }) => kind)).not.toContain('review_opened')
  })
})

describe('a browser', () => {
  it('is told, and forgotten when it has gone', async () => {
    const pushed: { endpoint: string; payload: string }[] = []
    let answer: 'sent' | 'gone' = 'sent'
    const webPush = { publicKey: 'BKey', send: async ({ endpoint }: { endpoint: string }, payload: string) => (pushed.push({ endpoint, payload }), answer) }
    const { acme, ada, bo, ids, settle } = await office({ addresses, webPush })
    const endpoint = 'https://push.example/one'
    const added = await bo.notifications.addBrowser({ endpoint, keys: { p256dh: 'BPub', auth: 'secret' }, label: 'Firefox' })
    await expect(ada.notifications.addBrowser({ endpoint, keys: { p256dh: 'BPub', auth: 'guess' } })).rejects.toMatchObject({ code: 'push_address_refused' })
    await expect(ada.notifications.removeBrowser({ id: added.id })).rejects.toMatchObject({ code: 'push_subscription_not_found' })
    const contact = await acme.contacts.create({ name: 'Devan' })
    await ada.contacts.addNote({ contactId: contact.id, text: `<@${ids['bo']}>` })
    await settle()
    expect(pushed.map(({ endpoint, payload }) => [endpoint, JSON.parse(payload)])).toMatchObject([[endpoint, { title: 'Ada mentioned you', url: `https://app.example.com/w/acme/contacts/${contact.id}` }]])
    answer = 'gone'
    await bo.notifications.testBrowser({ id: added.id })
    await settle()
    expect((await bo.notifications.browsers({})).data).toEqual([])
    await expect(bo.notifications.addBrowser({ endpoint: 'http://push.example/x', keys: { p256dh: 'B', auth: 'a' } })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

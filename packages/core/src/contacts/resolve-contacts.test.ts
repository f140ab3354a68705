import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

const verified = { evidence: 'verified' as const }
const claimed = { evidence: 'claimed' as const }

describe('resolving a newcomer', () => {
  it('adds a contact where no key matches, tells of it, and finds it again', async () => {
    const { acme, facts } = await createTestKit()
    const first = await acme.contacts.resolve({ name: 'Mia Kern', emails: ['Mia <Mia@Kern.example>'], ...verified })
    expect(first).toMatchObject({ created: true, rule: null, reviewIds: [] })
    expect(await acme.contacts.resolve({ emails: ['mia@kern.example'], ...verified })).toEqual({ contactId: first.contactId, created: false, rule: 'email', reviewIds: [] })
    expect(await facts('contact.created')).toEqual([{ contactId: first.contactId }])
    expect(await acme.contacts.get({ id: first.contactId })).toMatchObject({ type: 'lead', stage: 'prospect', name: 'Mia Kern', emails: [{ value: 'mia@kern.example', evidence: 'verified' }] })
  })

  it('takes in what verified evidence brings: gaps, addresses, a stronger type; of names, that of the record with an external id', async () => {
    const { acme, facts } = await createTestKit()
    const { contactId } = await acme.contacts.resolve({ name: 'Mia Kern', emails: ['mia@kern.example'], tags: ['web'], source: 'chat', ...claimed })
    await acme.contacts.resolve({ name: 'M. Kern', emails: ['mia@kern.example', 'mia.kern@private.example'], externalId: 'u_77', company: 'Kern AG', type: 'customer', tags: ['annual'], source: 'stripe', ...verified })
    expect(await acme.contacts.get({ id: contactId })).toMatchObject({
      name: 'M. Kern', company: 'Kern AG', type: 'customer', stage: 'customer', externalId: 'u_77', tags: ['annual', 'web'], source: 'chat',
      emails: [{ value: 'mia@kern.example', evidence: 'verified' }, { value: 'mia.kern@private.example', evidence: 'verified' }],
    })
    expect((await facts('contact.updated')).map((fact) => [...fact.fields].sort())).toEqual([['company', 'emails', 'externalId', 'name', 'stage', 'tags', 'type']])
    await acme.contacts.resolve({ name: 'Mia Sophie Kern', emails: ['mia@kern.example'], ...verified })
    expect(await acme.contacts.get({ id: contactId })).toMatchObject({ name: 'M. Kern' })
  })

  it('lands a claim on the contact it names and changes nothing there', async () => {
    const { acme, facts, clock } = await createTestKit()
    const { contactId } = await acme.contacts.resolve({ name: 'Mia Kern', emails: ['mia@kern.example'], ...verified })
    const before = await acme.contacts.get({ id: contactId })
    clock.tick(1000)
    const claim = { name: 'Mia K.', emails: ['mia@kern.example', 'other@kern.example'], phones: ['+390669812345'], company: 'Evil', tags: ['x'], marketingConsent: true, touch: { channel: 'ads' }, ...claimed }
    expect(await acme.contacts.resolve(claim)).toEqual({ contactId, created: false, rule: 'email', reviewIds: [] })
    expect(await acme.contacts.get({ id: contactId })).toEqual(before)
    expect(await facts('contact.updated')).toEqual([])
  })

  it('never merges by a claim', async () => {
    const { acme, facts } = await createTestKit()
    const a = await acme.contacts.resolve({ name: 'Mia Kern', emails: ['mia@kern.example'], ...verified })
    await acme.contacts.resolve({ name: 'Mia Kern', emails: ['mia@other.example'], ...verified })
    expect(await acme.contacts.resolve({ name: 'Mia Kern', emails: ['mia@kern.example', 'mia@other.example'], ...claimed })).toMatchObject({ contactId: a.contactId, created: false })
    expect(await facts('contact.merged')).toEqual([])
    expect((await acme.contacts.list({})).data).toHaveLength(2)
  })

  it('merges what verified evidence shows to be one person', async () => {
    const { acme, facts, clock } = await createTestKit()
    const a = await acme.contacts.resolve({ name: 'Mia Kern', emails: ['mia@kern.example'], ...verified })
    clock.tick(1000)
    const b = await acme.contacts.resolve({ emails: ['mia@other.example'], phones: ['+390669812345'], ...verified })
    const both = await acme.contacts.resolve({ name: 'Mia', emails: ['mia@other.example', 'mia@kern.example'], ...verified })
    expect(both).toMatchObject({ contactId: a.contactId, created: false, rule: 'email' })
    expect(await facts('contact.merged')).toMatchObject([{ contactId: a.contactId, absorbedId: b.contactId, rule: 'email' }])
    expect(await acme.contacts.get({ id: b.contactId })).toMatchObject({ id: a.contactId, mergedFrom: b.contactId, mergedIds: [b.contactId], phones: [{ value: '+390669812345' }] })
  })

  it('keeps apart whom two external ids keep apart', async () => {
    const { acme, facts } = await createTestKit()
    const a = await acme.contacts.resolve({ emails: ['mia@kern.example'], externalId: 'u1', ...verified })
    const b = await acme.contacts.resolve({ emails: ['mia@kern.example'], externalId: 'u2', ...verified })
    expect(b).toMatchObject({ created: true, reviewIds: [] })
    expect(await acme.contacts.resolve({ externalId: 'u1', ...verified })).toMatchObject({ contactId: a.contactId, rule: 'external_id' })
    expect(await acme.contacts.resolve({ emails: ['mia@kern.example'], ...verified })).toMatchObject({ contactId: a.contactId, created: false })
    expect(await facts('contact.merged')).toEqual([])
  })

  it.each([
    ['name_conflict', { name: 'Mia Kern', emails: ['mia@kern.example'] }, { name: 'Tom Kern', emails: ['mia@kern.example'] }],
    ['role_mailbox_without_name', { name: 'Ida Holm', emails: ['info@holm.example'] }, { emails: ['info@holm.example'] }],
    ['phone_without_name', { name: 'Olu Adeyemi', phones: ['+2348031234567'] }, { phones: ['0803 123 4567'], country: 'NG' }],
    ['plus_tag_unknown_provider', { emails: ['mia@kern.example'] }, { emails: ['mia+shop@kern.example'] }],
    ['name_and_company', { name: 'Mia Kern', company: 'Kern GmbH' }, { name: 'Kern, Mia', company: 'KERN' }],
  ])('adds a contact and asks where the rule is %s, whichever the evidence', async (rule, known, newcomer) => {
    for (const evidence of [verified, claimed]) {
      const { acme, facts } = await createTestKit()
      const first = await acme.contacts.resolve({ ...known, ...verified })
      const second = await acme.contacts.resolve({ ...newcomer, ...evidence })
      expect(second).toMatchObject({ created: true, rule: null })
      expect(second.reviewIds).toHaveLength(1)
      const { data } = await acme.contacts.reviews({})
      expect(data).toMatchObject([{ id: second.reviewIds[0], rule, state: 'open', contacts: [{ id: first.contactId }, { id: second.contactId }] }])
      expect(await facts('contact.review_opened')).toEqual([{ reviewId: second.reviewIds[0], contactIds: [first.contactId, second.contactId], rule }])
    }
  })

  it('adds a contact and asks nobody where the rule says separate', async () => {
    const { acme } = await createTestKit()
    await acme.contacts.resolve({ name: 'Ida Holm', emails: ['info@holm.example'], phones: ['+390669812345'], ...verified })
    expect(await acme.contacts.resolve({ name: 'Per Holm', emails: ['info@holm.example'], phones: ['+390669812345'], ...verified })).toMatchObject({ created: true, reviewIds: [] })
    await acme.contacts.resolve({ name: 'Nora', emails: ['noreply@holm.example'], ...verified })
    expect(await acme.contacts.resolve({ name: 'Nora', emails: ['noreply@holm.example'], ...verified })).toMatchObject({ created: true, reviewIds: [] })
  })

  it('lands a claim on the oldest of several who stand at one number, and finds each by name', async () => {
    const { acme, clock } = await createTestKit()
    const ida = await acme.contacts.resolve({ name: 'Ida Holm', phones: ['+390669812345'], ...verified })
    clock.tick(1)
    const per = await acme.contacts.resolve({ name: 'Per Holm', phones: ['+390669812345'], ...verified })
    clock.tick(1)
    await acme.contacts.create({ name: 'Ida H', phones: ['+390669812345'] })
    expect(await acme.contacts.resolve({ name: 'I. Holm', phones: ['+390669812345'], ...claimed })).toMatchObject({ contactId: ida.contactId, rule: 'phone_and_name' })
    expect(await acme.contacts.resolve({ name: 'Per', phones: ['+390669812345'], ...claimed })).toMatchObject({ contactId: per.contactId })
  })

  it('makes one unnamed contact of many unnamed messages from one number', async () => {
    const { acme } = await createTestKit()
    await acme.contacts.resolve({ name: 'Ida Holm', phones: ['+390669812345'], ...verified })
    const first = await acme.contacts.resolve({ phones: ['+390669812345'], ...claimed })
    const again = await acme.contacts.resolve({ phones: ['+390669812345'], ...claimed })
    expect(again).toMatchObject({ contactId: first.contactId, created: false })
    expect((await acme.contacts.reviews({})).data).toHaveLength(1)
  })

  it('refuses a claimed external id, a stranger and an unknown field', async () => {
    const { acme, visitor, customer } = await createTestKit()
    await expect(acme.contacts.resolve({ externalId: 'u1', ...claimed })).rejects.toMatchObject({ code: 'external_id_not_verified', kind: 'invalid' })
    for (const stranger of [visitor, customer]) await expect(stranger.contacts.resolve({ name: 'x', ...claimed })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(acme.contacts.resolve({ name: 'x', ...claimed, mail: 'x' } as never)).rejects.toMatchObject({ code: 'invalid_input' })
    expect((await acme.contacts.list({})).data).toEqual([])
  })
})

describe('a visitor', () => {
  it('is nobody until named, and stays the same contact when named', async () => {
    const { acme } = await createTestKit()
    const seen = await acme.contacts.resolve({ visitorId: 'v1', touch: { channel: 'search', page: '/pricing' }, ...claimed })
    expect(await acme.contacts.resolve({ visitorId: 'v1', touch: { channel: 'ads' }, ...claimed })).toMatchObject({ contactId: seen.contactId, created: false, rule: 'visitor' })
    expect(await acme.contacts.get({ id: seen.contactId })).toMatchObject({ type: 'visitor', name: null })
    expect(await acme.contacts.resolve({ visitorId: 'v1', name: 'Mia', emails: ['mia@kern.example'], ...claimed })).toMatchObject({ contactId: seen.contactId, created: false })
    expect(await acme.contacts.get({ id: seen.contactId })).toMatchObject({ type: 'lead', name: 'Mia', emails: [{ evidence: 'claimed' }], firstTouch: { channel: 'search', page: '/pricing', campaign: null } })
  })

  it('who claims an address of somebody else lands there and changes nobody', async () => {
    const { acme } = await createTestKit()
    const mia = await acme.contacts.resolve({ name: 'Mia', emails: ['mia@kern.example'], ...verified })
    const seen = await acme.contacts.resolve({ visitorId: 'v1', ...claimed })
    expect(await acme.contacts.resolve({ visitorId: 'v1', emails: ['mia@kern.example'], ...claimed })).toMatchObject({ contactId: mia.contactId })
    expect(await acme.contacts.get({ id: seen.contactId })).toMatchObject({ id: seen.contactId, type: 'visitor' })
    await acme.contacts.resolve({ visitorId: 'v1', emails: ['mia@kern.example'], ...verified })
    expect(await acme.contacts.get({ id: seen.contactId })).toMatchObject({ id: mia.contactId, mergedFrom: seen.contactId })
  })

  it('who is known and says another address is somebody else', async () => {
    const { acme } = await createTestKit()
    const mia = await acme.contacts.resolve({ visitorId: 'v1', emails: ['mia@kern.example'], ...claimed })
    expect(await acme.contacts.resolve({ visitorId: 'v1', emails: ['tom@kern.example'], ...claimed })).toMatchObject({ created: true })
    expect(await acme.contacts.resolve({ visitorId: 'v1', ...claimed })).toMatchObject({ contactId: mia.contactId })
  })
})

describe('many at once', () => {
  it('are one contact where they are one person, however many come at the same time', async () => {
    const { acme, facts } = await createTestKit()
    const all = await Promise.all(Array.from({ length: 50 }, (_, at) => acme.contacts.resolve({ emails: ['mia@kern.example'], ...(at % 2 ? verified : claimed) })))
    expect(new Set(all.map((one) => one.contactId)).size).toBe(1)
    expect(all.filter((one) => one.created)).toHaveLength(1)
    expect(await facts('contact.created')).toHaveLength(1)
  })

  it('answer like one after the other', async () => {
    const newcomers = [
      { name: 'Mia Kern', emails: ['mia@kern.example'], reference: 'clients:1', createdAt: '2025-05-01T00:00:00Z', ...verified },
      { name: 'Kern, Mia', emails: ['MIA@kern.example'], phones: ['+390669812345'], reference: 'saas:1', createdAt: '2024-05-01T00:00:00Z', source: 'saas', ...verified },
      { name: 'Tom Kern', emails: ['mia@kern.example'], reference: 'leads:1', ...claimed },
      { emails: ['broken'], phones: ['12345'], reference: 'leads:2', ...claimed },
      { name: 'Mia', phones: ['+390669812345'], reference: 'leads:3', ...claimed },
    ]
    const bulk = await createTestKit()
    const { data } = await bulk.as('system').contacts.resolveMany({ newcomers })
    const lone = await createTestKit()
    const each = []
    for (const newcomer of newcomers) each.push(await lone.as('system').contacts.resolve(newcomer))
    const shape = (all: { contactId: string; created: boolean; rule: string | null; reviewIds: string[] }[]) => all.map((one) => [all.findIndex((other) => other.contactId === one.contactId), one.created, one.rule, one.reviewIds.length])
    expect(shape(data)).toEqual([[0, true, null, 0], [0, false, 'email', 0], [2, true, null, 1], [3, true, null, 0], [0, false, 'phone_and_name', 0]])
    expect(shape(each)).toEqual(shape(data))
    expect(await bulk.acme.contacts.get({ id: data[0]!.contactId })).toMatchObject({ name: 'Kern, Mia', createdAt: '2024-05-01T00:00:00.000Z', source: 'saas' })

    const again = await bulk.as('system').contacts.resolveMany({ newcomers })
    expect(again.data.map(({ contactId, created, rule }) => ({ contactId, created, rule }))).toEqual(data.map(({ contactId }) => ({ contactId, created: false, rule: 'reference' })))
    expect(await bulk.facts('contacts.imported')).toEqual([{ count: 3 }])
    expect((await bulk.acme.contacts.list({})).data).toHaveLength(3)
  })

  it('merge what a later one shows to be one person', async () => {
    const { as, acme } = await createTestKit()
    const { data } = await as('system').contacts.resolveMany({
      newcomers: [
        { name: 'Mia', emails: ['a@kern.example'], createdAt: '2025-01-01T00:00:00Z', ...verified },
        { name: 'Mia', emails: ['b@kern.example'], createdAt: '2024-01-01T00:00:00Z', ...verified },
        { name: 'Mia', emails: ['a@kern.example', 'b@kern.example'], ...verified },
      ],
    })
    const [survivor] = (await acme.contacts.list({})).data
    expect(survivor).toMatchObject({ emails: [{ value: 'b@kern.example' }, { value: 'a@kern.example' }], createdAt: '2024-01-01T00:00:00.000Z', mergedIds: [expect.any(String)] })
    expect(data[2]!.contactId).toBe(survivor!.id)
  })
})

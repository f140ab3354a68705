import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

describe('a contact', () => {
  it('is added as it was said, tells of it, and is read back', async () => {
    const { acme, facts } = await createTestKit()
    const contact = await acme.contacts.create({
      name: ' Mia Kern ', company: 'Kern AG', country: 'CH', emails: ['Mia <MIA@Bücher.example>'], phones: ['044 668 18 00', '+41 44 668 18 00 x12', '12'], externalId: 'u_77',
      type: 'customer', tags: ['vip', ' annual', 'vip'], marketingConsent: false, source: 'fair', customFields: { plan: 'pro', seats: 3 }, touch: { channel: 'referral', referralCode: 'TOM' },
    })
    expect(contact).toMatchObject({
      type: 'customer', stage: 'customer', name: 'Mia Kern', company: 'Kern AG', country: 'CH', externalId: 'u_77', tags: ['annual', 'vip'], marketingConsent: false, source: 'fair',
      emails: [{ value: 'mia@xn--bcher-kva.example', evidence: 'claimed' }], customFields: { plan: 'pro', seats: 3 }, value: [], lastSeenAt: null, mergedIds: [],
      phones: [{ value: '+41446681800', extension: null, evidence: 'claimed' }, { value: '+41446681800', extension: '12' }, { value: '12', extension: null }],
      firstTouch: { channel: 'referral', referralCode: 'TOM', at: '2026-03-01T12:00:00.000Z' }, createdAt: '2026-03-01T12:00:00.000Z', updatedAt: '2026-03-01T12:00:00.000Z',
    })
    expect(await acme.contacts.get({ id: contact.id })).toEqual({ ...contact, mergedFrom: null })
    expect(await facts('contact.created')).toEqual([{ contactId: contact.id }])
  })

  it('is not added where only one may be known by that, or where an address is none', async () => {
    const { acme, support, visitor } = await createTestKit()
    const mia = await acme.contacts.create({ emails: ['mia.kern@gmail.com'], externalId: 'u1' })
    await expect(acme.contacts.create({ emails: ['miakern+x@googlemail.com'] })).rejects.toMatchObject({ code: 'identity_taken', params: { kind: 'email', contactId: mia.id } })
    await expect(acme.contacts.create({ externalId: 'u1' })).rejects.toMatchObject({ code: 'identity_taken', params: { kind: 'external' } })
    await expect(acme.contacts.create({ emails: ['fine@x.example', 'broken'] })).rejects.toMatchObject({ code: 'email_not_valid', issues: [{ path: 'emails.1' }] })
    await expect(acme.contacts.create({ name: 'a\0b' })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(acme.contacts.create({ country: 'Germany' })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(visitor.contacts.create({ name: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
    expect((await support.contacts.list({})).data.map((one) => one.id)).toEqual([mia.id])
  })

  it('is asked about, not merged, where the rules would merge', async () => {
    const { acme } = await createTestKit()
    await acme.contacts.create({ name: 'Mia Kern', phones: ['+41446681800'] })
    await acme.contacts.create({ name: 'M. Kern', phones: ['+41446681800'] })
    expect((await acme.contacts.reviews({})).data).toMatchObject([{ rule: 'phone_and_name', merged: { name: 'Mia Kern' } }])
  })

  it('changes where the patch says so, and says which fields', async () => {
    const { acme, facts, clock } = await createTestKit()
    const { id } = await acme.contacts.create({ name: 'Mia', emails: ['mia@kern.example', 'old@kern.example'], phones: ['044 668 18 00'], tags: ['a', 'b'], customFields: { plan: 'free', city: 'Bern' }, evidence: 'verified' })
    clock.tick(5000)
    const updated = await acme.contacts.update({ id, name: 'Mia Kern', country: 'CH', stage: 'qualified', emails: ['new@kern.example', 'mia@kern.example'], tags: ['b', 'c'], customFields: { plan: null, seats: 2 }, marketingConsent: true })
    expect(updated).toMatchObject({
      name: 'Mia Kern', country: 'CH', stage: 'qualified', tags: ['b', 'c'], customFields: { city: 'Bern', seats: 2 }, marketingConsent: true, updatedAt: '2026-03-01T12:00:05.000Z',
      emails: [{ value: 'new@kern.example', evidence: 'claimed' }, { value: 'mia@kern.example', evidence: 'verified' }], phones: [{ value: '+41446681800', evidence: 'verified' }],
    })
    expect(await acme.contacts.get({ id })).toEqual({ ...updated, mergedFrom: null })
    expect(await facts('contact.updated')).toEqual([{ contactId: id, fields: ['stage', 'name', 'country', 'marketingConsent', 'customFields', 'emails', 'phones', 'tags'] }])
    await acme.contacts.update({ id })
    expect(await facts('contact.updated')).toHaveLength(1)
    expect((await acme.contacts.search({ text: 'old@kern' })).data).toEqual([])
    expect((await acme.contacts.search({ text: 'new@kern' })).data).toHaveLength(1)
  })

  it('is not changed over somebody else’s change', async () => {
    const { acme } = await createTestKit()
    const mia = await acme.contacts.create({ name: 'Mia' })
    const both = await Promise.allSettled(['One', 'Two'].map((name) => acme.contacts.update({ id: mia.id, name, expectedUpdatedAt: mia.updatedAt })))
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'contact_changed', kind: 'conflict' } })
  })

  it('cannot take what another is known by', async () => {
    const { acme } = await createTestKit()
    await acme.contacts.create({ name: 'Mia', emails: ['mia@kern.example'] })
    const tom = await acme.contacts.create({ name: 'Tom', emails: ['tom@kern.example'] })
    await expect(acme.contacts.update({ id: tom.id, emails: ['tom@kern.example', 'MIA@kern.example'] })).rejects.toMatchObject({ code: 'identity_taken' })
    expect(await acme.contacts.get({ id: tom.id })).toMatchObject({ emails: [{ value: 'tom@kern.example' }] })
  })

  it('that does not exist is not found, whatever is done with it', async () => {
    const { acme } = await createTestKit()
    const { id } = await acme.contacts.create({})
    const missing = [
      () => acme.contacts.get({ id: 'con_x' }), () => acme.contacts.update({ id: 'con_x' }), () => acme.contacts.merge({ contactIds: [id, 'con_x'] }), () => acme.contacts.compare({ contactIds: ['con_x', id] }),
      () => acme.contacts.cluster({ contactIds: ['con_x'] }), () => acme.contacts.touch({ contactId: 'con_x', touch: {} }), () => acme.contacts.merges({ contactId: 'con_x' }),
    ]
    for (const one of missing) await expect(one()).rejects.toMatchObject({ code: 'contact_not_found', kind: 'not_found' })
    await expect(acme.contacts.unmerge({ mergeId: 'mrg_x' })).rejects.toMatchObject({ code: 'merge_not_found' })
    await expect(acme.contacts.decideReview({ reviewId: 'rev_x', decision: 'merge' })).rejects.toMatchObject({ code: 'review_not_found' })
  })

  it('keeps its first touch for ever', async () => {
    const { acme, facts } = await createTestKit()
    const { id } = await acme.contacts.create({})
    await acme.contacts.touch({ contactId: id, touch: { at: '2025-05-12T00:00:00Z', channel: 'search', page: '/pricing' } })
    const later = await acme.contacts.touch({ contactId: id, touch: { at: '2025-06-12T00:00:00Z', channel: 'ads' } })
    expect(later.firstTouch).toMatchObject({ at: '2025-05-12T00:00:00.000Z', channel: 'search', page: '/pricing', campaign: null })
    expect(await facts('contact.updated')).toEqual([{ contactId: id, fields: ['firstTouch'] }])
  })

  it('knows what it paid, whoever it was booked under, and when it was seen', async () => {
    const { acme, as } = await createTestKit()
    const a = await acme.contacts.create({ name: 'Mia', externalId: 'u' })
    const b = await acme.contacts.create({ name: 'Mia' })
    const fact = { currency: 'USD', entryCount: 1, firstPaidAt: '2026-01-01T00:00:00Z', lastPaidAt: '2026-01-01T00:00:00Z' }
    const system = as('system').contacts
    await system.noteRevenue({ facts: [{ contactId: b.id, revenue: 1000, ...fact }, { contactId: 'con_x', revenue: 1, ...fact }] })
    const { mergeId } = await acme.contacts.merge({ contactIds: [a.id, b.id] })
    expect((await acme.contacts.get({ id: a.id })).value).toEqual([{ currency: 'USD', amount: 1000 }])
    await system.noteRevenue({ facts: [{ contactId: a.id, revenue: 500, ...fact }, { contactId: b.id, revenue: 700, ...fact }, { contactId: b.id, revenue: '9007199254740993', ...fact, currency: 'EUR' }] })
    expect((await acme.contacts.get({ id: a.id })).value).toEqual([{ currency: 'EUR', amount: '9007199254740993' }, { currency: 'USD', amount: 1200 }])
    await acme.contacts.unmerge({ mergeId })
    expect((await acme.contacts.get({ id: a.id })).value).toEqual([{ currency: 'USD', amount: 500 }])
    expect((await acme.contacts.get({ id: b.id })).value).toHaveLength(2)
    await system.noteSeen({ seen: [{ contactId: a.id, at: '2026-02-02T00:00:00Z' }, { contactId: a.id, at: '2026-02-01T00:00:00Z' }] })
    expect(await acme.contacts.get({ id: a.id })).toMatchObject({ lastSeenAt: '2026-02-02T00:00:00.000Z', updatedAt: expect.any(String) })
    await expect(acme.contacts.noteRevenue({ facts: [] })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('bringing contacts in as they are', () => {
  it('asks nobody who is who, keeps ids and dates, and adds nothing the second time', async () => {
    const { acme, as, facts } = await createTestKit()
    const contacts = [
      { reference: 'a', name: 'Mia', emails: ['mia@kern.example', 'broken'], externalId: 'u1', createdAt: '2024-01-01T00:00:00Z' },
      { reference: 'b', name: 'Mia', emails: ['MIA@kern.example'], externalId: 'u1', country: 'de', phones: ['030 1234567'] },
    ]
    const { data } = await as('system').contacts.import({ contacts })
    expect(data.map(({ reference, created }) => [reference, created])).toEqual([['a', true], ['b', true]])
    expect(await acme.contacts.get({ id: data[1]!.contactId })).toMatchObject({ emails: [{ value: 'mia@kern.example' }], externalId: 'u1', country: 'DE', phones: [{ value: '+49301234567' }] })
    expect((await acme.contacts.search({ text: 'a' })).data[0]).toMatchObject({ id: data[0]!.contactId, createdAt: '2024-01-01T00:00:00.000Z' })
    expect((await as('system').contacts.import({ contacts })).data).toEqual(data.map((one) => ({ ...one, created: false })))
    expect((await acme.contacts.reviews({})).data).toEqual([])
    expect(await facts('contacts.imported')).toEqual([{ count: 2 }])
    expect(await acme.contacts.compare({ contactIds: [data[0]!.contactId, data[1]!.contactId] })).toMatchObject({ decision: 'merge', rule: 'external_id' })
  })
})

describe('counting contacts', () => {
  it('is by type, stage, source and by month in the business’s time zone', async () => {
    const { acme, as, visitor } = await createTestKit()
    await acme.settings.updateBusiness({ reportingTimeZone: 'Asia/Kolkata' })
    await as('system').contacts.import({
      contacts: [
        { reference: '1', type: 'customer', source: 'chat', createdAt: '2026-01-31T18:29:59Z' },
        { reference: '2', type: 'customer', source: 'chat', createdAt: '2026-01-31T18:30:00Z' },
        { reference: '3', type: 'lead', stage: 'qualified', createdAt: '2026-02-10T00:00:00Z' },
      ],
    })
    expect(await acme.contacts.statistics({})).toEqual({
      total: 3,
      byType: [{ type: 'customer', count: 2 }, { type: 'lead', count: 1 }],
      byStage: [{ stage: 'customer', count: 2 }, { stage: 'qualified', count: 1 }],
      bySource: [{ source: 'chat', count: 2 }, { source: null, count: 1 }],
      created: [{ period: '2026-01', count: 1 }, { period: '2026-02', count: 2 }],
      openReviews: 0,
    })
    expect((await acme.contacts.statistics({ from: '2026-02-01T00:00:00Z', per: 'day' })).created).toEqual([{ period: '2026-02-10', count: 1 }])
    await expect(visitor.contacts.statistics({})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

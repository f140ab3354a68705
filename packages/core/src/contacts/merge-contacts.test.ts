import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

const people = async () => {
  const test = await createTestKit()
  const { data } = await test.as('system').contacts.import({
    contacts: [
      { reference: 'a', emails: ['mia@kern.example'], phones: ['+41446681800'], type: 'lead', tags: ['web', 'vip'], marketingConsent: true, createdAt: '2024-01-01T00:00:00Z', source: 'chat', customFields: { plan: 'free', city: 'Zürich' } },
      { reference: 'b', name: 'Mia Kern', emails: ['mia.kern@private.example'], type: 'customer', tags: ['vip', 'annual'], marketingConsent: false, createdAt: '2025-01-01T00:00:00Z', source: 'import', externalId: 'u_77', customFields: { plan: 'pro' } },
      { reference: 'c', name: 'M. Kern', emails: ['third@kern.example'], createdAt: '2023-01-01T00:00:00Z', source: 'fair', customFields: { seats: 2 } },
    ],
  })
  const [a, b, c] = data.map((one) => one.contactId) as [string, string, string]
  const { mergedFrom: _, ...before } = await test.acme.contacts.get({ id: b })
  return { ...test, a, b, c, before }
}

describe('merging two contacts', () => {
  it('makes one by the rules of the merged record, and tells of it', async () => {
    const { acme, a, b, facts } = await people()
    const { mergeId, contact } = await acme.contacts.merge({ contactIds: [a, b] })
    expect(contact).toMatchObject({
      id: b, name: 'Mia Kern', externalId: 'u_77', emails: [{ value: 'mia.kern@private.example' }, { value: 'mia@kern.example' }], phones: [{ value: '+41446681800' }], type: 'customer',
      tags: ['annual', 'vip', 'web'], marketingConsent: false, createdAt: '2024-01-01T00:00:00.000Z', source: 'chat', customFields: { plan: 'pro', city: 'Zürich' }, mergedIds: [a],
    })
    expect(await acme.contacts.get({ id: a })).toMatchObject({ id: b, mergedFrom: a })
    expect(await facts('contact.merged')).toEqual([{ contactId: b, absorbedId: a, mergeId, rule: 'by_hand' }])
    expect((await acme.contacts.list({})).data).toHaveLength(2)
    expect((await acme.contacts.search({ text: 'mia@kern.example' })).data.map((one) => one.id)).toEqual([b])
    expect((await acme.contacts.merges({ contactId: a })).data).toMatchObject([{ id: mergeId, contactId: b, absorbedId: a, rule: 'by_hand', undoneAt: null }])
  })

  it('is refused for one contact, for two external ids, and for a stranger', async () => {
    const { acme, a, b, as, billing } = await people()
    await acme.contacts.merge({ contactIds: [a, b] })
    await expect(acme.contacts.merge({ contactIds: [a, b] })).rejects.toMatchObject({ code: 'same_contact', kind: 'conflict' })
    const other = await acme.contacts.create({ externalId: 'u_78' })
    await expect(acme.contacts.merge({ contactIds: [b, other.id] })).rejects.toMatchObject({ code: 'external_ids_differ' })
    for (const stranger of [billing, as('visitor'), as('customer')]) await expect(stranger.contacts.merge({ contactIds: [a, b] })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('lets one of two merges at the same time win', async () => {
    const { acme, a, b, facts } = await people()
    const both = await Promise.allSettled([acme.contacts.merge({ contactIds: [a, b] }), acme.contacts.merge({ contactIds: [b, a] })])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await facts('contact.merged')).toHaveLength(1)
  })
})

describe('undoing a merge', () => {
  it('gives back both as they were', async () => {
    const { acme, a, b, before, facts } = await people()
    const { mergedFrom: _, ...absorbed } = await acme.contacts.get({ id: a })
    const { mergeId } = await acme.contacts.merge({ contactIds: [a, b] })
    const undone = await acme.contacts.unmerge({ mergeId })
    expect(undone.contact).toEqual({ ...before, updatedAt: expect.any(String) })
    expect(undone.restored).toEqual({ ...absorbed, updatedAt: expect.any(String) })
    expect(await acme.contacts.get({ id: a })).toMatchObject({ id: a, mergedFrom: null })
    expect((await acme.contacts.search({ text: 'mia@kern.example' })).data.map((one) => one.id)).toEqual([a])
    expect(await facts('contact.unmerged')).toEqual([{ contactId: b, absorbedId: a, mergeId }])
    await expect(acme.contacts.unmerge({ mergeId })).rejects.toMatchObject({ code: 'merge_undone', kind: 'conflict' })
  })

  it('keeps what was learnt since', async () => {
    const { acme, a, b } = await people()
    const { mergeId } = await acme.contacts.merge({ contactIds: [a, b] })
    await acme.contacts.resolve({ emails: ['mia@kern.example', 'new@kern.example'], tags: ['later'], customFields: { city: 'Bern', shoe: 41 }, evidence: 'verified' })
    await acme.contacts.update({ id: b, name: 'Mia Sophie Kern', customFields: { city: 'Basel' } })
    const { contact, restored } = await acme.contacts.unmerge({ mergeId })
    expect(contact).toMatchObject({
      name: 'Mia Sophie Kern', emails: [{ value: 'mia.kern@private.example' }, { value: 'new@kern.example' }], tags: ['annual', 'later', 'vip'], customFields: { plan: 'pro', city: 'Basel', shoe: 41 }, createdAt: '2025-01-01T00:00:00.000Z',
    })
    expect(restored).toMatchObject({ emails: [{ value: 'mia@kern.example', evidence: 'verified' }], tags: ['vip', 'web'], customFields: { plan: 'free', city: 'Zürich' } })
  })

  it('works in any order where one has absorbed several', async () => {
    for (const order of [[0, 1], [1, 0]] as const) {
      const { acme, a, b, c, before } = await people()
      const merges = [await acme.contacts.merge({ contactIds: [a, b] }), await acme.contacts.merge({ contactIds: [b, c] })]
      expect(merges[1]!.contact).toMatchObject({ id: b, createdAt: '2023-01-01T00:00:00.000Z', source: 'fair', mergedIds: [c, a] })
      for (const at of order) await acme.contacts.unmerge({ mergeId: merges[at]!.mergeId })
      expect(await acme.contacts.get({ id: b })).toEqual({ ...before, updatedAt: expect.any(String), mergedFrom: null })
    }
  })

  it('gives back whoever the absorbed one had absorbed, outermost first', async () => {
    const { acme, a, b, c } = await people()
    const inner = await acme.contacts.merge({ contactIds: [a, c] })
    expect(inner.contact.id).toBe(c)
    const outer = await acme.contacts.merge({ contactIds: [c, b] })
    expect(outer.contact).toMatchObject({ id: b, mergedIds: [c, a] })
    await expect(acme.contacts.unmerge({ mergeId: inner.mergeId })).rejects.toMatchObject({ code: 'merge_covered', params: { contactId: b } })
    expect((await acme.contacts.unmerge({ mergeId: outer.mergeId })).restored).toMatchObject({ id: c, mergedIds: [a], emails: [{ value: 'third@kern.example' }, { value: 'mia@kern.example' }] })
    expect(await acme.contacts.get({ id: a })).toMatchObject({ id: c, mergedFrom: a })
    await acme.contacts.unmerge({ mergeId: inner.mergeId })
    expect(await acme.contacts.get({ id: a })).toMatchObject({ id: a, emails: [{ value: 'mia@kern.example' }] })
  })

  it('is a decision: the rules neither merge the two again nor ask', async () => {
    const { acme } = await createTestKit()
    const a = await acme.contacts.resolve({ name: 'Mia', emails: ['a@kern.example'], evidence: 'verified' })
    const b = await acme.contacts.resolve({ name: 'Mia', emails: ['b@kern.example'], evidence: 'verified' })
    const bridge = { name: 'Mia', emails: ['a@kern.example', 'b@kern.example'], evidence: 'verified' as const }
    await acme.contacts.resolve(bridge)
    const [merge] = (await acme.contacts.merges({ contactId: a.contactId })).data
    await acme.contacts.unmerge({ mergeId: merge!.id })
    await acme.contacts.resolve(bridge)
    expect(await acme.contacts.get({ id: b.contactId })).toMatchObject({ id: b.contactId })
    expect((await acme.contacts.reviews({})).data).toEqual([])
  })
})

describe('a review', () => {
  const pair = async () => {
    const test = await createTestKit()
    const a = await test.acme.contacts.resolve({ name: 'Mia Kern', emails: ['mia@kern.example'], evidence: 'verified' })
    const b = await test.acme.contacts.resolve({ name: 'Tom Kern', emails: ['mia@kern.example'], evidence: 'verified' })
    return { ...test, a: a.contactId, b: b.contactId, reviewId: b.reviewIds[0]! }
  }

  it('shows both and what they would be, and is decided once: one person', async () => {
    const { acme, a, b, reviewId, facts } = await pair()
    expect((await acme.contacts.reviews({})).data).toMatchObject([{ id: reviewId, rule: 'name_conflict', contacts: [{ id: a }, { id: b }], merged: { id: a, name: 'Mia Kern', mergedIds: [b] } }])
    expect((await acme.contacts.list({ hasReview: true })).data).toHaveLength(2)
    const { review, mergeId } = await acme.contacts.decideReview({ reviewId, decision: 'merge' })
    expect(review).toMatchObject({ state: 'merged', contacts: [{ id: a, mergedIds: [b] }], merged: null, decidedAt: expect.any(String) })
    expect(mergeId).toEqual(expect.stringMatching(/^mrg_/))
    expect(await facts('contact.merged')).toMatchObject([{ contactId: a, absorbedId: b, rule: 'name_conflict' }])
    expect(await facts('contact.review_decided')).toEqual([{ reviewId, decision: 'merge' }])
    expect((await acme.contacts.reviews({})).data).toEqual([])
    await expect(acme.contacts.decideReview({ reviewId, decision: 'separate' })).rejects.toMatchObject({ code: 'review_closed' })
  })

  it('is never asked again once the two are kept apart', async () => {
    const { acme, a, b, reviewId, facts } = await pair()
    expect(await acme.contacts.decideReview({ reviewId, decision: 'separate' })).toMatchObject({ review: { state: 'separate' }, mergeId: null })
    await acme.contacts.update({ id: b, emails: ['mia@kern.example', 'mia+x@kern.example'] })
    expect(await acme.contacts.resolve({ name: 'Tom Kern', emails: ['mia@kern.example'], evidence: 'verified' })).toMatchObject({ contactId: b, created: false })
    expect(await acme.contacts.resolve({ emails: ['mia@kern.example'], evidence: 'verified' })).toMatchObject({ contactId: a })
    expect((await acme.contacts.reviews({})).data).toEqual([])
    expect(await facts('contact.merged')).toEqual([])
    expect((await acme.contacts.reviews({ state: 'separate' })).data).toHaveLength(1)
  })

  it('follows a contact that is merged, and closes with it', async () => {
    const { acme, a, b } = await pair()
    const c = await acme.contacts.create({ name: 'Mia', externalId: 'u1' })
    await acme.contacts.merge({ contactIds: [a, c.id] })
    const [review] = (await acme.contacts.reviews({})).data
    expect(review!.contacts.map((one) => one.id).sort()).toEqual([b, c.id].sort())
    await acme.contacts.merge({ contactIds: [c.id, b] })
    expect((await acme.contacts.reviews({})).data).toEqual([])
    expect((await acme.contacts.reviews({ state: 'merged' })).data).toHaveLength(1)
  })

  it('is not for strangers, and comes page by page', async () => {
    const { acme, visitor, billing, reviewId } = await pair()
    await expect(visitor.contacts.reviews({})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(billing.contacts.decideReview({ reviewId, decision: 'merge' })).rejects.toMatchObject({ code: 'forbidden' })
    await acme.contacts.create({ name: 'A', phones: ['+41446681800'] })
    await acme.contacts.create({ phones: ['+41446681800'] })
    const first = await acme.contacts.reviews({ limit: 1 })
    const second = await acme.contacts.reviews({ limit: 1, cursor: first.nextCursor! })
    expect([first.data[0]!.rule, second.data[0]!.rule, second.nextCursor]).toEqual(['phone_without_name', 'name_conflict', null])
  })
})

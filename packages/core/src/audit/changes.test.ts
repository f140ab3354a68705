import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit, type TestKit } from '../testing.js'

afterAll(closeTestKits)

const newest = async ({ acme }: TestKit) => (await acme.audit.list({ limit: 1 })).data[0]!

describe('what the trail says of a change', () => {
  it('is the fields of a contact that differ, and no others', async () => {
    const test = await createTestKit()
    const ada = await test.acme.contacts.create({ name: 'Ada', emails: ['ada@example.com'], tags: ['vip'], customFields: { plan: 'free', city: 'Bern' } })
    await test.acme.contacts.update({ id: ada.id, name: 'Ada L.', tags: ['vip', 'new'], emails: ['ada@example.com', 'lovelace@example.com'], customFields: { plan: 'pro' } })
    expect(await newest(test)).toMatchObject({ action: 'contacts.update', subject: ada.id })
    expect((await newest(test)).changes).toEqual([
      {
        subject: ada.id,
        before: { name: 'Ada', emails: ['ada@example.com'], tags: ['vip'], customFields: { plan: 'free' } },
        after: { name: 'Ada L.', emails: ['ada@example.com', 'lovelace@example.com'], tags: ['new', 'vip'], customFields: { plan: 'pro' } },
      },
    ])
    await test.acme.contacts.update({ id: ada.id, name: 'Ada L.' })
    expect((await newest(test)).changes).toEqual([])
  })

  it('is who became one with whom, and who came apart again', async () => {
    const test = await createTestKit()
    const [a, b] = [await test.acme.contacts.create({ name: 'Ada', externalId: 'u1' }), await test.acme.contacts.create({ name: 'Ada L.' })]
    const { mergeId, contact } = await test.acme.contacts.merge({ contactIds: [a.id, b.id] })
    const absorbedId = contact.id === a.id ? b.id : a.id
    expect(await newest(test)).toMatchObject({ action: 'contacts.merge', subject: contact.id, changes: [{ after: { mergeId, absorbedId } }] })
    await test.acme.contacts.unmerge({ mergeId })
    expect(await newest(test)).toMatchObject({ action: 'contacts.unmerge', subject: contact.id, changes: [{ before: { mergeId, absorbedId } }] })
  })

  it('is how a question about two people was decided', async () => {
    const test = await createTestKit()
    await test.acme.contacts.create({ name: 'A', phones: ['+41446681800'] })
    await test.acme.contacts.create({ phones: ['+41446681800'] })
    const [review] = (await test.acme.contacts.reviews({})).data
    await test.acme.contacts.decideReview({ reviewId: review!.id, decision: 'separate' })
    expect(await newest(test)).toMatchObject({ subject: review!.id, changes: [{ before: { state: 'open' }, after: { decision: 'separate', mergeId: null } }] })
  })

  it('is which entries were matched with what', async () => {
    const test = await createTestKit()
    const entry = await test.acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 5, currency: 'USD' })
    await test.acme.ledger.reconcile({ ids: [entry.id], against: 'Statement 7' })
    expect(await newest(test)).toMatchObject({ action: 'ledger.reconcile', subject: entry.id, changes: [{ before: { reconciled: false }, after: { reconciled: true, against: 'Statement 7' } }] })
    await test.acme.ledger.unreconcile({ ids: [entry.id] })
    expect(await newest(test)).toMatchObject({ action: 'ledger.unreconcile', subject: entry.id, changes: [{ before: { reconciled: true }, after: { reconciled: false } }] })
    expect(await test.acme.audit.verify({})).toMatchObject({ ok: true, lines: 3, erased: 0 })
  })
})

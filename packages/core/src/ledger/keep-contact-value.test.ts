import { afterAll, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

it('tells contacts what they are worth, also after a reversal and told twice', async () => {
  const { acme, kit, as } = await createTestKit()
  const { id: contactId } = await acme.contacts.create({ name: 'Maya Okafor', emails: ['maya@juniper.example'] })
  const entry = await acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 5000, currency: 'USD', contactId })
  await acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 700, currency: 'JPY', contactId })
  await as('system').ledger.recordMany({ entries: [{ type: 'refund', source: 'manual', amount: 1000, currency: 'USD', contactId }] })
  await kit.runDue()
  expect((await acme.contacts.get({ id: contactId })).value).toEqual([{ currency: 'JPY', amount: 700 }, { currency: 'USD', amount: 4000 }])
  await acme.ledger.reverse({ id: entry.id, reason: 'Typo' })
  await kit.runDue()
  expect((await acme.contacts.get({ id: contactId })).value).toContainEqual({ currency: 'USD', amount: -1000 })
  expect(entry.contact).toEqual({ id: contactId, name: 'Maya Okafor' })
  expect((await acme.ledger.list({ text: 'okafor' })).data).toHaveLength(4)
})

it('makes no work of money that nobody is known to have paid', async () => {
  const { acme, kit } = await createTestKit()
  await acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 5000, currency: 'USD' })
  expect(await kit.runDue()).toMatchObject({ ran: 0, nextAt: null })
})

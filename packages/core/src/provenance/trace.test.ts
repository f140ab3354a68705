import { afterAll, describe, expect, it } from 'vitest'
import { memoryFiles, memorySource } from '../importing/memory-source.js'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

describe('provenance.trace', () => {
  it('finds the entry behind an amount as a person types it, in each currency of the books', async () => {
    const { acme } = await createTestKit()
    const usd = await acme.ledger.record({ type: 'one_time_payment', source: 'stripe_payment', amount: 100_000, currency: 'USD', stripe: { paymentIntentId: 'pi_1' }, links: [{ kind: 'invoice', target: 'INV-260103', warning: 'dangling_reference' }] })
    const jpy = await acme.ledger.record({ type: 'refund', source: 'manual', amount: 1000, currency: 'JPY' })
    const found = await acme.provenance.trace({ amount: '1,000' })
    expect(found.candidates.map((one) => one.entry.id)).toEqual([usd.id, jpy.id])
    expect(found.candidates[0]!.steps.map((step) => [step.kind, step.state])).toEqual([
      ['entry', 'exact'], ['contact', 'unknown'], ['invoice', 'dangling_reference'], ['stripe', 'known_by_id'], ['first_touch', 'unknown'],
    ])
    expect((await acme.provenance.trace({ amount: '1000', currency: 'JPY' })).candidates.map((one) => one.entry.id)).toEqual([jpy.id])
    for (const id of [usd.id, usd.number, 'pi_1', 'INV-260103']) expect((await acme.provenance.trace({ id })).candidates.map((one) => one.entry.id)).toEqual([usd.id])
  })

  it('puts what still stands before what was reversed', async () => {
    const { acme } = await createTestKit()
    const wrong = await acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 500, currency: 'USD' })
    await acme.ledger.reverse({ id: wrong.id, reason: 'Typo' })
    const right = await acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 500, currency: 'USD' })
    const { candidates } = await acme.provenance.trace({ amount: '5.00' })
    expect(candidates[0]!.entry.id).toBe(right.id)
    expect(candidates.find((one) => one.entry.id === wrong.id)!.steps[1]).toMatchObject({ kind: 'reversal', title: 'TXN-2026-000002' })
  })

  it('shows the old platform’s invoice as it was read', async () => {
    const files = memoryFiles({ legacy: memorySource({
      invoices: '{"_id":"i1","_creationTime":1,"invoiceNo":"INV-1","amount":49}',
      transactions: '{"_id":"t1","_creationTime":1,"type":"payment","amount":49,"currency":"usd","invoiceNo":"INV-1"}',
    }) })
    const { acme, kit } = await createTestKit({ ports: { legacyFiles: files } })
    await acme.importing.start({ source: 'legacy' })
    await kit.runDue()
    const { candidates } = await acme.provenance.trace({ id: 'INV-1' })
    expect(candidates[0]!.steps.find((step) => step.kind === 'invoice')).toMatchObject({ state: 'exact', detail: 'invoices · line 1 · i1', raw: { marks: ['"invoiceNo":"INV-1"', '"amount":49'] } })
  })

  it('knows how somebody first came who turned out to be another', async () => {
    const { acme } = await createTestKit()
    const [old, met] = [await acme.contacts.create({ name: 'Ann' }), await acme.contacts.create({ name: 'Ann', touch: { channel: 'fair', at: '2025-01-01T00:00:00Z' } })]
    const { id } = await acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 5, currency: 'USD', contactId: old.id })
    const { contact } = await acme.contacts.merge({ contactIds: [old.id, met.id] })
    expect(contact.id).toBe(old.id)
    expect((await acme.provenance.trace({ id })).candidates[0]!.steps.at(-1)).toMatchObject({ kind: 'first_touch', title: 'fair', state: 'exact' })
  })

  it('answers nothing for what is not there, and nobody but staff', async () => {
    const { acme, visitor } = await createTestKit()
    expect(await acme.provenance.trace({ id: 'pi_nothing' })).toMatchObject({ candidates: [], more: false })
    expect(await acme.provenance.trace({ amount: 'a lot' })).toMatchObject({ candidates: [] })
    await expect(visitor.provenance.trace({ amount: '5' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

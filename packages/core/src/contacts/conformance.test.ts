import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'
import type { ImportedContact } from './schemas.js'

afterAll(closeTestKits)

type Record = Omit<ImportedContact, 'reference' | 'createdAt'> & { id: string; createdAt?: string }
type Case = { id: string; input: { kind: string; title: string; records: Record[] }; expected: { decision: string; rule: string; merged?: { id?: string; mergedIds?: string[]; createdAt?: string } } }

const cases = JSON.parse(readFileSync(new URL('fixtures/contact-identity.json', import.meta.url), 'utf8')) as Case[]

describe('the cases of contact identity, through the operations', () => {
  it.each(cases.map((one) => [one.id, one.input.title, one] as const))('%s: %s', async (_, __, { input, expected }) => {
    const { as } = await createTestKit()
    const contacts = as('owner').contacts
    const { data } = await contacts.import({ contacts: input.records.map(({ id, createdAt, ...said }) => ({ reference: id, ...said, ...(createdAt && { createdAt: `${createdAt}T00:00:00Z` }) })) })
    const ids = new Map(data.map((one) => [one.reference, one.contactId]))
    const ours = (id: string) => ids.get(id)!
    const { merged, ...verdict } = expected
    expect(await contacts.compare({ contactIds: [ours(input.records[0]!.id), ours(input.records[1]!.id)] })).toMatchObject({
      ...verdict,
      ...(merged && {
        merged: { ...merged, ...(merged.id && { id: ours(merged.id) }), ...(merged.mergedIds && { mergedIds: merged.mergedIds.map(ours) }), ...(merged.createdAt && { createdAt: `${merged.createdAt}T00:00:00.000Z` }) },
      }),
    })
  })

  it('of several records answers who is one person, and what they would be', async () => {
    const { as } = await createTestKit()
    const contacts = as('owner').contacts
    const { data } = await contacts.import({
      contacts: [
        { reference: 'a', name: 'Mia Kern', emails: ['mia@kern.example'], createdAt: '2025-01-01T00:00:00Z' },
        { reference: 'b', name: 'Tom', emails: ['tom@kern.example'] },
        { reference: 'c', name: 'Mia', emails: ['mia@kern.example'], phones: ['+390669812345'], createdAt: '2024-01-01T00:00:00Z' },
        { reference: 'd', emails: ['tom+x@kern.example'] },
        { reference: 'e', name: 'Kern, Mia', phones: ['+39 06 69812345'], createdAt: '2026-01-01T00:00:00Z' },
      ],
    })
    const [a, b, c, d, e] = data.map((one) => one.contactId) as [string, string, string, string, string]
    expect(await contacts.cluster({ contactIds: [a, b, c, d, e] })).toMatchObject({
      groups: [[a, c, e], [b], [d]],
      reviewPairs: [{ contactIds: [b, d], rule: 'plus_tag_unknown_provider' }],
      merged: [{ id: c, name: 'Mia', emails: ['mia@kern.example'], phones: ['+390669812345'], mergedIds: [a, e] }],
    })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeRecords, type MergeRecord } from './merge-records.js'

const blank: MergeRecord = {
  id: 'a', externalId: null, name: null, company: null, country: null, emails: [], phones: [], type: 'visitor', stage: 'prospect',
  tags: [], marketingConsent: null, createdAt: 0, source: null, customFields: {},
}
const record = (id: string, createdAt: number, rest: Partial<MergeRecord> = {}): MergeRecord => ({ ...blank, id, createdAt, ...rest })

describe('the merged record', () => {
  it('is the oldest, and the others follow by age', () => {
    expect(mergeRecords([record('b', 2), record('c', 3), record('a', 1)])).toMatchObject({ id: 'a', mergedIds: ['b', 'c'], createdAt: 1 })
  })

  it('is the one with an external id, even where it is younger; creation and source stay the oldest’s', () => {
    const merged = mergeRecords([record('a', 1, { source: 'chat' }), record('b', 2), record('c', 3, { externalId: 'u1', source: 'import' })])
    expect(merged).toMatchObject({ id: 'c', externalId: 'u1', mergedIds: ['a', 'b'], createdAt: 1, source: 'chat' })
  })

  it('of several with the same external id is the oldest of them', () => {
    expect(mergeRecords([record('c', 3, { externalId: 'u1' }), record('b', 2, { externalId: 'u1' }), record('a', 1)])).toMatchObject({ id: 'b', mergedIds: ['a', 'c'] })
  })

  it('fills gaps in that order; a blank is a gap', () => {
    const merged = mergeRecords([record('a', 1, { name: ' ', company: '' }), record('b', 2, { name: 'Mia', country: 'DE' }), record('c', 3, { name: 'Tom', company: 'Kern', country: 'FR' })])
    expect(merged).toMatchObject({ name: 'Mia', company: 'Kern', country: 'DE' })
  })

  it('has every address and number once, the survivor’s first', () => {
    const merged = mergeRecords([record('b', 2, { emails: ['x@y.z', 'b@y.z'], phones: ['+2'] }), record('a', 1, { emails: ['a@y.z', 'x@y.z'], phones: ['+1', '+2'] })])
    expect(merged).toMatchObject({ emails: ['a@y.z', 'x@y.z', 'b@y.z'], phones: ['+1', '+2'] })
  })

  it.each([
    [['visitor', 'lead'], 'lead'],
    [['lead', 'partner'], 'partner'],
    [['partner', 'customer', 'lead'], 'customer'],
  ] as const)('of types %j has %s', (types, type) => expect(mergeRecords(types.map((one, at) => record(String(at), at, { type: one })) as [MergeRecord]).type).toBe(type))

  it.each([
    [[true, false, null], false],
    [[null, true], true],
    [[null, null], null],
  ] as const)('of consents %j has %s', (consents, consent) =>
    expect(mergeRecords(consents.map((one, at) => record(String(at), at, { marketingConsent: one })) as [MergeRecord]).marketingConsent).toBe(consent))

  it('has every tag once, sorted, and each custom field of the survivor first', () => {
    const merged = mergeRecords([
      record('a', 1, { tags: ['web', 'vip'], customFields: { plan: 'free', city: 'Zürich', seats: null } }),
      record('b', 2, { externalId: 'u', tags: ['annual', 'vip'], customFields: { plan: 'pro' } }),
      record('c', 3, { customFields: { city: 'Bern', seats: 4 } }),
    ])
    expect(merged).toMatchObject({ tags: ['annual', 'vip', 'web'], customFields: { plan: 'pro', city: 'Zürich', seats: 4 } })
  })
})

it('merging is idempotent, and does not depend on the order where no two are equally old', () => {
  const one = fc.record({
    externalId: fc.constantFrom(null, 'u1'),
    name: fc.constantFrom(null, 'Mia', 'Tom'),
    emails: fc.subarray(['a@x.y', 'b@x.y', 'c@x.y']),
    tags: fc.subarray(['one', 'two', 'three']),
    type: fc.constantFrom('visitor' as const, 'lead' as const, 'customer' as const),
    marketingConsent: fc.constantFrom(true, false, null),
    customFields: fc.dictionary(fc.constantFrom('k', 'l'), fc.constantFrom('v', 'w', null)),
  })
  const some = fc.array(one, { minLength: 1, maxLength: 5 }).map((all) => all.map((given, at) => record(String(at), at, given)))
  fc.assert(
    fc.property(some.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([given, shuffled]) => {
      const merged = mergeRecords(given as [MergeRecord])
      expect(mergeRecords(shuffled as [MergeRecord])).toEqual(merged)
      expect(mergeRecords([merged])).toEqual({ ...merged, mergedIds: [] })
      expect(mergeRecords([merged, merged])).toMatchObject({ ...merged, mergedIds: [] })
    }),
  )
})

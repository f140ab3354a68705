import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cluster } from './cluster.js'
import { readProfile, type Described } from './match.js'

const run = (records: (Described & { id: string })[]) => {
  const { groups, reviewPairs } = cluster(records.map((record) => ({ id: record.id, profile: readProfile(record) })))
  return { groups: groups.map((group) => group.map((one) => one.id)), reviewPairs: reviewPairs.map(({ pair, rule }) => [pair[0].id, pair[1].id, rule]) }
}

describe('several records', () => {
  it('are one person along every chain of merges', () => {
    const bridge = { id: 'b', name: 'Mia Kern', emails: ['mia@kern.example'], phones: ['+390669812345'] }
    expect(run([{ id: 'a', name: 'Mia', emails: ['mia@kern.example'] }, { id: 'x', name: 'Tom' }, bridge, { id: 'c', name: 'M. Kern', phones: ['+390669812345'] }])).toEqual({
      groups: [['a', 'b', 'c'], ['x']],
      reviewPairs: [],
    })
  })

  it('are nobody together where they would hold two external ids: each merge becomes a review', () => {
    const bridge = { id: 'b', name: 'Mia Kern', emails: ['mia@kern.example'], phones: ['+390669812345'] }
    const records = [{ id: 'a', externalId: 'u1', name: 'Mia', emails: ['mia@kern.example'] }, bridge, { id: 'c', externalId: 'u2', name: 'Mia', phones: ['+390669812345'] }]
    expect(run(records)).toEqual({ groups: [['a'], ['b'], ['c']], reviewPairs: [['a', 'b', 'email'], ['b', 'c', 'phone_and_name']] })
  })

  it('of another group merge all the same', () => {
    const contested = [{ id: 'a', externalId: 'u1', emails: ['m@k.example'] }, { id: 'b', emails: ['m@k.example'] }, { id: 'c', externalId: 'u2', emails: ['m@k.example'] }]
    const fine = [{ id: 'd', emails: ['d@k.example'] }, { id: 'e', emails: ['d@k.example'] }]
    expect(run([...contested, ...fine])).toEqual({ groups: [['a'], ['b'], ['c'], ['d', 'e']], reviewPairs: [['a', 'b', 'email'], ['b', 'c', 'email']] })
  })

  it('leave no review inside a group, and every one between groups', () => {
    const records = [{ id: 'a', name: 'Mia', emails: ['m@k.example'] }, { id: 'b', emails: ['m@k.example'] }, { id: 'c', name: 'Tom', emails: ['m@k.example'] }]
    expect(run(records)).toEqual({ groups: [['a', 'b', 'c']], reviewPairs: [] })
    expect(run([records[0]!, records[2]!])).toEqual({ groups: [['a'], ['c']], reviewPairs: [['a', 'c', 'name_conflict']] })
  })
})

it('the groups of several records do not depend on the order they come in', () => {
  const record = fc.record({
    externalId: fc.constantFrom(null, null, null, 'u1', 'u2'),
    name: fc.constantFrom('', 'Mia Kern', 'Tom Kern'),
    emails: fc.subarray(['mia@kern.example', 'tom@kern.example', 'info@kern.example', 'mia+x@kern.example']),
    phones: fc.subarray(['+390669812345']),
  })
  const sets = fc.array(record, { maxLength: 7 }).map((all) => all.map((one, at) => ({ ...one, id: String(at) })))
  const shape = (records: (Described & { id: string })[]) => {
    const { groups, reviewPairs } = run(records)
    return { groups: groups.map((group) => [...group].sort().join()).sort(), pairs: reviewPairs.map(([a, b, rule]) => `${[a, b].sort().join()} ${rule}`).sort() }
  }
  fc.assert(
    fc.property(sets.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([given, shuffled]) => {
      expect(shape(shuffled)).toEqual(shape(given))
    }),
  )
})

import { describe, expect, it } from 'vitest'
import { changesOf } from './contact-changes.js'
import { narrowsContacts, nextSort, readContactQuery, writeContactQuery } from './contact-query.js'
import { aContact } from './testing/records.js'

describe('filters of contacts in the address', () => {
  it('come back as they were written', () => {
    const query = { type: 'customer', stage: 'at_risk', tag: 'vip', source: 'chat', text: 'Maya & Rye', hasReview: true, sort: 'value' } as const
    expect(readContactQuery(`?${writeContactQuery(query)}`)).toEqual(query)
  })

  it('leave out what cannot be read', () => {
    expect(readContactQuery('?type=alien&stage=&sort=shoe&review=no')).toEqual({ sort: '-createdAt' })
  })

  it('turn a column round when its head is pressed again', () => {
    expect([nextSort('name', '-createdAt'), nextSort('name', 'name'), nextSort('value', 'name'), nextSort('value', '-value')]).toEqual(['name', '-name', '-value', 'value'])
  })

  it('narrow the list only where they do', () => {
    expect([narrowsContacts({ sort: 'value' }), narrowsContacts({ sort: '-createdAt', tag: 'vip' })]).toEqual([false, true])
  })
})

describe('what a form changes', () => {
  const same = { name: 'Devan Pillai', company: 'Brightpath', country: null, emails: ['dev@brightpath.example'], phones: [], type: 'customer', stage: 'customer', tags: ['vip'] } as const
  const said = (over: object = {}) => ({ ...same, emails: [...same.emails], phones: [], tags: [...same.tags], ...over })

  it('is nothing where nothing was touched', () => {
    expect(changesOf(aContact(), said())).toEqual({})
  })

  it('is only what was touched, so that nobody else’s change is undone', () => {
    expect(changesOf(aContact(), said({ company: null, tags: ['vip', 'web'] }))).toEqual({ company: null, tags: ['vip', 'web'] })
  })

  it('is everything that was said of somebody new', () => {
    expect(changesOf(undefined, said({ company: null, tags: [] }))).toEqual({ name: 'Devan Pillai', emails: ['dev@brightpath.example'], type: 'customer', stage: 'customer' })
  })
})

import { describe, expect, it } from 'vitest'
import { actionWords, differencesOf, fieldWords, pageOf, shownValue } from './differences.js'

describe('what a line of the trail changed', () => {
  it('is told field by field, as deep as both sides go', () => {
    expect(differencesOf({ name: 'A', address: { city: 'Bonn', lines: ['x'] }, same: 1 }, { name: 'B', address: { city: 'Köln', lines: ['x'] }, same: 1 })).toEqual([
      { path: 'name', before: 'A', after: 'B' },
      { path: 'address.city', before: 'Bonn', after: 'Köln' },
    ])
  })

  it('names every field of what is new, and of what is gone', () => {
    expect(differencesOf(null, { role: 'owner' })).toEqual([{ path: 'role', before: undefined, after: 'owner' }])
    expect(differencesOf({ address: { city: 'Bonn' } }, { address: null })).toEqual([{ path: 'address.city', before: 'Bonn', after: undefined }])
    expect(differencesOf(undefined, undefined)).toEqual([])
  })

  it('keeps lists whole', () => {
    expect(differencesOf({ offered: ['en'] }, { offered: ['en', 'de'] })).toEqual([{ path: 'offered', before: ['en'], after: ['en', 'de'] }])
  })

  it.each([[null, 'empty'], [true, 'yes'], [['en', 'de'], 'en, de'], [[], 'none'], [{ isSet: true }, 'set'], [0, '0'], [undefined, ''], [[{ from: '09:00', to: '12:00' }, { from: '13:00', to: '17:00' }], '09:00–12:00\n13:00–17:00'], [{ type: 'eu_vat', value: 'DE1' }, 'Type: eu_vat, Value: DE1']])('%j reads as "%s"', (value, words) => expect(shownValue(value)).toBe(words))

  it('is put in words', () => {
    expect([fieldWords('reportingTimeZone'), fieldWords('address.postalCode'), actionWords('settings.updateBusiness'), actionWords('ledger.record')]).toEqual([
      'Reporting time zone', 'Address › postal code', { room: 'Settings', verb: 'Update business' }, { room: 'Ledger', verb: 'Record' },
    ])
  })

  it('leads to the page of what it is about', () => {
    expect([pageOf('con_1'), pageOf('settings.openingHours'), pageOf('mal_1'), pageOf('settings.unheard'), pageOf('xyz_1'), pageOf('something')]).toEqual([
      { page: 'contact', id: 'con_1' }, { page: 'settings', id: 'hours' }, { page: 'settings', id: 'mails/mal_1' }, null, null, null,
    ])
  })
})

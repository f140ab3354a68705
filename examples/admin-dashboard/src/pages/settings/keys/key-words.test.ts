import { expect, it } from 'vitest'
import { grantIn, looksLike, objectionTo, rooms, scopesInWords, stateOf, withGrant } from './key-words.js'

it('says what is wrong with an origin while it is typed', () => {
  expect(objectionTo('https://www.example.com')).toBeNull()
  expect(objectionTo('http://localhost:5173')).toBeNull()
  expect(objectionTo('https://www.example.com/shop')).toContain('write it as https://www.example.com')
  expect(objectionTo('https://www.example.com/')).toContain('write it as https://www.example.com')
  expect(objectionTo('www.example.com')).toContain('begins with https://')
  expect(objectionTo('https://*.example.com')).toContain('without a star')
  expect(objectionTo('https://')).toContain('no address')
})

it('lists each room once, and knows that writing includes reading', () => {
  expect(new Set(rooms.map(({ room }) => room)).size).toBe(rooms.length)
  const held = withGrant(withGrant([], 'ledger', 'write'), 'contacts', 'read')
  expect(grantIn(held, 'ledger')).toBe('write')
  expect(grantIn(held, 'team')).toBe('none')
  expect(withGrant(held, 'ledger', 'none')).toEqual(['contacts.read'])
  expect(scopesInWords(held)).toBe('Reads Contacts; changes Ledger')
  expect(scopesInWords(['webhooks.write'])).toBe('Changes Webhooks')
  expect(scopesInWords(null)).toBe('Everything that keys may do')
})

it('tells keys that work from those that ended', () => {
  const now = Date.parse('2026-11-23T12:00:00.000Z')
  expect(stateOf({ revokedAt: null, expiresAt: null }, now)).toBe('works')
  expect(stateOf({ revokedAt: null, expiresAt: '2026-11-25T12:00:00.000Z' }, now)).toBe('ends soon')
  expect(stateOf({ revokedAt: null, expiresAt: '2026-11-23T12:00:00.000Z' }, now)).toBe('expired')
  expect(stateOf({ revokedAt: '2026-11-01T12:00:00.000Z', expiresAt: '2027-11-23T12:00:00.000Z' }, now)).toBe('revoked')
  expect(looksLike('sk', 'live', 'w9Qx')).toBe('sk_live_…w9Qx')
})

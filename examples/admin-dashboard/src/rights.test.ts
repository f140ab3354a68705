import { describe, expect, it } from 'vitest'
import { firstPage, may, opensPage } from './rights.js'

describe('what is offered', () => {
  it('is everything to a key, whose reach the server alone knows', () => {
    expect(may({}, 'members.write', 'owner')).toBe(true)
  })

  it('follows the built-in roles', () => {
    expect(['owner', 'billing', 'support'].map((role) => may({ role, grants: null }, 'ledger.write', 'owner', 'billing'))).toEqual([true, true, false])
  })

  it('follows what a custom role holds, and nothing else: writing includes reading', () => {
    const held = { role: 'rol_1', grants: ['ledger.write', 'contacts.read'] }
    expect([may(held, 'ledger.read', 'owner'), may(held, 'contacts.read'), may(held, 'contacts.write', 'support'), may(held, 'members.write', 'owner')]).toEqual([true, true, false, false])
  })

  it('opens the first page that can be seen', () => {
    expect([firstPage({ role: 'support', grants: null }), firstPage({ role: 'rol_1', grants: ['contacts.read'] }), firstPage({ role: 'rol_1', grants: ['mail.read'] })]).toEqual(['revenue', 'contacts', 'settings'])
    expect([opensPage({ role: 'rol_1', grants: ['mail.read'] }, 'transaction'), opensPage({ role: 'rol_1', grants: [] }, 'notifications')]).toEqual([false, true])
  })
})

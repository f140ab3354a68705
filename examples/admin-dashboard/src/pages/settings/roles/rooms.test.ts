import { describe, expect, it } from 'vitest'
import { reachIn, roomName, roomsOf, withReach } from './rooms.js'

describe('the rooms of a role', () => {
  it('are in the order of their names, with the reaches that there are', () => {
    expect(roomsOf(['ledger.read', 'ledger.write', 'analytics.read', 'mail.write'])).toEqual([{ room: 'mail', reaches: ['none', 'write'] }, { room: 'analytics', reaches: ['none', 'read'] }, { room: 'ledger', reaches: ['none', 'read', 'write'] }])
    expect([roomName('importing'), roomName('somethingNew')]).toEqual(['Imports', 'Something new'])
  })

  it('are chosen one by one', () => {
    const grants = withReach(withReach([], 'ledger', 'write'), 'mail', 'read')
    expect(grants).toEqual(['ledger.write', 'mail.read'])
    expect([reachIn(grants, 'ledger'), reachIn(grants, 'mail'), reachIn(grants, 'contacts')]).toEqual(['write', 'read', 'none'])
    expect(withReach(withReach(grants, 'ledger', 'none'), 'mail', 'write')).toEqual(['mail.write'])
  })
})

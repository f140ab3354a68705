import { describe, expect, it } from 'vitest'
import { readDocument, type Document } from './document.js'
import { readPerson } from './read-person.js'

const person = (fields: object, table: 'users' | 'admin_users' = 'users') => readPerson(table, readDocument(JSON.stringify({ _id: 'u1', ...fields })) as Document)

describe('who works for the business', () => {
  it('is whoever has a role that says admin as a word', () => {
    for (const role of ['admin', 'Administrator', 'super_admin', 'superadmin', 'platform-admin', 'org:admin', 'admin, billing']) expect(person({ role }), role).toMatchObject({ isAdmin: true })
    for (const role of ['owner', 'customer_support_user', 'agent', 'staff', 'nonadmin', 'badminton', 'administered', '', undefined]) expect(person({ role }), role).toMatchObject({ isAdmin: false })
  })

  it('is everybody in the table of admins, whatever their role', () => {
    expect(person({ role: 'support' }, 'admin_users')).toMatchObject({ isAdmin: true, role: 'support' })
    expect(person({ role: 'superadmin' }, 'admin_users')).toMatchObject({ isAdmin: true, role: 'owner' })
  })
})

import type { Document } from './document.js'
import { fullName } from './read-contact.js'

/** Somebody who signs in. `accountId` is how the sign-in service calls them. */
export type Person = { name: string | null; email: string | null; accountId: string | null; role: 'owner' | 'billing' | 'support'; isAdmin: boolean }

// Owners and agents may be customers' own: a role has to say admin, as a word of its own.
const adminRole = /(?:^|[^a-z])(?:super)?admin(?:istrator)?(?:[^a-z]|$)/

export function readPerson(table: 'users' | 'admin_users', document: Document): Person {
  const role = `${document.text('role', 64) ?? ''}`.toLowerCase()
  return {
    name: document.text('name', 200) ?? fullName(document),
    email: document.text('email', 320),
    accountId: document.text('clerkUserId'),
    role: /owner|super/.test(role) ? 'owner' : /billing|finance|account/.test(role) ? 'billing' : 'support',
    isAdmin: table === 'admin_users' || document.flag('isAdmin') || adminRole.test(role),
  }
}

import type { Document } from './document.js'
import { fullName } from './read-contact.js'

/** Somebody who signs in. `accountId` is how the sign-in service calls them. */
export type Person = { name: string | null; email: string | null; accountId: string | null; role: 'owner' | 'billing' | 'support'; isAdmin: boolean }

export function readPerson(table: 'users' | 'admin_users', document: Document): Person {
  const role = `${document.text('role', 64) ?? ''}`.toLowerCase()
  return {
    name: document.text('name', 200) ?? fullName(document),
    email: document.text('email', 320),
    accountId: document.text('clerkUserId'),
    role: /owner|super/.test(role) ? 'owner' : /billing|finance|account/.test(role) ? 'billing' : 'support',
    isAdmin: table === 'admin_users' || document.flag('isAdmin') || /admin|owner|staff|agent|support/.test(role),
  }
}

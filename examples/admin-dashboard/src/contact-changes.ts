import type { Contact, ContactInput } from './wire.js'

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What a form says that the contact does not say yet: only that is sent, so that nobody's change is undone by a field left alone. */
export function changesOf(before: Contact | undefined, said: Required<Pick<ContactInput, 'name' | 'company' | 'country' | 'emails' | 'phones' | 'type' | 'stage' | 'tags'>>): ContactInput {
  if (!before) return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))) as ContactInput
  const was = { ...before, emails: before.emails.map((one) => one.value), phones: before.phones.map((one) => one.value) }
  return Object.fromEntries(Object.entries(said).filter(([key, value]) => !same(was[key as keyof typeof was], value))) as ContactInput
}

import type { Contact, ContactReview } from '../../wire.js'
import { money } from '../../words/money.js'
import { contactTypeNames } from '../../words/names.js'

type Line = { name: string; sides: string[]; merged: string }

const listed = (values: readonly string[]): string => values.join('\n')

/** What is compared, side by side; lines that are empty on every side are left out. */
export function comparedLines({ contacts, merged }: ContactReview): Line[] {
  const of = (name: string, read: (contact: Contact) => string | null, after: string | null): Line => ({ name, sides: contacts.map((contact) => read(contact) ?? ''), merged: after ?? '' })
  return [
    of('Name', (one) => one.name, merged?.name ?? null),
    of('Company', (one) => one.company, merged?.company ?? null),
    of('E-mail', (one) => listed(one.emails.map((email) => email.value)), merged && listed(merged.emails)),
    of('Phone', (one) => listed(one.phones.map((phone) => phone.value)), merged && listed(merged.phones)),
    of('Application id', (one) => one.externalId, merged?.externalId ?? null),
    of('Type', (one) => contactTypeNames[one.type], merged && contactTypeNames[merged.type]),
    of('Paid', (one) => listed(one.value.map(({ amount, currency }) => money(amount, currency))), null),
    of('Tags', (one) => one.tags.join(', '), merged && merged.tags.join(', ')),
    of('Source', (one) => one.source, merged?.source ?? null),
  ].filter((line) => line.sides.some(Boolean))
}

/** The values that both sides share: those are what brought the pair here. */
export const sharedValues = ({ sides }: Line): Set<string> => {
  const [first = '', second = ''] = sides
  return new Set(first.split('\n').filter((one) => one && second.split('\n').includes(one)))
}

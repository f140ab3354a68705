import { html, nothing, type TemplateResult } from 'lit'
import { fullDay } from '../../parts/words.js'
import type { Contact, ContactReview } from '../../wire.js'
import { money } from '../../words/money.js'
import { calledBy, contactTypeNames } from '../../words/names.js'

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
const shared = ({ sides }: Line): Set<string> => {
  const [first = '', second = ''] = sides
  return new Set(first.split('\n').filter((one) => one && second.split('\n').includes(one)))
}

const cell = (text: string, same: ReadonlySet<string>) => text.split('\n').map((one, index) => html`${index ? html`<br />` : nothing}${same.has(one) ? html`<strong>${one}</strong>` : one}`)

export function pairTable(review: ContactReview, timeZone: string, address: (id: string) => string): TemplateResult {
  return html`<table>
    <thead>
      <tr><th><span class="unseen">What is compared</span></th>${review.contacts.map((contact) => html`<th scope="col"><a class="link" href=${address(contact.id)}>${calledBy(contact)}</a></th>`)}${review.merged ? html`<th scope="col" class="merged">As one contact</th>` : nothing}</tr>
    </thead>
    <tbody>
      ${comparedLines(review).map((line) => {
        const same = shared(line)
        return html`<tr><th scope="row">${line.name}</th>${line.sides.map((side) => html`<td>${side ? cell(side, same) : html`<span class="faint">none</span>`}</td>`)}${review.merged ? html`<td class="merged">${line.merged ? cell(line.merged, new Set()) : line.name === 'Paid' ? html`<span class="quiet">both together</span>` : ''}</td>` : nothing}</tr>`
      })}
      <tr><th scope="row">Known since</th>${review.contacts.map((contact) => html`<td>${fullDay(contact.createdAt, timeZone)}</td>`)}${review.merged ? html`<td class="merged">${fullDay(review.merged.createdAt, timeZone)}</td>` : nothing}</tr>
    </tbody>
  </table>`
}

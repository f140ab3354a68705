import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { ContactColumn, ContactQuery } from '../../contact-query.js'
import { icon } from '../../parts/icon.js'
import { ago, badge, face, type Tone } from '../../parts/words.js'
import type { Contact, ContactStage } from '../../wire.js'
import { money } from '../../words/money.js'
import { calledBy, contactTypeNames, stageNames } from '../../words/names.js'

type Given = {
  rows: readonly Contact[]
  at: number
  query: ContactQuery
  timeZone: string
  address(contact: Contact): string
  open(contact: Contact): void
  sortBy(column: ContactColumn): void
  tag(tag: string): void
}

export const stageTones: Record<ContactStage, Tone> = { prospect: '', qualified: 'news', customer: 'good', at_risk: 'warn', churned: '' }

/** What somebody paid, the largest amount first; the rest is on the contact's own page. */
export const valueWords = (contact: Contact): TemplateResult => {
  const [first, ...others] = contact.value
  if (!first) return html`<span class="faint">nothing yet</span>`
  return html`${money(first.amount, first.currency)}${others.length ? html`<span class="faint" title=${others.map((one) => money(one.amount, one.currency)).join(', ')}> +${others.length}</span>` : nothing}`
}

const under = (contact: Contact): string => [contact.name ? contact.company : null, contact.emails[0]?.value ?? contact.phones[0]?.value].filter((word) => word && word !== calledBy(contact)).join(' · ')

export function contactTable(given: Given): TemplateResult {
  const { rows, query, at } = given
  const now = Date.now()
  const column = query.sort.replace('-', '')
  const rising = !query.sort.startsWith('-')
  const order = (key: ContactColumn) => (column === key ? (rising ? 'ascending' : 'descending') : nothing)
  const head = (key: ContactColumn, name: string) =>
    html`<button class="sort" @click=${() => given.sortBy(key)}>${name}${column === key ? icon(rising ? 'up' : 'fall', rising ? 'rising' : 'falling') : nothing}</button>`
  const opens = (event: MouseEvent, contact: Contact) => {
    if (!event.composedPath().some((one) => one instanceof HTMLElement && one.matches('a, button'))) given.open(contact)
  }
  return html`
    <table class="sheet people wide-only">
      <thead class="sticky">
        <tr>
          <th scope="col" class="who-cell" aria-sort=${order('name')}>${head('name', 'Name')}</th><th scope="col" class="stage-cell">Type</th><th scope="col" class="stage-cell">Stage</th><th scope="col" class="tags-cell">Tags</th>
          <th scope="col" class="at-cell" aria-sort=${order('createdAt')}>${head('createdAt', 'Known since')}</th><th scope="col" class="at-cell" aria-sort=${order('lastSeenAt')}>${head('lastSeenAt', 'Last seen')}</th>
          <th scope="col" class="money value-cell" aria-sort=${order('value')}>${head('value', 'Paid in all')}</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(rows, (contact) => contact.id, (contact, index) => html`<tr class="opens ${index === at ? 'at' : ''}" @click=${(event: MouseEvent) => opens(event, contact)}>
          <td><span class="who">${face(calledBy(contact))}<span class="names"><a class="one-line" href=${given.address(contact)}>${calledBy(contact)}</a><span class="one-line quiet small"><bdi>${under(contact)}</bdi></span></span></span></td>
          <td class="quiet">${contactTypeNames[contact.type]}</td>
          <td>${badge(stageTones[contact.stage], stageNames[contact.stage])}</td>
          <td class="tags-cell"><span class="tags">${contact.tags.map((tag) => html`<button class="badge" title="Only ${tag}" @click=${() => given.tag(tag)}>${tag}</button>`)}</span></td>
          <td class="quiet">${ago(contact.createdAt, now, given.timeZone)}</td>
          <td class="quiet">${contact.lastSeenAt ? ago(contact.lastSeenAt, now, given.timeZone) : html`<span class="faint">never</span>`}</td>
          <td class="money">${valueWords(contact)}</td>
        </tr>`)}
      </tbody>
    </table>
    <ul class="narrow-only">
      ${repeat(rows, (contact) => contact.id, (contact) => html`<li><a class="line" href=${given.address(contact)}>
        ${face(calledBy(contact))}<span class="grow"><span class="one-line block">${calledBy(contact)}</span><span class="one-line block quiet small"><bdi>${under(contact) || contactTypeNames[contact.type]}</bdi></span></span><span class="money">${valueWords(contact)}</span>
      </a></li>`)}
    </ul>
  `
}

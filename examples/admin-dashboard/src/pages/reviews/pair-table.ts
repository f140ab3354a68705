import { html, nothing, type TemplateResult } from 'lit'
import { fullDay } from '../../parts/words.js'
import type { ContactReview } from '../../wire.js'
import { calledBy } from '../../words/names.js'
import { comparedLines, sharedValues } from './compared-lines.js'

const cell = (text: string, same: ReadonlySet<string>) => text.split('\n').map((one, index) => html`${index ? html`<br />` : nothing}${same.has(one) ? html`<strong><bdi>${one}</bdi></strong>` : html`<bdi>${one}</bdi>`}`)

export function pairTable(review: ContactReview, timeZone: string, address: (id: string) => string): TemplateResult {
  return html`<table>
    <thead>
      <tr><th><span class="unseen">What is compared</span></th>${review.contacts.map((contact) => html`<th scope="col"><a class="link" href=${address(contact.id)}>${calledBy(contact)}</a></th>`)}${review.merged ? html`<th scope="col" class="merged">As one contact</th>` : nothing}</tr>
    </thead>
    <tbody>
      ${comparedLines(review).map((line) => {
        const same = sharedValues(line)
        return html`<tr><th scope="row">${line.name}</th>${line.sides.map((side) => html`<td>${side ? cell(side, same) : html`<span class="faint">none</span>`}</td>`)}${review.merged ? html`<td class="merged" data-label="As one contact">${line.merged ? cell(line.merged, new Set()) : line.name === 'Paid' ? html`<span class="quiet">both together</span>` : ''}</td>` : nothing}</tr>`
      })}
      <tr><th scope="row">Known since</th>${review.contacts.map((contact) => html`<td>${fullDay(contact.createdAt, timeZone)}</td>`)}${review.merged ? html`<td class="merged" data-label="As one contact">${fullDay(review.merged.createdAt, timeZone)}</td>` : nothing}</tr>
    </tbody>
  </table>`
}

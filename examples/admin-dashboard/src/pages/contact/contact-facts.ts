import { html, nothing, type TemplateResult } from 'lit'
import { icon, type IconName } from '../../parts/icon.js'
import { badge, dayAndTime, fullDay } from '../../parts/words.js'
import { ruleWords } from '../../rules.js'
import type { Contact, ContactMerge } from '../../wire.js'
import { asWords, sentenceCase } from '../../words/names.js'

const evidenceMeans = { verified: 'Proven: a signed link, a payment, authenticated mail.', claimed: 'Said by somebody, not proven.' }

/** Everything that somebody is known by, and how well. */
export function knownBy(contact: Contact): TemplateResult {
  const row = (picture: IconName, name: string, value: string, how: string, meaning = '') =>
    html`<li>${icon(picture, name)}<bdi class="value">${value}</bdi><span class="small faint" title=${meaning || nothing}>${how}</span></li>`
  const none = contact.emails.length + contact.phones.length === 0 && !contact.externalId
  return html`<section class="card padded">
    <h2 class="side-head">Known by</h2>
    ${none ? html`<p class="quiet">Nothing but a name.</p>` : nothing}
    <ul class="known">
      ${contact.emails.map(({ value, evidence }) => row('mail', 'E-mail', value, evidence, evidenceMeans[evidence]))}
      ${contact.phones.map(({ value, extension, evidence }) => row('phone', 'Phone', extension ? `${value} ext. ${extension}` : value, evidence, evidenceMeans[evidence]))}
      ${contact.externalId ? row('key', 'Id in your application', contact.externalId, 'your application') : nothing}
    </ul>
  </section>`
}

export function firstTouchFacts(contact: Contact, timeZone: string): TemplateResult {
  const touch = contact.firstTouch
  if (!touch) return html`<section class="card padded"><h2 class="side-head">First came</h2><p class="quiet">Nothing was recorded of how this person first came.</p></section>`
  const facts = [['Through', touch.channel && sentenceCase(asWords(touch.channel))], ['From', touch.referrer], ['To page', touch.page], ['Campaign', touch.campaign], ['Code', touch.referralCode]] as const
  return html`<section class="card padded">
    <h2 class="side-head">First came</h2>
    <dl class="facts"><dt>When</dt><dd>${fullDay(touch.at, timeZone)}</dd>${facts.map(([name, value]) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing))}</dl>
  </section>`
}

export function otherFacts(contact: Contact, timeZone: string, tagAddress: (tag: string) => string): TemplateResult {
  const consent = contact.marketingConsent === null ? 'never asked' : contact.marketingConsent ? 'yes' : 'no'
  return html`<section class="card padded">
    <h2 class="side-head">About</h2>
    <dl class="facts">
      <dt>Source</dt><dd>${contact.source ?? html`<span class="faint">not known</span>`}</dd>
      ${contact.country ? html`<dt>Country</dt><dd>${new Intl.DisplayNames('en', { type: 'region' }).of(contact.country) ?? contact.country}</dd>` : nothing}
      <dt>Newsletters</dt><dd>${consent}</dd>
      <dt>Last seen</dt><dd>${contact.lastSeenAt ? dayAndTime(contact.lastSeenAt, timeZone) : html`<span class="faint">never</span>`}</dd>
      <dt>Tags</dt><dd>${contact.tags.length ? html`<span class="tags">${contact.tags.map((tag) => html`<a class="badge" href=${tagAddress(tag)}>${tag}</a>`)}</span>` : html`<span class="faint">none</span>`}</dd>
      ${Object.entries(contact.customFields).map(([name, value]) => html`<dt>${sentenceCase(asWords(name))}</dt><dd>${String(value)}</dd>`)}
    </dl>
  </section>`
}

/** Records that became this one. Each can be taken out again, as it was. */
export function mergedRecords(merges: readonly ContactMerge[], timeZone: string, busy: boolean, undo: (merge: ContactMerge) => void): TemplateResult | typeof nothing {
  if (merges.length === 0) return nothing
  return html`<section class="card padded">
    <h2 class="side-head">Merged from</h2>
    <ul class="merges">
      ${merges.map((merge) => html`<li>
        <div class="card-head"><b class="one-line">${merge.absorbedName ?? 'A contact without a name'}</b>${merge.undoneAt ? badge('', 'Undone') : html`<button class="link" ?disabled=${busy} @click=${() => undo(merge)}>Undo<span class="unseen"> the merge of ${merge.absorbedName}</span></button>`}</div>
        <p class="quiet small">${ruleWords(merge.rule)} ${dayAndTime(merge.mergedAt, timeZone)}</p>
      </li>`)}
    </ul>
  </section>`
}

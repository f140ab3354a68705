import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../parts/icon.js'
import { badge, dayAndTime } from '../../parts/words.js'
import type { LedgerEntry } from '../../wire.js'
import { duration } from '../../words/dates.js'
import { count, money } from '../../words/money.js'
import { accountName, roleName, sentenceCase, sourceNames } from '../../words/names.js'

const fact = (name: string, value: unknown) => html`<dt>${name}</dt><dd>${value}</dd>`

/** "2 seconds later" says more than a second date that looks like the first. */
function recorded(entry: LedgerEntry, timeZone: string) {
  const later = Date.parse(entry.recordedAt) - Date.parse(entry.happenedAt)
  return later >= 0 && later < 86_400_000 ? html`<span title=${entry.recordedAt}>${later < 1_000 ? 'the same moment' : `${duration(later)} later`}</span>` : dayAndTime(entry.recordedAt, timeZone)
}

/** What stands in the books. */
export function entryFacts(entry: LedgerEntry, timeZone: string, address: (id: string) => string): TemplateResult {
  const { stripe } = entry
  const ids = [['Payment', stripe.paymentIntentId], ['Charge', stripe.chargeId], ['Stripe invoice', stripe.invoiceId], ['Subscription', stripe.subscriptionId], ['Customer', stripe.customerId]] as const
  return html`<section class="card padded">
    <h2 class="side-head">Entry</h2>
    <dl class="facts">
      ${fact('Amount', `${money(entry.net, entry.currency)} ${entry.currency}`)}
      ${entry.tax ? fact('Of it tax', money(entry.tax, entry.currency)) : nothing}
      ${entry.tokens === null ? nothing : fact('Tokens', count(entry.tokens))}
      ${fact('Debit', accountName(entry.debit))}${fact('Credit', accountName(entry.credit))}
      ${fact('Happened', dayAndTime(entry.happenedAt, timeZone))}${fact('Recorded', recorded(entry, timeZone))}
      ${fact('By', sentenceCase(roleName(entry.recordedBy.role)))}
      ${fact('Source', sourceNames[entry.source])}
      ${fact('Reverses', entry.reverses ? html`<a class="link" href=${address(entry.reverses)}>an earlier entry</a>` : html`<span class="faint">nothing</span>`)}
      ${entry.reversedBy ? fact('Taken back', html`<a class="link" href=${address(entry.reversedBy)}>by a later entry</a>`) : nothing}
      ${ids.map(([name, id]) => (id ? fact(name, html`<span class="raw">${id}</span>`) : nothing))}
    </dl>
  </section>`
}

/** Whether it was found on a statement; `does` is false for whoever changes no money. It stands beside the entry, never in it. */
export function reconciliationFacts(entry: LedgerEntry, timeZone: string, busy: boolean, does: { reconcile: () => void; takeBack: () => void } | false): TemplateResult {
  const { reconciliation } = entry
  if (!reconciliation)
    return html`<section class="card padded"><h2 class="side-head">Not reconciled</h2><p class="quiet">Nobody has matched it with a statement or a payout yet.</p>${does ? html`<button class="button side-button" @click=${does.reconcile}>Reconcile…</button>` : nothing}</section>`
  return html`<section class="card padded">
    <div class="card-head side-head"><h2>Reconciled</h2>${badge('good', 'Matched', 'check')}</div>
    <dl class="facts">
      ${fact('With', reconciliation.against)}${fact('When', dayAndTime(reconciliation.at, timeZone))}${fact('By', sentenceCase(roleName(reconciliation.by.role)))}
      ${reconciliation.note ? fact('Note', reconciliation.note) : nothing}
    </dl>
    ${does ? html`<button class="button side-button" ?disabled=${busy} @click=${does.takeBack}>Take back the match</button>` : nothing}
  </section>`
}

/** Its place in the chain of hashes, in groups of four so that two can be compared by eye. */
export function integrityFacts(entry: LedgerEntry): TemplateResult {
  const groups = entry.hash.match(/.{1,4}/g) ?? []
  const short = groups.length > 6 ? [...groups.slice(0, 4), '…', groups.at(-1)] : groups
  return html`<section class="card padded">
    <div class="card-head side-head"><h2>Integrity</h2>${icon('shield')}</div>
    <p class="quiet">Number ${count(entry.position)} in the chain. Its hash covers this entry and the one before it, so neither can change unseen.</p>
    <p class="raw quiet hash" title=${entry.hash}>${short.join(' ')}</p>
    ${entry.naturalKey ? html`<p class="small faint">Booked once under <span class="raw">${entry.naturalKey}</span>.</p>` : nothing}
  </section>`
}

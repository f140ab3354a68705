import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Api } from '../../api.js'
import { Load } from '../../load.js'
import { base } from '../../parts/base.styles.js'
import { button } from '../../parts/button.styles.js'
import { card } from '../../parts/card.styles.js'
import { icon } from '../../parts/icon.js'
import { addressOf } from '../../routes.js'
import { emphasized, readable } from '../../sentence.js'
import type { TraceResult } from '../../wire.js'
import { money } from '../../words/money.js'

/** "Where did this $1000 come from?", answered for what was searched: a sentence for each entry that it could mean, the likeliest first. */
@customElement('app-money-answer')
export class AppMoneyAnswer extends LitElement {
  static override styles = [
    base,
    button,
    card,
    css`
      section.card { padding: 16px 20px; border-color: var(--sk-accent-line); background: var(--sk-accent-soft); }
      h2 { display: flex; align-items: center; gap: 8px; }
      h2 .icon { color: var(--sk-accent-text); }
      ol { display: grid; gap: 12px; margin-block-start: 8px; }
      li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px; }
      li p { flex: 1 1 340px; color: var(--sk-text-2); }
      li:first-child p { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); }
      strong { color: var(--sk-text); }
    `,
  ]

  @property({ attribute: false }) api!: Api
  @property() amount = ''
  @property() currency = ''
  @property() workspace = ''
  private readonly found = new Load<TraceResult>(
    this,
    () => (this.amount ? [this.amount, this.currency, this.workspace] : undefined),
    (signal) => this.api.provenance.trace({ amount: this.amount, ...(this.currency && { currency: this.currency }), limit: 3 }, { signal }),
  )

  override render() {
    const { value, problem } = this.found
    if (problem) return html`<section class="card"><h2>${icon('alert')} Where it came from could not be looked up</h2><p class="quiet">${problem.message} <button class="link" @click=${() => void this.found.again()}>Try again</button></p></section>`
    const first = value?.candidates[0]
    if (!value || !first) return nothing
    return html`<section class="card" aria-live="polite">
      <h2>${icon('coins')} Where did this ${money(first.entry.amount, first.entry.currency)} come from?</h2>
      <ol>
        ${value.candidates.map(({ entry, sentence }) => html`<li>
          <p>${emphasized(readable(sentence), [entry.contact?.name]).map((part) => (part.strong ? html`<strong>${part.text}</strong>` : part.text))}</p>
          <a class="link alone" href=${addressOf(this.workspace, 'transaction', entry.number)}>See the records behind it<span class="unseen"> of ${entry.number}</span></a>
        </li>`)}
      </ol>
      ${value.more ? html`<p class="quiet small">There are more of this amount below.</p>` : nothing}
    </section>`
  }
}

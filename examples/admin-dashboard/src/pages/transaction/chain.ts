import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { base } from '../../parts/base.styles.js'
import { card } from '../../parts/card.styles.js'
import { icon, type IconName } from '../../parts/icon.js'
import { badge, fullDay, type Tone } from '../../parts/words.js'
import { addressOf } from '../../routes.js'
import { chainSummary, readable, stateMeanings, stateWords } from '../../sentence.js'
import type { TraceStep } from '../../wire.js'
import { money } from '../../words/money.js'

const kinds: Record<TraceStep['kind'], [string, IconName]> = {
  entry: ['Entry', 'coins'], reversal: ['Reversal', 'undo'], contact: ['Contact', 'person'], subscription: ['Subscription', 'cycle'], subscription_event: ['What happened', 'clock'],
  invoice: ['Invoice', 'file'], stripe: ['Stripe', 'card'], legacy_row: ['Old platform', 'archive'], first_touch: ['First came', 'spark'],
}
const tones: Record<TraceStep['state'], Tone> = { exact: '', known_by_id: '', dangling_reference: 'warn', unknown: '' }

/** Every record behind the money, in order, with the reason on each link and how well it is known. */
@customElement('app-chain')
export class AppChain extends LitElement {
  static override styles = [
    base,
    card,
    css`
      ol { margin-block-start: 16px; }
      li { display: grid; grid-template-columns: 32px 96px minmax(0, 1fr); column-gap: 12px; }
      .mark { position: relative; display: grid; justify-items: center; align-content: start; }
      .mark::after { content: ''; position: absolute; inset-block: 32px 0; border-inline-start: 1px solid var(--sk-line-strong); }
      li:last-child .mark::after { display: none; }
      .ring { display: grid; place-items: center; inline-size: 32px; block-size: 32px; border: 1px solid var(--sk-line-strong); border-radius: 50%; background: var(--sk-surface); color: var(--sk-text); }
      .weak .ring { border-style: dashed; color: var(--sk-text-3); }
      .entry .ring { border-color: var(--sk-accent); background: var(--sk-accent); color: var(--sk-on-accent); }
      .kind { color: var(--sk-text-2); font-size: var(--sk-size-1); line-height: 20px; }
      .top { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 12px; }
      .top b { overflow-wrap: anywhere; }
      /* Ids stand among words: 3x3 in one must not be drawn as 3×3. */
      .detail, .top b { font-variant-ligatures: no-contextual; }
      .detail { color: var(--sk-text-2); overflow-wrap: anywhere; }
      .because { position: relative; padding-block: 12px 14px; color: var(--sk-text-2); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); }
      .because::before { content: ''; position: absolute; inset-block-start: 14px; inset-inline-start: calc(-32px - 96px - 24px + 10px); inline-size: 12px; block-size: 12px; border: 1px solid var(--sk-line-strong); border-radius: 50%; background: var(--sk-surface); z-index: 1; }
      li:last-child { padding-block-end: 4px; }
      a:hover b { text-decoration: underline; text-underline-offset: 3px; }
      .summary { text-align: end; }
      @media (max-width: 700px) {
        li { grid-template-columns: 32px minmax(0, 1fr); }
        .kind { grid-column: 2; line-height: var(--sk-leading-1); }
        .mark { grid-row: 1 / span 2; }
        .because { padding-block: 4px 20px; color: var(--sk-text-3); }
        .because::before { display: none; }
        .card-head { flex-direction: column; gap: 0; }
        .summary { text-align: start; }
      }
    `,
  ]

  @property({ attribute: false }) steps: readonly TraceStep[] = []
  @property() workspace = ''
  @property() timeZone = 'UTC'

  private heading(step: TraceStep) {
    const words = html`<b>${readable(step.title)}</b>`
    if (step.kind === 'contact' && step.id) return html`<a href=${addressOf(this.workspace, 'contact', step.id)}>${words}</a>`
    if (step.kind === 'reversal' && step.id) return html`<a href=${addressOf(this.workspace, 'transaction', step.id)}>${words}</a>`
    return words
  }

  private aside(step: TraceStep, mixed: boolean) {
    if (mixed && step.kind !== 'entry') return html`<span title=${stateMeanings[step.state]}>${step.state === 'exact' ? html`<span class="small faint">${stateWords.exact}</span>` : badge(tones[step.state], stateWords[step.state])}</span>`
    if (step.amount) return html`<span class="money">${money(step.amount.amount, step.amount.currency)}</span>`
    return step.at ? html`<span class="quiet">${fullDay(step.at, this.timeZone)}</span>` : nothing
  }

  override render() {
    const mixed = this.steps.some((step) => step.state !== 'exact')
    return html`<section class="card padded">
      <div class="card-head"><h2>Where it came from</h2><span class="small faint summary">${chainSummary(this.steps)}</span></div>
      <ol>
        ${this.steps.map((step, index) => {
          const [kind, picture] = kinds[step.kind]
          const next = this.steps[index + 1]
          return html`<li class="${step.kind} ${step.state === 'exact' ? '' : 'weak'}">
            <span class="mark"><span class="ring">${icon(picture)}</span></span>
            <span class="kind">${kind}</span>
            <div>
              <div class="top">${this.heading(step)}${this.aside(step, mixed)}</div>
              ${step.detail ? html`<p class="detail">${readable(step.detail)}</p>` : nothing}
              ${next ? html`<p class="because">${readable(next.because)}</p>` : nothing}
            </div>
          </li>`
        })}
      </ol>
    </section>`
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { base } from '../../parts/base.styles.js'
import { button } from '../../parts/button.styles.js'
import { icon } from '../../parts/icon.js'
import { sumOf } from '../../sums.js'
import type { LedgerEntry } from '../../wire.js'
import { count, money } from '../../words/money.js'

/** Counts what is selected, adds it up, and does something with all of it. */
@customElement('app-selection-bar')
export class AppSelectionBar extends LitElement {
  static override styles = [
    base,
    button,
    css`
      :host { position: sticky; inset-block-end: 24px; z-index: var(--sk-z-sticky); justify-self: center; }
      .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 8px 12px 8px 16px; border-radius: var(--sk-radius-2); background: var(--sk-surface); box-shadow: var(--sk-shadow-float); animation: enter var(--sk-slow) var(--sk-ease); }
      .sums { color: var(--sk-text-2); margin-inline-end: 24px; font-variant-numeric: tabular-nums; }
      .button.quiet .icon { display: none; }
      @keyframes enter { from { opacity: 0; transform: translateY(4px); } }
      @media (max-width: 700px) { :host { inset-block-end: calc(72px + env(safe-area-inset-bottom)); justify-self: stretch; } .sums { flex: 1; margin: 0; } kbd { display: none; } .button.quiet .icon { display: block; } }
    `,
  ]

  @property({ attribute: false }) entries: readonly LedgerEntry[] = []
  /** Whether they may be reconciled by whoever looks at them. */
  @property({ type: Boolean }) changes = true
  @property({ type: Number }) open = 0
  @property({ type: Number }) matched = 0

  private send(name: string): void {
    this.dispatchEvent(new CustomEvent(name))
  }

  override render() {
    return html`<div class="bar" role="region" aria-label="Selected entries">
      <span role="status"><b>${count(this.entries.length)} selected</b></span>
      <span class="sums">${sumOf(this.entries).map(({ currency, net }) => money(net, currency)).join(' · ')}</span>
      ${this.open && this.changes ? html`<button class="button" @click=${() => this.send('app-reconcile')}>Reconcile${this.matched ? ` ${this.open}` : ''}…</button>` : nothing}
      ${this.matched && this.changes ? html`<button class="button" @click=${() => this.send('app-unreconcile')}>Take back ${this.open ? `${this.matched} ` : 'the '}${this.matched === 1 ? 'match' : 'matches'}</button>` : nothing}
      <button class="button quiet" @click=${() => this.send('app-clear')} aria-label="Clear the selection"><kbd>Esc</kbd>${icon('close')}</button>
    </div>`
  }
}

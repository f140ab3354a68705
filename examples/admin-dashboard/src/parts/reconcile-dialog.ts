import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../api.js'
import { problemOf, type Problem } from '../problem.js'
import type { LedgerEntry } from '../wire.js'
import { counted, money } from '../words/money.js'
import { sumOf } from '../sums.js'
import { base } from './base.styles.js'
import { button } from './button.styles.js'
import { card } from './card.styles.js'
import './dialog.js'
import type { AppDialog } from './dialog.js'
import { field } from './field.styles.js'
import { icon } from './icon.js'

/** Matches entries with a statement or a payout, all or none. `app-reconciled` brings the entries as they are afterwards. */
@customElement('app-reconcile-dialog')
export class AppReconcileDialog extends LitElement {
  static override styles = [base, button, card, field, css`.buttons { justify-content: end; }`]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) entries: readonly LedgerEntry[] = []
  @state() private busy = false
  @state() private problem: Problem | undefined

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.target as HTMLFormElement)
    const against = String(form.get('against')).trim()
    if (!against) {
      this.problem = { kind: 'invalid', message: 'Say what they were matched with.', code: '', requestId: '', issues: [] }
      return
    }
    this.busy = true
    this.problem = undefined
    try {
      const { data } = await this.api.ledger.reconcile({ ids: this.entries.map((one) => one.id), against, note: String(form.get('note')).trim() })
      this.dispatchEvent(new CustomEvent('app-reconciled', { detail: data, bubbles: true, composed: true }))
      this.renderRoot.querySelector<AppDialog>('app-dialog')?.close()
    } catch (thrown) {
      this.problem = problemOf(thrown)
    }
    this.busy = false
  }

  override render() {
    const sums = sumOf(this.entries).map(({ currency, net }) => money(net, currency)).join(', ')
    return html`<app-dialog heading="Reconcile ${counted(this.entries.length, 'entry', 'entries')}">
      <form class="fields" @submit=${this.submit} novalidate>
        <p class="quiet">${sums} in all. The entries themselves stay as they are; that they were found on a statement is written beside them.</p>
        <div class="field">
          <label for="against">Matched with</label>
          <input class="input" id="against" name="against" maxlength="255" placeholder="Bank statement, November" aria-invalid=${this.problem?.kind === 'invalid' ? 'true' : nothing} />
        </div>
        <div class="field"><label for="note">Note, if there is one</label><textarea class="input" id="note" name="note" maxlength="2000"></textarea></div>
        ${this.problem ? html`<p class="notice bad" role="alert">${icon('alert')} ${this.problem.message}</p>` : nothing}
        <div class="buttons"><button class="button primary" ?disabled=${this.busy}>${this.busy ? 'Reconciling…' : `Reconcile ${counted(this.entries.length, 'entry', 'entries')}`}</button></div>
      </form>
    </app-dialog>`
  }
}

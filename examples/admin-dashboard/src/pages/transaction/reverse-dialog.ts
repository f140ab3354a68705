import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../api.js'
import { base } from '../../parts/base.styles.js'
import { button } from '../../parts/button.styles.js'
import { card } from '../../parts/card.styles.js'
import '../../parts/dialog.js'
import type { AppDialog } from '../../parts/dialog.js'
import { field } from '../../parts/field.styles.js'
import { icon } from '../../parts/icon.js'
import { problemOf } from '../../problem.js'
import type { LedgerEntry } from '../../wire.js'
import { money, signedMoney } from '../../words/money.js'
import { accountName } from '../../words/names.js'

/** Books the opposite of an entry. Nothing is deleted, so the dialog says what will stand in the books afterwards. */
@customElement('app-reverse-dialog')
export class AppReverseDialog extends LitElement {
  static override styles = [base, button, card, field, css`.buttons { justify-content: end; } .booked { padding: 12px 16px; border-radius: var(--sk-radius-2); background: var(--sk-sunken); }`]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) entry!: LedgerEntry
  @state() private busy = false
  @state() private wrong = ''

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const reason = String(new FormData(event.target as HTMLFormElement).get('reason')).trim()
    if (!reason) {
      this.wrong = 'Say why, for whoever reads the books later.'
      return
    }
    this.busy = true
    this.wrong = ''
    try {
      const reversal = await this.api.ledger.reverse({ id: this.entry.id, reason })
      this.dispatchEvent(new CustomEvent('app-reversed', { detail: reversal }))
      this.renderRoot.querySelector<AppDialog>('app-dialog')?.close()
    } catch (thrown) {
      this.wrong = problemOf(thrown).message
    }
    this.busy = false
  }

  override render() {
    const { entry } = this
    const amount = money(entry.amount, entry.currency)
    return html`<app-dialog heading="Reverse ${entry.number}">
      <form class="fields" @submit=${this.submit} novalidate>
        <div class="booked">
          <p>A new entry will move <b>${amount}</b> back from ${accountName(entry.debit)} to ${accountName(entry.credit)}.</p>
          <p class="quiet">Revenue changes by ${signedMoney(-entry.net, entry.currency)}. This entry stays, marked as taken back. A reversal cannot itself be reversed.</p>
        </div>
        <div class="field">
          <label for="reason">Reason</label>
          <input class="input" id="reason" name="reason" maxlength="500" placeholder="Booked twice" aria-invalid=${this.wrong ? 'true' : nothing} aria-describedby="wrong" />
          <p id="wrong" class=${this.wrong ? 'wrong' : 'hint'} role=${this.wrong ? 'alert' : nothing}>${this.wrong ? html`${icon('alert')} ${this.wrong}` : 'It becomes the description of the new entry.'}</p>
        </div>
        <div class="buttons"><button class="button danger primary" ?disabled=${this.busy}>${this.busy ? 'Reversing…' : `Reverse ${amount}`}</button></div>
      </form>
    </app-dialog>`
  }
}

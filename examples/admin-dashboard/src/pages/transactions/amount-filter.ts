import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { base } from '../../parts/base.styles.js'
import { button } from '../../parts/button.styles.js'
import { field } from '../../parts/field.styles.js'
import { icon } from '../../parts/icon.js'
import type { EntryFilter } from '../../wire.js'
import { currencyName, major, parseAmount, symbolOf } from '../../words/money.js'

/** An amount, or from one to another, in a currency: "1000" means nothing without one. */
@customElement('app-amount-filter')
export class AppAmountFilter extends LitElement {
  static override styles = [base, button, field, css`form { display: grid; gap: 12px; padding: 8px; inline-size: 280px; max-inline-size: 100%; }`]

  @property({ attribute: false }) filter: EntryFilter = {}
  @property({ attribute: false }) currencies: readonly string[] = []
  @state() private wrong = ''

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = new FormData(event.target as HTMLFormElement)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const currency = text('currency')
    const [low, high] = (['low', 'high'] as const).map((name) => (text(name) ? parseAmount(text(name), currency) : undefined))
    if (low === null || high === null) {
      this.wrong = `Write it like ${major(100000, currency)}.`
      return
    }
    if (low !== undefined && high !== undefined && low > high) {
      this.wrong = 'The first amount is larger than the second.'
      return
    }
    this.wrong = ''
    const same = low !== undefined && low === high
    const range = { ...(low !== undefined && { minAmount: low }), ...(high !== undefined && { maxAmount: high }) }
    this.dispatchEvent(new CustomEvent('app-amount', { detail: { currency, ...(same ? { amount: low } : range) } }))
    this.dispatchEvent(new CustomEvent('app-done', { bubbles: true, composed: true }))
  }

  override render() {
    const { filter } = this
    const currency = filter.currency ?? this.currencies[0] ?? 'USD'
    const said = (value: number | undefined) => (value === undefined ? '' : major(value, currency))
    const invalid = this.wrong ? 'true' : nothing
    return html`<form @submit=${this.submit} novalidate>
      <div class="pair">
        <div class="field"><label for="low">From ${symbolOf(currency)}</label><input class="input" id="low" name="low" inputmode="decimal" autocomplete="off" .value=${said(filter.amount ?? filter.minAmount)} aria-invalid=${invalid} aria-describedby="wrong" /></div>
        <div class="field"><label for="high">To ${symbolOf(currency)}</label><input class="input" id="high" name="high" inputmode="decimal" autocomplete="off" .value=${said(filter.amount ?? filter.maxAmount)} aria-invalid=${invalid} aria-describedby="wrong" /></div>
      </div>
      <div class="field">
        <label for="currency">Currency</label>
        <span class="chosen"><select class="input" id="currency" name="currency">${(this.currencies.length ? this.currencies : [currency]).map((one) => html`<option value=${one} ?selected=${one === currency}>${currencyName(one)}</option>`)}</select>${icon('down')}</span>
        <p id="wrong" class=${this.wrong ? 'wrong' : 'hint'}>${this.wrong || 'The same amount twice finds exactly that.'}</p>
      </div>
      <button class="button primary">Show these</button>
    </form>`
  }
}

import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { entryTypes, isFiltered, revenueSources } from '../../entry-query.js'
import { base } from '../../parts/base.styles.js'
import { button } from '../../parts/button.styles.js'
import { field } from '../../parts/field.styles.js'
import { icon } from '../../parts/icon.js'
import '../../parts/pop.js'
import { menus } from '../../shell/menus.styles.js'
import type { EntryFilter } from '../../wire.js'
import { money } from '../../words/money.js'
import { sourceNames, typeNames } from '../../words/names.js'
import './amount-filter.js'
import '../../parts/contact-filter.js'
import './date-filter.js'
import { dateWords } from './date-ranges.js'
import type { Api } from '../../api.js'

/** The filters as chips: what is set says so in words, and each can be taken away on its own. */
@customElement('app-filter-bar')
export class AppFilterBar extends LitElement {
  static override styles = [
    base,
    button,
    field,
    menus,
    css`
      :host { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
      .chip .icon { inline-size: 12px; block-size: 12px; }
      .set { display: inline-flex; }
      .set .chip { border-start-end-radius: 0; border-end-end-radius: 0; }
      .set .away { border-inline-start: 0; border-start-start-radius: 0; border-end-start-radius: 0; border-start-end-radius: var(--sk-radius-1); border-end-end-radius: var(--sk-radius-1); padding-inline: 7px; }
      .panel-foot { padding: 8px 12px 4px; }
      @media (max-width: 700px) {
        :host { flex-wrap: nowrap; overflow-x: auto; margin-inline: -16px; padding: 2px 16px; scrollbar-width: none; }
        :host > * { flex: none; }
      }
    `,
  ]

  @property({ attribute: false }) filter: EntryFilter = {}
  @property({ attribute: false }) api!: Api
  @property() contactName = ''
  @property({ attribute: false }) currencies: readonly string[] = []
  @property() timeZone = 'UTC'

  private change(change: { [K in keyof EntryFilter]?: EntryFilter[K] | undefined }): void {
    const next = Object.fromEntries(Object.entries({ ...this.filter, ...change }).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))) as EntryFilter
    this.dispatchEvent(new CustomEvent<EntryFilter>('app-filter', { detail: next }))
  }

  private chip(name: string, value: string | undefined, cleared: Parameters<typeof this.change>[0], panel: TemplateResult) {
    return html`<app-pop>
      <span slot="opener" class=${value === undefined ? '' : 'set'}>
        <button class="chip ${value === undefined ? '' : 'on'}" aria-haspopup="true">${value === undefined ? name : html`<span class="unseen">${name}: </span>${value}`}${value === undefined ? icon('down') : nothing}</button
        >${value === undefined ? nothing : html`<button class="chip on away" aria-label="Remove the filter ${name}" @click=${(event: Event) => (event.stopPropagation(), this.change(cleared))}>${icon('close')}</button>`}
      </span>
      <div slot="panel">${panel}</div>
    </app-pop>`
  }

  private several<T extends string>(all: readonly T[], chosen: readonly T[] = [], names: Record<T, string>, set: (next: T[]) => void) {
    const toggle = (one: T) => set(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one])
    return html`<div class="menu">${all.map((one) => html`<label class="item"><input type="checkbox" class="box" .checked=${chosen.includes(one)} @change=${() => toggle(one)} /><span class="grow">${names[one]}</span></label>`)}</div>`
  }

  private one(options: readonly [string, string][], chosen: string | undefined, set: (value: string) => void, name: string) {
    return html`<div class="menu" role="radiogroup" aria-label=${name}>
      ${options.map(([value, words]) => html`<label class="item"><input type="radio" class="box" name=${name} .checked=${value === chosen} @change=${() => set(value)} /><span class="grow">${words}</span></label>`)}
    </div>`
  }

  private get amountWords(): string | undefined {
    const { amount, minAmount, maxAmount, currency } = this.filter
    if (currency === undefined) return undefined
    const said = (value: number) => money(value, currency)
    if (amount !== undefined) return said(amount)
    if (minAmount !== undefined && maxAmount !== undefined) return `${said(minAmount)} to ${said(maxAmount)}`
    return minAmount !== undefined ? `${said(minAmount)} or more` : maxAmount !== undefined ? `up to ${said(maxAmount)}` : undefined
  }

  override render() {
    const { filter } = this
    const listed = <T extends string>(chosen: readonly T[] | undefined, names: Record<T, string>) => (chosen?.length ? chosen.map((one) => names[one]).join(', ') : undefined)
    const noAmount = { amount: undefined, minAmount: undefined, maxAmount: undefined }
    const reconciled = filter.reconciled === undefined ? undefined : filter.reconciled ? 'yes' : 'no'
    const currencies = [...new Set([...this.currencies, ...(filter.currency ? [filter.currency] : [])])]
    return html`
      ${this.chip('Type', listed(filter.type, typeNames), { type: undefined }, this.several(entryTypes, filter.type, typeNames, (type) => this.change({ type })))}
      ${this.chip('Source', listed(filter.source, sourceNames), { source: undefined }, this.several(revenueSources, filter.source, sourceNames, (source) => this.change({ source })))}
      ${this.chip('Contact', filter.contactId === undefined ? undefined : this.contactName || 'One contact', { contactId: undefined },
        html`<app-contact-filter .api=${this.api} @app-chosen=${(event: CustomEvent<string>) => this.change({ contactId: event.detail })}></app-contact-filter>`)}
      ${this.chip('Dates', dateWords(filter.from, filter.to), { from: undefined, to: undefined },
        html`<app-date-filter .from=${filter.from ?? ''} .to=${filter.to ?? ''} .timeZone=${this.timeZone} @app-dates=${(event: CustomEvent<Pick<EntryFilter, 'from' | 'to'>>) => this.change({ from: undefined, to: undefined, ...event.detail })}></app-date-filter>`)}
      ${this.chip('Amount', this.amountWords, noAmount,
        html`<app-amount-filter .filter=${filter} .currencies=${currencies} @app-amount=${(event: CustomEvent<EntryFilter>) => this.change({ ...noAmount, ...event.detail })}></app-amount-filter>`)}
      ${currencies.length > 1 || filter.currency ? this.chip('Currency', filter.currency, { currency: undefined, ...noAmount }, this.one(currencies.map((one) => [one, one] as [string, string]), filter.currency, (currency) => this.change({ currency, ...noAmount }), 'Currency')) : nothing}
      ${this.chip('Reconciled', reconciled && (reconciled === 'yes' ? 'Reconciled' : 'Not reconciled'), { reconciled: undefined },
        this.one([['yes', 'Reconciled'], ['no', 'Not reconciled yet']], reconciled, (value) => this.change({ reconciled: value === 'yes' }), 'Reconciled'))}
      ${filter.subscriptionId ? html`<button class="chip on" @click=${() => this.change({ subscriptionId: undefined })}>One subscription ${icon('close', 'Remove')}</button>` : nothing}
      ${isFiltered(filter) ? html`<button class="link alone" @click=${() => this.dispatchEvent(new CustomEvent('app-filter', { detail: {} }))}>Clear all</button>` : nothing}
    `
  }
}

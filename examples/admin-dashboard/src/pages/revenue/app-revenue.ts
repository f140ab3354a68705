import { html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { writeEntryFilter } from '../../entry-query.js'
import { Live, debounce } from '../../live.js'
import { Load } from '../../load.js'
import { go, PageElement } from '../../page-element.js'
import '../../parts/export-menu.js'
import { icon } from '../../parts/icon.js'
import { shared } from '../../parts/shared.styles.js'
import { empty, failed, waiting } from '../../parts/states.js'
import { lines, table } from '../../parts/table.styles.js'
import type { EntryFilter, EntryType, LiveEvent, RevenueOverview, RevenueSource } from '../../wire.js'
import { dayIn, firstDay, lastDay, longDate, monthName, plusMonths } from '../../words/dates.js'
import { counted, currencyName, money } from '../../words/money.js'
import { revenueStyles } from './app-revenue.styles.js'
import { breakdown, breakdownBones } from './breakdown.js'
import './latest-entries.js'
import type { AppLatestEntries } from './latest-entries.js'
import './mrr-chart.js'
import { asOfSentence, tileBones, tiles } from './tiles.js'

/** What the business earned, and what moved it. */
@customElement('app-revenue')
export class AppRevenue extends PageElement {
  static override styles = [...shared, table, lines, revenueStyles]

  private readonly newest = new Load<string>(this, () => this.workspace.slug, async (signal) => (await this.api.analytics.revenueOverview({ months: 1 }, { signal })).months.at(-1)?.month ?? '')
  private readonly overview = new Load<RevenueOverview>(
    this,
    () => [this.workspace.slug, this.asked],
    (signal) => this.api.analytics.revenueOverview({ ...this.asked, months: 12 }, { signal }),
  )
  private readonly refetch = debounce(800, () => void this.overview.again())

  constructor() {
    super()
    new Live(this, (event) => this.heard(event))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.entitle('Revenue')
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.refetch.cancel()
  }

  private get asked(): { currency?: string; month?: string } {
    const query = new URLSearchParams(this.search)
    const month = query.get('month') ?? ''
    const currency = query.get('currency') ?? ''
    return { ...(/^\d{4}-(0[1-9]|1[0-2])$/.test(month) && { month }), ...(/^[A-Z]{3}$/.test(currency) && { currency }) }
  }

  private heard(event: LiveEvent): void {
    if (!event.name.startsWith('ledger.') && event.name !== 'subscription.changed' && event.name !== 'settings.changed') return
    this.refetch()
    this.renderRoot.querySelector<AppLatestEntries>('app-latest-entries')?.heard(event)
  }

  private ask(what: { month?: string; currency?: string }): void {
    const query = new URLSearchParams(Object.entries({ ...this.asked, ...what }).filter(([, value]) => value))
    this.refine('revenue', query.toString())
  }

  private entries(overview: RevenueOverview, filter: EntryFilter = {}): string {
    const { from, to } = overview.revenue.period
    return this.address('transactions', '', writeEntryFilter({ currency: overview.currency, from, to, ...filter }))
  }

  private openMonth(overview: RevenueOverview, month: string): void {
    go(this.entries(overview, { from: firstDay(month), to: lastDay(month) }))
  }

  private get pickers() {
    const overview = this.overview.value
    const newest = this.newest.value || dayIn(Date.now(), this.timeZone).slice(0, 7)
    const months = Array.from({ length: 24 }, (_, back) => plusMonths(newest, -back))
    const month = this.asked.month ?? overview?.months.at(-1)?.month ?? newest
    const currency = this.asked.currency ?? overview?.currency ?? this.business.currency
    const currencies = [...new Set([currency, ...(overview?.currencies ?? [])])]
    const pick = (event: Event) => (event.target as HTMLSelectElement).value
    return html`
      <label class="chosen dated grow">${icon('calendar')}<span class="unseen">Month</span>
        <select class="button" @change=${(event: Event) => this.ask({ month: pick(event) })}>
          ${(months.includes(month) ? months : [month, ...months]).map((one) => html`<option value=${one} ?selected=${one === month}>${monthName(one)}</option>`)}
        </select>${icon('down')}
      </label>
      ${currencies.length > 1
        ? html`<label class="chosen"><span class="unseen">Currency</span>
            <select class="button" @change=${(event: Event) => this.ask({ currency: pick(event) })}>${currencies.map((one) => html`<option value=${one} ?selected=${one === currency}>${currencyName(one)}</option>`)}</select>${icon('down')}
          </label>`
        : nothing}
      <app-export-menu class="wide-only" .api=${this.api} .filter=${overview ? { currency: overview.currency, from: overview.revenue.period.from, to: overview.revenue.period.to } : {}}></app-export-menu>
    `
  }

  private figures() {
    const { value: overview, problem } = this.overview
    if (problem && !overview) return html`<div class="card">${failed('The figures', problem, () => void this.overview.again())}</div>`
    if (!overview)
      return html`${waiting('the figures')}${tileBones()}
        <div class="two"><div class="card padded chart-holds bones"><h2>MRR and what moved it</h2></div><div class="card padded">${breakdownBones()}</div></div>`
    if (overview.entries === 0)
      return html`<div class="card">${empty(
        'No money has moved yet',
        'Bring in the old platform’s export, and this page says what the business earned, from whom, and why.',
        html`<a class="button primary" href=${this.address('imports')}>Import an export</a>`,
      )}</div>`
    const active = this.address('contacts', '', 'type=customer')
    const to = (by: { source?: string; type?: string }) =>
      this.entries(overview, { ...(by.source && { source: [by.source as RevenueSource] }), ...(by.type && { type: [by.type as EntryType] }) })
    return html`
      ${problem ? html`<div class="notice warn" role="status">${icon('offline')}<p class="grow">These figures are from before: they could not be brought up to date. <button class="link" @click=${() => void this.overview.again()}>Try again</button></p></div>` : nothing}
      ${tiles(overview, { subscriptions: this.entries(overview, { type: ['subscription_charge'] }), entries: this.entries(overview), customers: active })}
      <div class="two">
        <section class="card padded"><app-mrr-chart .months=${overview.months} .currency=${overview.currency} @app-month=${(event: CustomEvent<string>) => this.openMonth(overview, event.detail)}></app-mrr-chart></section>
        <section class="card padded">${breakdown(overview, to)}</section>
      </div>
    `
  }

  override render() {
    const overview = this.overview.value
    return html`<div class="page" aria-busy=${this.overview.busy}>
      <header class="page-head">
        <div><h1>Revenue</h1>${overview ? asOfSentence(overview, longDate(overview.asOf, this.timeZone)) : nothing}</div>
        <div class="buttons pickers">${this.pickers}</div>
      </header>
      ${this.figures()}
      <app-latest-entries .api=${this.api} .timeZone=${this.timeZone} .workspace=${this.workspace.slug} .total=${overview ? `${counted(overview.entries, 'entry', 'entries')} in all, ${money(overview.total.net, overview.currency)} net${overview.currencies.length > 1 ? ` in ${overview.currency}` : ''}` : ''} ?hidden=${overview?.entries === 0}></app-latest-entries>
    </div>`
  }
}

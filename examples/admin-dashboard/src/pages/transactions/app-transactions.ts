import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { isFiltered, meansAmount, readEntryFilter, readEntrySort, writeEntryFilter } from '../../entry-query.js'
import { ListKeys } from '../../list-keys.js'
import { debounce, Live } from '../../live.js'
import { Load } from '../../load.js'
import { go, PageElement } from '../../page-element.js'
import { Paged } from '../../paged.js'
import { entryTableStyles } from '../../parts/entry-table.styles.js'
import '../../parts/export-menu.js'
import { field } from '../../parts/field.styles.js'
import { icon } from '../../parts/icon.js'
import '../../parts/reconcile-dialog.js'
import { shared } from '../../parts/shared.styles.js'
import { boneRows, empty, failed, waiting } from '../../parts/states.js'
import { lines, table } from '../../parts/table.styles.js'
import { toast } from '../../parts/toast.js'
import { problemOf } from '../../problem.js'
import { may } from '../../rights.js'
import { reconcilable } from '../../sums.js'
import type { EntryFilter, EntrySort, EntrySummary, LedgerEntry, LiveEvent } from '../../wire.js'
import { counted, money } from '../../words/money.js'
import { transactionsStyles } from './app-transactions.styles.js'
import { entryTable } from './entry-table.js'
import './filter-bar.js'
import './money-answer.js'
import './selection-bar.js'

/** Every entry of the books, found by what somebody remembers of it. */
@customElement('app-transactions')
export class AppTransactions extends PageElement {
  static override styles = [...shared, field, table, lines, entryTableStyles, transactionsStyles]

  @state() private chosen: ReadonlySet<string> = new Set()
  @state() private fresh: ReadonlySet<string> = new Set()
  @state() private reconciling = false
  private readonly list = new Paged<LedgerEntry>(
    this,
    () => [this.workspace.slug, this.filter, this.sort],
    (cursor, signal) => this.api.ledger.list({ ...this.filter, sort: this.sort, limit: 50, ...(cursor !== undefined && { cursor }) }, { signal }),
  )
  private readonly summary = new Load<EntrySummary>(this, () => [this.workspace.slug, this.filter], (signal) => this.api.ledger.summary(this.filter, { signal }))
  private readonly contactName = new Load<string>(
    this,
    () => this.filter.contactId,
    async (signal) => (await this.api.contacts.get({ id: this.filter.contactId ?? '' }, { signal })).name ?? '',
  )
  private readonly keys = new ListKeys(this, {
    count: () => this.list.rows?.length ?? 0,
    open: (at) => this.open(this.list.rows?.[at]),
    select: (at) => this.select([this.list.rows?.[at]?.id ?? '']),
    escape: () => this.chosen.size > 0 && !!(this.chosen = new Set()),
  })
  private readonly refetch = debounce(800, () => void this.freshen())
  private readonly searched = debounce(300, () => this.apply({ ...this.filter, text: this.typed }, 'replace'))
  private typed = ''

  constructor() {
    super()
    new Live(this, (event) => this.heard(event))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.entitle('Transactions')
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.refetch.cancel()
    this.searched.cancel()
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('search')) return
    this.chosen = new Set()
    this.fresh = new Set()
    this.keys.reset()
  }

  private get filter(): EntryFilter {
    return readEntryFilter(this.search)
  }

  private get sort(): EntrySort {
    return readEntrySort(this.search)
  }

  private apply(filter: EntryFilter, how: 'push' | 'replace' = 'push'): void {
    const { text, ...rest } = filter
    this.refine('transactions', writeEntryFilter({ ...rest, ...(text && { text }) }, this.sort), how)
  }

  private heard({ name }: LiveEvent): void {
    if (name.startsWith('ledger.')) this.refetch()
  }

  /** Looks again at as many rows as are shown at most on a first page; what was not there before comes in tinted. */
  private async freshen(): Promise<void> {
    const before = new Set(this.list.rows?.map((one) => one.id))
    if ((this.list.rows?.length ?? 0) <= 50) await this.list.again()
    this.fresh = new Set(this.list.rows?.filter((one) => !before.has(one.id)).map((one) => one.id))
    await this.summary.again()
  }

  private open(entry: LedgerEntry | undefined): void {
    if (entry) go(this.address('transaction', entry.number, this.search))
  }

  private select(ids: readonly string[], on?: boolean): void {
    const next = new Set(this.chosen)
    for (const id of ids) if (on ?? !next.has(id)) next.add(id)
      else next.delete(id)
    this.chosen = next
  }

  private get selected(): LedgerEntry[] {
    return this.list.rows?.filter((one) => this.chosen.has(one.id)) ?? []
  }

  private replaceRows(entries: readonly LedgerEntry[]): void {
    const now = new Map(entries.map((one) => [one.id, one]))
    this.list.change(this.list.rows?.map((one) => now.get(one.id) ?? one) ?? [])
  }

  private reconciled(entries: LedgerEntry[]): void {
    this.replaceRows(entries)
    this.chosen = new Set()
    toast(`${counted(entries.length, 'entry', 'entries')} reconciled`, 'done', { label: 'Undo', run: () => void this.unreconcile(entries.map((one) => one.id)) })
  }

  private async unreconcile(ids: string[]): Promise<void> {
    try {
      const { data } = await this.api.ledger.unreconcile({ ids })
      this.replaceRows(data)
      this.chosen = new Set()
      toast(`The match of ${counted(data.length, 'entry', 'entries')} was taken back`)
    } catch (thrown) {
      const problem = problemOf(thrown)
      toast(`Not taken back: ${problem.message}`, problem.kind === 'offline' ? 'offline' : 'failed')
    }
  }

  private rows() {
    const { rows, problem, busy, next } = this.list
    if (!rows) return problem ? failed('The transactions', problem, () => void this.list.again()) : html`${waiting('the transactions')}${boneRows(12, 6)}`
    if (rows.length === 0)
      return isFiltered(this.filter)
        ? empty('Nothing matches', 'No entry is like that. Take a filter away, or look for less of it.', html`<button class="button" @click=${() => this.apply({})}>Clear all filters</button>`)
        : empty('No transactions yet', 'They appear here as money moves. What the old platform knows can be brought in.', html`<a class="button primary" href=${this.address('imports')}>Import an export</a>`)
    const total = this.summary.value?.count
    return html`
      ${entryTable({
        rows, chosen: this.chosen, fresh: this.fresh, at: this.keys.at, sort: this.sort, timeZone: this.timeZone,
        address: (entry) => this.address('transaction', entry.number, this.search),
        open: (entry) => this.open(entry),
        select: (ids, on) => this.select(ids, on),
        sortBy: (sort) => this.refine('transactions', writeEntryFilter(this.filter, sort)),
      })}
      <div class="below">
        <span>${total === undefined || total <= rows.length ? counted(rows.length, 'entry', 'entries') : `${rows.length} of ${counted(total, 'entry', 'entries')}`}</span>
        ${problem ? html`<span role="alert">The next ones did not load: ${problem.message}</span>` : nothing}
        ${next === null ? nothing : html`<button class="button" ?disabled=${busy} @click=${() => void this.list.more()}>${busy ? 'Loading…' : problem ? 'Try again' : 'Show 50 more'}</button>`}
      </div>
    `
  }

  private get summaryWords() {
    const summary = this.summary.value
    if (!summary) return html`<svg class="bone" width="180"></svg>`
    return html`${counted(summary.count, 'entry', 'entries')}${summary.totals.map(({ currency, net }) => html`<span class="faint"> · </span><span class="sum">${money(net, currency)}</span>`)}`
  }

  override render() {
    const { filter } = this
    const text = filter.text ?? ''
    const { open, matched } = reconcilable(this.selected)
    const currencies = [...new Set([this.business.currency, ...(this.summary.value?.totals.map((one) => one.currency) ?? [])])]
    return html`<div class="page" aria-busy=${this.list.busy}>
      <header class="page-head">
        <div><h1>Transactions</h1><p class="under figures" role="status">${this.summaryWords}</p></div>
        <div class="buttons"><app-export-menu .api=${this.api} .filter=${filter}></app-export-menu></div>
      </header>
      <div class="tools">
        <label class="searching">${icon('search')}
          <input class="input" type="search" aria-label="Search the transactions" placeholder="An amount, a name, a number, a Stripe id" .value=${text} autocomplete="off" @input=${(event: InputEvent) => ((this.typed = (event.target as HTMLInputElement).value.trim()), this.searched())} /><kbd>/</kbd>
        </label>
        <app-filter-bar .api=${this.api} .filter=${filter} .contactName=${this.contactName.value ?? ''} .currencies=${currencies} .timeZone=${this.timeZone} @app-filter=${(event: CustomEvent<EntryFilter>) => this.apply(event.detail)}></app-filter-bar>
      </div>
      ${meansAmount(text) ? html`<app-money-answer .api=${this.api} .amount=${text} .currency=${filter.currency ?? ''} .workspace=${this.workspace.slug}></app-money-answer>` : nothing}
      <section class="card" aria-label="Entries">${this.rows()}</section>
      ${this.chosen.size > 0
        ? html`<app-selection-bar .changes=${may(this.workspace, 'ledger.write', 'owner', 'billing')} .entries=${this.selected} .open=${open.length} .matched=${matched.length} @app-reconcile=${() => (this.reconciling = true)} @app-unreconcile=${() => void this.unreconcile(matched)} @app-clear=${() => (this.chosen = new Set())}></app-selection-bar>`
        : nothing}
      ${this.reconciling
        ? html`<app-reconcile-dialog .api=${this.api} .entries=${this.selected.filter((one) => !one.reconciliation)} @app-reconciled=${(event: CustomEvent<LedgerEntry[]>) => this.reconciled(event.detail)} @app-closed=${() => (this.reconciling = false)}></app-reconcile-dialog>`
        : nothing}
    </div>`
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../api.js'
import { Load } from '../../load.js'
import { base } from '../../parts/base.styles.js'
import { button } from '../../parts/button.styles.js'
import { card } from '../../parts/card.styles.js'
import { entryCells, entryLine } from '../../parts/entry-row.js'
import { boneRows, empty, failed } from '../../parts/states.js'
import { stateStyles } from '../../parts/states.styles.js'
import { lines, table } from '../../parts/table.styles.js'
import { entryTableStyles } from '../../parts/entry-table.styles.js'
import { addressOf } from '../../routes.js'
import type { LedgerEntry, LiveEvent } from '../../wire.js'
import { money } from '../../words/money.js'

const rows = 6

/** What was booked last. An entry that arrives while somebody looks comes in at the top, tinted for two seconds. */
@customElement('app-latest-entries')
export class AppLatestEntries extends LitElement {
  static override styles = [base, button, card, stateStyles, table, lines, entryTableStyles, css`.head { display: flex; align-items: center; gap: 12px; padding: 14px 20px 6px; } .head a { margin-inline-start: auto; white-space: nowrap; } @media (max-width: 700px) { .head { padding: 14px 16px; } }`]

  @property({ attribute: false }) api!: Api
  @property() timeZone = 'UTC'
  @property() workspace = ''
  @property() total = ''
  @state() private fresh = new Set<string>()
  private readonly entries = new Load<LedgerEntry[]>(
    this,
    () => this.workspace || undefined,
    async (signal) => (await this.api.ledger.list({ limit: rows }, { signal })).data,
  )

  heard(event: LiveEvent): void {
    if (event.name === 'ledger.entry_recorded' || event.name === 'ledger.entry_reversed') void this.add(event.data.entryId)
    else if (event.name === 'ledger.entries_recorded') void this.entries.again()
  }

  private async add(id: string): Promise<void> {
    try {
      const entry = await this.api.ledger.get({ id })
      const others = (this.entries.value ?? []).filter((one) => one.id !== id)
      this.fresh = new Set([...this.fresh, id])
      this.entries.set([entry, ...others].slice(0, rows))
    } catch {
      void this.entries.again()
    }
  }

  private list(entries: readonly LedgerEntry[]) {
    const now = Date.now()
    const address = (entry: LedgerEntry) => addressOf(this.workspace, 'transaction', entry.number)
    return html`
      <table class="sheet entries wide-only">
        <thead><tr><th scope="col" class="entry">Entry</th><th scope="col" class="person">Contact</th><th scope="col">For</th><th scope="col" class="source">Source</th><th scope="col" class="at">When</th><th scope="col" class="money sum">Amount</th></tr></thead>
        <tbody>${entries.map((entry) => html`<tr class=${this.fresh.has(entry.id) ? 'fresh' : ''}>${entryCells(entry, address(entry), now, this.timeZone)}<td class="money">${money(entry.net, entry.currency)}</td></tr>`)}</tbody>
      </table>
      <ul class="narrow-only">${entries.map((entry) => html`<li>${entryLine(entry, address(entry), now, this.timeZone, this.fresh.has(entry.id) ? 'fresh' : '')}</li>`)}</ul>
    `
  }

  override render() {
    const { value, problem } = this.entries
    return html`<section class="card">
      <div class="head"><h2>Latest entries</h2><span class="small faint figures wide-only">${this.total}</span><a class="link alone" href=${addressOf(this.workspace, 'transactions')}>All<span class="wide-only"> transactions</span></a></div>
      ${value ? (value.length ? this.list(value) : empty('No entries yet', 'They appear here by themselves as money moves.')) : problem ? failed('The latest entries', problem, () => void this.entries.again()) : boneRows(rows, 5)}
      ${problem && value ? html`<p class="below">Not up to date: ${problem.message}</p>` : nothing}
    </section>`
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Api } from '../../api.js'
import { writeEntryFilter } from '../../entry-query.js'
import { Paged } from '../../paged.js'
import { base } from '../../parts/base.styles.js'
import { button } from '../../parts/button.styles.js'
import { card } from '../../parts/card.styles.js'
import { entryWord } from '../../parts/entry-row.js'
import { icon } from '../../parts/icon.js'
import { boneRows, empty, failed } from '../../parts/states.js'
import { stateStyles } from '../../parts/states.styles.js'
import { table } from '../../parts/table.styles.js'
import { dayAndTime } from '../../parts/words.js'
import { addressOf } from '../../routes.js'
import type { LedgerEntry } from '../../wire.js'
import { dayIn, monthName } from '../../words/dates.js'
import { money } from '../../words/money.js'
import { sourceNames } from '../../words/names.js'

/** What somebody paid and got back, month by month, newest first. */
@customElement('app-timeline')
export class AppTimeline extends LitElement {
  static override styles = [
    base,
    button,
    card,
    stateStyles,
    table,
    css`
      section { padding-block: 8px 0; }
      h3 { padding: 12px 20px 4px; color: var(--sk-text-2); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); font-weight: var(--sk-weight); }
      a.row { display: grid; grid-template-columns: 24px minmax(0, 1fr) auto 128px; align-items: start; gap: 12px; padding: 8px 20px; }
      a.row:hover { background: var(--sk-hover); }
      .ring { display: grid; place-items: center; inline-size: 24px; block-size: 24px; border-radius: 50%; background: var(--sk-sunken); color: var(--sk-text-2); }
      .ring .icon { inline-size: 14px; block-size: 14px; }
      .at { text-align: end; color: var(--sk-text-2); font-size: var(--sk-size-1); line-height: 20px; }
      .below { margin-block-start: 8px; }
      @media (max-width: 700px) { a.row { grid-template-columns: 24px minmax(0, 1fr) auto; } .at { grid-column: 2 / -1; text-align: start; margin-block-start: -12px; } }
    `,
  ]

  @property({ attribute: false }) api!: Api
  @property() contactId = ''
  @property() workspace = ''
  @property() timeZone = 'UTC'
  /** Grows when something happened, so that the list looks again. */
  @property({ type: Number }) turn = 0
  private readonly entries = new Paged<LedgerEntry>(
    this,
    () => [this.contactId, this.turn],
    (cursor, signal) => this.api.ledger.list({ contactId: this.contactId, limit: 20, ...(cursor !== undefined && { cursor }) }, { signal }),
  )

  private row(entry: LedgerEntry) {
    return html`<li><a class="row" href=${addressOf(this.workspace, 'transaction', entry.number, writeEntryFilter({ contactId: this.contactId }))}>
      <span class="ring">${icon(entry.net < 0 ? 'undo' : 'coins')}</span>
      <span><span><b>${entryWord(entry)}</b>${entry.description ? html` for ${entry.description}` : nothing}</span><br /><span class="quiet">${sourceNames[entry.source]} · ${entry.number}${entry.reconciliation ? ' · reconciled' : ''}</span></span>
      <span class="money">${money(entry.net, entry.currency)}</span>
      <span class="at">${dayAndTime(entry.happenedAt, this.timeZone)}</span>
    </a></li>`
  }

  override render() {
    const { rows, problem, next, busy } = this.entries
    if (!rows) return html`<section class="card">${problem ? failed('The payments', problem, () => void this.entries.again()) : boneRows(6, 4)}</section>`
    if (rows.length === 0) return html`<section class="card">${empty('Nothing paid yet', 'What this person pays, and what goes back, stands here by month.')}</section>`
    const months = new Map<string, LedgerEntry[]>()
    for (const entry of rows) {
      const month = dayIn(entry.happenedAt, this.timeZone).slice(0, 7)
      months.set(month, [...(months.get(month) ?? []), entry])
    }
    return html`<section class="card">
      <h2 class="unseen">What was paid, by month</h2>
      ${[...months].map(([month, entries]) => html`<h3>${monthName(month)}</h3><ul>${entries.map((entry) => this.row(entry))}</ul>`)}
      <div class="below">
        <a class="link alone" href=${addressOf(this.workspace, 'transactions', '', writeEntryFilter({ contactId: this.contactId }))}>All as a list</a>
        ${problem ? html`<span role="alert">${problem.message}</span>` : nothing}
        ${next === null ? nothing : html`<button class="button" ?disabled=${busy} @click=${() => void this.entries.more()}>${busy ? 'Loading…' : 'Earlier ones'}</button>`}
      </div>
    </section>`
  }
}

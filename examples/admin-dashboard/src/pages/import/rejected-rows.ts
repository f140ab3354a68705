import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../api.js'
import { Paged } from '../../paged.js'
import { base } from '../../parts/base.styles.js'
import { button } from '../../parts/button.styles.js'
import { card } from '../../parts/card.styles.js'
import { boneRows, failed } from '../../parts/states.js'
import { stateStyles } from '../../parts/states.styles.js'
import { table } from '../../parts/table.styles.js'
import { problemOf } from '../../problem.js'
import type { LegacyRow } from '../../wire.js'
import { count, counted } from '../../words/money.js'
import { asWords, sentenceCase } from '../../words/names.js'
import { importStyles } from '../imports/import.styles.js'

/** Rows that could not be brought in: which, why, and the text as it was read. */
@customElement('app-rejected-rows')
export class AppRejectedRows extends LitElement {
  static override styles = [base, button, card, stateStyles, table, importStyles]

  @property({ attribute: false }) api!: Api
  @property() importId = ''
  @property({ type: Number }) total = 0
  @state() private raw: ReadonlyMap<string, string> = new Map()
  private readonly list = new Paged<LegacyRow>(
    this,
    () => this.importId,
    (cursor, signal) => this.api.imports.rows({ id: this.importId, outcome: 'rejected', limit: 25, ...(cursor !== undefined && { cursor }) }, { signal }),
  )

  private async open(row: LegacyRow, event: Event): Promise<void> {
    const key = `${row.table}:${row.legacyId}`
    if (!(event.target as HTMLDetailsElement).open || this.raw.has(key)) return
    let text: string
    try {
      const { raw } = await this.api.imports.row({ table: row.table, legacyId: row.legacyId })
      text = raw === null ? 'The text of this row has been erased.' : raw.encoding === 'base64' ? `Not readable as text. In base64:\n${raw.body}` : raw.body
    } catch (thrown) {
      text = `The text did not load: ${problemOf(thrown).message}`
    }
    this.raw = new Map([...this.raw, [key, text]])
  }

  override render() {
    const { rows, problem, next, busy } = this.list
    return html`<section class="card">
      <div class="section-head"><h2>Rejected rows</h2><span class="small faint">${counted(this.total, 'row')}</span></div>
      ${!rows ? (problem ? failed('The rejected rows', problem, () => void this.list.again()) : boneRows(2, 3)) : nothing}
      <ul class="rows">
        ${rows?.map((row) => html`<li><details @toggle=${(event: Event) => this.open(row, event)}>
          <summary><span class="one-line">${row.table}, line ${count(row.line)}<span class="faint"> · ${row.legacyId}</span></span><span class="quiet">${row.message ?? sentenceCase(asWords(row.reason ?? 'no reason given'))}</span></summary>
          <pre>${this.raw.get(`${row.table}:${row.legacyId}`) ?? 'Loading…'}</pre>
        </details></li>`)}
      </ul>
      ${next === null ? nothing : html`<div class="below"><span>${problem?.message ?? ''}</span><button class="button" ?disabled=${busy} @click=${() => void this.list.more()}>${busy ? 'Loading…' : 'More of them'}</button></div>`}
    </section>`
  }
}

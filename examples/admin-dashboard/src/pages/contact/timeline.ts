import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../api.js'
import { writeEntryFilter } from '../../entry-query.js'
import { Paged } from '../../paged.js'
import { base } from '../../parts/base.styles.js'
import { button } from '../../parts/button.styles.js'
import { card } from '../../parts/card.styles.js'
import { entryWord } from '../../parts/entry-row.js'
import { icon } from '../../parts/icon.js'
import '../../parts/question.js'
import { boneRows, empty, failed } from '../../parts/states.js'
import { stateStyles } from '../../parts/states.styles.js'
import { table } from '../../parts/table.styles.js'
import { toast } from '../../parts/toast.js'
import { dayAndTime } from '../../parts/words.js'
import type { Held } from '../../rights.js'
import { addressOf } from '../../routes.js'
import type { ContactNote, LedgerEntry } from '../../wire.js'
import { dayIn, monthName } from '../../words/dates.js'
import { money } from '../../words/money.js'
import { roleName, sourceNames } from '../../words/names.js'
import { interleave } from './interleave.js'
import { partsOf } from './mentions.js'
import './note-writer.js'
import { timelineStyles } from './timeline.styles.js'

type Kind = 'everything' | 'money' | 'notes'
type Item = { at: string; entry: LedgerEntry } | { at: string; note: ContactNote }
const kinds: [Kind, string][] = [['everything', 'Everything'], ['money', 'Money'], ['notes', 'Notes']]

/** What somebody paid and got back, and what the team wrote about them, month by month, newest first. */
@customElement('app-timeline')
export class AppTimeline extends LitElement {
  static override styles = [base, button, card, stateStyles, table, timelineStyles]

  @property({ attribute: false }) api!: Api
  @property() contactId = ''
  @property() workspace = ''
  @property() timeZone = 'UTC'
  @property({ attribute: false }) held: Held = {}
  /** Grows when something happened, so that the list looks again. */
  @property({ type: Number }) turn = 0
  @state() private kind: Kind = 'everything'
  @state() private writing = false
  @state() private editing = ''
  @state() private removing: ContactNote | undefined
  private readonly entries = new Paged<LedgerEntry>(this, () => this.contactId, (cursor, signal) => this.api.ledger.list({ contactId: this.contactId, limit: 20, ...(cursor !== undefined && { cursor }) }, { signal }))
  private readonly notes = new Paged<ContactNote>(this, () => this.contactId, (cursor, signal) => this.api.contacts.notes({ contactId: this.contactId, limit: 20, ...(cursor !== undefined && { cursor }) }, { signal }))

  /** What is shown stays while it is fetched again, and so does what is being written. */
  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('turn') || this.turn === 0) return
    void this.entries.again()
    void this.notes.again()
  }

  private more(): void {
    if (this.kind !== 'notes') void this.entries.more()
    if (this.kind !== 'money') void this.notes.more()
  }

  private mine({ author }: ContactNote): boolean {
    const { role, userId } = this.held
    return role === undefined || role === 'owner' || author.id === userId
  }

  private added(note: ContactNote): void {
    this.writing = false
    this.notes.change([note, ...(this.notes.rows ?? []).filter(({ id }) => id !== note.id)])
    toast('The note is added')
  }

  private edited(note: ContactNote): void {
    this.editing = ''
    this.notes.change((this.notes.rows ?? []).map((one) => (one.id === note.id ? note : one)))
    toast('The note is saved')
  }

  private async takeAway({ id }: ContactNote): Promise<void> {
    await this.api.contacts.removeNote({ id })
    this.notes.change((this.notes.rows ?? []).filter((one) => one.id !== id))
    toast('The note is removed')
  }

  private renderEntry(entry: LedgerEntry) {
    return html`<li><a class="row" href=${addressOf(this.workspace, 'transaction', entry.number, writeEntryFilter({ contactId: this.contactId }))}>
      <span class="ring">${icon(entry.net < 0 ? 'undo' : 'coins')}</span>
      <span><span><b>${entryWord(entry)}</b>${entry.description ? html` for ${entry.description}` : nothing}</span><br /><span class="quiet">${sourceNames[entry.source]} · ${entry.number}${entry.reconciliation ? ' · reconciled' : ''}</span></span>
      <span class="money">${money(entry.net, entry.currency)}</span>
      <span class="at">${dayAndTime(entry.happenedAt, this.timeZone)}</span>
    </a></li>`
  }

  private renderNote(note: ContactNote) {
    if (this.editing === note.id) return html`<li class="row note"><span class="ring">${icon('note')}</span><app-note-writer .api=${this.api} .given=${note} @app-saved=${(event: CustomEvent<ContactNote>) => this.edited(event.detail)} @app-left=${() => (this.editing = '')}></app-note-writer></li>`
    return html`<li class="row note">
      <span class="ring">${icon('note')}</span>
      <div><p><b>Note</b> by ${note.author.name ?? roleName(note.author.role)}${note.editedAt === null ? nothing : html` <span class="small quiet">· changed</span>`}</p>
        <p class="words">${partsOf(note).map(({ words, mention }) => (mention ? html`<span class="mention">${words}</span>` : words))}</p>
        ${this.mine(note) ? html`<p class="own"><button class="link alone" @click=${() => (this.editing = note.id)}>Change</button><button class="link alone" @click=${() => (this.removing = note)}>Remove…</button></p>` : nothing}
      </div>
      <span class="at">${dayAndTime(note.createdAt, this.timeZone)}</span>
    </li>`
  }

  private renderItems() {
    const { entries, notes, kind } = this
    if (kind !== 'notes' && !entries.rows) return html`<section class="card">${entries.problem ? failed('The payments', entries.problem, () => void entries.again()) : boneRows(6, 4)}</section>`
    if (kind !== 'money' && !notes.rows && !notes.problem) return html`<section class="card">${boneRows(6, 4)}</section>`
    const paid = { rows: (entries.rows ?? []).map((entry): Item => ({ at: entry.happenedAt, entry })), more: entries.next !== null }
    const written = { rows: (notes.rows ?? []).map((note): Item => ({ at: note.createdAt, note })), more: notes.next !== null }
    const items = interleave(...(kind === 'money' ? [paid] : kind === 'notes' ? [written] : [paid, written]))
    const trouble = kind !== 'money' && notes.problem ? html`<p class="trouble" role="alert">The notes did not load. ${notes.problem.message} <button class="link" @click=${() => void notes.again()}>Try again</button></p>` : nothing
    if (items.length === 0)
      return html`<section class="card">${trouble}${kind === 'notes' ? (trouble === nothing ? empty('No notes yet', 'What your team should know about this person stands here, for nobody else to see.', html`<button class="button" @click=${() => (this.writing = true)}>${icon('note')} Add a note</button>`) : nothing) : empty('Nothing paid yet', 'What this person pays, and what goes back, stands here by month, beside what your team writes.')}</section>`
    const months = new Map<string, Item[]>()
    for (const item of items) {
      const month = dayIn(item.at, this.timeZone).slice(0, 7)
      months.set(month, [...(months.get(month) ?? []), item])
    }
    const goesOn = (kind !== 'notes' && paid.more) || (kind !== 'money' && written.more)
    return html`<section class="card">
      <h2 class="unseen">What happened, by month</h2>
      ${trouble}
      ${[...months].map(([month, some]) => html`<h3>${monthName(month)}</h3><ul>${some.map((item) => ('entry' in item ? this.renderEntry(item.entry) : this.renderNote(item.note)))}</ul>`)}
      <div class="below">
        <a class="link alone" href=${addressOf(this.workspace, 'transactions', '', writeEntryFilter({ contactId: this.contactId }))}>All money as a list</a>
        ${entries.problem ? html`<span role="alert">${entries.problem.message}</span>` : nothing}
        ${goesOn ? html`<button class="button" ?disabled=${entries.busy || notes.busy} @click=${() => this.more()}>${entries.busy || notes.busy ? 'Loading…' : 'Earlier ones'}</button>` : nothing}
      </div>
    </section>`
  }

  override render() {
    const { removing } = this
    return html`
      <div class="top">
        <div class="kinds" role="group" aria-label="What to show">${kinds.map(([kind, name]) => html`<button class="chip" aria-pressed=${kind === this.kind ? 'true' : 'false'} @click=${() => (this.kind = kind)}>${name}</button>`)}</div>
        ${this.writing ? nothing : html`<button class="button quiet" @click=${() => (this.writing = true)}>${icon('note')} Add a note</button>`}
      </div>
      ${this.writing ? html`<div class="card writing"><app-note-writer .api=${this.api} .contactId=${this.contactId} @app-saved=${(event: CustomEvent<ContactNote>) => this.added(event.detail)} @app-left=${() => (this.writing = false)}></app-note-writer></div>` : nothing}
      ${this.renderItems()}
      ${removing ? html`<app-question danger heading="Remove this note?" yes="Remove it" .work=${() => this.takeAway(removing)} @app-closed=${() => (this.removing = undefined)}><p>Nobody can read it any more.</p></app-question>` : nothing}`
  }
}

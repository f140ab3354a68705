import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { contactStages, contactTypes, narrowsContacts, nextSort, readContactQuery, writeContactQuery, type ContactColumn, type ContactQuery } from '../../contact-query.js'
import { ListKeys } from '../../list-keys.js'
import { debounce, Live } from '../../live.js'
import { Load } from '../../load.js'
import { go, PageElement } from '../../page-element.js'
import { Paged } from '../../paged.js'
import '../../parts/contact-editor.js'
import { field } from '../../parts/field.styles.js'
import { icon } from '../../parts/icon.js'
import { shared } from '../../parts/shared.styles.js'
import { boneRows, empty, failed, waiting } from '../../parts/states.js'
import { lines, table } from '../../parts/table.styles.js'
import { may } from '../../rights.js'
import type { Contact, ContactStatistics } from '../../wire.js'
import { count, counted } from '../../words/money.js'
import { contactTypeNames, stageNames } from '../../words/names.js'
import { contactsStyles } from './app-contacts.styles.js'
import { contactTable } from './contact-table.js'

/** Everybody the business knows: one person, one row. */
@customElement('app-contacts')
export class AppContacts extends PageElement {
  static override styles = [...shared, field, table, lines, contactsStyles]

  @state() private adding = false
  private typed = ''
  private readonly list = new Paged<Contact>(
    this,
    () => [this.workspace.slug, this.query],
    (cursor, signal) => this.api.contacts.list({ ...this.query, limit: 50, ...(cursor !== undefined && { cursor }) }, { signal }),
  )
  private readonly statistics = new Load<ContactStatistics>(this, () => this.workspace.slug, (signal) => this.api.contacts.statistics({}, { signal }))
  private readonly keys = new ListKeys(this, { count: () => this.list.rows?.length ?? 0, open: (at) => this.open(this.list.rows?.[at]) })
  private readonly searched = debounce(300, () => this.apply({ text: this.typed }, 'replace'))
  private readonly refetch = debounce(1_000, () => {
    if ((this.list.rows?.length ?? 0) <= 50) void this.list.again()
    void this.statistics.again()
  })

  constructor() {
    super()
    new Live(this, ({ name }) => name.startsWith('contact') && this.refetch())
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.entitle('Contacts')
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.searched.cancel()
    this.refetch.cancel()
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('search')) this.keys.reset()
  }

  private get query(): ContactQuery {
    return readContactQuery(this.search)
  }

  private apply(change: { [K in keyof ContactQuery]?: ContactQuery[K] | undefined }, how: 'push' | 'replace' = 'push'): void {
    const next = Object.fromEntries(Object.entries({ ...this.query, ...change }).filter(([, value]) => value !== undefined && value !== '')) as ContactQuery
    this.refine('contacts', writeContactQuery(next), how)
  }

  private open(contact: Contact | undefined): void {
    if (contact) go(this.address('contact', contact.id))
  }

  private sortBy(column: ContactColumn): void {
    this.apply({ sort: nextSort(column, this.query.sort) })
  }

  private choice(name: string, value: string | undefined, options: readonly (readonly [string, string])[], key: 'type' | 'stage' | 'source') {
    const set = (event: Event) => this.apply({ [key]: (event.target as HTMLSelectElement).value || undefined } as Partial<ContactQuery>)
    return html`<label class="chosen"><span class="unseen">${name}</span>
      <select class="chip ${value ? 'on' : ''}" @change=${set}><option value="" ?selected=${!value}>${name}: all</option>${options.map(([one, words]) => html`<option value=${one} ?selected=${one === value}>${words}</option>`)}</select>${icon('down')}
    </label>`
  }

  private rows() {
    const { rows, problem, busy, next } = this.list
    if (!rows) return problem ? failed('The contacts', problem, () => void this.list.again()) : html`${waiting('the contacts')}<div class="people-bones">${boneRows(9, 5)}</div>`
    if (rows.length === 0)
      return narrowsContacts(this.query)
        ? empty('Nobody is like that', 'Take a filter away, or look for less of the name.', html`<button class="button" @click=${() => this.refine('contacts', '')}>Clear all filters</button>`)
        : empty('Nobody yet', 'Contacts come by themselves with payments, mails and chats. You can add one, or bring in those of the old platform.', html`${this.adds ? html`<button class="button" @click=${() => (this.adding = true)}>Add a contact</button>` : nothing}<a class="button" href=${this.address('imports')}>Import an export</a>`)
    return html`
      ${contactTable({
        rows, at: this.keys.at, query: this.query, timeZone: this.timeZone,
        address: (contact) => this.address('contact', contact.id), open: (contact) => this.open(contact), sortBy: (sort) => this.sortBy(sort), tag: (tag) => this.apply({ tag }),
      })}
      <div class="below">
        <span>${counted(rows.length, 'contact')}${next === null ? '' : ' so far'}</span>
        ${problem ? html`<span role="alert">The next ones did not load: ${problem.message}</span>` : nothing}
        ${next === null ? nothing : html`<button class="button" ?disabled=${busy} @click=${() => void this.list.more()}>${busy ? 'Loading…' : problem ? 'Try again' : 'Show 50 more'}</button>`}
      </div>
    `
  }

  private get adds(): boolean {
    return may(this.workspace, 'contacts.write', 'owner', 'billing', 'support')
  }

  override render() {
    const { query } = this
    const statistics = this.statistics.value
    const sources = (statistics?.bySource ?? []).flatMap(({ source }) => (source ? [[source, source] as const] : []))
    const known = query.source && !sources.some(([one]) => one === query.source) ? [...sources, [query.source, query.source] as const] : sources
    return html`<div class="page" aria-busy=${this.list.busy}>
      <header class="page-head">
        <div>
          <h1>Contacts</h1>
          <p class="under figures">${statistics ? html`${counted(statistics.total, 'contact')}${statistics.byType.map(({ type, count: many }) => html`<span class="faint"> · </span>${count(many)} ${contactTypeNames[type].toLowerCase()}${many === 1 ? '' : 's'}`)}` : html`<svg class="bone" width="180"></svg>`}</p>
        </div>
        <div class="buttons">
          ${statistics?.openReviews ? html`<a class="button" href=${this.address('reviews')}>${icon('merge')} ${counted(statistics.openReviews, 'pair')} to review</a>` : nothing}
          ${this.adds ? html`<button class="button primary" @click=${() => (this.adding = true)}>Add a contact</button>` : nothing}
        </div>
      </header>
      <div class="tools">
        <label class="searching">${icon('search')}<input class="input" type="search" aria-label="Search the contacts" placeholder="A name, a company, an address, a number" autocomplete="off" .value=${query.text ?? ''} @input=${(event: InputEvent) => ((this.typed = (event.target as HTMLInputElement).value.trim()), this.searched())} /><kbd>/</kbd></label>
        <div class="choices">
          ${this.choice('Type', query.type, contactTypes.map((one) => [one, contactTypeNames[one]] as const), 'type')}
          ${this.choice('Stage', query.stage, contactStages.map((one) => [one, stageNames[one]] as const), 'stage')}
          ${known.length ? this.choice('Source', query.source, known, 'source') : nothing}
          ${query.tag ? html`<button class="chip on" @click=${() => this.apply({ tag: undefined })}>${icon('tag')} ${query.tag} ${icon('close', 'Remove')}</button>` : nothing}
          <button class="chip" aria-pressed=${query.hasReview === true} @click=${() => this.apply({ hasReview: query.hasReview ? undefined : true })}>May be somebody else</button>
          ${narrowsContacts(query) ? html`<button class="link alone" @click=${() => this.refine('contacts', '')}>Clear all</button>` : nothing}
        </div>
      </div>
      <section class="card" aria-label="Contacts">${this.rows()}</section>
      ${this.adding ? html`<app-contact-editor .api=${this.api} @app-saved=${(event: CustomEvent<Contact>) => this.open(event.detail)} @app-closed=${() => (this.adding = false)}></app-contact-editor>` : nothing}
    </div>`
  }
}

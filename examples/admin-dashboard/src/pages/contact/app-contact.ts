import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { writeContactQuery } from '../../contact-query.js'
import { writeEntryFilter } from '../../entry-query.js'
import { debounce, Live, speaksOf } from '../../live.js'
import { Load } from '../../load.js'
import { go, PageElement } from '../../page-element.js'
import '../../parts/contact-editor.js'
import { icon } from '../../parts/icon.js'
import { shared } from '../../parts/shared.styles.js'
import { bone, failed, waiting } from '../../parts/states.js'
import { toast } from '../../parts/toast.js'
import { badge, face } from '../../parts/words.js'
import { problemOf } from '../../problem.js'
import { may } from '../../rights.js'
import type { Contact, ContactMerge, FoundContact, LiveEvent } from '../../wire.js'
import { duration, longDate } from '../../words/dates.js'
import { counted, money, wholeMoney } from '../../words/money.js'
import { calledBy, contactTypeNames, stageNames } from '../../words/names.js'
import { stageTones } from '../contacts/contact-table.js'
import { firstTouchFacts, knownBy, mergedRecords, otherFacts } from './contact-facts.js'
import './merge-dialog.js'
import './timeline.js'

type Shown = { contact: FoundContact; merges: ContactMerge[]; entries: number }

/** One person: what they paid, what they are known by, how they first came, and who turned out to be them. */
@customElement('app-contact')
export class AppContact extends PageElement {
  static override styles = [
    ...shared,
    css`
      :host { --side: 320px; }
      .person { display: flex; align-items: center; gap: 16px; min-inline-size: 0; }
      h1 { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; font-size: var(--sk-size-4); line-height: var(--sk-leading-4); letter-spacing: var(--sk-track-tight); overflow-wrap: anywhere; }
      .side-head { margin-block-end: 12px; }
      .known { display: grid; gap: 8px; }
      .known li { display: flex; align-items: center; gap: 8px; }
      .known .icon { color: var(--sk-text-2); }
      .known .value { flex: 1; min-inline-size: 0; overflow-wrap: anywhere; }
      .merges { display: grid; gap: 12px; }
      .tags { display: flex; flex-wrap: wrap; gap: 4px; }
      .bone-side { block-size: 220px; }
    `,
  ]

  @state() private dialog: 'edit' | 'merge' | undefined
  @state() private busy = false
  @state() private turn = 0
  private readonly shown = new Load<Shown>(
    this,
    () => [this.workspace.slug, this.pageId],
    async (signal) => {
      const contact = await this.api.contacts.get({ id: this.pageId }, { signal })
      const [{ data: merges }, { count: entries }] = await Promise.all([this.api.contacts.merges({ contactId: contact.id }, { signal }), this.api.ledger.summary({ contactId: contact.id }, { signal })])
      return { contact, merges, entries }
    },
    ({ contact }) => this.entitle(calledBy(contact)),
  )
  private readonly refetch = debounce(500, () => {
    this.turn++
    void this.shown.again()
  })

  constructor() {
    super()
    new Live(this, (event) => this.heard(event))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.entitle('Contact')
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.refetch.cancel()
  }

  private heard(event: LiveEvent): void {
    if (speaksOf(event, this.shown.value?.contact.id)) this.refetch()
  }

  private saved(contact: Contact): void {
    const { value } = this.shown
    if (value) this.shown.set({ ...value, contact: { ...contact, mergedFrom: null } })
    toast('The contact is saved')
  }

  private async undo(mergeId: string): Promise<void> {
    this.busy = true
    try {
      const { restored } = await this.api.contacts.unmerge({ mergeId })
      toast(`${calledBy(restored)} is a contact of their own again`, 'done', { label: 'Open', run: () => go(this.address('contact', restored.id)) })
      this.refetch()
    } catch (thrown) {
      const problem = problemOf(thrown)
      toast(`Not undone: ${problem.message}`, problem.kind === 'offline' ? 'offline' : 'failed')
    }
    this.busy = false
  }

  private merged({ mergeId, contact, name }: { mergeId: string; contact: Contact; name: string }): void {
    toast(`${name} and this contact are one`, 'done', { label: 'Undo', run: () => void this.undo(mergeId) })
    if (contact.id !== this.pageId) go(this.address('contact', contact.id), 'replace')
    else this.refetch()
  }

  private tiles({ contact, entries }: Shown) {
    const money0 = contact.value
    const rows = (currency?: string) => this.address('transactions', '', writeEntryFilter({ contactId: contact.id, ...(currency && { currency }) }))
    const figure = (text: string) => html`<span class="figure medium">${text}</span>`
    return html`<div class="tiles">
      ${money0.length === 0
        ? html`<a class="tile" href=${rows()}><span class="name">Paid in all</span><br />${figure(wholeMoney(0, this.business.currency))}</a>`
        : money0.slice(0, 2).map(({ currency, amount }, index) => html`<a class="tile" href=${rows(currency)} title=${money(amount, currency)}><span class="name">${index ? `In ${currency}` : 'Paid in all'}</span><br />${figure(wholeMoney(amount, currency))}</a>`)}
      <a class="tile" href=${rows()}><span class="name">Entries</span><br />${figure(counted(entries, 'entry', 'entries').replace(/ .*/, ''))}</a>
      <div class="tile"><span class="name">Known for</span><br />${figure(duration(Date.now() - Date.parse(contact.createdAt)))}</div>
      ${money0.length < 2 ? html`<div class="tile"><span class="name">Stage</span><br />${figure(stageNames[contact.stage])}</div>` : nothing}
    </div>`
  }

  private content() {
    const { value: shown, problem } = this.shown
    if (problem && !shown) return html`<h1 class="unseen">Contact</h1><div class="card">${failed('This contact', problem, () => void this.shown.again())}</div>`
    if (!shown)
      return html`${waiting('the contact')}<div class="stack bones"><h1><span class="unseen">Contact</span>${bone(30, true)}</h1><div class="tiles">${['Paid in all', 'Entries', 'Known for', 'Stage'].map((name) => html`<div class="tile"><span class="name">${name}</span><br /><span class="figure medium">${bone(40, true)}</span></div>`)}</div><div class="two"><div class="card bone-side"></div><div class="card bone-side"></div></div></div>`
    const { contact, merges } = shown
    return html`
      <header class="page-head">
        <div class="person">${face(calledBy(contact), 'large')}
          <div><h1>${calledBy(contact)} ${badge('news', contactTypeNames[contact.type])} ${contact.stage === 'customer' ? nothing : badge(stageTones[contact.stage], stageNames[contact.stage])}</h1>
            <p class="under">${[contact.name ? contact.company : null, contact.emails[0]?.value].filter((word) => word && word !== calledBy(contact)).join(' · ') || `known since ${longDate(contact.createdAt, this.timeZone)}`}</p></div>
        </div>
        <div class="buttons">
          ${may(this.workspace, 'contacts.write', 'owner', 'support') ? html`<button class="button" @click=${() => (this.dialog = 'merge')}>${icon('merge')} Merge…</button>` : nothing}
          ${may(this.workspace, 'contacts.write', 'owner', 'billing', 'support') ? html`<button class="button" @click=${() => (this.dialog = 'edit')}>${icon('pencil')} Edit…</button>` : nothing}
        </div>
      </header>
      ${contact.mergedFrom ? html`<div class="notice" role="status">${icon('info')}<p class="grow">The contact you asked for has been merged into this one.</p></div>` : nothing}
      ${this.tiles(shown)}
      <div class="two">
        <app-timeline .api=${this.api} .contactId=${contact.id} .workspace=${this.workspace.slug} .timeZone=${this.timeZone} .held=${this.workspace} .turn=${this.turn}></app-timeline>
        <div class="stack">
          ${knownBy(contact)}${firstTouchFacts(contact, this.timeZone)}${otherFacts(contact, this.timeZone, (tag) => this.address('contacts', '', writeContactQuery({ tag, sort: '-createdAt' })))}
          ${mergedRecords(merges, this.timeZone, this.busy, (merge) => void this.undo(merge.id))}
        </div>
      </div>
      ${this.dialog === 'edit' ? html`<app-contact-editor .api=${this.api} .contact=${contact} @app-saved=${(event: CustomEvent<Contact>) => this.saved(event.detail)} @app-closed=${() => (this.dialog = undefined)}></app-contact-editor>` : nothing}
      ${this.dialog === 'merge'
        ? html`<app-merge-dialog .api=${this.api} .contact=${contact} @app-merged=${(event: CustomEvent<{ mergeId: string; contact: Contact; name: string }>) => this.merged(event.detail)} @app-closed=${() => (this.dialog = undefined)}></app-merge-dialog>`
        : nothing}
    `
  }

  override render() {
    return html`<div class="page" aria-busy=${this.shown.busy}>
      <nav class="crumbs" aria-label="Where this is"><a href=${this.address('contacts')}>Contacts</a>${icon('forward')}<span>${this.shown.value ? calledBy(this.shown.value.contact) : ''}</span></nav>
      ${this.content()}
    </div>`
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { meansAmount, writeEntryFilter } from '../entry-query.js'
import { debounce } from '../live.js'
import { go } from '../page-element.js'
import { base } from '../parts/base.styles.js'
import { button } from '../parts/button.styles.js'
import { card } from '../parts/card.styles.js'
import { icon } from '../parts/icon.js'
import { face } from '../parts/words.js'
import { problemOf } from '../problem.js'
import { opensPage } from '../rights.js'
import { addressOf } from '../routes.js'
import type { Session } from '../session.js'
import { chosenTheme } from '../theme.js'
import type { Contact, LedgerEntry } from '../wire.js'
import { when } from '../words/dates.js'
import { money } from '../words/money.js'
import { calledBy, typeNames } from '../words/names.js'
import { commandsFor, commandsThatFit, fit, type Command } from './commands.js'
import { menus } from './menus.styles.js'

type Found = { group: string; picture: unknown; name: string; more: string } & ({ address: string; run?: undefined } | { run: () => void; address?: undefined })

/** Finds people, money, pages, settings, and things to do. */
@customElement('app-palette')
export class AppPalette extends LitElement {
  static override styles = [
    base,
    button,
    card,
    menus,
    css`
      dialog { inline-size: min(600px, calc(100vw - 32px)); margin-block-start: 12vh; padding: 0; border: 0; border-radius: var(--sk-radius-3); background: var(--sk-surface); color: inherit; box-shadow: var(--sk-shadow-float); overflow: clip; }
      dialog::backdrop { background: var(--sk-scrim); }
      .ask { display: flex; align-items: center; gap: 12px; padding: 0 16px; border-block-end: 1px solid var(--sk-line); }
      .ask input { flex: 1; min-inline-size: 0; min-block-size: 52px; border: 0; background: none; font-size: var(--sk-size-3); line-height: var(--sk-leading-3); outline: none; }
      .ask .icon { color: var(--sk-text-2); }
      .results { max-block-size: min(420px, 60dvh); overflow: auto; padding: 4px 4px 8px; scroll-padding: 8px; }
      .item { min-block-size: 40px; }
      .item[aria-selected='true'] { background: var(--sk-accent-soft); }
      .item kbd { visibility: hidden; }
      .item[aria-selected='true'] kbd { visibility: visible; }
      .none { padding: 16px; color: var(--sk-text-2); }
      @media (max-width: 700px) { dialog { margin-block-start: 8px; } }
    `,
  ]

  @property({ attribute: false }) session!: Session
  @state() private text = ''
  @state() private people: Contact[] = []
  @state() private entries: LedgerEntry[] = []
  @state() private at = 0
  @state() private trouble = ''
  @query('dialog') private dialog!: HTMLDialogElement
  private turn: AbortController | undefined
  private commands: Command[] = []
  private ended = false

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('session')) this.commands = commandsFor(this.session, chosenTheme())
  }

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.look.cancel()
    this.turn?.abort()
  }

  private readonly look = debounce(150, () => void this.ask())

  private async ask(): Promise<void> {
    this.turn?.abort()
    const { signal } = (this.turn = new AbortController())
    const text = this.text.trim()
    if (!text) {
      this.people = []
      this.entries = []
      return
    }
    try {
      const [people, entries] = await Promise.all([
        opensPage(this.session.workspace, 'contacts') ? this.session.api.contacts.search({ text, limit: 4 }, { signal }) : { data: [] },
        opensPage(this.session.workspace, 'transactions') ? this.session.api.ledger.list({ text, limit: 5 }, { signal }) : { data: [] },
      ])
      if (signal.aborted) return
      this.people = people.data
      this.entries = entries.data
      this.trouble = ''
      this.at = 0
    } catch (thrown) {
      if (!signal.aborted) this.trouble = problemOf(thrown).message
    }
  }

  /** What is begun with its very name comes first: whoever types "sign out" means no transaction. */
  private get found(): Found[] {
    const commands = commandsThatFit(this.commands, this.text)
    const shown = commands.map((one): Found => ({ ...one, picture: icon(one.icon) }))
    return commands.some((one) => fit(one, this.text) === 3) ? [...shown, ...this.records] : [...this.records, ...shown]
  }

  private get records(): Found[] {
    const text = this.text.trim()
    const now = Date.now()
    const { slug } = this.session.workspace
    const question = meansAmount(text) && opensPage(this.session.workspace, 'transactions')
      ? [{ group: 'Money', picture: icon('coins'), name: `Where did this ${text} come from?`, more: '', address: addressOf(slug, 'transactions', '', writeEntryFilter({ text })) }]
      : []
    return [
      ...question,
      ...this.entries.map((entry) => ({
        group: 'Transactions', picture: icon('coins'), name: money(entry.net, entry.currency),
        more: [entry.contact?.name, entry.description || typeNames[entry.type], when(entry.happenedAt, now, this.session.business.reportingTimeZone)].filter(Boolean).join(', '),
        address: addressOf(slug, 'transaction', entry.number),
      })),
      ...this.people.map((one) => ({ group: 'People', picture: face(calledBy(one)), name: calledBy(one), more: one.company ?? one.emails[0]?.value ?? '', address: addressOf(slug, 'contact', one.id) })),
    ]
  }

  private readonly typed = (event: InputEvent): void => {
    this.text = (event.target as HTMLInputElement).value
    this.at = 0
    this.look()
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const { found } = this
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      this.at = (this.at + step + found.length) % Math.max(1, found.length)
      void this.updateComplete.then(() => this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }))
    }
    const chosen = found[this.at]
    if (event.key === 'Enter' && chosen) this.open(chosen)
  }

  /** Once, and at once where something was chosen: the dialog's own word comes later, when the palette may have been asked for again. */
  private readonly tellEnd = (): void => {
    if (this.ended) return
    this.ended = true
    this.dispatchEvent(new CustomEvent('app-closed', { bubbles: true, composed: true }))
  }

  private open(found: Found): void {
    this.dialog.close()
    this.tellEnd()
    if (found.run) found.run()
    else go(found.address)
  }

  private readonly beside = (event: MouseEvent): void => {
    if (event.target === this.dialog) this.dialog.close()
  }

  override render() {
    const { found } = this
    return html`<dialog aria-label="Find anything" @mousedown=${this.beside} @close=${this.tellEnd}>
      <div class="ask">
        ${icon('search')}
        <input type="text" role="combobox" aria-label="Find people, money, pages and things to do" aria-expanded="true" aria-controls="results" aria-activedescendant=${found.length ? `result-${this.at}` : nothing}
          autocomplete="off" spellcheck="false" placeholder="A name, an amount, a page, something to do" .value=${this.text} @input=${this.typed} @keydown=${this.pressed} />
        <kbd>Esc</kbd>
      </div>
      <div class="results" id="results" role="listbox" aria-label="Found">
        ${found.map((one, index) => html`${one.group === found[index - 1]?.group ? nothing : html`<p class="heading" role="presentation">${one.group}</p>`}
          <button class="item" role="option" tabindex="-1" id="result-${index}" aria-selected=${index === this.at} @click=${() => this.open(one)} @pointermove=${() => (this.at = index)}>
            ${one.picture}<span class="one-line">${one.name}</span><span class="grow one-line quiet">${one.more}</span><kbd>↵</kbd>
          </button>`)}
        ${found.length === 0 ? html`<p class="none" role="presentation">${this.trouble || 'Nothing found. Try a name, an e-mail address, an amount or an entry’s number.'}</p>` : nothing}
      </div>
    </dialog>`
  }
}

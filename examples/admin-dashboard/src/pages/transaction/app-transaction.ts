import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { isForOthers } from '../../list-keys.js'
import { Live, speaksOf } from '../../live.js'
import { Load } from '../../load.js'
import { go, PageElement } from '../../page-element.js'
import { entryWord } from '../../parts/entry-row.js'
import { icon } from '../../parts/icon.js'
import '../../parts/reconcile-dialog.js'
import { shared } from '../../parts/shared.styles.js'
import { bone, failed, waiting } from '../../parts/states.js'
import { toast } from '../../parts/toast.js'
import { badge } from '../../parts/words.js'
import { problemOf } from '../../problem.js'
import { may } from '../../rights.js'
import { emphasized, readable } from '../../sentence.js'
import type { LedgerEntry, LiveEvent, Trace } from '../../wire.js'
import { money } from '../../words/money.js'
import { transactionStyles } from './app-transaction.styles.js'
import './chain.js'
import { entryFacts, integrityFacts, reconciliationFacts } from './facts.js'
import { neighboursOf, type Neighbours } from './neighbours.js'
import './raw-record.js'
import './reverse-dialog.js'

/** Where one piece of money came from: the answer as a sentence, the records that prove it, the raw text they were read from. */
@customElement('app-transaction')
export class AppTransaction extends PageElement {
  static override styles = [...shared, transactionStyles]

  @state() private dialog: 'reverse' | 'reconcile' | undefined
  @state() private busy = false
  private readonly trace = new Load<Trace>(
    this,
    () => [this.workspace.slug, this.pageId],
    async (signal) => {
      const entry = await this.api.ledger.get({ id: this.pageId }, { signal })
      const { candidates } = await this.api.provenance.trace({ id: entry.id, limit: 20 }, { signal })
      const own = candidates.find((one) => one.entry.id === entry.id)
      if (!own) throw Object.assign(new Error('The records behind this entry could not be put together.'), { kind: 'internal' })
      return own
    },
    ({ entry }) => this.entitle(`${money(entry.net, entry.currency)}, ${entry.number}`),
  )
  private readonly neighbours = new Load<Neighbours>(
    this,
    () => (this.trace.value ? [this.trace.value.entry.id, this.search] : undefined),
    (signal) => neighboursOf(this.api, this.trace.value!.entry, this.search, signal),
  )

  constructor() {
    super()
    new Live(this, (event) => this.heard(event))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.entitle(this.pageId)
    window.addEventListener('keydown', this.walk)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('keydown', this.walk)
  }

  private heard(event: LiveEvent): void {
    if (!this.busy && event.name.startsWith('ledger.') && speaksOf(event, this.trace.value?.entry.id)) void this.trace.again()
  }

  private readonly walk = (event: KeyboardEvent): void => {
    if (isForOthers(event) || this.dialog) return
    const to = event.key === 'j' ? this.neighbours.value?.next : event.key === 'k' ? this.neighbours.value?.previous : null
    if (to) go(this.address('transaction', to, this.search))
  }

  private take(entry: LedgerEntry): void {
    const { value } = this.trace
    if (value && value.entry.id === entry.id) this.trace.set({ ...value, entry })
  }

  private async takeBack(entry: LedgerEntry): Promise<void> {
    this.busy = true
    try {
      const { data } = await this.api.ledger.unreconcile({ ids: [entry.id] })
      if (data[0]) this.take(data[0])
      toast('The match was taken back')
    } catch (thrown) {
      const problem = problemOf(thrown)
      toast(`Not taken back: ${problem.message}`, problem.kind === 'offline' ? 'offline' : 'failed')
    }
    this.busy = false
  }

  private reversed(reversal: LedgerEntry): void {
    toast(`${reversal.number} takes this entry back`, 'done', { label: 'Open it', run: () => go(this.address('transaction', reversal.number)) })
    void this.trace.again()
  }

  private readonly copyLink = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(new URL(this.address('transaction', this.trace.value?.entry.number ?? this.pageId), location.href).href)
      toast('The link is copied')
    } catch {
      toast('Not copied: the browser did not allow it', 'failed')
    }
  }

  private step(to: string | null | undefined, name: string, picture: 'back' | 'forward', key: string) {
    return to
      ? html`<a class="button quiet square" href=${this.address('transaction', to, this.search)} aria-label=${name} title="${name} (${key})">${icon(picture)}</a>`
      : html`<span class="button quiet square" aria-disabled="true" title=${name}>${icon(picture)}</span>`
  }

  private answer({ entry, sentence }: Trace) {
    const status = entry.reversedBy ? badge('warn', 'Taken back', 'undo') : entry.reverses ? badge('', 'A reversal', 'undo') : entry.reconciliation ? badge('good', 'Reconciled', 'check') : nothing
    return html`<div class="answer">
      <h1><span class="figure">${money(entry.net, entry.currency)}</span> ${status}</h1>
      <p class="sentence">${emphasized(readable(sentence), [entry.contact?.name, money(entry.amount, entry.currency)]).map((part) => (part.strong ? html`<strong>${part.text}</strong>` : part.text))}</p>
    </div>`
  }

  private content() {
    const { value: trace, problem } = this.trace
    if (problem && !trace) return html`<h1 class="unseen">${this.pageId}</h1><div class="card">${failed('This transaction', problem, () => void this.trace.again())}</div>`
    if (!trace)
      return html`${waiting('the transaction')}<div class="two"><div class="stack bones"><h1 class="bone-title"><span class="unseen">${this.pageId}</span>${bone(30, true)}</h1><p class="bone-sentence">${bone(80)}${bone(60)}</p><div class="card bone-chain"></div></div><div class="stack bones"><div class="card bone-side"></div></div></div>`
    const { entry, steps } = trace
    return html`
      <div class="two">
        <div class="stack">
          ${this.answer(trace)}
          <app-chain .steps=${steps} .workspace=${this.workspace.slug} .timeZone=${this.timeZone}></app-chain>
          ${steps.map((step) => (step.raw ? html`<app-raw-record .record=${step.raw} .name=${readable(step.title)}></app-raw-record>` : nothing))}
        </div>
        <div class="stack">
          ${entryFacts(entry, this.timeZone, (id) => this.address('transaction', id))}
          ${reconciliationFacts(entry, this.timeZone, this.busy, this.changesMoney && { reconcile: () => (this.dialog = 'reconcile'), takeBack: () => void this.takeBack(entry) })}
          ${integrityFacts(entry)}
        </div>
      </div>
      ${this.dialog === 'reverse'
        ? html`<app-reverse-dialog .api=${this.api} .entry=${entry} @app-reversed=${(event: CustomEvent<LedgerEntry>) => this.reversed(event.detail)} @app-closed=${() => (this.dialog = undefined)}></app-reverse-dialog>`
        : nothing}
      ${this.dialog === 'reconcile'
        ? html`<app-reconcile-dialog .api=${this.api} .entries=${[entry]} @app-reconciled=${(event: CustomEvent<LedgerEntry[]>) => event.detail[0] && (this.take(event.detail[0]), toast('Reconciled', 'done', { label: 'Undo', run: () => void this.takeBack(entry) }))} @app-closed=${() => (this.dialog = undefined)}></app-reconcile-dialog>`
        : nothing}
    `
  }

  private get changesMoney(): boolean {
    return may(this.workspace, 'ledger.write', 'owner', 'billing')
  }

  override render() {
    const entry = this.trace.value?.entry
    const near = this.neighbours.value
    return html`<div class="page" aria-busy=${this.trace.busy}>
      <div class="page-head">
        <nav class="crumbs" aria-label="Where this is"><a href=${this.address('transactions', '', this.search)} aria-label="Transactions">${icon('back')}<span>Transactions</span></a>${icon('forward')}<span class="here">${entry ? html`${entry.number}<span class="unseen">, ${entryWord(entry)}</span>` : this.pageId}</span></nav>
        <div class="buttons">
          ${this.step(near?.previous, 'Previous', 'back', 'K')}${this.step(near?.next, 'Next', 'forward', 'J')}
          <button class="button" @click=${this.copyLink}>${icon('link')} Copy link</button>
          ${entry && !entry.reverses && !entry.reversedBy && this.changesMoney ? html`<button class="button" @click=${() => (this.dialog = 'reverse')}>Reverse…</button>` : nothing}
        </div>
      </div>
      ${this.content()}
    </div>`
  }
}

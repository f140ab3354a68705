import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { base } from '../../../parts/base.styles.js'
import { button } from '../../../parts/button.styles.js'
import { card } from '../../../parts/card.styles.js'
import '../../../parts/dialog.js'
import type { AppDialog } from '../../../parts/dialog.js'
import { field } from '../../../parts/field.styles.js'
import { icon } from '../../../parts/icon.js'
import { problemOf, type Problem } from '../../../problem.js'
import type { Key, KeyScope, NewKey } from '../../../wire.js'
import { dayIn, plusDays } from '../../../words/dates.js'
import { linesOf, objectionTo } from './key-words.js'
import './scope-table.js'

const ends: [string, string][] = [['never', 'Never'], ['30', 'In 30 days'], ['90', 'In 90 days'], ['365', 'In a year'], ['day', 'On a day…']]

/** Makes a key or changes one. `app-saved` brings it: a new one with its secret. */
@customElement('app-key-editor')
export class AppKeyEditor extends LitElement {
  static override styles = [
    base, button, card, field,
    css`
      app-dialog { --dialog: 600px; }
      .buttons { justify-content: end; }
      .kinds { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
      .kinds label { display: flex; gap: 10px; align-items: start; padding: 10px 12px; border: 1px solid var(--sk-line-control); border-radius: var(--sk-radius-1); cursor: pointer; }
      .kinds label:has(:checked) { border-color: var(--sk-accent-line); background: var(--sk-accent-soft); }
      .kinds .box { margin-block-start: 3px; }
      .chosen, .chosen select { inline-size: 100%; }
      legend { padding: 0; margin-block-end: 4px; }
      @media (max-width: 480px) { .kinds { grid-template-columns: 1fr; } }
    `,
  ]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) given: Key | undefined
  @property() timeZone = 'UTC'
  @state() private kind: Key['kind'] = 'sk'
  @state() private name = ''
  @state() private origins = ''
  @state() private scopes: KeyScope[] | null = null
  @state() private ending = 'never'
  @state() private day = ''
  @state() private left = false
  @state() private busy = false
  @state() private problem: Problem | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    const { given } = this
    this.day = plusDays(dayIn(Date.now(), this.timeZone), 30)
    if (!given) return
    this.kind = given.kind
    this.name = given.name
    this.origins = given.origins.join('\n')
    this.scopes = given.scopes as KeyScope[] | null
    if (given.expiresAt !== null) [this.ending, this.day] = ['day', given.expiresAt.slice(0, 10)]
  }

  override firstUpdated(): void {
    // The dialog takes the focus when it opens; whoever opened it came to type.
    void this.renderRoot.querySelector<AppDialog>('app-dialog')?.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('#name')?.focus())
  }

  /** The end of a chosen day; an expiry that was there and was not touched stays to the second. */
  private get expiresAt(): string | null {
    const { given } = this
    if (this.ending === 'never') return null
    if (this.ending !== 'day') return new Date(Date.now() + Number(this.ending) * 86_400_000).toISOString()
    return given?.expiresAt?.startsWith(this.day) ? given.expiresAt : `${this.day}T23:59:59.000Z`
  }

  private get wrongOrigin(): string | null {
    return linesOf(this.origins).map(objectionTo).find((one) => one !== null) ?? null
  }

  private get changes() {
    const { given, expiresAt, kind } = this
    const said = { name: this.name.trim(), expiresAt, ...(kind === 'pk' ? { origins: linesOf(this.origins) } : { scopes: this.scopes }) }
    if (!given) return said
    return Object.fromEntries(Object.entries(said).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(given[field as keyof Key])))
  }

  private get ready(): boolean {
    if (this.busy || this.name.trim() === '') return false
    if (this.kind === 'pk' && (linesOf(this.origins).length === 0 || this.wrongOrigin !== null)) return false
    if (this.kind === 'sk' && this.scopes?.length === 0) return false
    return !this.given || Object.keys(this.changes).length > 0
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!this.ready) return
    this.busy = true
    this.problem = undefined
    try {
      const saved: Key | NewKey = this.given ? await this.api.keys.update({ id: this.given.id, ...this.changes }) : await this.api.keys.create({ kind: this.kind, ...this.changes, name: this.name.trim() })
      this.renderRoot.querySelector<AppDialog>('app-dialog')?.close()
      this.dispatchEvent(new CustomEvent('app-saved', { detail: saved }))
    } catch (thrown) {
      this.problem = problemOf(thrown)
    }
    this.busy = false
  }

  private renderKind() {
    const one = (kind: Key['kind'], name: string, says: string) =>
      html`<label><input class="box" type="radio" name="kind" .checked=${this.kind === kind} @change=${() => (this.kind = kind)} /><span><b>${name}</b><br /><span class="quiet small">${says}</span></span></label>`
    return html`<fieldset><legend>Kind</legend><div class="kinds">${one('sk', 'Secret', 'For your servers. It never belongs in a page.')}${one('pk', 'Publishable', 'For your pages. It acts as a visitor, from origins you name.')}</div></fieldset>`
  }

  private renderOrigins() {
    const wrong = this.left || linesOf(this.origins).length > 1 ? this.wrongOrigin : null
    const told = wrong ?? this.problem?.issues.find(({ path }) => path.startsWith('origins'))?.message ?? null
    return html`<div class="field"><label for="origins">Origins</label>
      <textarea class="input raw" id="origins" rows="3" spellcheck="false" placeholder="https://www.example.com" .value=${this.origins} aria-invalid=${told ? 'true' : nothing} aria-describedby="origins-hint"
        @input=${(event: InputEvent) => (this.origins = (event.target as HTMLTextAreaElement).value)} @blur=${() => (this.left = true)}></textarea>
      <p class=${told ? 'wrong' : 'hint'} id="origins-hint" aria-live="polite">${told ? html`${icon('alert')} <span>${told}</span>` : 'One a line. The browser says where a page is from, and it has to be one of these.'}</p></div>`
  }

  private renderScopes() {
    const all = this.scopes === null
    return html`<fieldset><legend>What it may do</legend>
      <label class="tick"><input class="box" type="radio" name="scoped" .checked=${all} @change=${() => (this.scopes = null)} /> Everything that keys may do</label>
      <label class="tick"><input class="box" type="radio" name="scoped" .checked=${!all} @change=${() => (this.scopes ??= [])} /> Only what I choose</label>
      ${all ? nothing : html`<app-scope-table .held=${this.scopes!} @app-chosen=${(event: CustomEvent<KeyScope[]>) => (this.scopes = event.detail)}></app-scope-table>`}
    </fieldset>`
  }

  override render() {
    const { given, problem } = this
    const wrong = problem?.issues.find(({ path }) => path === 'name')?.message
    return html`<app-dialog heading=${given ? `Change ${given.name}` : 'New key'}>
      <form class="fields" @submit=${this.submit} novalidate>
        ${given ? nothing : this.renderKind()}
        <div class="field"><label for="name">Name</label><input class="input" id="name" maxlength="120" autocomplete="off" placeholder="Where it is used: Shop server" .value=${this.name} aria-invalid=${wrong ? 'true' : nothing} @input=${(event: InputEvent) => (this.name = (event.target as HTMLInputElement).value)} />${wrong ? html`<p class="wrong">${icon('alert')} ${wrong}</p>` : nothing}</div>
        ${this.kind === 'pk' ? this.renderOrigins() : this.renderScopes()}
        <div class="pair">
          <div class="field"><label for="ending">Ends</label><span class="chosen"><select class="input" id="ending" @change=${(event: Event) => (this.ending = (event.target as HTMLSelectElement).value)}>${ends.map(([value, name]) => html`<option value=${value} ?selected=${value === this.ending}>${name}</option>`)}</select>${icon('down')}</span></div>
          ${this.ending === 'day' ? html`<div class="field"><label for="day">At the end of (UTC)</label><input class="input" id="day" type="date" .value=${this.day} @input=${(event: InputEvent) => (this.day = (event.target as HTMLInputElement).value)} /></div>` : nothing}
        </div>
        ${problem ? html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">${problem.message}</span></p>` : nothing}
        <div class="buttons"><button class="button primary" ?disabled=${!this.ready}>${this.busy ? 'Saving…' : given ? 'Save the changes' : 'Make the key'}</button></div>
      </form>
    </app-dialog>`
  }
}

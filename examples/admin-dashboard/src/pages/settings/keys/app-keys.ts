import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { Load } from '../../../load.js'
import { go, PageElement } from '../../../page-element.js'
import { Paged } from '../../../paged.js'
import { field } from '../../../parts/field.styles.js'
import { icon } from '../../../parts/icon.js'
import '../../../parts/question.js'
import { shared } from '../../../parts/shared.styles.js'
import { boneRows, empty, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { ago, badge, dayAndTime } from '../../../parts/words.js'
import { problemOf } from '../../../problem.js'
import { addressOf } from '../../../routes.js'
import { findApi } from '../../../session.js'
import type { Key, NewKey } from '../../../wire.js'
import './key-editor.js'
import { keyList } from './key-list.styles.js'
import { looksLike, scopesInWords, snippetFor, stateOf } from './key-words.js'
import './shown-secret.js'
import './visitor-secrets.js'

type Over = { what: 'new' } | { what: 'edit' | 'rotate' | 'revoke'; key: Key } | { what: 'shown'; key: NewKey; fresh: boolean }
const overlaps: [number, string][] = [[0, 'Not at all: it may have leaked'], [1, 'An hour'], [24, 'A day'], [168, 'A week']]

/** The keys of a workspace, and the secrets that vouch for its visitors. */
@customElement('app-keys')
export class AppKeys extends PageElement {
  static override styles = [...shared, field, keyList]

  /** Where the API is, for the lines that use a new key. */
  @property({ attribute: false }) findBase: () => Promise<string> = findApi
  @state() private over: Over | undefined
  @state() private overlap = 24
  @state() private busy = false
  private readonly keys = new Paged<Key>(this, () => this.workspace.slug, (cursor, signal) => this.api.keys.list({ limit: 50, ...(cursor !== undefined && { cursor }) }, { signal }))
  private readonly base = new Load<string>(this, () => 'base', () => this.findBase())

  private replace(key: Key): void {
    this.keys.change((this.keys.rows ?? []).map((one) => (one.id === key.id ? key : one)))
  }

  private saved(key: Key | NewKey): void {
    if ('secret' in key) {
      this.keys.change([key, ...(this.keys.rows ?? [])])
      this.over = { what: 'shown', key, fresh: true }
      return
    }
    this.replace(key)
    toast('The key is saved')
  }

  private async rotate(key: Key): Promise<void> {
    const rotated = await this.api.keys.rotate({ id: key.id, overlapHours: this.overlap })
    this.replace(rotated)
    this.over = { what: 'shown', key: rotated, fresh: false }
  }

  private async revoke(key: Key): Promise<void> {
    this.replace(await this.api.keys.revoke({ id: key.id }))
    toast(`${key.name} opens nothing any more`)
  }

  private async openTwin(): Promise<void> {
    this.busy = true
    try {
      const twin = await this.api.workspaces.openTest({ id: this.workspace.id })
      go(addressOf(twin.slug, 'settings', 'keys'))
    } catch (thrown) {
      toast(`The test twin did not open. ${problemOf(thrown).message}`, 'failed')
    }
    this.busy = false
  }

  private renderMode() {
    const { mode } = this.workspace
    if (mode === 'live')
      return html`<div class="notice">${icon('info')}<p class="grow">To try things out, use keys of the test twin: the same members, books of its own, and <bdi class="raw">sk_test_</bdi> keys that open nothing here.</p><button class="button" ?disabled=${this.busy} @click=${() => void this.openTwin()}>Open the test twin</button></div>`
    if (mode === 'test') return html`<div class="notice">${icon('info')}<p class="grow">This is a test twin. Its keys start with <bdi class="raw">sk_test_</bdi> and <bdi class="raw">pk_test_</bdi>, and open nothing of the live books.</p></div>`
    return html`<div class="notice">${icon('info')}<p class="grow">These are the keys of a demo: they start with <bdi class="raw">sk_demo_</bdi>. A workspace of your own has live keys, and a test twin with keys for trying things out.</p></div>`
  }

  private renderKey(key: Key, now: number) {
    const state = stateOf(key, now)
    const working = state === 'works' || state === 'ends soon'
    const ended = { works: nothing, 'ends soon': badge('warn', 'Ends soon'), expired: badge('bad', 'Expired'), revoked: badge('', 'Revoked') }[state]
    return html`<li class=${working ? '' : 'over'}>
      <div>
        <p class="name"><b>${key.name}</b>${badge(key.kind === 'pk' ? 'news' : '', key.kind === 'pk' ? 'Publishable' : 'Secret')}${key.role === 'owner' ? badge('warn', 'Owner’s') : nothing}${ended}</p>
        <p><bdi class="raw">${looksLike(key.kind, this.workspace.mode, key.hint)}</bdi></p>
        ${working ? key.retiring.map((one) => html`<p class="small quiet">The one before, …<bdi class="raw">${one.hint}</bdi>, works until ${dayAndTime(one.worksUntil, this.timeZone)}</p>`) : nothing}
      </div>
      <div class="use">
        <p>${key.kind === 'pk' ? html`From ${key.origins.map((one, index) => html`${index ? ', ' : ''}<bdi class="raw">${one}</bdi>`)}` : key.role === 'owner' ? 'Everything an owner may do' : scopesInWords(key.scopes)}</p>
        <p class="small quiet">${key.lastUsedAt === null ? 'Never used' : html`Last used ${ago(key.lastUsedAt, now, this.timeZone)}${key.lastUsedFrom ? html` from <bdi class="raw">${key.lastUsedFrom}</bdi>` : nothing}`}</p>
        <p class="small quiet">${key.revokedAt !== null ? html`Revoked ${dayAndTime(key.revokedAt, this.timeZone)}` : key.expiresAt === null ? 'Never ends' : html`${state === 'expired' ? 'Ended' : 'Ends'} ${dayAndTime(key.expiresAt, this.timeZone)}`}</p>
      </div>
      ${state === 'revoked' ? nothing : html`<div class="deeds buttons">
        <button class="button" aria-label="Change ${key.name}" @click=${() => (this.over = { what: 'edit', key })}>Change…</button>
        <button class="button" aria-label="Rotate ${key.name}" @click=${() => (this.over = { what: 'rotate', key })}>Rotate…</button>
        <button class="button danger" aria-label="Revoke ${key.name}" @click=${() => (this.over = { what: 'revoke', key })}>Revoke…</button>
      </div>`}
    </li>`
  }

  private renderList() {
    const { rows, problem, next, busy } = this.keys
    if (!rows) return html`<div class="card">${problem ? failed('The keys', problem, () => void this.keys.again()) : html`${waiting('the keys')}${boneRows(3, 4)}`}</div>`
    if (rows.length === 0) return html`<div class="card">${empty('No keys yet', 'A key lets a program of yours in: a secret one for your servers, a publishable one for your pages.', html`<button class="button primary" @click=${() => (this.over = { what: 'new' })}>${icon('plus')} New key</button>`)}</div>`
    const now = Date.now()
    const [working, ended] = [rows.filter((one) => ['works', 'ends soon'].includes(stateOf(one, now))), rows.filter((one) => ['expired', 'revoked'].includes(stateOf(one, now)))]
    return html`<div class="card">
      ${working.length ? html`<ul class="keys">${working.map((key) => this.renderKey(key, now))}</ul>` : html`<p class="foot quiet">No key works at the moment.</p>`}
      ${ended.length ? html`<details><summary>Expired and revoked, ${ended.length}</summary><ul class="keys">${ended.map((key) => this.renderKey(key, now))}</ul></details>` : nothing}
      ${problem ? html`<p class="foot" role="alert">${problem.message}</p>` : nothing}
      ${next === null ? nothing : html`<div class="foot"><button class="button" ?disabled=${busy} @click=${() => void this.keys.more()}>${busy ? 'Loading…' : 'Older ones'}</button></div>`}
    </div>`
  }

  private renderOver() {
    const { over } = this
    const closed = (what: Over['what']) => () => {
      if (this.over?.what === what) this.over = undefined
    }
    if (!over) return nothing
    if (over.what === 'new' || over.what === 'edit')
      return html`<app-key-editor .api=${this.api} .given=${over.what === 'edit' ? over.key : undefined} .timeZone=${this.timeZone} @app-saved=${(event: CustomEvent<Key | NewKey>) => this.saved(event.detail)} @app-closed=${closed(over.what)}></app-key-editor>`
    if (over.what === 'shown')
      return html`<app-shown-secret heading=${over.fresh ? 'The key is made' : 'The key has a new secret'} .secret=${over.key.secret} ?open=${over.key.kind === 'pk'} snippet=${snippetFor(over.key.kind, over.key.secret ?? '', this.base.value ?? '')}
        says=${over.key.kind === 'sk' ? 'Put it into the environment of your server, as STARTUPKIT_KEY, and never into a page or a repository.' : 'It is no secret: it stands in your pages, and works from its origins alone.'} @app-closed=${closed('shown')}></app-shown-secret>`
    if (over.what === 'rotate')
      return html`<app-question heading="Give ${over.key.name} a new secret?" yes="Rotate the key" .work=${() => this.rotate(over.key)} @app-closed=${closed('rotate')}>
        <p>The key stays what it is: its name, what it may do, and the trail of what it did. Put the new secret in place while the old one still works.</p>
        <div class="field"><label for="overlap">The old secret works for</label><span class="chosen"><select class="input" id="overlap" @change=${(event: Event) => (this.overlap = Number((event.target as HTMLSelectElement).value))}>${overlaps.map(([hours, name]) => html`<option value=${hours} ?selected=${hours === this.overlap}>${name}</option>`)}</select>${icon('down')}</span></div>
      </app-question>`
    return html`<app-question danger heading="Revoke ${over.key.name}?" yes="Revoke the key" .work=${() => this.revoke(over.key)} @app-closed=${closed('revoke')}>
      <p>Whatever uses <bdi class="raw">${looksLike(over.key.kind, this.workspace.mode, over.key.hint)}</bdi> is shut out at once, and for ever. ${over.key.lastUsedAt === null ? 'It was never used.' : html`It was last used ${ago(over.key.lastUsedAt, Date.now(), this.timeZone)}.`}</p>
    </app-question>`
  }

  override render() {
    const some = (this.keys.rows?.length ?? 0) > 0
    return html`<div class="stack">
      <div><header class="head"><h1 tabindex="-1">API keys</h1>${some ? html`<button class="button primary" @click=${() => (this.over = { what: 'new' })}>${icon('plus')} New key</button>` : nothing}</header>
        <p class="lead">What programs of yours come in with. Of each only the end is kept to be seen.</p></div>
      ${this.renderMode()}
      ${this.renderList()}
      ${this.keys.problem?.kind === 'forbidden' ? nothing : html`<app-visitor-secrets .api=${this.api} .business=${this.business} .workspace=${this.workspace}></app-visitor-secrets>`}
      ${this.renderOver()}
    </div>`
  }

  /** What the palette asks for: `keys/new` opens the form at once. */
  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed)
    if (!changed.has('pageId') || this.pageId !== 'keys/new') return
    this.over = { what: 'new' }
    go(this.address('settings', 'keys'), 'replace')
  }
}

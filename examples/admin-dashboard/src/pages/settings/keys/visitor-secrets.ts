import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { PageElement } from '../../../page-element.js'
import { Paged } from '../../../paged.js'
import '../../../parts/copy-box.js'
import { field } from '../../../parts/field.styles.js'
import { icon } from '../../../parts/icon.js'
import '../../../parts/question.js'
import { shared } from '../../../parts/shared.styles.js'
import { boneRows, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { ago, badge, dayAndTime } from '../../../parts/words.js'
import type { VisitorSecret } from '../../../wire.js'
import { keyList } from './key-list.styles.js'
import { tokenSnippet } from './key-words.js'
import './shown-secret.js'

const delays: [number, string][] = [[0, 'At once'], [1, 'In an hour'], [24, 'In a day'], [168, 'In a week']]

/** The secrets that an own server signs visitor tokens with. */
@customElement('app-visitor-secrets')
export class AppVisitorSecrets extends PageElement {
  static override styles = [...shared, field, keyList]

  @state() private over: { what: 'new' } | { what: 'revoke'; one: VisitorSecret } | { what: 'shown'; secret: string | null } | undefined
  @state() private name = 'Website'
  @state() private delay = 24
  private readonly secrets = new Paged<VisitorSecret>(this, () => this.workspace.slug, (cursor, signal) => this.api.visitorSecrets.list({ limit: 50, ...(cursor !== undefined && { cursor }) }, { signal }))

  private async make(): Promise<void> {
    const made = await this.api.visitorSecrets.create({ name: this.name.trim() })
    this.secrets.change([made, ...(this.secrets.rows ?? [])])
    this.over = { what: 'shown', secret: made.secret }
  }

  private async revoke({ id, name }: VisitorSecret): Promise<void> {
    const after = await this.api.visitorSecrets.revoke({ id, inHours: this.delay })
    this.secrets.change((this.secrets.rows ?? []).map((one) => (one.id === id ? after : one)))
    toast(this.delay === 0 ? `Tokens of ${name} are refused from now on` : `${name} is on its way out`)
  }

  private renderOne(one: VisitorSecret, now: number) {
    const over = one.worksUntil !== null && Date.parse(one.worksUntil) <= now
    return html`<li class=${over ? 'over' : ''}>
      <div><p class="name"><b>${one.name}</b>${over ? badge('', 'Over') : one.worksUntil === null ? nothing : badge('warn', 'Ends soon')}</p><p><bdi class="raw">vsk_…${one.hint}</bdi></p></div>
      <div class="use small quiet"><p>Made ${ago(one.createdAt, now, this.timeZone)}</p>${one.worksUntil === null ? nothing : html`<p>${over ? 'Over since' : 'Works until'} ${dayAndTime(one.worksUntil, this.timeZone)}</p>`}</div>
      ${over ? nothing : html`<div class="deeds"><button class="button danger" aria-label="Revoke ${one.name}" @click=${() => (this.over = { what: 'revoke', one })}>Revoke…</button></div>`}
    </li>`
  }

  private renderOver() {
    const { over } = this
    if (!over) return nothing
    const closed = (what: string) => () => {
      if (this.over?.what === what) this.over = undefined
    }
    if (over.what === 'shown')
      return html`<app-shown-secret heading="The signing secret is made" .secret=${over.secret} says="Keep it on your server, as STARTUPKIT_VISITOR_SECRET. Whoever has it can pass for any of your customers." snippet=${tokenSnippet(this.workspace.id)} @app-closed=${closed('shown')}></app-shown-secret>`
    if (over.what === 'new')
      return html`<app-question heading="New signing secret" yes="Make the secret" .work=${() => this.make()} @app-closed=${closed('new')}>
        <div class="field"><label for="name">Name</label><input class="input" id="name" maxlength="120" required autocomplete="off" .value=${this.name} @input=${(event: InputEvent) => (this.name = (event.target as HTMLInputElement).value)} /><p class="hint">Which site or server signs with it.</p></div>
      </app-question>`
    return html`<app-question danger heading="Revoke ${over.one.name}?" yes="Revoke the secret" .work=${() => this.revoke(over.one)} @app-closed=${closed('revoke')}>
      <p>Tokens signed with it are refused then: visitors whom your server vouches for with it are strangers again.</p>
      <div class="field"><label for="delay">When</label><span class="chosen"><select class="input" id="delay" @change=${(event: Event) => (this.delay = Number((event.target as HTMLSelectElement).value))}>${delays.map(([hours, name]) => html`<option value=${hours} ?selected=${hours === this.delay}>${name}</option>`)}</select>${icon('down')}</span></div>
    </app-question>`
  }

  override render() {
    const { rows, problem, next, busy } = this.secrets
    const now = Date.now()
    return html`<section class="stack" aria-labelledby="visitors">
      <div><header class="head"><h2 id="visitors">Visitor secrets</h2><button class="button" ?disabled=${!rows} @click=${() => (this.over = { what: 'new' })}>${icon('plus')} New signing secret</button></header>
        <p class="lead">Where somebody is signed in on your site, your server can say who they are: it signs a short token, and the page sends it along.</p></div>
      <div class="card">${!rows
        ? problem ? failed('The signing secrets', problem, () => void this.secrets.again()) : html`${waiting('the signing secrets')}${boneRows(1, 3)}`
        : html`${rows.length ? html`<ul class="keys">${rows.map((one) => this.renderOne(one, now))}</ul>` : html`<p class="foot quiet">None yet. Make one, and put the lines below on your server.</p>`}
            ${next === null ? nothing : html`<div class="foot"><button class="button" ?disabled=${busy} @click=${() => void this.secrets.more()}>Older ones</button></div>`}`}
        <details><summary>How to mint a token, with Node</summary><div class="foot"><app-copy-box lines label="lines" text=${tokenSnippet(this.workspace.id)}></app-copy-box></div></details>
      </div>
      ${this.renderOver()}
    </section>`
  }
}

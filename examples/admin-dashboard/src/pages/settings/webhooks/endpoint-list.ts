import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { Live } from '../../../live.js'
import { go, PageElement } from '../../../page-element.js'
import { Paged } from '../../../paged.js'
import { icon } from '../../../parts/icon.js'
import { shared } from '../../../parts/shared.styles.js'
import { boneRows, empty, failed, waiting } from '../../../parts/states.js'
import { ago, badge } from '../../../parts/words.js'
import type { WebhookEndpoint } from '../../../wire.js'
import { counted } from '../../../words/money.js'
import './endpoint-editor.js'
import { healthOf } from './webhook-words.js'
import { webhookStyles } from './webhooks.styles.js'

/** Where facts are posted to, and how each of these is. */
@customElement('app-endpoint-list')
export class AppEndpointList extends PageElement {
  static override styles = [...shared, webhookStyles]

  @state() private adding = false
  private readonly endpoints = new Paged<WebhookEndpoint>(this, () => this.workspace.slug, (cursor, signal) => this.api.webhooks.endpoints({ limit: 50, ...(cursor !== undefined && { cursor }) }, { signal }))

  constructor() {
    super()
    new Live(this, (event) => event.name === 'webhook.endpoint_disabled' && void this.endpoints.again())
  }

  /** What the palette asks for: `webhooks/new` opens the form at once. */
  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed)
    if (!changed.has('pageId') || this.pageId !== 'webhooks/new') return
    this.adding = true
    go(this.address('settings', 'webhooks'), 'replace')
  }

  private renderList() {
    const { rows, problem, next, busy } = this.endpoints
    if (!rows) return problem ? failed('Webhooks', problem, () => void this.endpoints.again()) : html`${waiting('the endpoints')}${boneRows(3, 3)}`
    if (rows.length === 0)
      return empty('No endpoints yet', 'What happens here can be posted to a server of yours as it happens: money that came in, a contact that changed.', html`<button class="button primary" @click=${() => (this.adding = true)}>${icon('plus')} New endpoint</button>`)
    const now = Date.now()
    return html`<ul class="rows">${rows.map((one) => {
        const [tone, word] = healthOf(one)
        return html`<li><a class="one" href=${this.address('settings', `webhooks/${one.id}`)}>
          <span><bdi class="raw">${one.url}</bdi><br /><span class="quiet">${[one.description, one.events === null ? 'every fact' : counted(one.events.length, 'kind of fact', 'kinds of fact')].filter(Boolean).join(' · ')}</span></span>
          <span class="small quiet end">${one.failingSince ? html`nothing came through since ${ago(one.failingSince, now, this.timeZone)}` : html`added ${ago(one.createdAt, now, this.timeZone)}`}</span>
          ${badge(tone, word)}
        </a></li>`
      })}</ul>
      ${problem ? html`<p class="foot" role="alert">${problem.message}</p>` : nothing}
      ${next === null ? nothing : html`<div class="foot"><button class="button" ?disabled=${busy} @click=${() => void this.endpoints.more()}>${busy ? 'Loading…' : 'Older ones'}</button></div>`}`
  }

  override render() {
    return html`<div class="stack">
      <div><header class="head"><h1 tabindex="-1">Webhooks</h1>${this.endpoints.rows?.length ? html`<button class="button primary" @click=${() => (this.adding = true)}>${icon('plus')} New endpoint</button>` : nothing}</header>
        <p class="lead">Facts, posted to addresses of yours as they happen: signed, and sent again until they got through.</p></div>
      <div class="card">${this.renderList()}</div>
      ${this.adding ? html`<app-endpoint-editor .api=${this.api} @app-saved=${(event: CustomEvent<WebhookEndpoint>) => go(this.address('settings', `webhooks/${event.detail.id}`))} @app-closed=${() => (this.adding = false)}></app-endpoint-editor>` : nothing}
    </div>`
  }
}

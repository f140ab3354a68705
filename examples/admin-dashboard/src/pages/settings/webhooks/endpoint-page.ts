import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { Live, speaksOf } from '../../../live.js'
import { Load } from '../../../load.js'
import { go, PageElement } from '../../../page-element.js'
import { icon } from '../../../parts/icon.js'
import { shared } from '../../../parts/shared.styles.js'
import { boneRows, failed, waiting } from '../../../parts/states.js'
import '../../../parts/question.js'
import { toast } from '../../../parts/toast.js'
import { ago, badge, fullDay } from '../../../parts/words.js'
import { problemOf } from '../../../problem.js'
import type { WebhookEndpoint } from '../../../wire.js'
import './delivery-list.js'
import type { AppDeliveryList } from './delivery-list.js'
import './endpoint-editor.js'
import './endpoint-secret.js'
import { healthOf, whyDisabled } from './webhook-words.js'
import { webhookStyles } from './webhooks.styles.js'

/** One address that facts are posted to: how it is, its secret, and what was sent. */
@customElement('app-endpoint')
export class AppEndpoint extends PageElement {
  static override styles = [...shared, webhookStyles]

  @property() endpointId = ''
  @state() private over: 'edit' | 'remove' | undefined
  @state() private busy = false
  private readonly endpoint = new Load<WebhookEndpoint>(this, () => [this.workspace.slug, this.endpointId], (signal) => this.api.webhooks.endpoint({ id: this.endpointId }, { signal }))

  constructor() {
    super()
    new Live(this, (event) => speaksOf(event, this.endpointId) && void this.endpoint.again())
  }

  private async ask(work: () => Promise<unknown>, done: string): Promise<void> {
    this.busy = true
    try {
      await work()
      toast(done)
    } catch (thrown) {
      toast(`That did not work. ${problemOf(thrown).message}`, 'failed')
    }
    this.busy = false
  }

  private readonly turn = (state: 'enabled' | 'disabled') => () =>
    void this.ask(async () => this.endpoint.set(await this.api.webhooks.updateEndpoint({ id: this.endpointId, state })), state === 'enabled' ? 'Enabled: facts are sent from now on' : 'Disabled: nothing is sent or kept')

  private readonly test = () =>
    void this.ask(async () => {
      await this.api.webhooks.sendTest({ id: this.endpointId })
      this.renderRoot.querySelector<AppDeliveryList>('app-delivery-list')?.lookAgain()
    }, 'A test is on its way')

  private async takeAway(): Promise<void> {
    await this.api.webhooks.removeEndpoint({ id: this.endpointId })
    toast('The endpoint is removed')
    go(this.address('settings', 'webhooks'), 'replace')
  }

  private renderOver(endpoint: WebhookEndpoint) {
    if (this.over === 'edit') return html`<app-endpoint-editor .api=${this.api} .given=${endpoint} @app-saved=${(event: CustomEvent<WebhookEndpoint>) => (this.endpoint.set(event.detail), toast('The endpoint is saved'))} @app-closed=${() => (this.over = undefined)}></app-endpoint-editor>`
    if (this.over === 'remove') return html`<app-question danger heading="Remove this endpoint?" yes="Remove it" .work=${() => this.takeAway()} @app-closed=${() => (this.over = undefined)}><p>Nothing is sent to <bdi class="raw">${endpoint.url}</bdi> any more, and its secret is gone for good. What was sent can be looked at for 90 days.</p></app-question>`
    return nothing
  }

  private renderHealth(endpoint: WebhookEndpoint) {
    if (endpoint.state === 'disabled')
      return html`<div class="notice bad" role="status">${icon('alert')}<p class="grow"><b>Disabled.</b> ${whyDisabled[endpoint.disabledReason ?? 'unknown']}</p><button class="button" ?disabled=${this.busy} @click=${this.turn('enabled')}>Enable it</button></div>`
    return endpoint.failingSince === null ? nothing : html`<div class="notice warn" role="status">${icon('alert')}<p class="grow">Nothing came through since ${ago(endpoint.failingSince, Date.now(), this.timeZone)}. What failed is tried again; after five days without a success the endpoint is disabled.</p></div>`
  }

  private renderEndpoint(endpoint: WebhookEndpoint) {
    const [tone, word] = healthOf(endpoint)
    const enabled = endpoint.state === 'enabled'
    return html`
      <header class="head">
        <div><h1 tabindex="-1"><bdi class="raw">${endpoint.url}</bdi> ${badge(tone, word)}</h1><p class="quiet">${endpoint.description}</p></div>
        <div class="buttons">
          <button class="button" @click=${() => (this.over = 'edit')}>${icon('pencil')} Change…</button>
          ${enabled ? html`<button class="button" ?disabled=${this.busy} @click=${this.turn('disabled')}>Disable</button>` : nothing}
          <button class="button danger" @click=${() => (this.over = 'remove')}>Remove…</button>
          ${enabled ? html`<button class="button primary" ?disabled=${this.busy} @click=${this.test}>${icon('send')} Send a test</button>` : nothing}
        </div>
      </header>
      ${this.renderHealth(endpoint)}
      <section class="card padded" aria-label="About the endpoint"><dl class="facts">
        <dt>What is sent</dt><dd>${endpoint.events === null ? 'Every fact, those of later versions included' : html`<span class="events">${endpoint.events.map((one) => html`<span class="badge"><bdi class="raw">${one}</bdi></span>`)}</span>`}</dd>
        <dt>Secret</dt><dd><app-endpoint-secret .api=${this.api} .endpoint=${endpoint} .timeZone=${this.timeZone} @app-saved=${(event: CustomEvent<WebhookEndpoint>) => this.endpoint.set(event.detail)}></app-endpoint-secret></dd>
        <dt>Added</dt><dd>${fullDay(endpoint.createdAt, this.timeZone)}</dd>
      </dl></section>
      <app-delivery-list .api=${this.api} .business=${this.business} .workspace=${this.workspace} .pageId=${this.pageId} .search=${this.search} .endpoint=${endpoint}></app-delivery-list>
      ${this.renderOver(endpoint)}`
  }

  override render() {
    const { value, problem } = this.endpoint
    return html`<div class="stack">
      <a class="back" href=${this.address('settings', 'webhooks')}>${icon('back')} All endpoints</a>
      ${value ? this.renderEndpoint(value) : html`<h1 tabindex="-1" class="unseen">Endpoint</h1><div class="card">${problem ? failed('This endpoint', problem, () => void this.endpoint.again()) : html`${waiting('the endpoint')}${boneRows(6, 3)}`}</div>`}
    </div>`
  }
}

import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { Load } from '../../../load.js'
import { PageElement } from '../../../page-element.js'
import '../../../parts/copy-box.js'
import { icon } from '../../../parts/icon.js'
import { shared } from '../../../parts/shared.styles.js'
import { boneRows, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { badge, dayAndTime } from '../../../parts/words.js'
import { problemOf } from '../../../problem.js'
import type { WebhookDeliveryDetail } from '../../../wire.js'
import { count, counted } from '../../../words/money.js'
import { Watch } from './watch.js'
import { answerOf, pretty, stateNames, stateTones } from './webhook-words.js'
import { webhookStyles } from './webhooks.styles.js'

type Try = WebhookDeliveryDetail['log'][number]

/** One fact on its way to one address: what was sent, and what came back at each try. */
@customElement('app-delivery')
export class AppDelivery extends PageElement {
  static override styles = [...shared, webhookStyles]

  @property() endpointId = ''
  @property() deliveryId = ''
  @state() private busy = false
  private readonly delivery = new Load<WebhookDeliveryDetail>(this, () => [this.workspace.slug, this.deliveryId], (signal) => this.api.webhooks.delivery({ id: this.deliveryId }, { signal }))
  private readonly watch = new Watch(this, () => void this.refresh(), () => this.delivery.value?.state === 'waiting')

  private async refresh(): Promise<void> {
    const id = this.deliveryId
    const value = await this.api.webhooks.delivery({ id }).catch(() => undefined)
    if (value && id === this.deliveryId) this.delivery.set(value)
  }

  private readonly replay = async (): Promise<void> => {
    this.busy = true
    try {
      await this.api.webhooks.replay({ id: this.deliveryId })
      toast('It is on its way again')
      await this.refresh()
      this.watch.again()
    } catch (thrown) {
      toast(`It was not sent again. ${problemOf(thrown).message}`, 'failed')
    }
    this.busy = false
  }

  private renderTry(one: Try) {
    const well = one.status !== null && one.status >= 200 && one.status < 300
    return html`<li>
      <p class="line"><b>Try ${one.number}</b>${badge(well ? 'good' : 'bad', one.status === null ? 'No answer' : String(one.status))}${one.byHand ? badge('', 'By hand') : nothing}<span class="grow"></span><span class="small quiet">${count(one.ms)} ms · ${dayAndTime(one.at, this.timeZone)}</span></p>
      ${one.error === null ? nothing : html`<p class="quiet">${one.error}</p>`}
      <details><summary>What was sent with it</summary><dl class="headers raw"><dt>POST</dt><dd><bdi>${one.request.url}</bdi></dd>${Object.entries(one.request.headers).map(([name, value]) => html`<dt>${name}</dt><dd><bdi>${value}</bdi></dd>`)}</dl></details>
      ${one.status === null ? nothing : one.body === '' ? html`<p class="small quiet">The answer had no body.</p>` : html`<div><p class="small quiet">What came back</p><app-copy-box lines label="answer to try ${one.number}" text=${pretty(one.body)}></app-copy-box></div>`}
    </li>`
  }

  private renderDelivery(delivery: WebhookDeliveryDetail) {
    const { log, state, nextAttemptAt, attempts } = delivery
    return html`
      <header class="head">
        <div><h1 tabindex="-1"><bdi class="raw">${delivery.event}</bdi> ${badge(stateTones[state], stateNames[state])}</h1>
          <p class="quiet">${answerOf(delivery)} · ${counted(attempts, 'try', 'tries')}${state === 'waiting' && nextAttemptAt && attempts > 0 ? html` · next at ${dayAndTime(nextAttemptAt, this.timeZone)}` : nothing}</p></div>
        <button class="button primary" ?disabled=${this.busy || (state === 'waiting' && attempts === 0)} @click=${() => void this.replay()}>${icon('again')} Send it again</button>
      </header>
      <section class="stack" aria-labelledby="body"><h2 id="body">What was sent</h2>
        <div class="card padded"><dl class="facts"><dt>webhook-id</dt><dd><bdi class="raw">${delivery.eventId}</bdi></dd><dt>Place in the log</dt><dd>${count(delivery.seq)}</dd><dt>Happened</dt><dd>${dayAndTime(delivery.createdAt, this.timeZone)}</dd></dl></div>
        <app-copy-box lines label="body" text=${pretty(delivery.body)}></app-copy-box></section>
      <section class="stack" aria-labelledby="tries"><h2 id="tries">Tries</h2>
        <div class="card">${log.length ? html`<ul class="tries">${log.map((one) => this.renderTry(one))}</ul>` : html`<p class="filters quiet">${state === 'dropped' ? 'It was never sent: the endpoint was disabled or removed before.' : 'Not sent yet.'}</p>`}</div></section>`
  }

  override render() {
    const { value, problem } = this.delivery
    return html`<div class="stack">
      <a class="back" href=${this.address('settings', `webhooks/${this.endpointId}`)}>${icon('back')} All that was sent there</a>
      ${value ? this.renderDelivery(value) : html`<h1 tabindex="-1" class="unseen">Delivery</h1><div class="card">${problem ? failed('This delivery', problem, () => void this.delivery.again()) : html`${waiting('the delivery')}${boneRows(6, 3)}`}</div>`}
    </div>`
  }
}

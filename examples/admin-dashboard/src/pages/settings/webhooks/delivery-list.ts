import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { Load } from '../../../load.js'
import { PageElement } from '../../../page-element.js'
import { Paged } from '../../../paged.js'
import { field } from '../../../parts/field.styles.js'
import { icon } from '../../../parts/icon.js'
import '../../../parts/question.js'
import { shared } from '../../../parts/shared.styles.js'
import { boneRows, empty, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { ago, badge } from '../../../parts/words.js'
import type { WebhookDelivery, WebhookDeliveryState, WebhookEndpoint, WebhookEventType } from '../../../wire.js'
import { counted } from '../../../words/money.js'
import { Watch } from './watch.js'
import { answerOf, stateNames, stateTones, withFresh } from './webhook-words.js'
import { webhookStyles } from './webhooks.styles.js'

const spans: [number, string][] = [[3_600_000, 'In the last hour'], [86_400_000, 'In the last day'], [7 * 86_400_000, 'In the last week'], [90 * 86_400_000, 'Ever']]
const states = Object.keys(stateNames) as WebhookDeliveryState[]

/** What was sent to an endpoint, newest first; it grows while one looks. */
@customElement('app-delivery-list')
export class AppDeliveryList extends PageElement {
  static override styles = [...shared, field, webhookStyles]

  @property({ attribute: false }) endpoint!: WebhookEndpoint
  @state() private asking = false
  @state() private span = 86_400_000
  private readonly types = new Load<readonly WebhookEventType[]>(this, () => 'types', async (signal) => (await this.api.webhooks.eventTypes({}, { signal })).data)
  private readonly deliveries = new Paged<WebhookDelivery>(this, () => this.filter, (cursor, signal) => this.api.webhooks.deliveries({ ...this.filter, limit: 20, ...(cursor !== undefined && { cursor }) }, { signal }))
  private readonly watch = new Watch(this, () => void this.refresh(), () => this.deliveries.rows?.some(({ state, nextAttemptAt }) => state === 'waiting' && Date.parse(nextAttemptAt ?? '') < Date.now() + 10_000) ?? false)

  private get filter() {
    const asked = new URLSearchParams(this.search)
    const [state, event] = [asked.get('state'), asked.get('event')]
    return { endpointId: this.endpoint.id, ...(state && states.includes(state as WebhookDeliveryState) && { state: state as WebhookDeliveryState }), ...(event && { event }) }
  }

  lookAgain(): void {
    this.watch.again()
  }

  /** Only the newest page: what was read further down stays there. */
  private async refresh(): Promise<void> {
    const { rows, busy } = this.deliveries
    if (!rows || busy) return
    const asked = JSON.stringify(this.filter)
    const page = await this.api.webhooks.deliveries({ ...this.filter, limit: 20 }).catch(() => undefined)
    if (page && asked === JSON.stringify(this.filter)) this.deliveries.change(withFresh(this.deliveries.rows ?? [], page.data, ({ createdAt }) => createdAt))
  }

  private async replayFailed(): Promise<void> {
    const { count, more } = await this.api.webhooks.replayFailed({ endpointId: this.endpoint.id, since: new Date(Date.now() - this.span).toISOString() })
    toast(count === 0 ? 'Nothing failed in that time' : `${counted(count, 'delivery is', 'deliveries are')} on the way again${more ? '; there are more, ask again after these' : ''}`)
    await this.deliveries.again()
    this.watch.again()
  }

  private readonly choose = (what: 'state' | 'event') => (event: Event): void => {
    const next = new URLSearchParams(this.search)
    const { value } = event.target as HTMLSelectElement
    if (value) next.set(what, value)
    else next.delete(what)
    this.refine('settings', next.toString())
  }

  private renderFilters() {
    const { state = '', event = '' } = this.filter
    const select = (what: 'state' | 'event', label: string, all: string, options: [string, string][], now: string) =>
      html`<span class="chosen"><select class="button" aria-label=${label} @change=${this.choose(what)}><option value="">${all}</option>${options.map(([value, name]) => html`<option value=${value} ?selected=${value === now}>${name}</option>`)}</select>${icon('down')}</span>`
    const names = [...(this.types.value ?? []).map(({ name }) => name), 'webhook.test']
    return html`<div class="filters">
      ${select('state', 'What became of it', 'Whatever became of it', states.map((one) => [one, stateNames[one]]), state)}
      ${select('event', 'Fact', 'Every fact', [...new Set(event ? [...names, event] : names)].map((name) => [name, name]), event)}
    </div>`
  }

  private renderRows() {
    const { rows, problem, next, busy } = this.deliveries
    if (!rows) return problem ? failed('What was sent', problem, () => void this.deliveries.again()) : html`${waiting('what was sent')}${boneRows(4, 3)}`
    if (rows.length === 0) {
      const narrowed = Object.keys(this.filter).length > 1
      return narrowed ? empty('Nothing like that was sent', 'Other filters may show more.', html`<button class="button" @click=${() => this.refine('settings', '')}>Show everything</button>`) : empty('Nothing was sent yet', 'The next fact that this endpoint asks for stands here a moment after it happened. A test can be sent at once.')
    }
    const now = Date.now()
    return html`<ul class="rows">${rows.map((one) => html`<li><a class="one" href=${this.address('settings', `webhooks/${this.endpoint.id}/${one.id}`)}>
        <span><bdi class="raw">${one.event}</bdi><br /><span class="quiet small">${answerOf(one)}${one.attempts > 1 ? ` · ${counted(one.attempts, 'try', 'tries')}` : ''}${one.state === 'waiting' && one.nextAttemptAt && one.attempts > 0 ? html` · next ${Date.parse(one.nextAttemptAt) > now ? html`at ${ago(one.nextAttemptAt, now, this.timeZone)}` : 'now'}` : nothing}</span></span>
        <span class="small quiet end">${ago(one.createdAt, now, this.timeZone)}</span>${badge(stateTones[one.state], stateNames[one.state])}
      </a></li>`)}</ul>
      ${problem ? html`<p class="foot" role="alert">${problem.message}</p>` : nothing}
      ${next === null ? nothing : html`<div class="foot"><button class="button" ?disabled=${busy} @click=${() => void this.deliveries.more()}>${busy ? 'Loading…' : 'Earlier ones'}</button></div>`}`
  }

  override render() {
    return html`<section class="stack" aria-labelledby="sent">
      <header class="head"><h2 id="sent">What was sent</h2>${this.endpoint.state === 'enabled' ? html`<button class="button" @click=${() => (this.asking = true)}>${icon('again')} Send again what failed…</button>` : nothing}</header>
      <div class="card">${this.renderFilters()}${this.renderRows()}</div>
      ${this.asking ? html`<app-question heading="Send again what failed?" yes="Send again" .work=${() => this.replayFailed()} @app-closed=${() => (this.asking = false)}>
        <p>Every delivery that failed or was dropped is sent again, the same to the letter. A receiver knows it by its <bdi class="raw">webhook-id</bdi>.</p>
        <div class="field"><label for="span">What failed</label><span class="chosen"><select class="input" id="span" @change=${(event: Event) => (this.span = Number((event.target as HTMLSelectElement).value))}>${spans.map(([length, name]) => html`<option value=${length} ?selected=${length === this.span}>${name}</option>`)}</select>${icon('down')}</span></div>
      </app-question>` : nothing}
    </section>`
  }
}

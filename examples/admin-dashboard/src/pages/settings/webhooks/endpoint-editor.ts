import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { Load } from '../../../load.js'
import { base } from '../../../parts/base.styles.js'
import { button } from '../../../parts/button.styles.js'
import { card } from '../../../parts/card.styles.js'
import '../../../parts/dialog.js'
import type { AppDialog } from '../../../parts/dialog.js'
import { field } from '../../../parts/field.styles.js'
import { icon } from '../../../parts/icon.js'
import { problemOf, type Problem } from '../../../problem.js'
import type { WebhookEndpoint, WebhookEventName, WebhookEventType } from '../../../wire.js'
import './event-picker.js'

/** Adds an endpoint or changes one. `app-saved` brings it. */
@customElement('app-endpoint-editor')
export class AppEndpointEditor extends LitElement {
  static override styles = [base, button, card, field, css`app-dialog { --dialog: 600px; } .buttons { justify-content: end; } legend { padding: 0; }`]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) given: WebhookEndpoint | undefined
  @state() private url = ''
  @state() private description = ''
  @state() private events: WebhookEventName[] | null = null
  @state() private busy = false
  @state() private problem: Problem | undefined
  private readonly types = new Load<readonly WebhookEventType[]>(this, () => 'types', async (signal) => (await this.api.webhooks.eventTypes({}, { signal })).data)

  override connectedCallback(): void {
    super.connectedCallback()
    const { given } = this
    if (given) [this.url, this.description, this.events] = [given.url, given.description, given.events as WebhookEventName[] | null]
  }

  override firstUpdated(): void {
    // The dialog takes the focus when it opens; whoever opened it came to type.
    void this.renderRoot.querySelector<AppDialog>('app-dialog')?.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('#url')?.focus())
  }

  private get changes() {
    const said = { url: this.url.trim(), description: this.description.trim(), events: this.events }
    const { given } = this
    return given ? Object.fromEntries(Object.entries(said).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(given[field as keyof WebhookEndpoint]))) : said
  }

  private get ready(): boolean {
    return !this.busy && this.url.trim() !== '' && this.events?.length !== 0 && Object.keys(this.changes).length > 0
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!this.ready) return
    this.busy = true
    this.problem = undefined
    try {
      const saved = this.given ? await this.api.webhooks.updateEndpoint({ id: this.given.id, ...this.changes }) : await this.api.webhooks.createEndpoint({ ...this.changes, url: this.url.trim() })
      this.renderRoot.querySelector<AppDialog>('app-dialog')?.close()
      this.dispatchEvent(new CustomEvent('app-saved', { detail: saved }))
    } catch (thrown) {
      this.problem = problemOf(thrown)
    }
    this.busy = false
  }

  private renderEvents() {
    const { value, problem } = this.types
    return html`<fieldset><legend>What is sent</legend>
      <label class="tick"><input class="box" type="radio" name="which" .checked=${this.events === null} @change=${() => (this.events = null)} /> Every fact, those of later versions included</label>
      <label class="tick"><input class="box" type="radio" name="which" .checked=${this.events !== null} @change=${() => (this.events ??= [])} /> Only what I choose</label>
      ${this.events === null ? nothing : value
        ? html`<app-event-picker .types=${value} .chosen=${this.events} @app-chosen=${(event: CustomEvent<WebhookEventName[]>) => (this.events = event.detail)}></app-event-picker>`
        : problem ? html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">The list of facts did not load. <button type="button" class="link" @click=${() => void this.types.again()}>Try again</button></span></p>` : html`<p class="quiet" role="status">Loading the facts…</p>`}
    </fieldset>`
  }

  override render() {
    const { given, problem } = this
    const wrong = problem?.issues.find(({ path }) => path === 'url')?.message
    return html`<app-dialog heading=${given ? 'Change the endpoint' : 'New endpoint'}>
      <form class="fields" @submit=${this.submit} novalidate>
        <div class="field"><label for="url">Address</label>
          <input class="input raw" id="url" type="url" inputmode="url" autocomplete="off" spellcheck="false" placeholder="https://shop.example.com/hooks" .value=${this.url} aria-invalid=${wrong ? 'true' : nothing} aria-describedby="url-hint" @input=${(event: InputEvent) => (this.url = (event.target as HTMLInputElement).value)} />
          <p class=${wrong ? 'wrong' : 'hint'} id="url-hint">${wrong ? html`${icon('alert')} <span>${wrong}</span>` : 'Facts are posted there. It answers 2xx within 15 seconds.'}</p></div>
        <div class="field"><label for="description">What it is for</label><input class="input" id="description" maxlength="200" autocomplete="off" placeholder="Tells the shop of payments" .value=${this.description} @input=${(event: InputEvent) => (this.description = (event.target as HTMLInputElement).value)} /></div>
        ${this.renderEvents()}
        ${problem && !wrong ? html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">${problem.message}</span></p>` : nothing}
        <div class="buttons"><button class="button primary" ?disabled=${!this.ready}>${this.busy ? 'Saving…' : given ? 'Save the changes' : 'Add the endpoint'}</button></div>
      </form>
    </app-dialog>`
  }
}

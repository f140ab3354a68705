import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { base } from '../../../parts/base.styles.js'
import { button } from '../../../parts/button.styles.js'
import '../../../parts/copy-box.js'
import { field } from '../../../parts/field.styles.js'
import { icon } from '../../../parts/icon.js'
import '../../../parts/question.js'
import { toast } from '../../../parts/toast.js'
import { dayAndTime } from '../../../parts/words.js'
import { problemOf } from '../../../problem.js'
import type { WebhookEndpoint, WebhookSecret } from '../../../wire.js'

const overlaps: [number, string][] = [[0, 'Not at all: it may have leaked'], [1, 'An hour'], [24, 'A day'], [168, 'A week']]

/** The secret that what is sent is signed with: shown when asked for, which the audit trail keeps. */
@customElement('app-endpoint-secret')
export class AppEndpointSecret extends LitElement {
  static override styles = [base, button, field, css`:host { display: grid; gap: 8px; }`]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) endpoint!: WebhookEndpoint
  @property() timeZone = 'UTC'
  @state() private secret: WebhookSecret | undefined
  @state() private asking = false
  @state() private overlap = 24
  @state() private busy = false

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('endpoint') as WebhookEndpoint | undefined
    if (before && before.id !== this.endpoint.id) this.secret = undefined
  }

  private readonly reveal = async (): Promise<void> => {
    if (this.secret) {
      this.secret = undefined
      return
    }
    this.busy = true
    try {
      this.secret = await this.api.webhooks.revealSecret({ id: this.endpoint.id })
    } catch (thrown) {
      toast(`The secret was not told. ${problemOf(thrown).message}`, 'failed')
    }
    this.busy = false
  }

  private async rotate(): Promise<void> {
    const { id } = this.endpoint
    const endpoint = await this.api.webhooks.rotateSecret({ id, overlapHours: this.overlap })
    this.dispatchEvent(new CustomEvent('app-saved', { detail: endpoint }))
    this.secret = await this.api.webhooks.revealSecret({ id })
    toast('There is a new secret')
  }

  override render() {
    const until = this.endpoint.previousSecretUntil
    return html`
      <div class="buttons">
        <button class="button" aria-expanded=${this.secret ? 'true' : 'false'} ?disabled=${this.busy} @click=${() => void this.reveal()}>${icon(this.secret ? 'lock' : 'key')} ${this.secret ? 'Hide it' : 'Reveal it'}</button>
        <button class="button" @click=${() => (this.asking = true)}>${icon('again')} Rotate…</button>
      </div>
      ${this.secret ? html`<app-copy-box label="secret" text=${this.secret.secret}></app-copy-box>${this.secret.previousSecret ? html`<p class="small quiet">The one before, good until ${dayAndTime(this.secret.previousSecretUntil!, this.timeZone)}:</p><app-copy-box label="secret before" text=${this.secret.previousSecret}></app-copy-box>` : nothing}` : nothing}
      ${until && Date.parse(until) > Date.now() ? html`<p class="small quiet">Until ${dayAndTime(until, this.timeZone)} what is sent carries two signatures: one by the secret before.</p>` : nothing}
      ${this.asking ? html`<app-question heading="Make a new secret?" yes="Rotate the secret" .work=${() => this.rotate()} @app-closed=${() => (this.asking = false)}>
        <p>For a while what is sent carries two signatures, so that the receiver may know either secret. Put the new one in place before the old one is over.</p>
        <div class="field"><label for="overlap">The old secret signs for</label><span class="chosen"><select class="input" id="overlap" @change=${(event: Event) => (this.overlap = Number((event.target as HTMLSelectElement).value))}>${overlaps.map(([hours, name]) => html`<option value=${hours} ?selected=${hours === this.overlap}>${name}</option>`)}</select>${icon('down')}</span></div>
      </app-question>` : nothing}`
  }
}

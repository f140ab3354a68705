import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import type { Limits, LimitsPatch } from '../../../wire.js'
import { textField } from '../form/fields.js'
import { formFrame } from '../form/form-frame.js'
import { formStyles } from '../form/form.styles.js'
import { SettingsForm } from '../form/settings-form.js'

type Limit = keyof LimitsPatch & ('perSecretKey' | 'perPublishableKey' | 'perVisitor')
const limits: readonly (readonly [Limit, string, string])[] = [
  ['perSecretKey', 'A secret key', 'Your own programs. Each key counts by itself.'],
  ['perPublishableKey', 'A publishable key', 'All visitors of the pages that use it, together.'],
  ['perVisitor', 'A visitor', 'One address; or one customer, where your server says who it is.'],
]
const names = Object.fromEntries(limits.map(([field, name]) => [field, name]))

/** Requests a minute. */
@customElement('app-limits')
export class AppLimits extends LitElement {
  static override styles = [...formStyles, css`.limit { display: grid; grid-template-columns: minmax(0, 1fr); max-inline-size: 360px; } .input[type='number'] { font-variant-numeric: tabular-nums; }`]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) mayChange = true
  private readonly form = new SettingsForm<Limits, LimitsPatch>(this, { name: 'limits', read: (api) => api.settings.getLimits(), save: (api, patch) => api.settings.updateLimits(patch) })

  override render() {
    const { form } = this
    return formFrame(form, 'Limits', 'How many requests a minute are answered, before somebody is told to wait.', names, () => html`<section class="card padded fields" aria-label="Requests a minute">
      ${limits.map(([field, name, hint]) => html`<div class="limit">${textField({ id: field, label: `${name}, requests a minute`, type: 'number', mode: 'numeric', value: String(form.value[field] ?? ''), hint, wrong: form.wrong(field), change: (value) => form.set({ [field]: value === '' ? null : Number(value) } as never) })}</div>`)}
      <p class="quiet">From 10 to 1,000,000. A change counts within ten seconds. The server may be set to allow less, never more.</p>
    </section>`)
  }
}

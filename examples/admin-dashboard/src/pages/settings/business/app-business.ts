import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { icon } from '../../../parts/icon.js'
import type { Business, BusinessPatch } from '../../../wire.js'
import { orNull, selectField, textField, timeZones } from '../form/fields.js'
import { formFrame } from '../form/form-frame.js'
import { formStyles } from '../form/form.styles.js'
import { SettingsForm } from '../form/settings-form.js'
import { addressFields, tidied } from './address-fields.js'
import { currencies } from './choices.js'
import './logo-field.js'
import { taxIds } from './tax-ids.js'

const names = {
  name: 'Name', legalName: 'Legal name', address: 'Address', email: 'E-mail', phone: 'Phone', website: 'Website', taxIds: 'Tax ids', currency: 'Currency', reportingTimeZone: 'Time zone of reports', asOfNewest: 'Figures end with the newest row', logo: 'Logo',
}

/** Who the business is, and how its figures are counted. */
@customElement('app-business')
export class AppBusiness extends LitElement {
  static override styles = [
    ...formStyles,
    css`
      .tax-ids { display: grid; gap: 12px; }
      .tax-ids ul { display: grid; gap: 8px; }
      .tax-ids li { display: grid; grid-template-columns: minmax(0, 220px) minmax(0, 1fr) auto; gap: 8px; align-items: center; }
      .tax-ids .wrong { grid-column: 1 / -1; display: flex; gap: 6px; align-items: center; color: var(--sk-danger); font-size: var(--sk-size-1); }
      @media (max-width: 560px) { .tax-ids li { grid-template-columns: minmax(0, 1fr) auto; } .tax-ids li .chosen { grid-column: 1 / -1; } }
    `,
  ]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) mayChange = true
  private readonly form = new SettingsForm<Business, BusinessPatch>(this, {
    name: 'business',
    read: (api) => api.settings.getBusiness(),
    save: (api, { address, ...patch }) => api.settings.updateBusiness({ ...patch, ...(address !== undefined && { address: tidied(address) as never }) }),
    saved: (now) => window.dispatchEvent(new CustomEvent('app-business', { detail: now })),
  })

  private renderWho() {
    const { form } = this
    const { name, legalName, email, phone, website } = form.value
    return html`<section class="card padded fields" aria-labelledby="who">
      <h2 id="who">Who you are</h2>
      <div class="pair">
        ${textField({ id: 'name', label: 'Name', value: name, hint: 'What customers know you by.', wrong: form.wrong('name'), change: (value) => form.set({ name: value }) })}
        ${textField({ id: 'legal-name', label: 'Legal name', optional: true, value: legalName ?? '', hint: 'As registered, where that is another one.', wrong: form.wrong('legalName'), change: (value) => form.set({ legalName: orNull(value) }) })}
      </div>
      <div class="pair">
        ${textField({ id: 'email', label: 'E-mail', optional: true, type: 'email', value: email ?? '', wrong: form.wrong('email'), change: (value) => form.set({ email: orNull(value) }) })}
        ${textField({ id: 'phone', label: 'Phone', optional: true, type: 'tel', raw: true, value: phone ?? '', placeholder: '+44 20 7946 0958', wrong: form.wrong('phone'), change: (value) => form.set({ phone: orNull(value) }) })}
      </div>
      ${textField({ id: 'website', label: 'Website', optional: true, type: 'url', raw: true, value: website ?? '', placeholder: 'https://example.com', wrong: form.wrong('website'), change: (value) => form.set({ website: orNull(value) }) })}
    </section>`
  }

  private renderFigures() {
    const { form } = this
    const { currency, reportingTimeZone, asOfNewest } = form.value
    const moves = form.typed.reportingTimeZone !== undefined
    return html`<section class="card padded fields" aria-labelledby="figures">
      <h2 id="figures">Figures</h2>
      <div class="pair">
        ${selectField({ id: 'currency', label: 'Currency', value: currency, options: currencies(currency), hint: 'What headlines are counted in. Entries keep their own.', wrong: form.wrong('currency'), change: (value) => form.set({ currency: value }) })}
        ${selectField({ id: 'zone', label: 'Time zone of reports', value: reportingTimeZone, options: timeZones(reportingTimeZone), hint: 'Where a day begins and ends.', wrong: form.wrong('reportingTimeZone'), change: (value) => form.set({ reportingTimeZone: value }) })}
      </div>
      ${moves ? html`<div class="notice warn" role="status">${icon('alert')}<p class="grow">Every figure is counted again by the days of ${reportingTimeZone.replaceAll('_', ' ')}. What happened near midnight moves to another day, so sums of days and months that you noted may differ a little. No entry changes.</p></div>` : nothing}
      <label class="tick"><input class="box" type="checkbox" .checked=${asOfNewest} @change=${(event: Event) => form.set({ asOfNewest: (event.target as HTMLInputElement).checked })} /> Periods end with the newest entry instead of today, for books of a finished past</label>
    </section>`
  }

  override render() {
    const { form } = this
    return formFrame(form, 'Business', 'What customers call you by, and how your figures are counted.', names, () => html`
      ${this.renderWho()}
      <section class="card padded fields" aria-labelledby="logo"><h2 id="logo">Logo</h2><app-logo-field .api=${this.api} .mayChange=${this.mayChange} .logo=${form.value.logo} @app-logo=${form.look}></app-logo-field></section>
      <section class="card padded fields" aria-labelledby="where"><h2 id="where">Address</h2>${addressFields(form.value.address, (path) => form.wrong(path), (address) => form.set({ address: address as never }))}</section>
      <section class="card padded fields" aria-labelledby="tax"><h2 id="tax">Tax ids</h2>${taxIds(form.value.taxIds, (path) => form.wrong(path), (list) => form.set({ taxIds: list }))}</section>
      ${this.renderFigures()}
    `)
  }
}

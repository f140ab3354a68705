import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import type { MailSettings, MailSettingsPatch } from '../../../wire.js'
import { fieldFrame, orNull, selectField, textField } from '../form/fields.js'
import { formFrame } from '../form/form-frame.js'
import { formStyles } from '../form/form.styles.js'
import { SettingsForm } from '../form/settings-form.js'
import './app-dkim.js'
import './app-mail-check.js'

const names = { fromName: 'From, name', fromAddress: 'From, address', replyTo: 'Answers go to', host: 'Mail server', port: 'Port', security: 'Encryption', user: 'User', password: 'Password', dkimDomain: 'Domain of the signature', dkimSelector: 'Selector of the signature' }
const securities = [['starttls', 'After the greeting (STARTTLS, mostly 587)'], ['tls', 'From the first byte (TLS, mostly 465)'], ['none', 'None: in the clear']] as const

/** Who mail comes from, and by which mail server it leaves. */
@customElement('app-mail-settings')
export class AppMailSettings extends LitElement {
  static override styles = [...formStyles, css`.password { display: flex; gap: 8px; }`]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) mayChange = true
  @property({ attribute: false }) maySend = true
  @property({ attribute: false }) mailAddress: (id: string) => string = () => '#'
  private readonly form = new SettingsForm<MailSettings, MailSettingsPatch>(this, {
    name: 'mail',
    read: (api) => api.settings.getMail(),
    save: (api, patch) => api.settings.updateMail(patch),
  })

  private renderPassword() {
    const { form } = this
    const { isSet } = form.stored!.password
    const typed = form.typed.password
    const goes = typed === null
    return fieldFrame(
      { id: 'password', label: 'Password', wrong: form.wrong('password'), hint: goes ? 'It is taken away when you save.' : isSet && form.typed.host !== undefined && !typed ? 'The one that is set belongs to the former server. Type one for this server, or there is none once you save.' : isSet ? 'One is set. It is never shown again; what you type replaces it.' : 'Kept sealed, and never shown again.' },
      html`<span class="password"><input class="input" id="password" type="password" autocomplete="new-password" .value=${typed ?? ''} placeholder=${isSet && !goes ? '••••••••' : ''} aria-describedby="password-hint" @input=${(event: Event) => this.type((event.target as HTMLInputElement).value)} />${isSet ? html`<button type="button" class="button" @click=${() => (goes ? this.type('') : form.set({ password: null as never }))}>${goes ? 'Keep it' : 'Take it away'}</button>` : nothing}</span>`,
    )
  }

  private type(value: string): void {
    if (value !== '') return this.form.set({ password: value })
    delete this.form.typed.password
    this.requestUpdate()
  }

  private renderServer() {
    const { form } = this
    const { host, port, security, user } = form.value
    return html`<section class="card padded fields" aria-labelledby="server">
      <h2 id="server">Your own mail server</h2>
      <p class="quiet">Leave it empty to send by the way this server was started with.</p>
      <div class="pair">
        ${textField({ id: 'host', label: 'Name', optional: true, raw: true, value: host ?? '', placeholder: 'smtp.example.com', wrong: form.wrong('host'), change: (value) => form.set({ host: orNull(value) }) })}
        ${textField({ id: 'port', label: 'Port', type: 'number', mode: 'numeric', value: String(port ?? ''), wrong: form.wrong('port'), change: (value) => form.set({ port: (value === '' ? null : Number(value)) as number }) })}
      </div>
      ${selectField({ id: 'security', label: 'Encryption', value: security, options: securities, ...(security === 'none' && { hint: 'Mail and password travel as they are. Only within your own network.' }), wrong: form.wrong('security'), change: (value) => form.set({ security: value as MailSettings['security'] }) })}
      <div class="pair">
        ${textField({ id: 'user', label: 'User', optional: true, raw: true, value: user ?? '', wrong: form.wrong('user'), change: (value) => form.set({ user: orNull(value) }) })}
        ${this.renderPassword()}
      </div>
    </section>`
  }

  override render() {
    const { form } = this
    return html`${formFrame(form, 'Mail', 'Who mail comes from, and by which mail server it leaves.', names, () => {
      const { fromName, fromAddress, replyTo } = form.value
      return html`<section class="card padded fields" aria-labelledby="from">
          <h2 id="from">From</h2>
          <div class="pair">
            ${textField({ id: 'from-name', label: 'Name', optional: true, value: fromName ?? '', hint: 'The business’s name unless given.', wrong: form.wrong('fromName'), change: (value) => form.set({ fromName: orNull(value) }) })}
            ${textField({ id: 'from-address', label: 'Address', optional: true, type: 'email', raw: true, value: fromAddress ?? '', placeholder: 'hello@example.com', hint: 'Needs a mail server of your own.', wrong: form.wrong('fromAddress'), change: (value) => form.set({ fromAddress: orNull(value) }) })}
          </div>
          ${textField({ id: 'reply-to', label: 'Answers go to', optional: true, type: 'email', raw: true, value: replyTo ?? '', wrong: form.wrong('replyTo'), change: (value) => form.set({ replyTo: orNull(value) }) })}
        </section>
        ${this.renderServer()}`
    })}
    ${form.stored
      ? html`<app-dkim .api=${this.api} .mayChange=${this.maySend} .hasKey=${form.stored.dkimPrivateKey.isSet} .domain=${form.stored.fromAddress?.split('@')[1] ?? ''} @app-dkim=${form.look}></app-dkim>
          ${this.maySend ? html`<app-mail-check .api=${this.api} .mailAddress=${this.mailAddress} .unsaved=${form.changed}></app-mail-check>` : nothing}`
      : nothing}`
  }
}

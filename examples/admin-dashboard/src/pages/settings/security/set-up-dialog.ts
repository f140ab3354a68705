import { css, html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { DialogForm } from '../../../parts/dialog-form.js'
import type { NewSecondFactor } from '../../../wire.js'
import '../../../parts/copy-box.js'
import './backup-codes.js'
import { qrCode } from './qr-code.js'

/** Setting up a second factor: the password, the code to scan, the first code of the app, the backup codes. */
@customElement('app-second-factor-set-up')
export class AppSecondFactorSetUp extends DialogForm {
  static override styles = [
    ...DialogForm.styles,
    css`
      .qr { inline-size: 208px; block-size: 208px; border-radius: var(--sk-radius-1); }
      .scan { display: grid; justify-items: center; gap: 12px; }
      app-copy-box { inline-size: 100%; }
    `,
  ]

  @state() private made: NewSecondFactor | undefined
  @state() private on = false

  private readonly begin = (event: SubmitEvent): void => {
    event.preventDefault()
    const { password = '' } = this.read(event.target as HTMLFormElement)
    void this.attempt(async () => {
      this.made = await this.api.me.startSecondFactor({ password })
      await this.updateComplete
      this.renderRoot.querySelector<HTMLInputElement>('#code')?.focus()
    })
  }

  private readonly confirm = (event: SubmitEvent): void => {
    event.preventDefault()
    const code = this.read(event.target as HTMLFormElement).code?.replaceAll(/\s/g, '') ?? ''
    void this.attempt(async () => {
      await this.api.me.confirmSecondFactor({ code })
      this.on = true
      this.dispatchEvent(new CustomEvent('app-changed'))
    })
  }

  private renderStep() {
    const { made } = this
    if (!made)
      return html`<form @submit=${this.begin}>
        <p class="quiet">At every sign-in you are then asked for six digits that an app on your phone shows, besides your password. Any authenticator app will do.</p>
        ${this.field('password', { label: 'Your password', type: 'password', autocomplete: 'current-password' })}
        ${this.renderButtons('Go on', 'One moment…')}
      </form>`
    if (this.on)
      return html`<div class="panel">
        <p role="status"><b>The second factor is on.</b> Your other sessions have ended.</p>
        <app-backup-codes .codes=${made.backupCodes}></app-backup-codes>
        <div class="buttons"><button type="button" class="button primary" @click=${() => this.finish()}>I have kept them</button></div>
      </div>`
    return html`<form @submit=${this.confirm}>
      <div class="scan">
        <p>Scan this with your authenticator app.</p>
        ${qrCode(made.uri, 'QR code for your authenticator app. The key below says the same.')}
        <p class="quiet">Or type this key into it:</p>
        <app-copy-box label="key" .text=${made.secret}></app-copy-box>
      </div>
      ${this.field('code', { label: 'The six digits that it shows', autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 7, once: true })}
      ${this.renderButtons('Turn it on', 'Turning it on…')}
    </form>`
  }

  override render() {
    return html`<app-dialog heading=${this.on ? 'Backup codes' : 'Set up a second factor'}>${this.renderStep()}</app-dialog>`
  }
}

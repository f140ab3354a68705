import { html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { DialogForm } from '../../../parts/dialog-form.js'
import './backup-codes.js'

/** New backup codes in place of the old ones. */
@customElement('app-renew-codes')
export class AppRenewCodes extends DialogForm {
  @state() private codes: readonly string[] | undefined

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { password = '' } = this.read(event.target as HTMLFormElement)
    void this.attempt(async () => void (this.codes = (await this.api.me.renewBackupCodes({ password })).backupCodes))
  }

  override render() {
    return html`<app-dialog heading=${this.codes ? 'Backup codes' : 'Make new backup codes'}>
      ${this.codes
        ? html`<div class="panel"><app-backup-codes .codes=${this.codes}></app-backup-codes><div class="buttons"><button type="button" class="button primary" @click=${() => this.finish()}>I have kept them</button></div></div>`
        : html`<form @submit=${this.submit}>
            <p class="quiet">The codes that you have now stop working.</p>
            ${this.field('password', { label: 'Your password', type: 'password', autocomplete: 'current-password' })}
            ${this.renderButtons('Make new codes', 'Making them…')}
          </form>`}
    </app-dialog>`
  }
}

/** Turns the second factor off. */
@customElement('app-stop-second-factor')
export class AppStopSecondFactor extends DialogForm {
  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { password = '', code = '' } = this.read(event.target as HTMLFormElement)
    void this.attempt(async () => {
      await this.api.me.stopSecondFactor({ password, code: code.replaceAll(/\s/g, '') })
      this.finish()
    })
  }

  override render() {
    return html`<app-dialog heading="Turn the second factor off">
      <form @submit=${this.submit}>
        <p class="quiet">From then on your password alone signs you in. The backup codes stop working.</p>
        ${this.field('password', { label: 'Your password', type: 'password', autocomplete: 'current-password' })}
        ${this.field('code', { label: 'The six digits of your app', autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 7, once: true })}
        ${this.renderButtons('Turn it off', 'Turning it off…', true)}
      </form>
    </app-dialog>`
  }
}

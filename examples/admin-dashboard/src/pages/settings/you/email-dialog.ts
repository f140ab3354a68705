import { html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { DialogForm } from '../../../parts/dialog-form.js'

/** Asks for another e-mail address. It counts once its owner has proved it. */
@customElement('app-email-dialog')
export class AppEmailDialog extends DialogForm {
  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { email = '', password = '' } = this.read(event.target as HTMLFormElement)
    void this.attempt(async () => {
      await this.api.me.changeEmail({ email, password })
      this.finish(email)
    })
  }

  override render() {
    return html`<app-dialog heading="Change your e-mail address">
      <form @submit=${this.submit}>
        <p class="quiet">We mail a link to the new address. Until you follow it, you sign in with the old one.</p>
        ${this.field('email', { label: 'New address', type: 'email', autocomplete: 'email' })}
        ${this.field('password', { label: 'Your password', type: 'password', autocomplete: 'current-password' })}
        ${this.renderButtons('Send the link', 'Sending…')}
      </form>
    </app-dialog>`
  }
}

import { html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { DialogForm } from '../../../parts/dialog-form.js'

/** Another password; every other session ends. */
@customElement('app-password-dialog')
export class AppPasswordDialog extends DialogForm {
  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    // By name: the fields are what the API calls them, so that it can say what is wrong with which.
    const form = new FormData(event.target as HTMLFormElement)
    void this.attempt(async () => {
      await this.api.me.changePassword({ currentPassword: String(form.get('currentPassword')), newPassword: String(form.get('newPassword')) })
      this.finish()
    })
  }

  override render() {
    return html`<app-dialog heading="Change your password">
      <form @submit=${this.submit}>
        ${this.field('currentPassword', { label: 'The password that you have', type: 'password', autocomplete: 'current-password' })}
        ${this.field('newPassword', { label: 'The new one', type: 'password', autocomplete: 'new-password', hint: 'At least 10 characters. All your other sessions end.' })}
        ${this.renderButtons('Change it', 'Changing it…')}
      </form>
    </app-dialog>`
  }
}

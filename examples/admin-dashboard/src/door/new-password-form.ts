import { html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { DoorForm } from './door-form.js'

/** Chooses a new password with a link from a mail. It signs nobody in: the new password does. */
@customElement('app-new-password')
export class AppNewPassword extends DoorForm {
  @property() token = ''

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { password = '' } = this.read(event.target as HTMLFormElement)
    void this.attempt(async () => {
      await this.api.auth.resetPassword({ token: this.token, password })
      this.tell('app-step', { step: 'sign-in', said: 'Your new password is set. Sign in with it.' })
    })
  }

  override render() {
    return html`<form @submit=${this.submit}>
      <div><h1 tabindex="-1">Choose a new password</h1><p class="quiet">Everywhere else you are signed out.</p></div>
      ${this.field('password', { label: 'New password', type: 'password', autocomplete: 'new-password', hint: 'At least 10 characters. A few words you remember are better than signs you forget.' })}
      ${this.renderProblem()}
      <button class="button primary wide" ?disabled=${this.busy}>${this.busy ? 'Setting it…' : 'Set the password'}</button>
      ${this.problem?.code === 'link_expired' ? html`<button type="button" class="link" @click=${() => this.tell('app-step', 'forgot')}>Ask for another link</button>` : ''}
    </form>`
  }
}

import { html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { DoorForm } from './door-form.js'

/** The code of the second factor, without which nothing opens. */
@customElement('app-second-factor')
export class AppSecondFactor extends DoorForm {
  @state() private backup = false

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { code = '' } = this.read(event.target as HTMLFormElement)
    void this.attempt(async () => this.tell('app-entered', await this.api.auth.secondFactor(this.backup ? { backupCode: code } : { code: code.replace(/\s/g, '') })))
  }

  private turn(): void {
    this.backup = !this.backup
    this.problem = undefined
    this.renderRoot.querySelector('form')?.reset()
  }

  override render() {
    const look = this.backup
      ? { label: 'Backup code', autocomplete: 'off', hint: 'One of those that you were shown when you turned the second factor on. Each works once.' }
      : { label: 'Code', autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 7, hint: 'Six digits, from the app that you set up.', once: true }
    return html`<form @submit=${this.submit}>
      <div><h1 tabindex="-1">One more step</h1><p class="quiet">Your account has a second factor.</p></div>
      ${this.field('code', look)}
      ${this.renderProblem()}
      <button class="button primary wide" ?disabled=${this.busy}>${this.busy ? 'Checking…' : 'Continue'}</button>
      <div class="between">
        <button type="button" class="link" @click=${() => this.turn()}>${this.backup ? 'Use the app' : 'Use a backup code'}</button>
        <button type="button" class="link" @click=${() => this.tell('app-step', 'sign-in')}>Sign in as somebody else</button>
      </div>
    </form>`
  }
}

import { html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { DoorForm } from './door-form.js'

const words = {
  enter: { title: 'Sign in', says: 'Press the button and you are in.', go: 'Sign in' },
  prove: { title: 'Confirm your address', says: 'Press the button to say that this address is yours.', go: 'Confirm' },
}

/** What a link from a mail is for, done at the press of a button: programs that look at links first must not use them up. */
@customElement('app-follow-link')
export class AppFollowLink extends DoorForm {
  @property() what: keyof typeof words = 'enter'
  @property() token = ''
  @state() private done = false

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    void this.attempt(async () => {
      if (this.what === 'enter') return this.tell('app-entered', await this.api.auth.followLink({ token: this.token }))
      await this.api.auth.verifyEmail({ token: this.token })
      this.done = true
    })
  }

  override render() {
    const { title, says, go } = words[this.what]
    if (this.done) return html`<div class="panel"><div><h1 tabindex="-1">Your address is confirmed</h1><p class="quiet">You can close this page, or go on.</p></div><a class="button primary wide" href="/">Go to the dashboard</a></div>`
    return html`<form @submit=${this.submit}>
      <div><h1 tabindex="-1">${title}</h1><p class="quiet">${says}</p></div>
      ${this.renderProblem()}
      ${this.problem?.code === 'link_expired' ? html`<button type="button" class="button wide" @click=${() => this.tell('app-step', 'link')}>Ask for another link</button>` : html`<button class="button primary wide" ?disabled=${this.busy}>${go}</button>`}
      <button type="button" class="link" @click=${() => this.tell('app-step', 'sign-in')}>Sign in another way</button>
    </form>`
  }
}

import { html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { DoorForm } from './door-form.js'

const words = {
  link: { title: 'Sign in by mail', says: 'We send you a link that signs you in, without a password.', go: 'Send the link', sent: 'If somebody signs in with that address, the link is on its way. It works once, for a short while.' },
  forgot: { title: 'Choose a new password', says: 'We send you a link where you choose a new one.', go: 'Send the link', sent: 'If somebody signs in with that address, the link is on its way. It works once, for a short while.' },
}

/** Asks for a link by mail. What it says afterwards is the same whoever has that address. */
@customElement('app-mail-form')
export class AppMailForm extends DoorForm {
  @property() what: keyof typeof words = 'link'
  @property() to = '/'
  @state() private sent = false

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { email = '' } = this.read(event.target as HTMLFormElement)
    const asked = { email, redirectTo: new URL(this.to, location.origin).href }
    void this.attempt(async () => {
      await (this.what === 'link' ? this.api.auth.sendLink(asked) : this.api.auth.forgotPassword(asked))
      this.sent = true
      await this.updateComplete
      this.renderRoot.querySelector<HTMLElement>('h1')?.focus()
    })
  }

  override render() {
    const { title, says, go, sent } = words[this.what]
    const back = html`<button type="button" class="link" @click=${() => this.tell('app-step', 'sign-in')}>Back to signing in</button>`
    if (this.sent) return html`<div class="panel"><div><h1 tabindex="-1">Look into your mail</h1><p class="quiet">${sent}</p></div>${back}</div>`
    return html`<form @submit=${this.submit}>
      <div><h1 tabindex="-1">${title}</h1><p class="quiet">${says}</p></div>
      ${this.field('email', { label: 'E-mail', type: 'email', autocomplete: 'username' })}
      ${this.renderProblem()}
      <button class="button primary wide" ?disabled=${this.busy}>${this.busy ? 'Sending…' : go}</button>
      ${back}
    </form>`
  }
}

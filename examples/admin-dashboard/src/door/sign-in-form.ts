import { html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { icon } from '../parts/icon.js'
import type { SignInWays } from '../wire.js'
import { DoorForm } from './door-form.js'

/** E-mail and password, or one of the other ways in. */
@customElement('app-sign-in')
export class AppSignIn extends DoorForm {
  @property({ attribute: false }) ways!: SignInWays
  /** Why somebody is here again. */
  @property() said = ''
  @property() to = '/'
  /** With a key instead. */
  @property({ type: Boolean }) byKey = false

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { email = '', password = '', key = '' } = this.read(event.target as HTMLFormElement)
    if (this.byKey) {
      if (key) this.tell('app-key', key)
      return
    }
    void this.attempt(async () => this.tell('app-entered', await this.api.auth.signIn({ email, password })))
  }

  private readonly demo = (): void => void this.attempt(async () => this.tell('app-entered', await this.api.auth.demo()))

  private provider(provider: string): void {
    void this.attempt(async () => {
      const { url } = await this.api.auth.startProvider({ provider, redirectTo: new URL(this.to, location.origin).href })
      location.assign(url)
    })
  }

  private renderOthers() {
    return html`<div class="others">
      ${this.ways.providers.map(({ id, name }) => html`<button type="button" class="button wide" ?disabled=${this.busy} @click=${() => this.provider(id)}>Continue with ${name}</button>`)}
      <button type="button" class="button wide" @click=${() => this.tell('app-step', 'link')}>${icon('mail')} E-mail me a link</button>
    </div>`
  }

  override render() {
    const says = this.said ? html`<div class="notice" role="status">${icon('info')}<p class="grow">${this.said}</p></div>` : nothing
    if (this.byKey)
      return html`<form @submit=${this.submit}>
        <div><h1 tabindex="-1">Sign in with a key</h1><p class="quiet">For developers: a secret key opens the dashboard of its workspace.</p></div>
        ${says}
        ${this.field('key', { label: 'Key', type: 'password', autocomplete: 'off', placeholder: 'sk_…', hint: 'It is kept for as long as this tab is open, and nowhere else.' })}
        <button class="button primary wide">Open</button>
        <button type="button" class="link" @click=${() => (this.byKey = false)}>Sign in as a person</button>
      </form>`
    return html`<form @submit=${this.submit}>
      <div><h1 tabindex="-1">Sign in</h1></div>
      ${says}
      ${this.ways.demo
        ? html`<button type="button" class="button primary wide" ?disabled=${this.busy} @click=${this.demo}>Look around in the demo</button>
            <p class="hint quiet">You become the owner of two made-up businesses. Nothing leaves this machine.</p>
            <div class="or">or with an account</div>`
        : nothing}
      ${this.field('email', { label: 'E-mail', type: 'email', autocomplete: 'username' })}
      ${this.field('password', { label: 'Password', type: 'password', autocomplete: 'current-password', extra: html`<button type="button" class="link" @click=${() => this.tell('app-step', 'forgot')}>Forgot it?</button>` })}
      ${this.renderProblem()}
      <button class="button wide ${this.ways.demo ? '' : 'primary'}" ?disabled=${this.busy}>${this.busy ? 'Signing in…' : 'Sign in'}</button>
      <div class="or">or</div>
      ${this.renderOthers()}
      <div class="between"><button type="button" class="link" @click=${() => (this.byKey = true)}>Use a key</button></div>
    </form>`
  }
}

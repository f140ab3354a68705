import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { base } from '../parts/base.styles.js'
import { button } from '../parts/button.styles.js'
import { card } from '../parts/card.styles.js'
import { field } from '../parts/field.styles.js'
import { icon } from '../parts/icon.js'

/** A key opens the dashboard until there are people with passwords. */
@customElement('app-sign-in')
export class AppSignIn extends LitElement {
  static override styles = [
    base,
    button,
    card,
    field,
    css`
      main { display: grid; place-items: center; min-block-size: 100dvh; padding: 16px; }
      form { display: grid; gap: 16px; inline-size: min(400px, 100%); padding: 24px; }
      h1 { font-size: var(--sk-size-4); line-height: var(--sk-leading-4); letter-spacing: var(--sk-track-tight); }
    `,
  ]

  @property() wrong = ''
  @property({ type: Boolean }) busy = false
  @query('input') private input!: HTMLInputElement

  override firstUpdated(): void {
    this.input.focus()
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const key = this.input.value.trim()
    if (key) this.dispatchEvent(new CustomEvent('app-sign-in', { detail: key }))
  }

  override render() {
    return html`<main>
      <form class="card" @submit=${this.submit}>
        <div>
          <h1>Sign in</h1>
          <p class="quiet"><span class="raw">npm start</span> prints an address with the demo’s key in it. Open that, or paste the key here.</p>
        </div>
        <div class="field">
          <label for="key">Key</label>
          <input id="key" class="input" type="password" autocomplete="off" spellcheck="false" placeholder="sk_…" aria-invalid=${this.wrong ? 'true' : nothing} aria-describedby="why" />
          <p id="why" class=${this.wrong ? 'wrong' : 'hint'} role=${this.wrong ? 'alert' : nothing}>${this.wrong ? html`${icon('alert')} ${this.wrong}` : 'It is kept for as long as this tab is open, and nowhere else.'}</p>
        </div>
        <button class="button primary" ?disabled=${this.busy}>${this.busy ? 'Signing in…' : 'Sign in'}</button>
      </form>
    </main>`
  }
}

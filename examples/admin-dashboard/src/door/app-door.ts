import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../api.js'
import { base } from '../parts/base.styles.js'
import { button } from '../parts/button.styles.js'
import { card } from '../parts/card.styles.js'
import { failed } from '../parts/states.js'
import { stateStyles } from '../parts/states.styles.js'
import { problemOf, type Problem } from '../problem.js'
import type { Me, SignedIn, SignInWays } from '../wire.js'
import './follow-link.js'
import './invitation-form.js'
import './mail-form.js'
import './new-password-form.js'
import './second-factor-form.js'
import './set-up-form.js'
import './sign-in-form.js'
import { doorOf, safePath, type DoorStep } from './steps.js'

/** Everything before somebody is signed in. */
@customElement('app-door')
export class AppDoor extends LitElement {
  static override styles = [
    base, button, card, stateStyles,
    css`
      main { display: grid; justify-items: center; align-content: center; gap: 24px; min-block-size: 100dvh; padding: 24px 16px; }
      .mark { display: flex; align-items: center; gap: 10px; font-weight: var(--sk-weight-strong); }
      .mark svg { inline-size: 28px; block-size: 28px; padding: 2px; border-radius: var(--sk-radius-1); background: var(--sk-text); color: var(--sk-bg); fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
      .card { inline-size: min(400px, 100%); padding: 24px; }
      @media (max-width: 480px) { .card { padding: 20px 16px; } }
    `,
  ]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) me: Me | null = null
  /** Why somebody is here, when they did not mean to be. */
  @property() said = ''
  /** They came with a key. */
  @property({ type: Boolean }) byKey = false
  @state() private ways: SignInWays | undefined
  @state() private problem: Problem | undefined
  @state() private step: DoorStep = 'sign-in'
  @state() private token = ''
  @state() private to = '/'

  override connectedCallback(): void {
    super.connectedCallback()
    const { step, token, to } = doorOf(location)
    this.step = step
    this.token = token
    this.to = to
    // A secret must not stay in the history.
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search)
    void this.ask()
  }

  private async ask(): Promise<void> {
    this.problem = undefined
    try {
      this.ways = await this.api.auth.ways()
      if (this.step === 'sign-in' && this.ways.session === 'open' && this.said === '') return this.leave(this.to)
      if (this.step === 'sign-in' && this.ways.session === 'second_factor') this.step = 'second-factor'
      if (this.ways.state === 'first_owner_needed' && this.step === 'sign-in') this.step = 'set-up'
    } catch (thrown) {
      this.problem = problemOf(thrown)
    }
    document.title = `${this.step === 'invitation' ? 'Invitation' : this.step === 'set-up' ? 'Welcome' : 'Sign in'} · StartupKit`
  }

  private readonly entered = (event: CustomEvent<SignedIn>): void => {
    event.stopPropagation()
    if (event.detail.secondFactorRequired) this.step = 'second-factor'
    else this.leave(this.to)
  }

  private leave(to: string): void {
    history.replaceState(null, '', safePath(to))
    this.dispatchEvent(new CustomEvent('app-inside'))
  }

  private readonly stepped = (event: CustomEvent<DoorStep | { step?: DoorStep; said?: string; to?: string }>): void => {
    event.stopPropagation()
    const next = typeof event.detail === 'string' ? { step: event.detail } : event.detail
    this.said = next.said ?? ''
    if (next.to !== undefined) this.to = safePath(next.to)
    if (next.step === undefined) this.leave(this.to)
    else this.step = next.step === 'sign-in' && this.ways?.state === 'first_owner_needed' ? 'set-up' : next.step
  }

  private renderStep(ways: SignInWays) {
    const { api, token, to } = this
    switch (this.step) {
      case 'sign-in': return html`<app-sign-in .api=${api} .ways=${ways} .said=${this.said} .byKey=${this.byKey} .to=${to}></app-sign-in>`
      case 'second-factor': return html`<app-second-factor .api=${api}></app-second-factor>`
      case 'link': return html`<app-mail-form what="link" .api=${api} .to=${to}></app-mail-form>`
      case 'forgot': return html`<app-mail-form what="forgot" .api=${api} .to=${to}></app-mail-form>`
      case 'follow-link': return html`<app-follow-link what="enter" .api=${api} .token=${token}></app-follow-link>`
      case 'verify': return html`<app-follow-link what="prove" .api=${api} .token=${token}></app-follow-link>`
      case 'reset': return html`<app-new-password .api=${api} .token=${token}></app-new-password>`
      case 'set-up': return html`<app-set-up .api=${api}></app-set-up>`
      case 'invitation': return html`<app-invitation .api=${api} .token=${token} .me=${this.me}></app-invitation>`
    }
  }

  override render() {
    return html`<main @app-entered=${this.entered} @app-step=${this.stepped}>
      <div class="mark"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8 6v12h8M12 14V9.5c0-1.4 1.1-2.5 2.5-2.5H17v1.5c0 1.9-1.6 3.5-3.5 3.5H12" /></svg>StartupKit</div>
      <div class="card">
        ${this.problem ? failed('Signing in', this.problem, () => void this.ask()) : this.ways ? this.renderStep(this.ways) : html`<p class="quiet" role="status">One moment…</p>`}
      </div>
      ${nothing}
    </main>`
  }
}

import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { problemOf, type Problem } from '../problem.js'
import type { InvitationLook, Me } from '../wire.js'
import { DoorForm } from './door-form.js'

/** An invitation: accepted as whoever is signed in, or as somebody new. Looking at it changes nothing. */
@customElement('app-invitation')
export class AppInvitation extends DoorForm {
  @property() token = ''
  /** Who is signed in already. */
  @property({ attribute: false }) me: Me | null = null
  @state() private look: InvitationLook | undefined
  @state() private closed: Problem | undefined
  /** The address has an account: only signing in as that person accepts. */
  @state() private signInFirst = false

  override async connectedCallback(): Promise<void> {
    super.connectedCallback()
    try {
      this.look = await this.api.invitations.look({ token: this.token })
    } catch (thrown) {
      this.closed = problemOf(thrown)
    }
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { name = '', password = '' } = this.read(event.target as HTMLFormElement)
    void this.attempt(async () => {
      try {
        const { slug } = await this.api.invitations.accept({ token: this.token, ...(!this.me && { name, password }) })
        this.tell('app-step', this.me ? { to: `/w/${slug}` } : { step: 'sign-in', said: 'Your account is made. Sign in with it.', to: `/w/${slug}` })
      } catch (thrown) {
        const problem = problemOf(thrown)
        if (problem.code !== 'invitation_sign_in_required') throw thrown
        this.signInFirst = true
      }
    })
  }

  override render() {
    const { look, closed, me } = this
    if (closed) return html`<div class="panel"><div><h1 tabindex="-1">This invitation is not open</h1><p class="quiet">${closed.kind === 'offline' ? 'The server did not answer. Check the connection and open the link again.' : closed.message}</p></div><a class="button wide" href="/">Go to the dashboard</a></div>`
    if (!look) return html`<p class="quiet" role="status">Opening the invitation…</p>`
    const head = html`<div><h1 tabindex="-1">Join ${look.workspace}</h1><p class="quiet">${look.invitedBy ? `${look.invitedBy} invites you` : 'You are invited'} to work there. Your role: ${look.role}. It was sent to ${look.email}.</p></div>`
    if (this.signInFirst) return html`<div class="panel">${head}<p>That address has an account. Sign in with it, and then open the link from the mail again.</p><button class="button primary wide" @click=${() => this.tell('app-step', 'sign-in')}>Sign in</button></div>`
    return html`<form @submit=${this.submit}>
      ${head}
      ${me
        ? html`<p>You are signed in as <b>${me.person.name}</b> (${me.person.email}).</p>`
        : html`${this.field('name', { label: 'Your name', autocomplete: 'name' })} ${this.field('password', { label: 'Choose a password', type: 'password', autocomplete: 'new-password', hint: 'At least 10 characters.' })}`}
      ${this.renderProblem()}
      <button class="button primary wide" ?disabled=${this.busy}>${me ? 'Accept' : 'Make an account and join'}</button>
      ${me ? nothing : html`<button type="button" class="link" @click=${() => (this.signInFirst = true)}>I have an account</button>`}
    </form>`
  }
}

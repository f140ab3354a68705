import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { Load } from '../../../load.js'
import { icon } from '../../../parts/icon.js'
import { boneRows, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { badge } from '../../../parts/words.js'
import { problemOf, type Problem } from '../../../problem.js'
import type { Held } from '../../../rights.js'
import type { Me } from '../../../wire.js'
import { peopleOnly } from '../people-state.js'
import { peopleStyles } from '../people.styles.js'
import './email-dialog.js'

const languages: [string, string][] = [['en', 'English'], ['de', 'Deutsch']]

/** Whoever is signed in: what they are called, their address, their language. */
@customElement('app-you')
export class AppYou extends LitElement {
  static override styles = peopleStyles

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) held: Held = {}
  @state() private typed: { name?: string; locale?: string } = {}
  @state() private problem: Problem | undefined
  @state() private busy = false
  @state() private changingEmail = false
  @state() private proofSentTo = ''
  private readonly me = new Load<Me>(this, () => (this.held.role === undefined ? undefined : 'me'), () => this.api.me.get())

  private type(change: { name?: string; locale?: string }): void {
    const { name, locale } = { ...this.typed, ...change }
    const { person } = this.me.value!
    this.typed = { ...(name !== undefined && name !== person.name && { name }), ...(locale !== undefined && locale !== person.locale && { locale }) }
  }

  private readonly save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    this.busy = true
    this.problem = undefined
    try {
      const person = await this.api.me.update({ ...this.typed, ...(this.typed.name !== undefined && { name: this.typed.name.trim() }) })
      this.me.set({ ...this.me.value!, person })
      this.typed = {}
      toast('Saved')
      window.dispatchEvent(new CustomEvent('app-look-again'))
    } catch (thrown) {
      this.problem = problemOf(thrown)
    }
    this.busy = false
  }

  private renderEmail({ person, ways }: Me) {
    return html`<section class="card padded" aria-labelledby="email-title">
      <h2 id="email-title">E-mail address</h2>
      <p><bdi>${person.email}</bdi> ${person.emailVerified ? badge('good', 'Proved', 'check') : badge('warn', 'Not proved')}</p>
      <p class="quiet">You sign in with it, and mails about your account go there.</p>
      ${this.proofSentTo ? html`<p class="notice" role="status">${icon('mail')}<span class="grow">A link is on its way to <b>${this.proofSentTo}</b>. Your address changes when you follow it.</span></p>` : nothing}
      ${ways.password
        ? html`<div><button class="button" @click=${() => (this.changingEmail = true)}>Change…</button></div>`
        : html`<p class="quiet">To change it you need a password. Choose one under sign-in and security.</p>`}
    </section>`
  }

  override render() {
    const head = html`<header class="title"><div><h1 tabindex="-1">Your account</h1><p class="under">The same in every workspace that you work in.</p></div></header>`
    const { value, problem } = this.me
    if (this.held.role === undefined) return html`${head}${peopleOnly('An account')}`
    if (!value) return html`${head}<div class="card">${problem ? failed('Your account', problem, () => void this.me.again()) : html`${waiting('your account')}${boneRows(5, 2)}`}</div>`
    const { name = value.person.name, locale = value.person.locale } = this.typed
    const wrong = this.problem?.issues.find(({ path }) => path === 'name')?.message
    return html`${head}
      <section class="card padded" aria-labelledby="you">
        <h2 id="you">You</h2>
        <form @submit=${this.save} novalidate>
          <div class="field">
            <label for="name">Name</label>
            <input class="input" id="name" autocomplete="name" maxlength="120" .value=${name} aria-invalid=${wrong ? 'true' : nothing} aria-describedby="name-hint" @input=${(event: Event) => this.type({ name: (event.target as HTMLInputElement).value })} />
            <p class=${wrong ? 'wrong' : 'hint'} id="name-hint">${wrong ? html`${icon('alert')} ${wrong}` : 'As others here see it.'}</p>
          </div>
          <div class="field">
            <label for="locale">Language</label>
            <span class="chosen"><select class="input" id="locale" aria-describedby="locale-hint" @change=${(event: Event) => this.type({ locale: (event.target as HTMLSelectElement).value })}>
              ${(languages.some(([code]) => code === value.person.locale) ? languages : [[value.person.locale, value.person.locale] as [string, string], ...languages]).map(([code, called]) => html`<option value=${code} ?selected=${code === locale}>${called}</option>`)}
            </select>${icon('down')}</span>
            <p class="hint" id="locale-hint">Of the mails that you get. The dashboard is in English.</p>
          </div>
          ${this.problem && !wrong ? html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">Not saved. ${this.problem.kind === 'offline' ? 'The server did not answer; what you typed is still here.' : this.problem.message}</span></p>` : nothing}
          <button class="button primary" ?disabled=${this.busy || Object.keys(this.typed).length === 0}>${this.busy ? 'Saving…' : 'Save'}</button>
        </form>
      </section>
      ${this.renderEmail(value)}
      ${this.changingEmail ? html`<app-email-dialog .api=${this.api} @app-saved=${(event: CustomEvent<string>) => (this.proofSentTo = event.detail)} @app-closed=${() => (this.changingEmail = false)}></app-email-dialog>` : nothing}`
  }
}

import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { Load } from '../../../load.js'
import { icon } from '../../../parts/icon.js'
import { boneRows, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { badge } from '../../../parts/words.js'
import { problemOf } from '../../../problem.js'
import type { Held } from '../../../rights.js'
import type { Me } from '../../../wire.js'
import { peopleOnly } from '../people-state.js'
import { peopleStyles } from '../people.styles.js'
import './factor-dialogs.js'
import './password-dialog.js'
import './session-list.js'
import type { AppSessionList } from './session-list.js'
import './set-up-dialog.js'

type Dialog = 'password' | 'set-up' | 'renew' | 'stop'

/** The password, the second factor, and where one is signed in. */
@customElement('app-security')
export class AppSecurity extends LitElement {
  static override styles = peopleStyles

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) held: Held = {}
  @property() timeZone = 'UTC'
  @state() private dialog: Dialog | undefined
  @state() private asked = false
  @query('app-session-list') private sessions!: AppSessionList | null
  private readonly me = new Load<Me>(this, () => (this.held.role === undefined ? undefined : 'me'), () => this.api.me.get())

  private readonly changed = (): void => {
    void this.me.again()
    void this.sessions?.again()
  }

  private readonly saved = (said: string) => (): void => {
    toast(said)
    this.changed()
  }

  private readonly closed = (): void => void (this.dialog = undefined)

  private async mailLink(): Promise<void> {
    this.asked = true
    try {
      await this.api.auth.forgotPassword({ email: this.me.value!.person.email })
      toast('The link is on its way')
    } catch (thrown) {
      this.asked = false
      toast(`Not sent. ${problemOf(thrown).message}`, 'failed')
    }
  }

  private renderPassword({ ways }: Me) {
    return html`<section class="card padded" aria-labelledby="password">
      <h2 id="password">Password</h2>
      ${ways.password
        ? html`<p class="quiet">Long is what makes it strong. Nobody here can read it.</p><div><button class="button" @click=${() => (this.dialog = 'password')}>Change it…</button></div>`
        : html`<p class="quiet">You have none: you sign in ${ways.providers.length > 0 ? 'with a provider' : 'another way'}. We can mail you a link to choose one.</p>
            <div><button class="button" ?disabled=${this.asked} @click=${() => void this.mailLink()}>${icon('mail')} ${this.asked ? 'The link is on its way' : 'Mail me the link'}</button></div>`}
    </section>`
  }

  private renderFactor({ person, ways }: Me) {
    const on = person.secondFactor
    return html`<section class="card padded" aria-labelledby="factor">
      <h2 id="factor">Second factor ${on ? badge('good', 'On', 'check') : badge('', 'Off')}</h2>
      <p class="quiet">${on ? 'At every sign-in you are asked for a code of your app, or for a backup code.' : 'With one, your password alone opens nothing: an app on your phone shows a code that is asked for too.'}</p>
      ${on
        ? html`<div class="buttons"><button class="button" @click=${() => (this.dialog = 'renew')}>New backup codes…</button><button class="button danger" @click=${() => (this.dialog = 'stop')}>Turn it off…</button></div>`
        : ways.password
          ? html`<div><button class="button primary" @click=${() => (this.dialog = 'set-up')}>${icon('shield')} Set it up…</button></div>`
          : html`<p>It needs a password first.</p>`}
    </section>`
  }

  private renderDialog() {
    switch (this.dialog) {
      case 'password': return html`<app-password-dialog .api=${this.api} @app-saved=${this.saved('Your password is changed')} @app-closed=${this.closed}></app-password-dialog>`
      case 'set-up': return html`<app-second-factor-set-up .api=${this.api} @app-changed=${this.changed} @app-closed=${this.closed}></app-second-factor-set-up>`
      case 'renew': return html`<app-renew-codes .api=${this.api} @app-closed=${this.closed}></app-renew-codes>`
      case 'stop': return html`<app-stop-second-factor .api=${this.api} @app-saved=${this.saved('The second factor is off')} @app-closed=${this.closed}></app-stop-second-factor>`
      case undefined: return nothing
    }
  }

  override render() {
    const head = html`<header class="title"><div><h1 tabindex="-1">Sign-in and security</h1><p class="under">How you come in, and where you are signed in.</p></div></header>`
    const { value, problem } = this.me
    if (this.held.role === undefined) return html`${head}${peopleOnly('Signing in')}`
    if (!value) return html`${head}<div class="card">${problem ? failed('Your sign-in', problem, () => void this.me.again()) : html`${waiting('your sign-in')}${boneRows(6, 2)}`}</div>`
    return html`${head}${this.renderPassword(value)}${this.renderFactor(value)}<app-session-list .api=${this.api} .timeZone=${this.timeZone}></app-session-list>${this.renderDialog()}`
  }
}

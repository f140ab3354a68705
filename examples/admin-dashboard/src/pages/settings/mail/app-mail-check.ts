import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { field } from '../../../parts/field.styles.js'
import { icon } from '../../../parts/icon.js'
import { shared } from '../../../parts/shared.styles.js'
import { problemOf, type Problem } from '../../../problem.js'
import type { Mail, MailCheck } from '../../../wire.js'
import { textField } from '../form/fields.js'

const steps: Record<MailCheck['steps'][number]['step'], string> = { resolve: 'The name is known', connect: 'A mail server answers', tls: 'The line is encrypted', sign_in: 'It lets you in', dkim: 'The signature’s record', spf: 'Who may send (SPF)' }
const vias: Record<MailCheck['via'], string> = {
  own: 'Mail leaves by your own mail server.', server: 'Mail leaves by the mail server that this server was started with.', catcher: 'Mail is caught on this machine and goes nowhere: this is the demo.', none: 'Nothing sends: this server was started without a way to send mail, and you have set none.',
}
const patienceMs = 20_000

/** Tries the way that mail leaves by, and sends one to look at. */
@customElement('app-mail-check')
export class AppMailCheck extends LitElement {
  static override styles = [
    ...shared, field,
    css`
      :host { display: grid; gap: 24px; }
      h2 { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); }
      .notice a.link { text-decoration: underline; text-underline-offset: 3px; }
      .steps { display: grid; }
      .steps li { display: grid; grid-template-columns: 16px minmax(0, 1fr); gap: 2px 12px; padding-block: 8px; border-block-end: 1px solid var(--sk-line); overflow-wrap: anywhere; }
      .steps li:last-child { border-block-end: 0; }
      .steps .icon { margin-block-start: 2px; }
      .steps .good { color: var(--sk-success); } .steps .bad { color: var(--sk-danger); }
      .steps p { grid-column: 2; color: var(--sk-text-2); }
      .send { display: flex; flex-wrap: wrap; align-items: end; gap: 12px; }
      .send .field { flex: 1; min-inline-size: 200px; }
    `,
  ]

  @property({ attribute: false }) api!: Api
  /** Where one mail is looked at. */
  @property({ attribute: false }) mailAddress: (id: string) => string = () => '#'
  @property({ type: Boolean }) unsaved = false
  @state() private checking = false
  @state() private check: MailCheck | undefined
  @state() private problem: Problem | undefined
  @state() private to = ''
  @state() private sending = false
  @state() private sent: Mail | undefined
  @state() private refused: Problem | undefined
  private turn = 0

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.turn++
  }

  private async run(): Promise<void> {
    this.checking = true
    this.problem = undefined
    try {
      this.check = await this.api.mail.check()
    } catch (thrown) {
      this.check = undefined
      this.problem = problemOf(thrown)
    }
    this.checking = false
  }

  /** Sends it, and looks after it until it has left or was refused. */
  private async send(event: Event): Promise<void> {
    event.preventDefault()
    const turn = ++this.turn
    this.sending = true
    this.refused = undefined
    this.sent = undefined
    try {
      this.sent = await this.api.mail.sendTest({ to: this.to.trim() })
      for (const until = Date.now() + patienceMs; this.sent.state === 'waiting' && Date.now() < until && turn === this.turn; ) {
        await new Promise((done) => setTimeout(done, 500))
        this.sent = await this.api.mail.get({ id: this.sent.id })
      }
    } catch (thrown) {
      this.refused = problemOf(thrown)
    }
    this.sending = false
  }

  private said(problem: Problem) {
    const words = problem.kind === 'forbidden' ? 'This is an owner’s to do.' : problem.kind === 'offline' ? 'The server did not answer.' : problem.message
    return html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">${words}</span></p>`
  }

  private renderCheck({ ok, via, from, steps: list }: MailCheck) {
    return html`<div role="status" class="fields">
      <p class="notice ${ok ? '' : 'bad'}">${icon(ok ? 'check' : 'alert')}<span class="grow">${via === 'none' || via === 'catcher' ? nothing : html`<b>${ok ? 'It works.' : 'It does not work yet.'}</b> `}${vias[via]} It comes from <bdi class="raw">${from}</bdi>.</span></p>
      ${list.length === 0 ? nothing : html`<ol class="steps">${list.map(({ step, ok: good, message }) => html`<li><span class=${good ? 'good' : 'bad'}>${icon(good ? 'check' : 'close', good ? 'works' : 'does not work')}</span><b>${steps[step]}</b><p>${message}</p></li>`)}</ol>`}
    </div>`
  }

  private renderSent({ id, state, response }: Mail) {
    const words = { waiting: this.sending ? 'It is on its way…' : 'It waits, and is tried again by itself.', sent: 'It was sent.', failed: 'It was not sent.', dropped: 'It was not sent.' }[state]
    return html`<p class="notice ${state === 'failed' || state === 'dropped' ? 'bad' : ''}" role="status">${icon(state === 'sent' ? 'check' : state === 'waiting' ? 'clock' : 'alert')}<span class="grow"><b>${words}</b> ${response ?? ''} <a class="link" href=${this.mailAddress(id)}>Look at it</a></span></p>`
  }

  override render() {
    const { problem, check, refused, sent } = this
    return html`
      <section class="card padded fields" aria-labelledby="check">
        <h2 id="check">Does it work?</h2>
        <p class="quiet">Walks the way that mail takes, up to where one would be sent, and looks up what receivers look up. ${this.unsaved ? 'What you typed is not saved yet: what is stored is tried.' : ''}</p>
        <div class="buttons"><button class="button" ?disabled=${this.checking} @click=${() => this.run()}>${icon('pulse')} ${this.checking ? 'Checking…' : 'Check the connection'}</button></div>
        ${problem ? this.said(problem) : nothing}${check ? this.renderCheck(check) : nothing}
      </section>
      <section class="card padded fields" aria-labelledby="test">
        <h2 id="test">Send a test mail</h2>
        <form class="send" novalidate @submit=${this.send}>
          ${textField({ id: 'to', label: 'To', type: 'email', raw: true, autocomplete: 'email', value: this.to, placeholder: 'you@example.com', wrong: refused?.issues.find(({ path }) => path === 'to')?.message, change: (value) => (this.to = value) })}
          <button class="button" ?disabled=${this.sending || this.to.trim() === ''}>${icon('send')} ${this.sending ? 'Sending…' : 'Send it'}</button>
        </form>
        ${refused && refused.issues.length === 0 ? this.said(refused) : nothing}${sent ? this.renderSent(sent) : nothing}
      </section>`
  }
}

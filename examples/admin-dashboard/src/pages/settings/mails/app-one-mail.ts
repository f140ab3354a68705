import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { Load } from '../../../load.js'
import { Live, speaksOf } from '../../../live.js'
import { icon } from '../../../parts/icon.js'
import { shared } from '../../../parts/shared.styles.js'
import { bone, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { dayAndTime } from '../../../parts/words.js'
import { problemOf } from '../../../problem.js'
import { addressOf } from '../../../routes.js'
import type { Mail } from '../../../wire.js'
import { counted } from '../../../words/money.js'
import { SectionElement } from '../section-element.js'
import { languageName, stateBadge, templateName } from './mail-words.js'

/** What became of one mail. What it said is not kept once it has left. */
@customElement('app-one-mail')
export class AppOneMail extends SectionElement {
  static override styles = [
    ...shared,
    css`
      .head { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin-block-end: 16px; }
      h2 { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); overflow-wrap: anywhere; }
      dd a.link { text-decoration: underline; text-underline-offset: 3px; }
      .facts { grid-template-columns: 112px minmax(0, 1fr); }
      .kept { margin-block-start: 16px; }
      .buttons { margin-block-start: 20px; }
    `,
  ]
  protected override readonly section = 'mails'
  @state() private busy = false
  private readonly mail = new Load<Mail>(this, () => [this.slug, this.one], (signal) => this.api.mail.get({ id: this.one }, { signal }))

  constructor() {
    super()
    new Live(this, (event) => event.name.startsWith('mail.') && speaksOf(event, this.one) && void this.mail.again())
  }

  private async retry(): Promise<void> {
    this.busy = true
    try {
      this.mail.set(await this.api.mail.retry({ id: this.one }))
      toast('It is on its way again')
    } catch (thrown) {
      const problem = problemOf(thrown)
      toast(`Not sent again. ${problem.kind === 'forbidden' ? 'That is an owner’s to do.' : problem.message}`, problem.kind === 'offline' ? 'offline' : 'failed')
      if (problem.kind === 'conflict') void this.mail.again()
    }
    this.busy = false
  }

  override render() {
    const { value, problem } = this.mail
    if (!value) return html`<div class="card padded">${problem ? failed('This mail', problem, () => void this.mail.again()) : html`${waiting('the mail')}<div class="bones stack" aria-hidden="true">${bone(60)}${bone(40)}${bone(80)}${bone(40)}</div>`}</div>`
    const { to, template, subject, state, response, attempts, locale, createdAt, sentAt, messageId, contactId, canRetry, id } = value
    return html`<section class="card padded">
      <div class="head"><h2><bdi>${subject ?? templateName(template)}</bdi></h2>${stateBadge(state)}</div>
      <dl class="facts">
        <dt>To</dt><dd>${to.name ? html`${to.name}, ` : nothing}<bdi class="raw">${to.address}</bdi>${contactId ? html` · <a class="link" href=${addressOf(this.slug, 'contact', contactId)}>The contact</a>` : nothing}</dd>
        <dt>Mail</dt><dd><a class="link" href=${this.at(`templates/${template}`)}>${templateName(template)}</a>${locale ? `, in ${languageName(locale)}` : ''}</dd>
        <dt>Asked for</dt><dd>${dayAndTime(createdAt, this.timeZone)}</dd>
        <dt>Sent</dt><dd>${sentAt ? dayAndTime(sentAt, this.timeZone) : state === 'waiting' ? 'not yet' : 'never'}</dd>
        <dt>Tries</dt><dd>${counted(attempts, 'try', 'tries')}</dd>
        ${response ? html`<dt>Last said</dt><dd>${response}</dd>` : nothing}
        ${messageId ? html`<dt>Message id</dt><dd><bdi class="raw">${messageId}</bdi></dd>` : nothing}
        <dt>Id</dt><dd><bdi class="raw">${id}</bdi></dd>
      </dl>
      <p class="kept faint small">What it said is not kept here once it has left.</p>
      <div class="buttons">
        <a class="button" href=${this.at()}>${icon('back')} All mails</a>
        ${canRetry ? html`<button class="button primary" ?disabled=${this.busy} @click=${() => this.retry()}>${icon('again')} ${this.busy ? 'Sending…' : 'Send it again'}</button>` : nothing}
        ${state === 'failed' && !canRetry ? html`<span class="quiet">It cannot be sent again: what it said is not kept any more.</span>` : nothing}
        ${response?.startsWith('Caught') ? html`<a class="button" href=${this.at(`caught/${id}`)}>Read it</a>` : nothing}
      </div>
    </section>`
  }
}

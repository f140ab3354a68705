import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { Load } from '../../../load.js'
import { icon } from '../../../parts/icon.js'
import { shared } from '../../../parts/shared.styles.js'
import { bone, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { dayAndTime } from '../../../parts/words.js'
import { problemOf } from '../../../problem.js'
import { saveFile } from '../../../save-file.js'
import type { CaughtMailContent } from '../../../wire.js'
import { count } from '../../../words/money.js'
import { SectionElement } from '../section-element.js'
import { linksOf } from './inline-styles.js'
import { frameStyles, mailFrame } from './mail-frame.js'

type Shown = 'page' | 'text' | 'headers'

/** A caught mail in full. */
@customElement('app-caught-mail')
export class AppCaughtMail extends SectionElement {
  static override styles = [
    ...shared, frameStyles,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
      h2 { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); overflow-wrap: anywhere; }
      .choices { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
      .choices .grow { flex: 1; }
      .stage { padding: 12px; }
      .headers { display: grid; grid-template-columns: minmax(0, 200px) minmax(0, 1fr); gap: 4px 16px; padding: 16px 20px; }
      .headers dt { color: var(--sk-text-2); }
      .bone-mail { block-size: min(600px, 75vh); padding: 20px; }
      @media (max-width: 700px) { .headers { grid-template-columns: minmax(0, 1fr); } .headers dd { margin-block-end: 8px; } }
    `,
  ]
  protected override readonly section = 'mails'
  @state() private saving = false
  private readonly mail = new Load<CaughtMailContent>(this, () => [this.slug, this.one], (signal) => this.api.mail.caughtMail({ id: this.one }, { signal }))

  private get chosen(): { dark: boolean; shown: Shown } {
    const search = new URLSearchParams(this.search)
    const shown = search.get('as')
    return { dark: search.get('theme') === 'dark', shown: shown === 'text' || shown === 'headers' ? shown : 'page' }
  }

  private async save(): Promise<void> {
    this.saving = true
    try {
      await saveFile(await this.api.mail.caughtFile({ id: this.one }), `${this.one}.eml`)
    } catch (thrown) {
      toast(`Not saved. ${problemOf(thrown).message}`, 'failed')
    }
    this.saving = false
  }

  private renderBody({ html: page, text, headers, subject }: CaughtMailContent) {
    const { dark, shown } = this.chosen
    if (shown === 'headers') return html`<dl class="headers">${headers.map(({ name, value }) => html`<dt class="raw">${name}</dt><dd><bdi class="raw">${value}</bdi></dd>`)}</dl>`
    if (shown === 'text' || page === null) return html`<pre class="mail-text" tabindex="0" role="region" aria-label="Plain text" dir="auto">${text}</pre>`
    return html`<div class="stage">${mailFrame(page, subject, { dark })}</div>`
  }

  override render() {
    const { value, problem } = this.mail
    const { dark, shown } = this.chosen
    const back = html`<a class="button" href=${this.at('caught')}>${icon('back')} All caught mails</a>`
    if (!value) return html`<div class="choices">${back}</div><div class="card">${problem ? failed('This mail', problem, () => void this.mail.again()) : html`${waiting('the mail')}<div class="bone-mail bones" aria-hidden="true">${bone(40)}</div>`}</div>`
    const chip = (words: string, on: boolean, changes: Record<string, string | undefined>) => html`<button class="chip" aria-pressed=${on} @click=${() => this.refine(this.with(changes), 'replace')}>${words}</button>`
    const links = linksOf(value.text)
    return html`
      <h2><bdi>${value.subject || 'No subject'}</bdi></h2>
      <dl class="facts"><dt>From</dt><dd><bdi>${value.from}</bdi></dd><dt>To</dt><dd><bdi>${value.to}</bdi></dd><dt>When</dt><dd>${dayAndTime(value.at, this.timeZone)}</dd>
        ${value.attachments.length ? html`<dt>With</dt><dd>${value.attachments.map(({ name, type, size }) => `${name ?? type} (${count(size)} bytes)`).join(', ')}</dd>` : nothing}</dl>
      <div class="choices">
        ${back}
        <span class="choices" role="group" aria-label="Shown as">${chip('As a page', shown === 'page', { as: undefined })}${chip('Plain text', shown === 'text', { as: 'text' })}${chip('Headers', shown === 'headers', { as: 'headers' })}</span>
        ${shown === 'page' ? html`<span class="choices" role="group" aria-label="Colours">${chip('Light', !dark, { theme: undefined })}${chip('Dark', dark, { theme: 'dark' })}</span>` : nothing}
        <span class="grow"></span>
        <button class="button" ?disabled=${this.saving} @click=${() => this.save()}>${icon('download')} ${this.saving ? 'Saving…' : 'Download as .eml'}</button>
      </div>
      <section class="card" aria-label="The mail">${this.renderBody(value)}</section>
      ${links.length === 0 ? nothing : html`<section class="card padded"><h2>Its links</h2><ul class="links">${links.map((one) => html`<li><a class="link" href=${one} target="_blank" rel="noopener noreferrer"><bdi class="raw">${one}</bdi></a></li>`)}</ul></section>`}`
  }
}

import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { Load } from '../../../load.js'
import { field } from '../../../parts/field.styles.js'
import { icon } from '../../../parts/icon.js'
import { shownValue } from '../../../parts/shown-value.js'
import { shared } from '../../../parts/shared.styles.js'
import { bone, failed, waiting } from '../../../parts/states.js'
import type { MailPreview, MailTemplate } from '../../../wire.js'
import { SectionElement } from '../section-element.js'
import { frameStyles, mailFrame } from './mail-frame.js'
import { languageName, templateName } from './mail-words.js'

type Shown = 'page' | 'phone' | 'text'

/** One mail as it would be sent, filled with a sample: in each language, light and dark, as a page and as plain text. */
@customElement('app-mail-template')
export class AppMailTemplate extends SectionElement {
  static override styles = [
    ...shared, field, frameStyles,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
      h2 { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); }
      .choices { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
      .facts { padding: 16px 20px; border-block-end: 1px solid var(--sk-line); }
      .stage { padding: 12px; }
      .bone-mail { block-size: min(600px, 75vh); padding: 20px; }
    `,
  ]
  protected override readonly section = 'mails'

  private get chosen(): { locale: string; dark: boolean; shown: Shown } {
    const search = new URLSearchParams(this.search)
    const shown = search.get('as')
    return { locale: search.get('locale') ?? 'en', dark: search.get('theme') === 'dark', shown: shown === 'phone' || shown === 'text' ? shown : 'page' }
  }

  private readonly templates = new Load<MailTemplate[]>(this, () => this.slug, async (signal) => (await this.api.mail.templates({}, { signal })).data)
  private readonly preview = new Load<MailPreview>(
    this,
    () => [this.one, this.chosen.locale, this.chosen.dark],
    (signal) => this.api.mail.preview({ template: this.one, locale: this.chosen.locale as MailPreview['locale'], dark: this.chosen.dark }, { signal }),
  )

  private renderMail({ html: page, text, subject, preheader, direction, locale }: MailPreview) {
    const { dark, shown } = this.chosen
    return html`
      <dl class="facts" dir="auto"><dt>Subject</dt><dd dir=${direction} lang=${locale}><b>${subject}</b></dd><dt>Then</dt><dd class="quiet" dir=${direction} lang=${locale}>${preheader}</dd></dl>
      ${shown === 'text' ? html`<pre class="mail-text" tabindex="0" role="region" aria-label="Plain text" dir=${direction} lang=${locale}>${text}</pre>` : html`<div class="stage">${mailFrame(page, `${templateName(this.one)}: ${subject}`, { dark, phone: shown === 'phone' })}</div>`}`
  }

  override render() {
    const { locale, dark, shown } = this.chosen
    const template = this.templates.value?.find(({ name }) => name === this.one)
    const { value, problem } = this.preview
    const chip = (words: string, on: boolean, changes: Record<string, string | undefined>) => html`<button class="chip" aria-pressed=${on} @click=${() => this.refine(this.with(changes), 'replace')}>${words}</button>`
    return html`
      <div><h2>${templateName(this.one)}</h2><p class="quiet">${template?.summary ?? nothing}</p></div>
      <div class="choices">
        <a class="button" href=${this.at('templates')}>${icon('back')} All templates</a>
        <span class="chosen"><select class="button" ${shownValue(locale)} aria-label="Language" @change=${(event: Event) => this.refine(this.with({ locale: (event.target as HTMLSelectElement).value }), 'replace')}>
          ${(template?.locales ?? [locale]).map((one) => html`<option value=${one} ?selected=${one === locale}>${languageName(one)}</option>`)}</select>${icon('down')}</span>
        <span class="choices" role="group" aria-label="Colours">${chip('Light', !dark, { theme: undefined })}${chip('Dark', dark, { theme: 'dark' })}</span>
        <span class="choices" role="group" aria-label="Shown as">${chip('Wide', shown === 'page', { as: undefined })}${chip('Phone', shown === 'phone', { as: 'phone' })}${chip('Plain text', shown === 'text', { as: 'text' })}</span>
      </div>
      <section class="card" aria-label="Preview" aria-busy=${this.preview.busy}>
        ${value ? this.renderMail(value) : problem ? failed('This mail', problem, () => void this.preview.again()) : html`${waiting('the preview')}<div class="bone-mail bones" aria-hidden="true">${bone(40)}</div>`}
      </section>
      <p class="faint small">Filled with a sample. Nothing in it runs, and its links lead nowhere.</p>`
  }
}

import { css, html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { Load } from '../../../load.js'
import { icon } from '../../../parts/icon.js'
import { shared } from '../../../parts/shared.styles.js'
import { boneRows, failed, waiting } from '../../../parts/states.js'
import { lines } from '../../../parts/table.styles.js'
import { badge } from '../../../parts/words.js'
import type { MailTemplate } from '../../../wire.js'
import { counted } from '../../../words/money.js'
import { SectionElement } from '../section-element.js'
import { templateName } from './mail-words.js'

/** Every mail that the product can send. */
@customElement('app-mail-templates')
export class AppMailTemplates extends SectionElement {
  static override styles = [...shared, lines, css`.line:hover { background: var(--sk-hover); } .line b { display: block; } .line > .icon { color: var(--sk-text-3); }`]
  protected override readonly section = 'mails'
  private readonly list = new Load<MailTemplate[]>(this, () => this.slug, async (signal) => (await this.api.mail.templates({}, { signal })).data)

  override render() {
    const { value, problem } = this.list
    return html`<section class="card" aria-label="Templates" aria-busy=${this.list.busy}>
      ${!value
        ? problem ? failed('The templates', problem, () => void this.list.again()) : html`${waiting('the templates')}${boneRows(8, 2)}`
        : html`<ul>${value.map((one) => html`<li><a class="line" href=${this.at(`templates/${one.name}`)}><span class="grow"><b>${templateName(one.name)}</b><span class="quiet">${one.summary}</span></span><span class="wide-only faint small">${counted(one.locales.length, 'language')}</span>${one.choice ? badge('', 'Can be turned off') : ''}${icon('forward')}</a></li>`)}</ul>`}
    </section>`
  }
}

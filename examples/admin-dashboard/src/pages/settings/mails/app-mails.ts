import { css, html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { shared } from '../../../parts/shared.styles.js'
import { SectionElement } from '../section-element.js'
import './app-caught-mail.js'
import './app-caught-mails.js'
import './app-mail-template.js'
import './app-mail-templates.js'
import './app-one-mail.js'
import './app-sent-mails.js'
import { mailsNav, navStyles, type Part } from './mails-nav.js'

/** What was sent, what can be sent, and what was kept on this machine instead. */
@customElement('app-mails')
export class AppMails extends SectionElement {
  static override styles = [...shared, navStyles, css`:host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; }`]
  protected override readonly section = 'mails'

  private renderPart(part: Part, one: string) {
    const given = { api: this.api, slug: this.slug, search: this.search, timeZone: this.timeZone }
    if (part === 'templates')
      return one
        ? html`<app-mail-template .api=${given.api} .slug=${given.slug} .search=${given.search} .below=${this.below}></app-mail-template>`
        : html`<app-mail-templates .api=${given.api} .slug=${given.slug}></app-mail-templates>`
    if (part === 'caught')
      return one
        ? html`<app-caught-mail .api=${given.api} .slug=${given.slug} .search=${given.search} .below=${this.below} .timeZone=${given.timeZone}></app-caught-mail>`
        : html`<app-caught-mails .api=${given.api} .slug=${given.slug} .timeZone=${given.timeZone}></app-caught-mails>`
    return one
      ? html`<app-one-mail .api=${given.api} .slug=${given.slug} .below=${this.below} .timeZone=${given.timeZone}></app-one-mail>`
      : html`<app-sent-mails .api=${given.api} .slug=${given.slug} .search=${given.search} .timeZone=${given.timeZone}></app-sent-mails>`
  }

  override render() {
    const [first = '', second = ''] = this.below.split('/')
    const part: Part = first === 'templates' || first === 'caught' ? first : ''
    return html`
      <header class="title"><div><h1 tabindex="-1">Mails</h1><p class="under">What was sent, and every mail that the product can send.</p></div></header>
      ${mailsNav(part, (one) => this.at(one))}
      ${this.renderPart(part, part === '' ? first : second)}`
  }
}

import { css, html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../api.js'
import { debounce } from '../live.js'
import { base } from './base.styles.js'
import { card } from './card.styles.js'
import { field } from './field.styles.js'
import { icon } from './icon.js'
import { face } from './words.js'
import { problemOf } from '../problem.js'
import { menus } from '../shell/menus.styles.js'
import type { Contact } from '../wire.js'
import { calledBy } from '../words/names.js'

/** Finds a person by the beginning of a name, a company, an address or a number. `app-chosen` tells the id. */
@customElement('app-contact-filter')
export class AppContactFilter extends LitElement {
  static override styles = [base, card, field, menus, css`:host { inline-size: 300px; max-inline-size: 100%; } .none { padding: 12px; color: var(--sk-text-2); } .menu { margin-block-start: 8px; min-block-size: 120px; align-content: start; }`]

  @property({ attribute: false }) api!: Api
  @property() label = 'Find a contact'
  @property() except = ''
  @state() private found: Contact[] | undefined
  @state() private trouble = ''
  private text = ''

  private readonly look = debounce(200, () => void this.ask())

  private async ask(): Promise<void> {
    const { text } = this
    if (!text) {
      this.found = undefined
      return
    }
    try {
      const { data } = await this.api.contacts.search({ text, limit: 6 })
      if (text !== this.text) return
      this.found = data.filter((one) => one.id !== this.except)
      this.trouble = ''
    } catch (thrown) {
      this.trouble = problemOf(thrown).message
    }
  }

  private readonly typed = (event: InputEvent): void => {
    this.text = (event.target as HTMLInputElement).value.trim()
    this.look()
  }

  private choose(contact: Contact): void {
    this.dispatchEvent(new CustomEvent('app-contact', { detail: contact }))
    this.dispatchEvent(new CustomEvent('app-chosen', { detail: contact.id }))
    this.dispatchEvent(new CustomEvent('app-done', { bubbles: true, composed: true }))
  }

  override render() {
    return html`
      <label class="searching">${icon('search')}<input class="input" type="text" aria-label=${this.label} placeholder="A name, an address, a number" autocomplete="off" @input=${this.typed} /></label>
      <div class="menu">
        ${this.found?.map((one) => html`<button class="item" @click=${() => this.choose(one)}>${face(calledBy(one))}<span class="one-line">${calledBy(one)}</span><span class="grow one-line faint small">${one.company ?? one.emails[0]?.value ?? ''}</span></button>`)}
        ${this.trouble ? html`<p class="none">${this.trouble}</p>` : this.found?.length === 0 ? html`<p class="none">Nobody found.</p>` : ''}
      </div>
    `
  }
}

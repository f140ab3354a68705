import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../api.js'
import '../../parts/contact-filter.js'
import { base } from '../../parts/base.styles.js'
import { button } from '../../parts/button.styles.js'
import { card } from '../../parts/card.styles.js'
import '../../parts/dialog.js'
import type { AppDialog } from '../../parts/dialog.js'
import { icon } from '../../parts/icon.js'
import { face } from '../../parts/words.js'
import { problemOf } from '../../problem.js'
import type { Contact } from '../../wire.js'
import { calledBy } from '../../words/names.js'

/** Makes two contacts one. `app-merged` tells the merge, which can be undone. */
@customElement('app-merge-dialog')
export class AppMergeDialog extends LitElement {
  static override styles = [base, button, card, css`.buttons { justify-content: end; margin-block-start: 16px; } .people { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; } .one { display: flex; align-items: center; gap: 12px; padding: 12px; border: 1px solid var(--sk-line); border-radius: var(--sk-radius-2); } .one > div { flex: 1; min-inline-size: 0; } p.why { margin-block: 12px; } app-contact-filter { inline-size: 100%; }`]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) contact!: Contact
  @state() private other: Contact | undefined
  @state() private busy = false
  @state() private trouble = ''

  private readonly merge = async (): Promise<void> => {
    if (!this.other) return
    this.busy = true
    try {
      const done = await this.api.contacts.merge({ contactIds: [this.contact.id, this.other.id] })
      this.dispatchEvent(new CustomEvent('app-merged', { detail: { ...done, name: calledBy(this.other) } }))
      this.renderRoot.querySelector<AppDialog>('app-dialog')?.close()
    } catch (thrown) {
      this.trouble = problemOf(thrown).message
    }
    this.busy = false
  }

  private one(contact: Contact, change = false) {
    return html`<div class="one">${face(calledBy(contact))}<div><p class="one-line">${calledBy(contact)}</p><p class="one-line quiet small"><bdi>${[contact.company, contact.emails[0]?.value, contact.phones[0]?.value].filter(Boolean).join(' · ')}</bdi></p></div>
      ${change ? html`<button class="link" @click=${() => (this.other = undefined)}>Change</button>` : nothing}</div>`
  }

  override render() {
    return html`<app-dialog heading="Merge with another contact">
      <div class="people">${this.one(this.contact)}
        ${this.other ? this.one(this.other, true) : html`<app-contact-filter .api=${this.api} .except=${this.contact.id} label="Who is the same person?" @app-contact=${(event: CustomEvent<Contact>) => (this.other = event.detail)}></app-contact-filter>`}
      </div>
      <p class="why quiet">Everything that either is known by, and everything that either paid, will stand with one contact. It can be undone at any time.</p>
      ${this.trouble ? html`<p class="notice bad" role="alert">${icon('alert')} ${this.trouble}</p>` : nothing}
      <div class="buttons"><button class="button primary" ?disabled=${!this.other || this.busy} @click=${this.merge}>${this.busy ? 'Merging…' : 'Merge the two'}</button></div>
    </app-dialog>`
  }
}

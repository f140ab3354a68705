import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../api.js'
import { contactStages, contactTypes } from '../contact-query.js'
import { changesOf } from '../contact-changes.js'
import { problemOf, type Problem } from '../problem.js'
import type { Contact, ContactInput, ContactStage, ContactType } from '../wire.js'
import { contactTypeNames, stageNames } from '../words/names.js'
import { base } from './base.styles.js'
import { button } from './button.styles.js'
import { card } from './card.styles.js'
import './dialog.js'
import type { AppDialog } from './dialog.js'
import { field } from './field.styles.js'
import { icon } from './icon.js'

const listed = (text: string): string[] => text.split(/[\n,;]/).map((one) => one.trim()).filter(Boolean)
/** Adds a contact, or changes one. `app-saved` brings it as it is afterwards. */
@customElement('app-contact-editor')
export class AppContactEditor extends LitElement {
  static override styles = [base, button, card, field, css`.buttons { justify-content: end; } textarea.input { min-block-size: 52px; } app-dialog { --dialog: 560px; }`]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) contact: Contact | undefined
  @state() private busy = false
  @state() private problem: Problem | undefined

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.target as HTMLFormElement)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const said = {
      name: text('name') || null, company: text('company') || null, country: text('country').toUpperCase() || null, emails: listed(text('emails')), phones: listed(text('phones')),
      type: text('type') as ContactType, stage: text('stage') as ContactStage, tags: listed(text('tags')),
    }
    const changes = changesOf(this.contact, said)
    this.busy = true
    this.problem = undefined
    try {
      const saved = this.contact
        ? Object.keys(changes).length
          ? await this.api.contacts.update({ id: this.contact.id, ...changes, expectedUpdatedAt: this.contact.updatedAt })
          : this.contact
        : await this.api.contacts.create(changes)
      this.dispatchEvent(new CustomEvent('app-saved', { detail: saved }))
      this.renderRoot.querySelector<AppDialog>('app-dialog')?.close()
    } catch (thrown) {
      this.problem = problemOf(thrown)
    }
    this.busy = false
  }

  private text(name: keyof ContactInput, label: string, value: string, hint = '', more: { long?: boolean; placeholder?: string } = {}) {
    const wrong = this.problem?.issues.find((issue) => issue.path.split('.')[0] === name)?.message
    const invalid = wrong ? 'true' : nothing
    return html`<div class="field">
      <label for=${name}>${label}</label>
      ${more.long
        ? html`<textarea class="input" id=${name} name=${name} rows="2" .value=${value} aria-invalid=${invalid} aria-describedby="${name}-hint"></textarea>`
        : html`<input class="input" id=${name} name=${name} .value=${value} autocomplete="off" placeholder=${more.placeholder ?? nothing} aria-invalid=${invalid} aria-describedby="${name}-hint" />`}
      ${wrong || hint ? html`<p class=${wrong ? 'wrong' : 'hint'} id="${name}-hint">${wrong ? html`${icon('alert')} ${wrong}` : hint}</p>` : nothing}
    </div>`
  }

  private choice(name: string, label: string, options: readonly string[], words: Record<string, string>, value: string) {
    return html`<div class="field"><label for=${name}>${label}</label><span class="chosen"><select class="input" id=${name} name=${name}>${options.map((one) => html`<option value=${one} ?selected=${one === value}>${words[one]}</option>`)}</select>${icon('down')}</span></div>`
  }

  override render() {
    const { contact } = this
    return html`<app-dialog heading=${contact ? 'Edit the contact' : 'Add a contact'}>
      <form class="fields" @submit=${this.submit} novalidate>
        <div class="pair">${this.text('name', 'Name', contact?.name ?? '')}${this.text('company', 'Company', contact?.company ?? '')}</div>
        ${this.text('emails', 'E-mail addresses', contact?.emails.map((one) => one.value).join('\n') ?? '', 'One a line. The first is the one that is used.', { long: true })}
        <div class="pair">${this.text('phones', 'Phone numbers', contact?.phones.map((one) => one.value).join(', ') ?? '', 'With the country: +44 7700 900318')}${this.text('country', 'Country', contact?.country ?? '', 'Two letters: GB, DE, US')}</div>
        <div class="pair">${this.choice('type', 'Type', contactTypes, contactTypeNames, contact?.type ?? 'lead')}${this.choice('stage', 'Stage', contactStages, stageNames, contact?.stage ?? 'prospect')}</div>
        ${this.text('tags', 'Tags', contact?.tags.join(', ') ?? '', 'Commas between them.')}
        ${this.problem ? html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">${this.problem.code === 'contact_changed' ? 'Somebody else changed this contact in the meantime. Close, and look at it again.' : this.problem.message}</span></p>` : nothing}
        <div class="buttons"><button class="button primary" ?disabled=${this.busy}>${this.busy ? 'Saving…' : contact ? 'Save the changes' : 'Add the contact'}</button></div>
      </form>
    </app-dialog>`
  }
}

/* eslint-disable lit-a11y/click-events-have-key-events -- the keyboard chooses from the field, which keeps the focus */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Api } from '../../api.js'
import { base } from '../../parts/base.styles.js'
import { button } from '../../parts/button.styles.js'
import { card } from '../../parts/card.styles.js'
import { field } from '../../parts/field.styles.js'
import { icon } from '../../parts/icon.js'
import { face } from '../../parts/words.js'
import { problemOf } from '../../problem.js'
import type { ContactNote } from '../../wire.js'
import { fitting, mentionable, mentionBefore, toKept, toTyped, type Mentionable } from './mentions.js'

/** Writes a note or changes one; an @ offers the names of the team. `app-saved` brings it, `app-left` says that nothing is to be written. */
@customElement('app-note-writer')
export class AppNoteWriter extends LitElement {
  static override styles = [
    base, button, card, field,
    css`
      form { position: relative; display: grid; gap: 8px; }
      .row { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px; }
      .names { position: absolute; z-index: var(--sk-z-pop); inset-block-start: 84px; inset-inline-start: 8px; min-inline-size: 240px; max-inline-size: calc(100% - 16px); padding: 4px; border-radius: var(--sk-radius-2); background: var(--sk-surface); box-shadow: var(--sk-shadow-float); }
      .names li { display: flex; align-items: center; gap: 8px; min-block-size: 36px; padding: 4px 8px; border-radius: var(--sk-radius-1); cursor: pointer; }
      .names li[aria-selected='true'] { background: var(--sk-accent-soft); }
      @media (pointer: coarse) { .names li { min-block-size: 44px; } }
    `,
  ]

  @property({ attribute: false }) api!: Api
  @property() contactId = ''
  @property({ attribute: false }) given: ContactNote | undefined
  @state() private text = ''
  @state() private offered: Mentionable[] = []
  @state() private at = 0
  @state() private busy = false
  @state() private problem = ''
  @query('textarea') private area!: HTMLTextAreaElement
  private people: Promise<Mentionable[]> | undefined
  private chosen: Mentionable[] = []

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.given) ({ text: this.text, chosen: this.chosen } = toTyped(this.given))
  }

  override firstUpdated(): void {
    this.area.focus()
  }

  /** The team is asked for when the first @ is typed. */
  private team(): Promise<Mentionable[]> {
    return (this.people ??= this.api.team.list({ limit: 100 }).then(({ data }) => mentionable(data), () => {
      this.people = undefined
      return []
    }))
  }

  private readonly typed = async (): Promise<void> => {
    this.text = this.area.value
    const asked = mentionBefore(this.text, this.area.selectionStart)
    const people = asked ? await this.team() : []
    const now = mentionBefore(this.area.value, this.area.selectionStart)
    this.offered = now ? fitting(people, now.word) : []
    this.at = 0
  }

  private readonly keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void this.save()
      return
    }
    if (this.offered.length === 0) {
      if (event.key === 'Escape' && this.text === (this.given ? toTyped(this.given).text : '')) this.leave()
      return
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) this.at = (this.at + step + this.offered.length) % this.offered.length
    else if (event.key === 'Enter' || event.key === 'Tab') this.mention(this.offered[this.at]!)
    else if (event.key === 'Escape') this.offered = []
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  private mention(one: Mentionable): void {
    const { area } = this
    const asked = mentionBefore(area.value, area.selectionStart)
    if (!asked) return
    const before = `${area.value.slice(0, asked.from)}@${one.label} `
    this.text = before + area.value.slice(area.selectionStart).replace(/^ /, '')
    this.chosen = [...this.chosen.filter(({ id }) => id !== one.id), one]
    this.offered = []
    void this.updateComplete.then(() => {
      area.focus()
      area.setSelectionRange(before.length, before.length)
    })
  }

  private leave(): void {
    this.dispatchEvent(new CustomEvent('app-left'))
  }

  private async save(): Promise<void> {
    if (this.busy || this.text.trim() === '') return
    this.busy = true
    this.problem = ''
    const text = toKept(this.text.trim(), this.chosen)
    try {
      const note = this.given ? await this.api.contacts.editNote({ id: this.given.id, text }) : await this.api.contacts.addNote({ contactId: this.contactId, text })
      this.dispatchEvent(new CustomEvent('app-saved', { detail: note }))
    } catch (thrown) {
      this.problem = problemOf(thrown).message
    }
    this.busy = false
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    void this.save()
  }

  override render() {
    const open = this.offered.length > 0
    return html`<form @submit=${this.submit}>
      <div class="field"><label class="unseen" for="note">Note</label>
        <textarea class="input" id="note" rows="3" maxlength="5000" placeholder="For your team alone. @ mentions somebody, who is told." .value=${this.text} aria-autocomplete="list" aria-controls=${open ? 'names' : nothing} aria-activedescendant=${open ? `name-${this.at}` : nothing}
          @input=${() => void this.typed()} @keydown=${this.keys} @blur=${() => setTimeout(() => (this.offered = []), 200)}></textarea></div>
      ${open
        ? html`<ul class="names" id="names" role="listbox" aria-label="Whom to mention">${this.offered.map((one, index) => html`<li role="option" id="name-${index}" aria-selected=${index === this.at ? 'true' : 'false'} @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this.mention(one)}>${face(one.label)}<span class="one-line">${one.label}</span></li>`)}</ul>`
        : nothing}
      <span class="unseen" role="status">${open ? `${this.offered.length} names to choose from` : ''}</span>
      ${this.problem ? html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">${this.problem}</span></p>` : nothing}
      <div class="row"><span class="small quiet">${this.given ? 'Who is mentioned for the first time is told.' : 'Only your team sees it.'}</span>
        <span class="buttons"><button type="button" class="button quiet" @click=${() => this.leave()}>Cancel</button><button class="button primary" ?disabled=${this.busy || this.text.trim() === ''}>${this.busy ? 'Saving…' : this.given ? 'Save the note' : 'Add the note'}</button></span></div>
    </form>`
  }
}

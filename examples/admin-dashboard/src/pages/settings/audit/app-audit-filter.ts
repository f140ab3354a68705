import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { debounce } from '../../../live.js'
import { base } from '../../../parts/base.styles.js'
import { button } from '../../../parts/button.styles.js'
import { field } from '../../../parts/field.styles.js'
import { icon } from '../../../parts/icon.js'
import { shownValue } from '../../../parts/shown-value.js'
import { roleName, sentenceCase } from '../../../words/names.js'
import { roles } from './audit-query.js'

/** Who, what, subject, words and days, as the address has them. `app-refine` says what changed. */
@customElement('app-audit-filter')
export class AppAuditFilter extends LitElement {
  static override styles = [
    base, button, field,
    css`
      :host { display: grid; gap: 12px; }
      .row { display: grid; grid-template-columns: repeat(auto-fill, minmax(132px, 1fr)); gap: 12px; align-items: end; }
      .chosen, .chosen select { inline-size: 100%; }
      label { color: var(--sk-text-2); }
    `,
  ]

  @property() search = ''
  private changes: Record<string, string> = {}
  private readonly soon = debounce(350, () => this.tell())

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.soon.cancel()
  }

  private tell(): void {
    this.soon.cancel()
    this.dispatchEvent(new CustomEvent('app-refine', { detail: this.changes }))
    this.changes = {}
  }

  private typed(name: string, event: Event, wait: boolean): void {
    this.changes = { ...this.changes, [name]: (event.target as HTMLInputElement).value.trim() }
    if (wait) this.soon()
    else this.tell()
  }

  private text(name: string, label: string, value: string, more: { type?: string; placeholder?: string; raw?: boolean } = {}) {
    const dated = more.type === 'date'
    return html`<div class="field"><label for=${name}>${label}</label><input class="input" dir=${more.raw ? 'ltr' : nothing} id=${name} type=${more.type ?? 'text'} .value=${value} placeholder=${more.placeholder ?? nothing} autocomplete="off" @input=${dated ? nothing : (event: Event) => this.typed(name, event, true)} @change=${dated ? (event: Event) => this.typed(name, event, false) : nothing} /></div>`
  }

  override render() {
    const search = new URLSearchParams(this.search)
    const of = (name: string) => search.get(name) ?? ''
    return html`
      <label class="searching">${icon('search')}<input class="input" type="search" aria-label="Search the trail" placeholder="A name, an id, an address, or what was changed" .value=${of('text')} autocomplete="off" @input=${(event: Event) => this.typed('text', event, true)} /><kbd>/</kbd></label>
      <div class="row">
        <div class="field"><label for="role">As</label><span class="chosen"><select class="input" id="role" ${shownValue(of('role'))} @change=${(event: Event) => this.typed('role', event, false)}><option value="">Anybody</option>${roles.map((role) => html`<option value=${role} ?selected=${role === of('role')}>${sentenceCase(roleName(role))}</option>`)}</select>${icon('down')}</span></div>
        ${this.text('actor', 'Who, by id', of('actor'), { placeholder: 'usr_… or key_…', raw: true })}
        ${this.text('action', 'What begins with', of('action'), { placeholder: 'contacts.merge', raw: true })}
        ${this.text('subject', 'Subject', of('subject'), { placeholder: 'con_…', raw: true })}
        ${this.text('from', 'From', of('from'), { type: 'date' })}
        ${this.text('to', 'To', of('to'), { type: 'date' })}
      </div>`
  }
}

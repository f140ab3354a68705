import { css, html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { base } from '../../../parts/base.styles.js'
import { button } from '../../../parts/button.styles.js'
import { field } from '../../../parts/field.styles.js'
import { icon } from '../../../parts/icon.js'
import type { WebhookEventName, WebhookEventType } from '../../../wire.js'

/** The catalogue of facts, with a search, to choose from. `app-chosen` brings the names. */
@customElement('app-event-picker')
export class AppEventPicker extends LitElement {
  static override styles = [
    base, button, field,
    css`
      .frame { display: grid; border: 1px solid var(--sk-line); border-radius: var(--sk-radius-1); overflow: clip; }
      .searching { border-block-end: 1px solid var(--sk-line); }
      .searching .input { border: 0; border-radius: 0; }
      .searching .input:focus-visible { outline: 2px solid var(--sk-accent-text); outline-offset: -2px; box-shadow: none; }
      ul { max-block-size: 260px; overflow: auto; padding: 4px; }
      .tick { align-items: start; padding: 6px 8px; border-radius: var(--sk-radius-1); }
      .tick:hover { background: var(--sk-hover); }
      .tick .box { margin-block-start: 3px; }
      .none { padding: 12px 16px; color: var(--sk-text-2); }
      .count { display: flex; justify-content: space-between; gap: 8px; padding-block-start: 6px; color: var(--sk-text-2); font-size: var(--sk-size-1); }
    `,
  ]

  @property({ attribute: false }) types: readonly WebhookEventType[] = []
  @property({ attribute: false }) chosen: readonly WebhookEventName[] = []
  @state() private text = ''

  private tell(chosen: WebhookEventName[]): void {
    this.dispatchEvent(new CustomEvent('app-chosen', { detail: chosen }))
  }

  private tick(name: WebhookEventName, on: boolean): void {
    this.tell(on ? [...this.chosen, name] : this.chosen.filter((one) => one !== name))
  }

  override render() {
    const words = this.text.toLowerCase().split(/\s+/).filter(Boolean)
    const found = this.types.filter(({ name, summary }) => words.every((word) => `${name} ${summary}`.toLowerCase().includes(word)))
    const all = found.length > 0 && found.every(({ name }) => this.chosen.includes(name as WebhookEventName))
    const both = () => {
      const names = found.map(({ name }) => name as WebhookEventName)
      this.tell(all ? this.chosen.filter((one) => !names.includes(one)) : [...new Set([...this.chosen, ...names])])
    }
    return html`<div class="frame" role="group" aria-label="Facts">
        <span class="searching">${icon('search')}<input class="input" type="search" aria-label="Search the facts" placeholder="Search: refund, contact, member" autocomplete="off" .value=${this.text} @input=${(event: InputEvent) => (this.text = (event.target as HTMLInputElement).value)} /></span>
        ${found.length === 0
          ? html`<p class="none" role="status">No fact fits.</p>`
          : html`<ul>${found.map(({ name, summary }) => html`<li><label class="tick"><input class="box" type="checkbox" .checked=${this.chosen.includes(name as WebhookEventName)} @change=${(event: Event) => this.tick(name as WebhookEventName, (event.target as HTMLInputElement).checked)} /><span><bdi class="raw">${name}</bdi><br /><span class="quiet small">${summary}</span></span></label></li>`)}</ul>`}
      </div>
      <p class="count"><span role="status">${this.chosen.length} of ${this.types.length} chosen</span><button type="button" class="link" ?hidden=${found.length === 0} @click=${both}>${all ? 'None of these' : words.length ? 'All that fit' : 'All of these'}</button></p>`
  }
}

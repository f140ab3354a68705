import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { base } from '../../parts/base.styles.js'
import { button } from '../../parts/button.styles.js'
import { field } from '../../parts/field.styles.js'
import { menus } from '../../shell/menus.styles.js'
import { dayIn } from '../../words/dates.js'
import { usualRanges } from './date-ranges.js'

@customElement('app-date-filter')
export class AppDateFilter extends LitElement {
  static override styles = [base, button, field, menus, css`:host { inline-size: 316px; max-inline-size: 100%; } .pair { padding: 8px 12px; gap: 8px; } hr { border: 0; border-block-start: 1px solid var(--sk-line); margin: 4px 0; }`]

  @property() from = ''
  @property() to = ''
  @property() timeZone = 'UTC'

  private send(from: string, to: string, done = false): void {
    this.dispatchEvent(new CustomEvent('app-dates', { detail: { ...(from && { from }), ...(to && { to }) } }))
    if (done) this.dispatchEvent(new CustomEvent('app-done', { bubbles: true, composed: true }))
  }

  override render() {
    const value = (event: Event) => (event.target as HTMLInputElement).value
    return html`<div class="menu">
      ${usualRanges(dayIn(Date.now(), this.timeZone)).map(([name, from, to]) => html`<button class="item" @click=${() => this.send(from, to, true)}>${name}</button>`)}
      <hr />
      <div class="pair">
        <div class="field"><label for="from">From</label><input class="input" id="from" type="date" .value=${this.from} @change=${(event: Event) => this.send(value(event), this.to)} /></div>
        <div class="field"><label for="to">To, included</label><input class="input" id="to" type="date" .value=${this.to} @change=${(event: Event) => this.send(this.from, value(event))} /></div>
      </div>
    </div>`
  }
}

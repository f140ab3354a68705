import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { base } from '../../../parts/base.styles.js'
import { field } from '../../../parts/field.styles.js'
import type { KeyScope } from '../../../wire.js'
import { grantIn, rooms, withGrant, type Grant } from './key-words.js'

const columns: [Grant, string][] = [['none', 'Nothing'], ['read', 'Read'], ['write', 'Read and change']]

/** Room by room, what a key may do there. `app-chosen` brings the scopes. */
@customElement('app-scope-table')
export class AppScopeTable extends LitElement {
  static override styles = [
    base,
    field,
    css`
      .frame { max-block-size: 300px; overflow: auto; border: 1px solid var(--sk-line); border-radius: var(--sk-radius-1); }
      table { inline-size: 100%; border-collapse: separate; border-spacing: 0; }
      th, td { padding: 6px 8px; border-block-end: 1px solid var(--sk-line); text-align: start; font-weight: var(--sk-weight); }
      tbody tr:last-child > * { border-block-end: 0; }
      thead th { position: sticky; inset-block-start: 0; background: var(--sk-surface); color: var(--sk-text-2); font-size: var(--sk-size-1); z-index: 1; }
      td, thead th + th { inline-size: 72px; text-align: center; }
      label { display: grid; place-items: center; min-block-size: 32px; cursor: pointer; }
      @media (pointer: coarse), (max-width: 700px) { label { min-block-size: 44px; } }
    `,
  ]

  @property({ attribute: false }) held: readonly KeyScope[] = []

  private choose(room: string, grant: Grant): void {
    this.dispatchEvent(new CustomEvent('app-chosen', { detail: withGrant(this.held, room, grant) }))
  }

  override render() {
    return html`<div class="frame" tabindex="0" role="region" aria-label="What the key may do, by room"><table>
      <thead><tr><th scope="col">Room</th>${columns.map(([, name]) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${rooms.map((room) => html`<tr>
        <th scope="row">${room.name}<br /><span class="faint small">${room.says}</span></th>
        ${columns.map(([grant, name]) => html`<td>${grant === 'none' || room[grant]
          ? html`<label><input class="box" type="radio" name=${room.room} aria-label="${room.name}: ${name}" .checked=${grantIn(this.held, room.room) === grant} @change=${() => this.choose(room.room, grant)} /></label>`
          : html`<span class="faint" aria-label="Not possible">–</span>`}</td>`)}
      </tr>`)}</tbody>
    </table></div>`
  }
}

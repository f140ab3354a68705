import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { Load } from '../../../load.js'
import { icon } from '../../../parts/icon.js'
import { boneRows, empty, failed, waiting } from '../../../parts/states.js'
import type { PermissionMatrix } from '../../../wire.js'
import { peopleStyles } from '../people.styles.js'
import { roomName } from '../roles/rooms.js'

type Row = PermissionMatrix['rows'][number]
type Column = PermissionMatrix['columns'][number]

const marks = { person: 'Whoever is signed in, for themselves', anyone: 'Also without signing in' }

/** Every operation and who may call it: what the server itself goes by. */
@customElement('app-permissions')
export class AppPermissions extends LitElement {
  static override styles = [
    ...peopleStyles,
    css`
      :host { max-inline-size: none; }
      .searching { max-inline-size: 420px; }
      .choices .chosen, .choices .chosen select { inline-size: auto; }
      .choices { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
      .scroll { max-block-size: calc(100dvh - 220px); min-block-size: 320px; position: relative; overflow: auto; border-radius: var(--sk-radius-2); }
      table { inline-size: 100%; border-collapse: separate; border-spacing: 0; }
      th, td { padding: 6px 8px; border-block-end: 1px solid var(--sk-line); font-weight: var(--sk-weight); text-align: center; background: var(--sk-surface); }
      thead th { position: sticky; inset-block-start: 0; z-index: 2; block-size: 40px; color: var(--sk-text-2); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); }
      thead th:not(:first-child), td { min-inline-size: 72px; max-inline-size: 112px; overflow-wrap: anywhere; }
      th:first-child { position: sticky; inset-inline-start: 0; z-index: 1; inline-size: 100%; min-inline-size: 220px; padding-inline-start: 20px; text-align: start; }
      thead th:first-child { z-index: 3; }
      th .raw { color: var(--sk-text-3); }
      th > span { display: block; }
      .room th { inset-block-start: 40px; padding-block: 8px; background: var(--sk-sunken); font-weight: var(--sk-weight-strong); }
      .yes { color: var(--sk-success); }
      .yes .icon { margin-inline: auto; }
      .no { color: var(--sk-text-3); }
      @media (max-width: 700px) { th:first-child { min-inline-size: 168px; max-inline-size: 168px; padding-inline-start: 12px; } .scroll { max-block-size: 70dvh; } }
    `,
  ]

  @property({ attribute: false }) api!: Api
  @state() private text = ''
  @state() private only = ''
  private readonly matrix = new Load<PermissionMatrix>(this, () => 'matrix', () => this.api.roles.matrix())

  private get shown(): { room: string; rows: Row[] }[] {
    const word = this.text.trim().toLowerCase()
    const rows = (this.matrix.value?.rows ?? []).filter((row) => (this.only === '' || row.allowed[this.only]) && (word === '' || `${row.operation} ${row.summary} ${roomName(row.room)}`.toLowerCase().includes(word)))
    return [...new Set(rows.map(({ room }) => room))].map((room) => ({ room, rows: rows.filter((row) => row.room === room) })).sort((one, other) => roomName(one.room).localeCompare(roomName(other.room)))
  }

  private renderRow(row: Row, columns: readonly Column[]) {
    return html`<tr>
      <th scope="row"><span>${row.summary}</span><span class="small"><bdi class="raw">${row.operation}</bdi>${row.for === 'role' ? nothing : html` <span class="faint">${marks[row.for]}</span>`}</span></th>
      ${columns.map(({ id, name }) => (row.allowed[id] ? html`<td class="yes">${icon('check', `${name}: yes`)}</td>` : html`<td class="no"><span aria-hidden="true">–</span><span class="unseen">${name}: no</span></td>`))}
    </tr>`
  }

  private renderTable({ columns }: PermissionMatrix) {
    const { shown } = this
    if (shown.length === 0) return empty('Nothing is called that', 'Look for less of it, or take the filter away.', html`<button class="button" @click=${() => ((this.text = ''), (this.only = ''))}>Show everything</button>`)
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Permissions"><table>
      <thead><tr><th scope="col">What</th>${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
      ${shown.map(({ room, rows }) => html`<tbody>
        <tr class="room"><th scope="rowgroup" colspan=${columns.length + 1}>${roomName(room)}</th></tr>
        ${rows.map((row) => this.renderRow(row, columns))}
      </tbody>`)}
    </table></div>`
  }

  override render() {
    const { value, problem } = this.matrix
    const count = this.shown.reduce((sum, { rows }) => sum + rows.length, 0)
    return html`
      <header class="title"><div><h1 tabindex="-1">Permissions</h1><p class="under">What the server goes by at every request. Whoever is in no column is refused.</p></div></header>
      <div class="choices">
        <label class="searching">${icon('search')}<span class="unseen">Search the permissions</span><input class="input" type="search" placeholder="Refund, contacts, keys.create" .value=${this.text} @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)} /><kbd>/</kbd></label>
        ${value
          ? html`<span class="chosen"><select class="button" aria-label="Only what somebody may" @change=${(event: Event) => (this.only = (event.target as HTMLSelectElement).value)}>
              <option value="" ?selected=${this.only === ''}>Everybody</option>${value.columns.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.only}>Only what ${name} may</option>`)}
            </select>${icon('down')}</span>
            <span class="quiet" role="status">${count} of ${value.rows.length} operations</span>`
          : nothing}
      </div>
      <div class="card">${value ? this.renderTable(value) : problem ? failed('The permissions', problem, () => void this.matrix.again()) : html`${waiting('the permissions')}${boneRows(12, 6)}`}</div>`
  }
}

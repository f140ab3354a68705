import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { Paged } from '../../../paged.js'
import { boneRows, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { badge, dayAndTime } from '../../../parts/words.js'
import { problemOf } from '../../../problem.js'
import type { PersonSession } from '../../../wire.js'
import { peopleStyles } from '../people.styles.js'
import { deviceOf } from './devices.js'

/** Where somebody is signed in, and how to end it there. */
@customElement('app-session-list')
export class AppSessionList extends LitElement {
  static override styles = [...peopleStyles, css`.head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; padding: 16px 20px; border-block-end: 1px solid var(--sk-line); } @media (max-width: 700px) { .head { padding-inline: 16px; } }`]

  @property({ attribute: false }) api!: Api
  @property() timeZone = 'UTC'
  @state() private ending = ''
  private readonly list = new Paged<PersonSession>(this, () => 'sessions', (cursor, signal) => this.api.me.sessions({ limit: 20, ...(cursor && { cursor }) }, { signal }))

  /** Reads them anew. */
  readonly again = (): Promise<void> => this.list.again()

  private async end(id: string): Promise<void> {
    this.ending = id
    try {
      if (id === 'others') {
        const { ended } = await this.api.me.revokeOtherSessions()
        toast(ended === 1 ? 'One other session was ended' : `${ended} other sessions were ended`)
      } else {
        await this.api.me.revokeSession({ id })
        toast('That session was ended')
      }
    } catch (thrown) {
      toast(`Not ended. ${problemOf(thrown).message}`, 'failed')
    }
    this.ending = ''
    await this.list.again()
  }

  private renderOne(one: PersonSession) {
    return html`<li>
      <span class="grow">
        <span><b>${deviceOf(one.userAgent)}</b> ${one.current ? badge('news', 'This one') : nothing}</span>
        <span class="quiet small">${one.address ? html`<bdi class="raw">${one.address}</bdi> · ` : nothing}used ${dayAndTime(one.usedAt, this.timeZone)} · signed in ${dayAndTime(one.createdAt, this.timeZone)}</span>
      </span>
      ${one.current ? nothing : html`<button class="button" aria-label="End the session of ${deviceOf(one.userAgent)}" ?disabled=${this.ending !== ''} @click=${() => void this.end(one.id)}>${this.ending === one.id ? 'Ending…' : 'End'}</button>`}
    </li>`
  }

  override render() {
    const { rows, problem, next, busy } = this.list
    return html`<section class="card" aria-labelledby="sessions">
      <div class="head">
        <div><h2 id="sessions">Where you are signed in</h2><p class="quiet">A session that you do not know: end it, and change your password.</p></div>
        ${rows && rows.length > 1 ? html`<button class="button" ?disabled=${this.ending !== ''} @click=${() => void this.end('others')}>End all others</button>` : nothing}
      </div>
      ${rows ? html`<ul class="people">${rows.map((one) => this.renderOne(one))}</ul>` : problem ? failed('Your sessions', problem, () => void this.list.again()) : html`${waiting('your sessions')}${boneRows(2, 2)}`}
      ${next === null ? nothing : html`<div class="below"><button class="button" ?disabled=${busy} @click=${() => void this.list.more()}>${busy ? 'Loading…' : 'Earlier ones'}</button></div>`}
    </section>`
  }
}

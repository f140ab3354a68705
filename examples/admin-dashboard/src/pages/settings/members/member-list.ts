import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { icon } from '../../../parts/icon.js'
import { badge, face, fullDay } from '../../../parts/words.js'
import type { Member, Role } from '../../../wire.js'

type Given = { timeZone: string; you: string | undefined; roles: readonly Role[]; changes: boolean; busy: string; change: (one: Member, role: string) => void; remove: (one: Member) => void }

/** Who signs in here. Whoever may change that gets the means. */
export const memberList = (rows: readonly Member[], { timeZone, you, roles, changes, busy, change, remove }: Given): TemplateResult => html`<ul class="people">
  ${rows.map((one) => html`<li>
    ${face(one.name)}
    <span class="grow">
      <span><b>${one.name}</b> ${one.userId === you ? badge('news', 'You') : nothing}</span>
      <span class="quiet small"><bdi>${one.email}</bdi> · since ${fullDay(one.joinedAt, timeZone)}</span>
    </span>
    ${changes
      ? html`<span class="chosen"><select class="button" aria-label="Role of ${one.name}" ?disabled=${busy !== ''} @change=${(event: Event) => change(one, (event.target as HTMLSelectElement).value)}>
            ${roles.map(({ id, name }) => html`<option value=${id} .selected=${live(id === one.role.id)}>${name}</option>`)}
          </select>${icon('down')}</span>
          ${one.userId === you ? nothing : html`<button class="button" ?disabled=${busy !== ''} aria-label="Remove ${one.name}" @click=${() => remove(one)}>Remove…</button>`}`
      : badge('', one.role.name)}
  </li>`)}
</ul>`

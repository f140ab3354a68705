import { html, nothing, type TemplateResult } from 'lit'
import { ago, badge, fullDay } from '../../../parts/words.js'
import type { Invitation } from '../../../wire.js'

type Given = { timeZone: string; busy: string; resend: (one: Invitation) => void; revoke: (one: Invitation) => void }

/** Invitations that wait, or ran out: each can be sent again or taken back. */
export const invitationList = (rows: readonly Invitation[], { timeZone, busy, resend, revoke }: Given): TemplateResult => html`<ul class="people">
  ${rows.map((one) => html`<li>
    <span class="grow">
      <span>${one.name ? html`<b>${one.name}</b> ` : nothing}<bdi>${one.email}</bdi> ${one.state === 'expired' ? badge('warn', 'Ran out') : badge('', 'Waiting')}</span>
      <span class="quiet small">${one.role.name} · sent ${ago(one.sentAt, Date.now(), timeZone)}${one.invitedBy.name ? ` by ${one.invitedBy.name}` : ''} · ${one.state === 'expired' ? 'ran out' : 'works until'} ${fullDay(one.expiresAt, timeZone)}</span>
    </span>
    <span class="buttons">
      <button class="button" ?disabled=${busy !== ''} aria-label="Send again the invitation to ${one.email}" @click=${() => resend(one)}>${busy === one.id ? 'Sending…' : 'Send again'}</button>
      <button class="button" ?disabled=${busy !== ''} aria-label="Take back the invitation to ${one.email}" @click=${() => revoke(one)}>Take back</button>
    </span>
  </li>`)}
</ul>`

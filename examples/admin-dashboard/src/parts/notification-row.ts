import { css, html, type TemplateResult } from 'lit'
import type { Notification } from '../wire.js'
import { icon, type IconName } from './icon.js'
import { ago } from './words.js'

const pictures: Record<string, IconName> = {
  mention: 'note', payment_failed: 'alert', subscription_cancelled: 'cycle', money_received: 'coins', review_opened: 'merge', import_finished: 'upload', member_joined: 'person', webhook_disabled: 'send', mail_failed: 'mail',
}

export const notificationStyles = css`
  .told { display: grid; grid-template-columns: 16px minmax(0, 1fr) auto; gap: 2px 12px; align-items: start; min-block-size: 44px; padding: 10px 12px; border-radius: var(--sk-radius-1); color: inherit; }
  a.told:hover { background: var(--sk-hover); }
  .told > .icon { margin-block-start: 3px; color: var(--sk-text-3); }
  .told b { display: block; font-weight: var(--sk-weight); overflow-wrap: anywhere; }
  .told.new b { font-weight: var(--sk-weight-strong); }
  .told .more { color: var(--sk-text-2); overflow-wrap: anywhere; }
  .told time { color: var(--sk-text-3); font-size: var(--sk-size-1); white-space: nowrap; }
  .told .dot { display: inline-block; inline-size: 8px; block-size: 8px; margin-inline-start: 8px; border-radius: 50%; background: var(--sk-accent); }
`

/** One thing that somebody was told. */
export function notificationRow(one: Notification, href: string | null, now: number, timeZone: string, pressed: () => void): TemplateResult {
  const inside = html`${icon(pictures[one.kind] ?? 'bell')}<span><b>${one.title}</b><span class="more">${one.text}</span></span><span>${ago(one.createdAt, now, timeZone)}${one.readAt === null ? html`<span class="dot" role="img" aria-label="new"></span>` : ''}</span>`
  return href === null ? html`<div class="told ${one.readAt === null ? 'new' : ''}">${inside}</div>` : html`<a class="told ${one.readAt === null ? 'new' : ''}" href=${href} @click=${pressed}>${inside}</a>`
}

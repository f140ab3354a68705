import type { Tone } from '../../../parts/words.js'
import type { WebhookDelivery, WebhookDeliveryState, WebhookEndpoint } from '../../../wire.js'

export const stateNames: Record<WebhookDeliveryState, string> = { waiting: 'Under way', delivered: 'Delivered', failed: 'Failed', dropped: 'Dropped' }
export const stateTones: Record<WebhookDeliveryState, Tone> = { waiting: 'news', delivered: 'good', failed: 'bad', dropped: 'warn' }

/** How an endpoint is, in a word or two. */
export function healthOf({ state, failingSince }: Pick<WebhookEndpoint, 'state' | 'failingSince'>): [Tone, string] {
  if (state === 'disabled') return ['bad', 'Disabled']
  return failingSince === null ? ['good', 'Enabled'] : ['warn', 'Failing']
}

/** Why nothing is sent, and what to do about it. */
export const whyDisabled: Record<NonNullable<WebhookEndpoint['disabledReason']> | 'unknown', string> = {
  by_hand: 'Somebody disabled it. Nothing is sent or kept for it until it is enabled again.',
  gone: 'It answered 410, which says that it is gone for good. If that was a mistake, put the receiver right and enable it again.',
  failing: 'Nothing came through for five days. Put the receiver right, enable it, and send again what failed.',
  unknown: 'Nothing is sent or kept for it until it is enabled again.',
}

/** What became of the last try. */
export function answerOf({ attempts, lastStatus, state }: Pick<WebhookDelivery, 'attempts' | 'lastStatus' | 'state'>): string {
  if (attempts === 0) return state === 'dropped' ? 'Never sent' : 'Not sent yet'
  return lastStatus === null ? 'No answer' : `Answered ${lastStatus}`
}

/** JSON as somebody reads it; what is none stays as it came. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** Rows that were there with what has come of them since, the new ones on top. */
export function withFresh<T extends { id: string }>(rows: readonly T[], fresh: readonly T[], newest: (row: T) => string): T[] {
  const latest = new Map(fresh.map((row) => [row.id, row]))
  const known = new Set(rows.map(({ id }) => id))
  const first = rows[0] ? newest(rows[0]) : ''
  return [...fresh.filter((row) => !known.has(row.id) && newest(row) >= first), ...rows.map((row) => latest.get(row.id) ?? row)]
}

import { happenedAt, type Document } from './document.js'

export type LegacyStatus = 'incomplete' | 'trialing' | 'active' | 'past_due' | 'unpaid' | 'paused' | 'cancelled' | 'unknown'
export type LegacyEventType = 'created' | 'activated' | 'upgraded' | 'downgraded' | 'cancelled' | 'reactivated' | 'payment_failed' | 'payment_succeeded'

/** What `org_subscriptions` says of a subscription. */
export type LegacyTerms = { key: string; plan: string | null; status: LegacyStatus; company: string | null; periodEnd: number | null; endsWithPeriod: boolean; createdAt: number; updatedAt: number }

/** What `subscription_transactions` says happened to one. Null where its action is none that is known. */
export type LegacyEvent = { key: string; type: LegacyEventType | null; plan: string | null; status: LegacyStatus; company: string | null; reason: string | null; at: number }

const statuses: Record<string, LegacyStatus> = {
  active: 'active', trialing: 'trialing', trial: 'trialing', past_due: 'past_due', unpaid: 'unpaid', paused: 'paused', incomplete: 'incomplete',
  canceled: 'cancelled', cancelled: 'cancelled', ended: 'cancelled', expired: 'cancelled', incomplete_expired: 'cancelled',
}

const actions: Record<string, LegacyEventType> = {
  created: 'created', activated: 'activated', started: 'activated', upgraded: 'upgraded', upgrade: 'upgraded', downgraded: 'downgraded', downgrade: 'downgraded',
  canceled: 'cancelled', cancelled: 'cancelled', cancellation: 'cancelled', deleted: 'cancelled', expired: 'cancelled',
  reactivated: 'reactivated', resumed: 'reactivated', renewal: 'payment_succeeded', renewed: 'payment_succeeded', payment_succeeded: 'payment_succeeded', payment_failed: 'payment_failed',
}

const stripeEvents: Record<string, LegacyEventType> = {
  'customer.subscription.created': 'created', 'customer.subscription.deleted': 'cancelled', 'customer.subscription.resumed': 'reactivated',
  'invoice.payment_succeeded': 'payment_succeeded', 'invoice.paid': 'payment_succeeded', 'invoice.payment_failed': 'payment_failed',
}

const named = <T>(map: Record<string, T>, text: string | null): T | null => (text !== null && Object.hasOwn(map, text.toLowerCase()) ? map[text.toLowerCase()]! : null)
const statusOf = (document: Document): LegacyStatus => named(statuses, document.text('status', 64)) ?? 'unknown'

export function readTerms(document: Document): LegacyTerms | 'time_missing' {
  const createdAt = happenedAt(document)
  if (createdAt === null) return 'time_missing'
  return {
    key: `org_subscriptions:${document.id}`, plan: document.text('plan', 120), status: statusOf(document), company: document.text('companyId'),
    periodEnd: document.time('currentPeriodEnd'), endsWithPeriod: document.flag('cancelAtPeriodEnd'), createdAt, updatedAt: document.time('updatedAt') ?? createdAt,
  }
}

export function readEvent(document: Document): LegacyEvent | 'time_missing' {
  const at = happenedAt(document)
  if (at === null) return 'time_missing'
  return {
    key: `subscription_transactions:${document.id}`, type: named(actions, document.text('action', 64)) ?? named(stripeEvents, document.text('eventType')),
    plan: document.text('plan', 120), status: statusOf(document), company: document.text('companyId'), reason: document.text('reason', 500), at,
  }
}

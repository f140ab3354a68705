import type * as z from 'zod'
import { iso } from '../foundation/index.js'
import type { Interval, SubscriptionWithEvents } from '../subscriptions/index.js'
import type { LegacyEvent, LegacyTerms } from './read-subscription.js'

/** Money that was charged for a subscription. */
export type Charge = { at: number; amount: number; currency: string; contactId: string | null }
export type ToldEvent = LegacyEvent & { isCharge: boolean }
type Given = z.input<typeof SubscriptionWithEvents>
type GivenEvent = Given['events'][number]

const day = 86_400_000

/** Which interval lies between a charge and the end of the period it paid for; null where it is none of the usual ones. */
export function intervalBetween(from: number, to: number): Interval | null {
  const days = (to - from) / day
  if (days >= 21 && days <= 45) return 'month'
  if (days >= 75 && days <= 105) return 'quarter'
  return days >= 335 && days <= 395 ? 'year' : null
}

/**
 * A subscription from all that the old tables tell of it; charges and events in order of time. Its price is what was charged last, in each
 * stretch between changes that name an amount. Known from its events alone, its status is unknown and nothing says that it ever ran.
 */
export function buildSubscription(ref: string, terms: LegacyTerms | null, events: readonly ToldEvent[], charges: readonly Charge[]): Given {
  const last = charges.at(-1)
  const told = last && terms?.periodEnd ? intervalBetween(last.at, terms.periodEnd) : null
  const plan = terms?.plan ?? events.findLast((event) => event.plan)?.plan ?? 'unknown'
  const priced = (charge: Charge | undefined, of: string) =>
    charge && { terms: { plan: of, unitAmount: charge.amount, currency: charge.currency, interval: told ?? ('month' as const) } }

  const changes = events.filter((event) => event.isCharge && (event.type === 'upgraded' || event.type === 'downgraded'))
  const lastBefore = (at: number) => charges.findLast((charge) => charge.at < at)
  const firstPrice = changes[0] ? (lastBefore(changes[0].at) ?? charges[0]) : last
  const made: GivenEvent[] = events.flatMap((event) => {
    if (event.type === null) return []
    const next = changes[changes.indexOf(event) + 1]
    const price = changes.includes(event) ? priced(next ? lastBefore(next.at) : last, event.plan ?? plan) : undefined
    return [{ type: event.type, at: iso(event.at), naturalKey: `legacy:${event.key}`, ...(event.plan && { toPlan: event.plan }), ...(event.reason && { reason: event.reason }), ...price }]
  })

  const created = events.find((event) => event.type === 'created')?.at ?? terms?.createdAt
  if (terms && !events.some((event) => event.type === 'created')) made.push({ type: 'created', at: iso(terms.createdAt), naturalKey: `legacy:${terms.key}:created` })
  const started = !terms || events.some((event) => event.type === 'activated') ? undefined : (charges[0]?.at ?? (terms.status === 'active' ? created : undefined))
  if (terms && started !== undefined) {
    const firstPlan = events.find((event) => event.plan)?.plan ?? plan
    made.push({ type: 'activated', at: iso(started), naturalKey: `legacy:${terms.key}:activated`, ...priced(firstPrice, firstPlan) })
  }
  if (terms && !events.some((event) => event.type === 'cancelled')) {
    if (terms.status === 'cancelled') made.push({ type: 'cancelled', at: iso(Math.max(terms.updatedAt, started ?? 0)), naturalKey: `legacy:${terms.key}:cancelled` })
    else if (terms.endsWithPeriod && terms.periodEnd !== null) made.push({ type: 'cancelled', at: iso(terms.updatedAt), effectiveAt: iso(terms.periodEnd), naturalKey: `legacy:${terms.key}:cancelled` })
  }

  const company = terms?.company ?? events.find((event) => event.company)?.company
  const contactId = charges.findLast((charge) => charge.contactId !== null)?.contactId
  return {
    externalId: ref,
    status: terms?.status ?? 'unknown',
    termsAssumed: told === null,
    ...(company && { account: company }),
    ...(contactId && { contactId }),
    ...(terms?.periodEnd && { currentPeriodEnd: iso(terms.periodEnd) }),
    ...(created !== undefined && { createdAt: iso(created) }),
    events: made.sort((a, b) => (a.at! < b.at! ? -1 : a.at! > b.at! ? 1 : 0)),
  }
}

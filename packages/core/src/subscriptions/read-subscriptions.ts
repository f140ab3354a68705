import { and, desc, eq, inArray, lt, or, sql, type SQL } from 'drizzle-orm'
import * as z from 'zod'
import { contactIdsOf, contactNames } from '../contacts/index.js'
import { decodeCursor, defineOperation, encodeCursor, Id, iso, pageInput, staff, text, toPage, type ReadCtx } from '../foundation/index.js'
import type { EventRow, SubscriptionRow } from './apply-events.js'
import { subscriptionErrors } from './errors.js'
import { ListSubscriptionsInput, Subscription, SubscriptionEventPage, SubscriptionPage, type Status, type SubscriptionEvent } from './schemas.js'
import { subscriptionEvents, subscriptionReasons, subscriptions } from './tables.js'

export const getSubscription = defineOperation({
  name: 'subscriptions.get',
  summary: 'Read one subscription',
  access: 'read',
  allow: staff,
  input: z.strictObject({ id: text(255, 1).meta({ description: 'Its id here, or where it is billed.' }) }),
  output: Subscription,
  async run(ctx, { id }) {
    const [row] = await ctx.db.select().from(subscriptions).where(or(eq(subscriptions.id, id), eq(subscriptions.externalId, id))).limit(1)
    if (!row) throw subscriptionErrors.subscription_not_found({ id })
    return (await toSubscriptions(ctx, [row]))[0]!
  },
})

export const listSubscriptions = defineOperation({
  name: 'subscriptions.list',
  summary: 'List subscriptions, newest first',
  access: 'read',
  allow: staff,
  input: ListSubscriptionsInput,
  output: SubscriptionPage,
  async run(ctx, { status, plan, contactId, limit, cursor }) {
    const after = decodeCursor('-createdAt', ['number', 'text'], cursor)
    const rows = await ctx.db
      .select()
      .from(subscriptions)
      .where(
        and(
          status && statusIs(status, ctx.now()),
          plan === undefined ? undefined : eq(subscriptions.plan, plan),
          contactId === undefined ? undefined : inArray(subscriptions.contactId, await contactIdsOf(ctx, contactId)),
          after && or(lt(subscriptions.createdAt, after[0]), and(eq(subscriptions.createdAt, after[0]), lt(subscriptions.id, after[1]))),
        ),
      )
      .orderBy(desc(subscriptions.createdAt), desc(subscriptions.id))
      .limit(limit + 1)
    const shown = new Map((await toSubscriptions(ctx, rows)).map((one) => [one.id, one]))
    return toPage(rows, limit, (row) => shown.get(row.id)!, (row) => encodeCursor('-createdAt', [row.createdAt, row.id]))
  },
})

export const listEvents = defineOperation({
  name: 'subscriptions.events',
  summary: 'List what happened to a subscription, newest first',
  access: 'read',
  allow: staff,
  input: z.strictObject({ id: Id, ...pageInput }),
  output: SubscriptionEventPage,
  async run(ctx, { id, limit, cursor }) {
    const after = decodeCursor('-at', ['number', 'number'], cursor)
    const [known] = await ctx.db.select({ id: subscriptions.id }).from(subscriptions).where(eq(subscriptions.id, id))
    if (!known) throw subscriptionErrors.subscription_not_found({ id })
    const { at, position } = subscriptionEvents
    const rows = await ctx.db
      .select({ event: subscriptionEvents, reason: subscriptionReasons.reason })
      .from(subscriptionEvents)
      .leftJoin(subscriptionReasons, eq(subscriptionReasons.eventId, subscriptionEvents.id))
      .where(and(eq(subscriptionEvents.subscriptionId, id), after && or(lt(at, after[0]), and(eq(at, after[0]), lt(position, after[1])))))
      .orderBy(desc(at), desc(position))
      .limit(limit + 1)
    return toPage(rows, limit, ({ event, reason }) => toEvent(event, reason), ({ event }) => encodeCursor('-at', [event.at, event.position]))
  },
})

/** An arranged end that has come makes a subscription cancelled, whatever its row still says. */
function statusIs(wanted: readonly Status[], now: number): SQL | undefined {
  const running = and(inArray(subscriptions.status, [...wanted]), sql`coalesce(${subscriptions.cancelAt}, ${Number.MAX_SAFE_INTEGER}) > ${now}`)
  return wanted.includes('cancelled') ? or(running, sql`${subscriptions.cancelAt} <= ${now}`) : running
}

/** Rows as callers see them now. */
export async function toSubscriptions(ctx: Pick<ReadCtx, 'db' | 'now'>, rows: readonly SubscriptionRow[]): Promise<Subscription[]> {
  const names = await contactNames(ctx, rows.flatMap((row) => (row.contactId === null ? [] : [row.contactId])))
  return rows.map((row) => {
    const over = row.cancelAt !== null && row.cancelAt <= ctx.now()
    return {
      id: row.id, externalId: row.externalId, account: row.account,
      contact: row.contactId === null ? null : (names.get(row.contactId) ?? { id: row.contactId, name: '' }),
      status: over ? 'cancelled' : row.status, plan: row.plan, terms: termsOf(row), termsAssumed: row.termsAssumed, mrr: over ? 0 : row.mrr, mrrComplete: over || row.mrrComplete,
      startedAt: when(row.startedAt), currentPeriodEnd: when(row.currentPeriodEnd), cancelAt: over ? null : when(row.cancelAt), endedAt: when(over ? row.cancelAt : row.endedAt),
      createdAt: iso(row.createdAt), updatedAt: iso(row.updatedAt),
    }
  })
}

function termsOf({ plan, unitAmount, currency, interval, intervalCount, quantity, discounts, usageType }: SubscriptionRow): Subscription['terms'] {
  if (plan === null || unitAmount === null || currency === null || interval === null || intervalCount === null || quantity === null || usageType === null) return null
  return { plan, unitAmount, currency, interval, intervalCount, quantity, discounts, usageType }
}

export const toEvent = (row: EventRow, reason: string | null): SubscriptionEvent => ({
  id: row.id, subscriptionId: row.subscriptionId, position: row.position, type: row.type, at: iso(row.at), effectiveAt: when(row.effectiveAt), terms: row.terms,
  fromPlan: row.fromPlan, toPlan: row.toPlan, reason, naturalKey: row.naturalKey, recordedBy: { role: row.actorRole, id: row.actorId }, recordedAt: iso(row.recordedAt),
})

const when = (at: number | null): string | null => (at === null ? null : iso(at))

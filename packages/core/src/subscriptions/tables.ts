import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { sql } from 'drizzle-orm'
import { contacts } from '../contacts/tables.js'
import { instant, json } from '../database/columns.js'
import type { Discount, EventType, Interval, MovementKind, Status, Terms, UsageType } from './schemas.js'

/**
 * What each subscription is now: what its events add up to, with what the outside stated beside it. Terms are null until something tells them.
 * `status` and `mrr` are as of the last event; an end that has come since is seen by `cancel_at`.
 */
export const subscriptions = sqliteTable(
  'subscriptions',
  {
    id: text('id').primaryKey(),
    externalId: text('external_id').unique(),
    account: text('account'),
    contactId: text('contact_id').references(() => contacts.id),
    status: text('status').$type<Status>().notNull(),
    /** What the outside said last; null where the events alone tell. */
    statedStatus: text('stated_status').$type<Status>(),
    plan: text('plan'),
    unitAmount: integer('unit_amount'),
    currency: text('currency'),
    interval: text('interval').$type<Interval>(),
    intervalCount: integer('interval_count'),
    quantity: integer('quantity'),
    discounts: json<Discount[]>('discounts').notNull(),
    usageType: text('usage_type').$type<UsageType>(),
    /** The interval or the price is a guess from what was charged. */
    termsAssumed: integer('terms_assumed', { mode: 'boolean' }).notNull(),
    /** False where MRR runs without known terms, and so is missing from the figures. */
    mrrComplete: integer('mrr_complete', { mode: 'boolean' }).notNull(),
    startedAt: instant('started_at'),
    currentPeriodEnd: instant('current_period_end'),
    cancelAt: instant('cancel_at'),
    endedAt: instant('ended_at'),
    mrr: integer('mrr').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    index('subscriptions_created').on(table.createdAt, table.id),
    index('subscriptions_status').on(table.status, table.createdAt, table.id),
    index('subscriptions_plan').on(table.plan, table.createdAt, table.id).where(sql`plan IS NOT NULL`),
    index('subscriptions_contact').on(table.contactId, table.createdAt, table.id).where(sql`contact_id IS NOT NULL`),
    index('subscriptions_account').on(table.account).where(sql`account IS NOT NULL`),
  ],
)

/** What happened to subscriptions: append-only. Applied in order of `at`; equal instants in order of `position`. */
export const subscriptionEvents = sqliteTable(
  'subscription_events',
  {
    id: text('id').primaryKey(),
    subscriptionId: text('subscription_id').notNull().references(() => subscriptions.id),
    /** The order in which the events of one subscription were recorded, from 1. */
    position: integer('position').notNull(),
    type: text('type').$type<EventType>().notNull(),
    at: instant('at').notNull(),
    effectiveAt: instant('effective_at'),
    terms: json<Terms>('terms'),
    fromPlan: text('from_plan'),
    toPlan: text('to_plan'),
    naturalKey: text('natural_key').unique(),
    actorRole: text('actor_role').notNull(),
    actorId: text('actor_id').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    uniqueIndex('subscription_events_position').on(table.subscriptionId, table.position),
    index('subscription_events_order').on(table.subscriptionId, table.at, table.position),
    index('subscription_events_at').on(table.at),
  ],
)

/** Why something happened, in somebody's words: beside the event, so that words can be erased. */
export const subscriptionReasons = sqliteTable('subscription_reasons', {
  eventId: text('event_id').primaryKey().references(() => subscriptionEvents.id),
  reason: text('reason').notNull(),
})

/**
 * Monthly recurring revenue of each subscription as steps: from this instant on, so much. A projection of its events; an end that is still to
 * come is a step in the future. `customer` is the contact as it was known then, else the account, else the subscription itself.
 */
export const subscriptionMrr = sqliteTable(
  'subscription_mrr',
  {
    subscriptionId: text('subscription_id').notNull(),
    currency: text('currency').notNull(),
    fromAt: instant('from_at').notNull(),
    mrr: integer('mrr').notNull(),
    customer: text('customer').notNull(),
  },
  (table) => [primaryKey({ columns: [table.subscriptionId, table.currency, table.fromAt] }), index('subscription_mrr_customer').on(table.customer, table.currency, table.fromAt)],
)

/** What moved MRR: all steps of one customer at one instant, netted. A projection; `customer` is the living contact. */
export const mrrMovements = sqliteTable(
  'mrr_movements',
  {
    customer: text('customer').notNull(),
    currency: text('currency').notNull(),
    at: instant('at').notNull(),
    kind: text('kind').$type<MovementKind>().notNull(),
    amount: integer('amount').notNull(),
    after: integer('after').notNull(),
  },
  (table) => [primaryKey({ columns: [table.customer, table.currency, table.at] }), index('mrr_movements_at').on(table.currency, table.at, table.kind, table.amount)],
)

/** The movements by reporting day. A projection. */
export const mrrDays = sqliteTable(
  'mrr_days',
  {
    day: text('day').notNull(),
    currency: text('currency').notNull(),
    kind: text('kind').$type<MovementKind>().notNull(),
    count: integer('count').notNull(),
    amount: integer('amount').notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.currency, table.kind] })],
)

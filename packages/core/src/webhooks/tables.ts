import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { instant, json } from '../database/columns.js'

/** Where facts are posted to. Signing secrets are sealed; the one before stays good until `previousUntil`. */
export const webhookEndpoints = sqliteTable('webhook_endpoints', {
  id: text('id').primaryKey(),
  seq: integer('seq').notNull().unique(),
  url: text('url').notNull(),
  description: text('description').notNull(),
  /** Names of facts, null for all. */
  events: json<string[] | null>('events'),
  state: text('state', { enum: ['enabled', 'disabled'] }).notNull(),
  /** Why it was disabled: by somebody, by 410 Gone, or because nothing came through for days. */
  disabledReason: text('disabled_reason', { enum: ['by_hand', 'gone', 'failing'] }),
  secret: text('secret').notNull(),
  previousSecret: text('previous_secret'),
  previousUntil: instant('previous_until'),
  failingSince: instant('failing_since'),
  createdAt: instant('created_at').notNull(),
  removedAt: instant('removed_at'),
})

/** One fact on its way to one endpoint. `eventId` is the `webhook-id` of every attempt, replays included. */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    id: text('id').primaryKey(),
    endpointId: text('endpoint_id').notNull().references(() => webhookEndpoints.id),
    eventId: text('event_id').notNull(),
    eventSeq: integer('event_seq').notNull(),
    eventName: text('event_name').notNull(),
    state: text('state', { enum: ['waiting', 'delivered', 'failed', 'dropped'] }).notNull(),
    attempts: integer('attempts').notNull(),
    nextAt: instant('next_at'),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    uniqueIndex('webhook_deliveries_once').on(table.endpointId, table.eventId),
    index('webhook_deliveries_endpoint').on(table.endpointId, table.createdAt, table.id),
    index('webhook_deliveries_due').on(table.endpointId, table.nextAt).where(sql`state = 'waiting'`),
    index('webhook_deliveries_state').on(table.state, table.createdAt),
    index('webhook_deliveries_time').on(table.createdAt, table.id),
  ],
)

/** Each try: what was sent is the fact itself; this is what came back. */
export const webhookAttempts = sqliteTable(
  'webhook_attempts',
  {
    id: text('id').primaryKey(),
    deliveryId: text('delivery_id').notNull().references(() => webhookDeliveries.id),
    number: integer('number').notNull(),
    at: instant('at').notNull(),
    byHand: integer('by_hand', { mode: 'boolean' }).notNull(),
    url: text('url').notNull(),
    status: integer('status'),
    ms: integer('ms').notNull(),
    body: text('body').notNull(),
    error: text('error'),
  },
  (table) => [index('webhook_attempts_delivery').on(table.deliveryId, table.number)],
)

import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { instant, json } from '../database/columns.js'

/** What the outside told us, once per source and external id. The words stand beside, in `inbound_bodies`. */
export const inbound = sqliteTable(
  'inbound',
  {
    id: text('id').primaryKey(),
    source: text('source').notNull(),
    externalId: text('external_id').notNull(),
    receivedAt: instant('received_at').notNull(),
    state: text('state', { enum: ['received', 'handled', 'failed'] }).notNull(),
    attempts: integer('attempts').notNull(),
    handledAt: instant('handled_at'),
    lastError: text('last_error'),
  },
  (table) => [uniqueIndex('inbound_once').on(table.source, table.externalId), index('inbound_state').on(table.state, table.receivedAt)],
)

export const inboundBodies = sqliteTable('inbound_bodies', {
  inboundId: text('inbound_id').primaryKey().references(() => inbound.id),
  headers: json<Record<string, string>>('headers').notNull(),
  body: text('body').notNull(),
})

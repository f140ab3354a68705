import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './columns.js'

/** Gapless series and the heads of hash chains. A group reads it once and writes back what it used. */
export const counters = sqliteTable('counters', {
  name: text('name').primaryKey(),
  value: integer('value').notNull(),
  hash: text('hash').notNull(),
})

/** Answers of writes and actions that came with an idempotency key. */
export const idempotency = sqliteTable(
  'idempotency',
  {
    key: text('key').primaryKey(),
    operation: text('operation').notNull(),
    requestHash: text('request_hash').notNull(),
    state: text('state', { enum: ['running', 'done'] }).notNull(),
    answer: text('answer'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('idempotency_created').on(table.createdAt)],
)

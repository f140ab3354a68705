import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { sql } from 'drizzle-orm'
import { instant, json } from '../database/columns.js'

/** Work for later. A claim takes a lease and a fencing token; an effect is written only while the token still holds. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    subject: text('subject'),
    payload: json<Record<string, unknown>>('payload').notNull(),
    origin: text('origin', { enum: ['live', 'history'] }).notNull(),
    state: text('state', { enum: ['ready', 'running', 'done', 'dead'] }).notNull(),
    priority: integer('priority').notNull(),
    runAt: instant('run_at').notNull(),
    attempts: integer('attempts').notNull(),
    maxAttempts: integer('max_attempts').notNull(),
    leaseUntil: instant('lease_until'),
    leaseToken: text('lease_token'),
    dedupeKey: text('dedupe_key'),
    progress: json<Record<string, unknown>>('progress'),
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    index('jobs_due').on(table.runAt, table.priority).where(sql`state IN ('ready', 'running')`),
    index('jobs_kind').on(table.kind, table.state),
    uniqueIndex('jobs_dedupe').on(table.dedupeKey).where(sql`dedupe_key IS NOT NULL`),
  ],
)

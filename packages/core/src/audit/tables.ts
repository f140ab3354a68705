import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from '../database/columns.js'

/** Who did what: append-only, chained. Ids and codes only; words stand in the rooms' own side tables. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer('seq').primaryKey(),
    at: instant('at').notNull(),
    actorRole: text('actor_role').notNull(),
    actorId: text('actor_id').notNull(),
    action: text('action').notNull(),
    subject: text('subject'),
    origin: text('origin', { enum: ['live', 'history'] }).notNull(),
    requestId: text('request_id'),
    hash: text('hash').notNull(),
  },
  (table) => [index('audit_subject').on(table.subject), index('audit_at').on(table.at)],
)

import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, json } from '../database/columns.js'

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
    /** Covers the salted words beside the line, null where there are none. */
    detail: text('detail'),
    hash: text('hash').notNull(),
  },
  (table) => [index('audit_subject').on(table.subject), index('audit_at').on(table.at)],
)

/** Words beside the chain: from where, and what changed. Erasing them leaves the chain whole. */
export const auditDetails = sqliteTable('audit_details', {
  seq: integer('seq').primaryKey(),
  salt: text('salt').notNull(),
  actorName: text('actor_name'),
  address: text('address'),
  userAgent: text('user_agent'),
  changes: json<{ subject?: string; before?: unknown; after?: unknown }[]>('changes').notNull(),
})

/** Lines that were told from outside this database, by the key that makes a repeat add nothing. */
export const auditTold = sqliteTable('audit_told', { naturalKey: text('natural_key').primaryKey(), seq: integer('seq').notNull() })

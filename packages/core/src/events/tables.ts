import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, json } from '../database/columns.js'

/** The event log: append-only, `seq` without gaps. */
export const events = sqliteTable('events', {
  seq: integer('seq').primaryKey(),
  id: text('id').notNull().unique(),
  name: text('name').notNull(),
  origin: text('origin', { enum: ['live', 'history'] }).notNull(),
  at: instant('at').notNull(),
  actorRole: text('actor_role').notNull(),
  actorId: text('actor_id').notNull(),
  data: json<Record<string, unknown>>('data').notNull(),
})

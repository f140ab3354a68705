import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, json } from '../database/columns.js'

/** The business's own choices, one row per room. */
export const settings = sqliteTable('settings', {
  room: text('room').primaryKey(),
  value: json<Record<string, unknown>>('value').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

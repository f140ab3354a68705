import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, json } from '../database/columns.js'

/** The business's own choices, one row per room. */
export const settings = sqliteTable('settings', {
  room: text('room').primaryKey(),
  value: json<Record<string, unknown>>('value').notNull(),
  updatedAt: instant('updated_at').notNull(),
  version: integer('version').notNull().default(1),
  /** Fields that somebody chose: an import leaves them alone. Null in rows from before this was kept: all of them. */
  byHand: json<string[]>('by_hand'),
  /** Secret fields, sealed by the vault. */
  secrets: json<Record<string, string>>('secrets'),
  changedBy: json<{ role: string; id: string; name: string | null }>('changed_by'),
})

/** Logos: small raster images under names that cannot be guessed. */
export const brandImages = sqliteTable('brand_images', {
  id: text('id').primaryKey(),
  type: text('type', { enum: ['image/png', 'image/jpeg', 'image/webp'] }).notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  body: blob('body', { mode: 'buffer' }).notNull(),
  createdAt: instant('created_at').notNull(),
})

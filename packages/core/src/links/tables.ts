import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, json } from '../database/columns.js'

/** Links that open one thing for whoever holds them. Only the SHA-256 of their 256 random bits is kept. */
export const links = sqliteTable(
  'links',
  {
    id: text('id').primaryKey(),
    purpose: text('purpose').notNull(),
    subject: text('subject').notNull(),
    hash: text('hash').notNull().unique(),
    data: json<Record<string, string | number | boolean | null>>('data').notNull(),
    /** Good for one use where it acts. */
    once: integer('once', { mode: 'boolean' }).notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('links_subject').on(table.purpose, table.subject), index('links_expires').on(table.expiresAt)],
)

import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { instant } from '../database/columns.js'

/** People who work for the business. `invited`: known, and not signed in yet. */
export const team = sqliteTable(
  'team',
  {
    id: text('id').primaryKey(),
    /** Order of arrival. */
    seq: integer('seq').notNull().unique(),
    name: text('name'),
    email: text('email'),
    /** A built-in role, or `custom` with its name in `title`. What it may do is the server's to know. */
    role: text('role', { enum: ['owner', 'billing', 'support', 'custom'] }).notNull(),
    title: text('title'),
    state: text('state', { enum: ['invited', 'active', 'left'] }).notNull(),
    /** The person who signs in, once there is one. */
    userId: text('user_id'),
    locale: text('locale'),
    timeZone: text('time_zone'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('team_email').on(table.email), uniqueIndex('team_user').on(table.userId).where(sql`user_id IS NOT NULL`)],
)

/** What a member is called in another system, like `users:6mzq`. */
export const teamReferences = sqliteTable('team_references', { reference: text('reference').primaryKey(), memberId: text('member_id').notNull().references(() => team.id) })

import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
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
    role: text('role', { enum: ['owner', 'billing', 'support'] }).notNull(),
    state: text('state', { enum: ['invited', 'active'] }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('team_email').on(table.email)],
)

/** What a member is called in another system, like `users:6mzq`. */
export const teamReferences = sqliteTable('team_references', { reference: text('reference').primaryKey(), memberId: text('member_id').notNull().references(() => team.id) })

import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { contacts } from '../contacts/tables.js'
import { instant } from '../database/columns.js'

/** Tokens in and out: append-only. Positive came in, negative was spent. */
export const creditMovements = sqliteTable(
  'credit_movements',
  {
    id: text('id').primaryKey(),
    seq: integer('seq').notNull().unique(),
    account: text('account').notNull(),
    kind: text('kind', { enum: ['purchase', 'grant', 'spend'] }).notNull(),
    tokens: integer('tokens').notNull(),
    entryId: text('entry_id'),
    reason: text('reason').notNull(),
    actorRole: text('actor_role').notNull(),
    actorId: text('actor_id').notNull(),
    happenedAt: instant('happened_at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    naturalKey: text('natural_key').unique(),
  },
  (table) => [index('credit_movements_account').on(table.account, table.seq), index('credit_movements_entry').on(table.entryId).where(sql`entry_id IS NOT NULL`)],
)

/** What each account holds: the sum of its movements, never below zero (an imported history may have spent more than it received). */
export const creditBalances = sqliteTable(
  'credit_balances',
  {
    account: text('account').primaryKey(),
    contactId: text('contact_id').references(() => contacts.id),
    balance: integer('balance').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  () => [check('credit_balance_not_negative', sql`balance >= 0`)],
)

import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { contacts } from '../contacts/tables.js'
import { instant, json } from '../database/columns.js'
import { subscriptions } from '../subscriptions/tables.js'
import type { Account, EntryType, RevenueSource } from './accounts.js'

/** The books: append-only. Words stand in `ledger_words`, what is learnt later in `ledger_links` and `ledger_reconciliations`. */
export const ledgerEntries = sqliteTable(
  'ledger_entries',
  {
    id: text('id').primaryKey(),
    seq: integer('seq').notNull().unique(),
    number: text('number').notNull().unique(),
    type: text('type').$type<EntryType>().notNull(),
    source: text('source').$type<RevenueSource>().notNull(),
    amount: integer('amount').notNull(),
    net: integer('net').notNull(),
    tax: integer('tax').notNull(),
    currency: text('currency').notNull(),
    debit: text('debit').$type<Account>().notNull(),
    credit: text('credit').$type<Account>().notNull(),
    contactId: text('contact_id').references(() => contacts.id),
    actorRole: text('actor_role').notNull(),
    actorId: text('actor_id').notNull(),
    /** Enforced by a trigger: SQLite adds no foreign key to a table that exists. */
    subscriptionId: text('subscription_id').references(() => subscriptions.id),
    invoiceId: text('invoice_id'),
    paymentIntentId: text('payment_intent_id'),
    chargeId: text('charge_id'),
    stripeInvoiceId: text('stripe_invoice_id'),
    stripeSubscriptionId: text('stripe_subscription_id'),
    stripeCustomerId: text('stripe_customer_id'),
    tokens: integer('tokens'),
    happenedAt: instant('happened_at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    naturalKey: text('natural_key').unique(),
    reverses: text('reverses').unique(),
    wordsDigest: text('words_digest').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    index('ledger_happened').on(table.happenedAt, table.seq),
    index('ledger_type').on(table.type, table.happenedAt, table.seq),
    index('ledger_source').on(table.source, table.happenedAt, table.seq),
    index('ledger_amount').on(table.amount, table.currency, table.happenedAt),
    index('ledger_contact').on(table.contactId, table.happenedAt, table.seq).where(sql`contact_id IS NOT NULL`),
    index('ledger_subscription').on(table.subscriptionId, table.happenedAt).where(sql`subscription_id IS NOT NULL`),
    index('ledger_payment_intent').on(table.paymentIntentId).where(sql`payment_intent_id IS NOT NULL`),
    index('ledger_charge').on(table.chargeId).where(sql`charge_id IS NOT NULL`),
    index('ledger_stripe_invoice').on(table.stripeInvoiceId).where(sql`stripe_invoice_id IS NOT NULL`),
    index('ledger_stripe_subscription').on(table.stripeSubscriptionId, table.happenedAt).where(sql`stripe_subscription_id IS NOT NULL`),
    index('ledger_stripe_customer').on(table.stripeCustomerId).where(sql`stripe_customer_id IS NOT NULL`),
  ],
)

/** Free text of an entry. Erasing it leaves the chain whole: the hash covers a salted digest only. */
export const ledgerWords = sqliteTable('ledger_words', {
  entryId: text('entry_id').primaryKey().references(() => ledgerEntries.id),
  salt: text('salt').notNull(),
  description: text('description').notNull(),
  metadata: json<Record<string, string | number | boolean | null>>('metadata').notNull(),
})

/** What an entry points at, known at once or learnt later. */
export const ledgerLinks = sqliteTable(
  'ledger_links',
  {
    entryId: text('entry_id').notNull().references(() => ledgerEntries.id),
    kind: text('kind').notNull(),
    target: text('target').notNull(),
    warning: text('warning', { enum: ['dangling_reference'] }),
    learnedAt: instant('learned_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.entryId, table.kind, table.target] }), index('ledger_links_target').on(table.target, table.kind)],
)

/** Which entries were matched with a statement; one match at a time, undone ones are kept. */
export const ledgerReconciliations = sqliteTable(
  'ledger_reconciliations',
  {
    id: text('id').primaryKey(),
    entryId: text('entry_id').notNull().references(() => ledgerEntries.id),
    at: instant('at').notNull(),
    actorRole: text('actor_role').notNull(),
    actorId: text('actor_id').notNull(),
    against: text('against').notNull(),
    note: text('note').notNull(),
    undoneAt: instant('undone_at'),
    undoneBy: text('undone_by'),
  },
  (table) => [uniqueIndex('ledger_reconciled_once').on(table.entryId).where(sql`undone_at IS NULL`)],
)

/** Fees, payouts, taxes and transfers beside the six types. Their lines add up to nothing in each currency. */
export const ledgerJournals = sqliteTable('ledger_journals', {
  id: text('id').primaryKey(),
  seq: integer('seq').notNull().unique(),
  kind: text('kind', { enum: ['fee', 'payout', 'tax', 'transfer', 'adjustment'] }).notNull(),
  entryId: text('entry_id'),
  happenedAt: instant('happened_at').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  actorRole: text('actor_role').notNull(),
  actorId: text('actor_id').notNull(),
  naturalKey: text('natural_key').unique(),
  reference: text('reference'),
  linesDigest: text('lines_digest').notNull(),
  hash: text('hash').notNull(),
})

export const ledgerJournalLines = sqliteTable(
  'ledger_journal_lines',
  {
    journalId: text('journal_id').notNull().references(() => ledgerJournals.id),
    line: integer('line').notNull(),
    account: text('account').$type<Account>().notNull(),
    amount: integer('amount').notNull(),
    currency: text('currency').notNull(),
  },
  (table) => [primaryKey({ columns: [table.journalId, table.line] })],
)

/** Revenue by reporting day. A projection: rebuilt from the entries at any time. */
export const ledgerDays = sqliteTable(
  'ledger_days',
  {
    day: text('day').notNull(),
    currency: text('currency').notNull(),
    type: text('type').$type<EntryType>().notNull(),
    source: text('source').$type<RevenueSource>().notNull(),
    count: integer('count').notNull(),
    net: integer('net').notNull(),
    tax: integer('tax').notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.currency, table.type, table.source] })],
)

/** The same by reporting month: all of time in a few hundred rows. Triggers on `ledger_days` keep it, so the two cannot differ. */
export const ledgerMonths = sqliteTable(
  'ledger_months',
  {
    month: text('month').notNull(),
    currency: text('currency').notNull(),
    type: text('type').$type<EntryType>().notNull(),
    source: text('source').$type<RevenueSource>().notNull(),
    count: integer('count').notNull(),
    net: integer('net').notNull(),
  },
  (table) => [primaryKey({ columns: [table.currency, table.month, table.type, table.source] })],
)

/** Revenue by contact and reporting day. A projection. */
export const ledgerContactDays = sqliteTable(
  'ledger_contact_days',
  {
    contactId: text('contact_id').notNull(),
    day: text('day').notNull(),
    currency: text('currency').notNull(),
    type: text('type').$type<EntryType>().notNull(),
    count: integer('count').notNull(),
    net: integer('net').notNull(),
  },
  (table) => [primaryKey({ columns: [table.contactId, table.day, table.currency, table.type] }), index('ledger_contact_days_day').on(table.day, table.currency)],
)

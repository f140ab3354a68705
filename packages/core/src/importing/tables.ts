import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { instant, json } from '../database/columns.js'
import type { EntryType, RevenueSource } from '../ledger/accounts.js'

/** Runs of the importer. */
export const imports = sqliteTable(
  'imports',
  {
    id: text('id').primaryKey(),
    state: text('state', { enum: ['queued', 'running', 'finished', 'failed'] }).notNull(),
    /** What the port of legacy files opens, and what a person calls it. */
    source: text('source').notNull(),
    name: text('name').notNull(),
    amounts: text('amounts', { enum: ['major', 'minor'] }).notNull(),
    actorRole: text('actor_role').notNull(),
    actorId: text('actor_id').notNull(),
    step: text('step').notNull(),
    rowsRead: integer('rows_read').notNull(),
    bytesRead: integer('bytes_read').notNull(),
    bytesTotal: integer('bytes_total').notNull(),
    counts: json<Record<string, Record<string, number>>>('counts').notNull(),
    report: json<Record<string, unknown>>('report'),
    error: text('error'),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [index('imports_created').on(table.createdAt, table.id), uniqueIndex('imports_one_at_a_time').on(sql`(1)`).where(sql`state IN ('queued', 'running')`)],
)

/** Each row of an old system that was ever read, and what became of it. Its words stand in `legacy_raw`. */
export const legacyRows = sqliteTable(
  'legacy_rows',
  {
    id: integer('id').primaryKey(),
    /** The run that brought it in, and the last one that read it. */
    importId: text('import_id').notNull(),
    seenIn: text('seen_in').notNull(),
    tableName: text('table_name').notNull(),
    /** The row's `_id`; `line:<number>:<digest>` where it has none that can be used; with the run behind it where a later export corrected the row. */
    legacyId: text('legacy_id').notNull(),
    line: integer('line').notNull(),
    outcome: text('outcome', { enum: ['pending', 'imported', 'merged', 'duplicate', 'archived', 'rejected'] }).notNull(),
    reason: text('reason'),
    targetKind: text('target_kind'),
    targetId: text('target_id'),
    warnings: json<string[]>('warnings'),
    /** Digest of the row as it was read. */
    fingerprint: text('fingerprint').notNull(),
  },
  (table) => [
    uniqueIndex('legacy_rows_key').on(table.tableName, table.legacyId),
    index('legacy_rows_seen').on(table.seenIn, table.outcome, table.tableName, table.id),
    index('legacy_rows_pending').on(table.tableName, table.id).where(sql`outcome = 'pending'`),
  ],
)

/** Rows as they were read. Erasable: nothing but a person's or a program's curiosity depends on it. */
export const legacyRaw = sqliteTable('legacy_raw', {
  rowId: integer('row_id').primaryKey(),
  /** `base64` where the bytes were no text. */
  encoding: text('encoding', { enum: ['text', 'base64'] }).notNull(),
  body: text('body').notNull(),
})

/** What rows say about money and tokens, in normal form: where it is found out which rows tell of the same payment. */
export const legacyMoney = sqliteTable(
  'legacy_money',
  {
    rowId: integer('row_id').primaryKey(),
    place: integer('place').notNull(),
    legacyId: text('legacy_id').notNull(),
    /** `duplicate` of another row that leads; `spent` is tokens alone. */
    state: text('state', { enum: ['staged', 'booked', 'duplicate', 'spent'] }).notNull(),
    leader: integer('leader'),
    type: text('type').$type<EntryType>(),
    source: text('source').$type<RevenueSource>(),
    direction: integer('direction').notNull(),
    amount: integer('amount').notNull(),
    currency: text('currency').notNull(),
    currencyAssumed: integer('currency_assumed', { mode: 'boolean' }).notNull(),
    /** Negative: spent. */
    tokens: integer('tokens'),
    at: instant('at').notNull(),
    intent: text('intent'),
    subscription: text('subscription'),
    invoiceNumber: text('invoice_number'),
    userRef: text('user_ref'),
    company: text('company'),
    entryId: text('entry_id'),
    contactId: text('contact_id'),
    /** What goes to the ledger beside the columns. */
    extra: json<LegacyMoneyExtra>('extra').notNull(),
  },
  (table) => [
    index('legacy_money_intent').on(table.intent, table.direction, table.place, table.rowId).where(sql`intent IS NOT NULL`),
    index('legacy_money_subscription').on(table.subscription, table.direction, table.currency, table.amount, table.at).where(sql`subscription IS NOT NULL`),
    index('legacy_money_staged').on(table.at, table.rowId).where(sql`state = 'staged'`),
    index('legacy_money_leader').on(table.leader).where(sql`leader IS NOT NULL`),
  ],
)
export type LegacyMoneyExtra = {
  chargeId?: string
  invoiceId?: string
  customerId?: string
  description?: string
  metadata?: Record<string, string | number | boolean | null>
  warnings?: string[]
}

/** Rows about subscriptions in normal form, gathered by the subscription that they speak of. */
export const legacySubscriptionRows = sqliteTable(
  'legacy_subscription_rows',
  {
    rowId: integer('row_id').primaryKey(),
    ref: text('ref').notNull(),
    kind: text('kind', { enum: ['terms', 'event'] }).notNull(),
    at: instant('at').notNull(),
    fact: json<Record<string, unknown>>('fact').notNull(),
    done: integer('done', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    index('legacy_subscription_rows_ref').on(table.ref, table.at, table.rowId),
    index('legacy_subscription_rows_open').on(table.ref).where(sql`done = 0`),
  ],
)

/** Which subscription of ours a legacy one became. */
export const legacySubscriptions = sqliteTable('legacy_subscriptions', { ref: text('ref').primaryKey(), subscriptionId: text('subscription_id').notNull() })

/** Accounts that people signed in with, by both ids that other rows call them. */
export const legacyUsers = sqliteTable(
  'legacy_users',
  {
    legacyId: text('legacy_id').primaryKey(),
    accountId: text('account_id'),
    contactId: text('contact_id'),
    teamId: text('team_id'),
  },
  (table) => [index('legacy_users_account').on(table.accountId).where(sql`account_id IS NOT NULL`)],
)

/** Names that rows of one table are called by in another: invoice numbers, users seen at work as staff. */
export const legacyRefs = sqliteTable(
  'legacy_refs',
  { kind: text('kind', { enum: ['staff', 'invoice'] }).notNull(), ref: text('ref').notNull(), rowId: integer('row_id').notNull() },
  (table) => [primaryKey({ columns: [table.kind, table.ref] })],
)

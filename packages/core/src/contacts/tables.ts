import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { instant, json } from '../database/columns.js'

/** One person, one row. A merged contact keeps its row as it was; `merged_into` names the living contact, never another merged one. */
export const contacts = sqliteTable(
  'contacts',
  {
    id: text('id').primaryKey(),
    type: text('type', { enum: ['visitor', 'lead', 'customer', 'partner'] }).notNull(),
    stage: text('stage', { enum: ['prospect', 'qualified', 'customer', 'at_risk', 'churned'] }).notNull(),
    name: text('name'),
    /** The name in lower case without marks, for sorting; empty where there is none. */
    nameOrder: text('name_order').notNull(),
    company: text('company'),
    companyKey: text('company_key'),
    country: text('country'),
    marketingConsent: integer('marketing_consent', { mode: 'boolean' }),
    source: text('source'),
    customFields: json<Record<string, string | number | boolean | null>>('custom_fields').notNull(),
    /** 0: never. */
    lastSeenAt: instant('last_seen_at').notNull().default(0),
    mergedInto: text('merged_into').references((): AnySQLiteColumn => contacts.id),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    index('contacts_created').on(table.createdAt, table.id).where(sql`merged_into IS NULL`),
    index('contacts_updated').on(table.updatedAt, table.id).where(sql`merged_into IS NULL`),
    index('contacts_name').on(table.nameOrder, table.id).where(sql`merged_into IS NULL`),
    index('contacts_seen').on(table.lastSeenAt, table.id).where(sql`merged_into IS NULL`),
    index('contacts_type').on(table.type, table.createdAt, table.id).where(sql`merged_into IS NULL`),
    index('contacts_stage').on(table.stage, table.createdAt, table.id).where(sql`merged_into IS NULL`),
    index('contacts_source').on(table.source, table.createdAt, table.id).where(sql`merged_into IS NULL`),
    index('contacts_company').on(table.companyKey).where(sql`company_key IS NOT NULL AND merged_into IS NULL`),
    index('contacts_merged').on(table.mergedInto).where(sql`merged_into IS NOT NULL`),
  ],
)

/**
 * What a contact is known by. `key` is the normal form that is looked up (null: kept as written, no evidence), `base` an address without a
 * +tag that its provider may or may not drop. `sole` marks the one holder of a key that only one contact may hold.
 */
export const contactIdentities = sqliteTable(
  'contact_identities',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    contactId: text('contact_id').notNull().references(() => contacts.id),
    kind: text('kind', { enum: ['email', 'phone', 'external', 'visitor', 'reference'] }).notNull(),
    value: text('value').notNull(),
    extension: text('extension'),
    key: text('key'),
    base: text('base'),
    evidence: text('evidence', { enum: ['verified', 'claimed'] }).notNull(),
    sole: integer('sole', { mode: 'boolean' }).notNull(),
    position: integer('position').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('contact_identities_contact').on(table.contactId),
    index('contact_identities_key').on(table.key, table.kind).where(sql`key IS NOT NULL`),
    index('contact_identities_base').on(table.base).where(sql`base IS NOT NULL`),
    uniqueIndex('contact_identities_sole').on(table.key, table.kind).where(sql`sole = 1`),
  ],
)

export const contactTags = sqliteTable(
  'contact_tags',
  { contactId: text('contact_id').notNull().references(() => contacts.id), tag: text('tag').notNull() },
  (table) => [primaryKey({ columns: [table.contactId, table.tag] }), index('contact_tags_tag').on(table.tag, table.contactId)],
)

/** How each contact first came. Merging moves nothing: the earliest touch of all who turned out to be one person counts. */
export const contactTouches = sqliteTable('contact_touches', {
  contactId: text('contact_id').primaryKey().references(() => contacts.id),
  at: instant('at').notNull(),
  channel: text('channel'),
  referrer: text('referrer'),
  page: text('page'),
  campaign: text('campaign'),
  referralCode: text('referral_code'),
})

/** What was one person's before a merge, so that it can be undone. `before` and `after` are the survivor's. */
export type MergeSnapshot = { absorbed: Record<string, unknown>; identityIds: number[]; shift: number; before: MergeState; after: MergeState }
export type MergeState = {
  name: string | null
  company: string | null
  country: string | null
  type: string
  stage: string
  marketingConsent: boolean | null
  source: string | null
  createdAt: number
  lastSeenAt: number
  customFields: Record<string, string | number | boolean | null>
  tags: string[]
}

export const contactMerges = sqliteTable(
  'contact_merges',
  {
    id: text('id').primaryKey(),
    survivorId: text('survivor_id').notNull().references(() => contacts.id),
    absorbedId: text('absorbed_id').notNull().references(() => contacts.id),
    rule: text('rule').notNull(),
    snapshot: json<MergeSnapshot>('snapshot').notNull(),
    actorRole: text('actor_role').notNull(),
    actorId: text('actor_id').notNull(),
    mergedAt: instant('merged_at').notNull(),
    undoneAt: instant('undone_at'),
  },
  (table) => [index('contact_merges_survivor').on(table.survivorId), index('contact_merges_absorbed').on(table.absorbedId)],
)

/** Pairs that may be one person. Each pair is asked about once: `contact_a` sorts before `contact_b`. */
export const contactReviews = sqliteTable(
  'contact_reviews',
  {
    id: text('id').primaryKey(),
    contactA: text('contact_a').notNull().references(() => contacts.id),
    contactB: text('contact_b').notNull().references(() => contacts.id),
    rule: text('rule').notNull(),
    state: text('state', { enum: ['open', 'merged', 'separate'] }).notNull(),
    openedAt: instant('opened_at').notNull(),
    decidedAt: instant('decided_at'),
    decidedBy: text('decided_by'),
  },
  (table) => [
    uniqueIndex('contact_reviews_pair').on(table.contactA, table.contactB),
    index('contact_reviews_second').on(table.contactB),
    index('contact_reviews_state').on(table.state, table.openedAt, table.id),
  ],
)

/**
 * What contacts need to know of other rooms, kept by reactions. `revenue` and the others are what was booked under this very id;
 * `total` is that of everybody who turned out to be this person, null on a merged contact.
 */
export const contactFacts = sqliteTable(
  'contact_facts',
  {
    contactId: text('contact_id').notNull().references(() => contacts.id),
    currency: text('currency').notNull(),
    revenue: integer('revenue').notNull(),
    entryCount: integer('entry_count').notNull(),
    firstPaidAt: instant('first_paid_at'),
    lastPaidAt: instant('last_paid_at'),
    total: integer('total'),
  },
  (table) => [primaryKey({ columns: [table.contactId, table.currency] }), index('contact_facts_total').on(table.currency, table.total, table.contactId).where(sql`total IS NOT NULL`)],
)

/** The words that a contact is found by; `contacts_search` is the full-text index over them. Merged contacts have none. */
export const contactTexts = sqliteTable('contact_texts', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  contactId: text('contact_id').notNull().unique().references(() => contacts.id),
  name: text('name').notNull(),
  company: text('company').notNull(),
  emails: text('emails').notNull(),
  phones: text('phones').notNull(),
})

/** What staff wrote about somebody, for each other. */
export const contactNotes = sqliteTable(
  'contact_notes',
  {
    id: text('id').primaryKey(),
    contactId: text('contact_id').notNull().references(() => contacts.id),
    authorRole: text('author_role').notNull(),
    authorId: text('author_id').notNull(),
    authorName: text('author_name'),
    text: text('text').notNull(),
    createdAt: instant('created_at').notNull(),
    editedAt: instant('edited_at'),
    removedAt: instant('removed_at'),
  },
  (table) => [index('contact_notes_contact').on(table.contactId, table.createdAt, table.id)],
)

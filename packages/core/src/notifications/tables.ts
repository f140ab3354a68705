import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, json } from '../database/columns.js'
import { team } from '../team/tables.js'

/** What one member was told. `data` holds ids, codes and numbers; the words are put together when it is read. */
export const notifications = sqliteTable(
  'notifications',
  {
    id: text('id').primaryKey(),
    memberId: text('member_id').notNull().references(() => team.id),
    kind: text('kind').notNull(),
    subject: text('subject'),
    data: json<Record<string, string | number | boolean | null>>('data').notNull(),
    /** One of each to each: a fact that is handled twice tells once. */
    naturalKey: text('natural_key').notNull().unique(),
    /** Whether the bell shows it; one that does not is there for a mail or a push alone. */
    bell: integer('bell', { mode: 'boolean' }).notNull(),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
    /** When it went out in a digest, or was not to. */
    digestedAt: instant('digested_at'),
  },
  (table) => [
    index('notifications_member').on(table.memberId, table.createdAt, table.id),
    index('notifications_unread').on(table.memberId, table.createdAt).where(sql`read_at IS NULL`),
    index('notifications_undigested').on(table.memberId, table.createdAt).where(sql`digested_at IS NULL`),
  ],
)

/** What somebody chose in place of the usual, one row per member and kind of notification. */
export const notificationPreferences = sqliteTable(
  'notification_preferences',
  {
    memberId: text('member_id').notNull().references(() => team.id),
    kind: text('kind').notNull(),
    bell: integer('bell', { mode: 'boolean' }).notNull(),
    mail: text('mail', { enum: ['off', 'at_once', 'digest'] }).notNull(),
    push: integer('push', { mode: 'boolean' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.memberId, table.kind] })],
)

/** When somebody's digest goes out, and until when they want quiet. */
export const notificationHours = sqliteTable('notification_hours', {
  memberId: text('member_id').primaryKey().references(() => team.id),
  digestHour: integer('digest_hour').notNull(),
  timeZone: text('time_zone').notNull(),
  locale: text('locale').notNull(),
  mutedUntil: instant('muted_until'),
})

/** Browsers that members want to be told in. */
export const pushSubscriptions = sqliteTable(
  'push_subscriptions',
  {
    id: text('id').primaryKey(),
    memberId: text('member_id').notNull().references(() => team.id),
    endpoint: text('endpoint').notNull().unique(),
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    label: text('label').notNull(),
    createdAt: instant('created_at').notNull(),
    lastSentAt: instant('last_sent_at'),
  },
  (table) => [index('push_subscriptions_member').on(table.memberId)],
)

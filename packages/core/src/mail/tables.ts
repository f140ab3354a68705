import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, json } from '../database/columns.js'

/** Every mail the product sends or has sent. What a template is filled with may hold a link that opens something, so it is sealed until the mail is out, and gone afterwards. */
export const mails = sqliteTable(
  'mails',
  {
    id: text('id').primaryKey(),
    template: text('template').notNull(),
    locale: text('locale').notNull(),
    toAddress: text('to_address').notNull(),
    toName: text('to_name'),
    contactId: text('contact_id'),
    memberId: text('member_id'),
    sealed: text('sealed'),
    state: text('state', { enum: ['waiting', 'sent', 'failed', 'dropped'] }).notNull(),
    subject: text('subject'),
    messageId: text('message_id'),
    response: text('response'),
    attempts: integer('attempts').notNull(),
    meta: json<Record<string, string>>('meta').notNull(),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (table) => [index('mails_created').on(table.createdAt, table.id), index('mails_state').on(table.state, table.createdAt), index('mails_to').on(table.toAddress, table.createdAt)],
)

import { and, desc, eq, inArray, lt, or } from 'drizzle-orm'
import * as z from 'zod'
import { decodeCursor, defineOperation, encodeCursor, Id, iso, toPage } from '../foundation/index.js'
import { mailErrors } from './errors.js'
import { ListMailsInput, Mail, MailPage } from './schemas.js'
import { mails } from './tables.js'

/** Who may look at what was sent. */
export const mailReaders = ['owner', 'support', 'system'] as const

type Row = typeof mails.$inferSelect

export const toMail = (row: Row): Mail => ({
  id: row.id, template: row.template, state: row.state, to: { address: row.toAddress, name: row.toName }, locale: row.locale || null, subject: row.subject,
  contactId: row.contactId, memberId: row.memberId, messageId: row.messageId, response: row.response, attempts: row.attempts,
  canRetry: row.state === 'failed' && row.sealed !== null, createdAt: iso(row.createdAt), sentAt: row.sentAt === null ? null : iso(row.sentAt),
})

export const listMails = defineOperation({
  name: 'mail.list',
  summary: 'List mails that were sent or are to be, newest first',
  access: 'read',
  allow: mailReaders,
  input: ListMailsInput,
  output: MailPage,
  async run(ctx, { state, template, address, limit, cursor }) {
    const after = decodeCursor('-createdAt', ['number', 'text'], cursor)
    const rows = await ctx.db
      .select()
      .from(mails)
      .where(
        and(
          state && eq(mails.state, state),
          template === undefined ? undefined : eq(mails.template, template),
          address === undefined ? undefined : inArray(mails.toAddress, [address, address.toLowerCase()]),
          after && or(lt(mails.createdAt, after[0]), and(eq(mails.createdAt, after[0]), lt(mails.id, after[1]))),
        ),
      )
      .orderBy(desc(mails.createdAt), desc(mails.id))
      .limit(limit + 1)
    return toPage(rows, limit, toMail, (row) => encodeCursor('-createdAt', [row.createdAt, row.id]))
  },
})

export const getMail = defineOperation({
  name: 'mail.get',
  summary: 'Read what became of one mail',
  access: 'read',
  allow: mailReaders,
  input: z.strictObject({ id: Id }),
  output: Mail,
  async run(ctx, { id }) {
    const [row] = await ctx.db.select().from(mails).where(eq(mails.id, id))
    if (!row) throw mailErrors.mail_not_found({ id })
    return toMail(row)
  },
})

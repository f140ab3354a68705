import * as z from 'zod'
import { kitErrors, type WriteCtx } from '../foundation/index.js'
import { schedule } from '../jobs/index.js'
import { oneLine } from './clean-text.js'
import type { MailTemplate } from './define-mail.js'
import { MailUrl } from './define-mail.js'
import { localeFor } from './locales.js'
import { MailAddress } from './mail-address.js'
import { sealMail, type MailAttachment } from './sealed-mail.js'
import { mails } from './tables.js'

/** The kind of the job that takes a mail out. How it runs is `mailDelivery`'s to say: each database has a sender of its own. */
export const deliverMail = { kind: 'mail.deliver', reach: 'live', leaseMs: 120_000, maxAttempts: 10 } as const

const maxAttached = 10 * 1_048_576

const Recipient = z.strictObject({ address: MailAddress, name: z.string().optional() })
const Unsubscribe = z.strictObject({ url: MailUrl, oneClick: z.boolean().optional() })

export type QueuedMail<D extends z.ZodType> = {
  template: Pick<MailTemplate<D>, 'name' | 'data' | 'choice'>
  to: { address: string; name?: string | null }
  data: z.input<D>
  /** The reader's language, like `de-AT`. The business's own unless given. */
  locale?: string | null
  memberId?: string
  contactId?: string
  /** A mail is sent once under the same key. */
  dedupeKey?: string
  replyTo?: string
  /** Where its reader says that they want no more of these: a must for a template of choice. `oneClick`: a POST there is enough (RFC 8058). */
  unsubscribe?: { url: string; oneClick?: boolean }
  attachments?: readonly MailAttachment[]
}

/**
 * Puts a mail on its way with the change that asks for it: both happen or neither. Answers its id, null where none is sent: while
 * history is brought in, or when `dedupeKey` was used before. Throws `invalid_input` for an address or data that cannot be sent.
 */
export async function queueMail<D extends z.ZodType>(ctx: WriteCtx, mail: QueuedMail<D>): Promise<string | null> {
  const { template, dedupeKey, attachments = [] } = mail
  const to = parsed(Recipient, { address: mail.to.address, ...(mail.to.name && { name: mail.to.name }) }, template.name)
  const data = parsed(template.data, mail.data, template.name)
  const unsubscribe = mail.unsubscribe && parsed(Unsubscribe, mail.unsubscribe, template.name)
  if (template.choice && !unsubscribe) throw kitErrors.internal({ template: template.name }, { cause: new Error('A mail of choice says where its reader can unsubscribe.') })
  const replyTo = mail.replyTo === undefined ? undefined : parsed(MailAddress, mail.replyTo, template.name)
  if (attachments.reduce((size, { content }) => size + content.length, 0) > maxAttached) throw kitErrors.invalid_input({ template: template.name }, { issues: [{ path: 'attachments', code: 'too_big', message: 'At most 10 MB.' }] })

  const id = ctx.newId('mal')
  const job = await schedule(ctx, { kind: deliverMail, subject: id, ...(dedupeKey !== undefined && { dedupeKey: `mail:${dedupeKey}` }) })
  if (job === null) return null
  const sealed = sealMail(ctx.vault, id, { data, attachments: [...attachments], ...(replyTo !== undefined && { replyTo }), ...(unsubscribe && { unsubscribe: { url: unsubscribe.url, ...(unsubscribe.oneClick && { oneClick: true }) } }) })
  ctx.append(mails, {
    id, template: template.name, locale: localeFor(mail.locale) ?? '', toAddress: to.address, toName: to.name === undefined ? null : oneLine(to.name, 120) || null,
    contactId: mail.contactId ?? null, memberId: mail.memberId ?? null, sealed, state: 'waiting', subject: null, messageId: null, response: null, attempts: 0, meta: {}, createdAt: ctx.now(), sentAt: null,
  })
  return id
}

function parsed<T extends z.ZodType>(schema: T, value: unknown, template: string): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw kitErrors.invalid_input({ template }, { issues: result.error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), code: issue.code, message: issue.message })) })
}

import { eq } from 'drizzle-orm'
import type { ReadCtx } from '../foundation/index.js'
import { defineJob, schedule, type JobCtx, type JobKind } from '../jobs/index.js'
import type { Mail, MailOutcome, OutgoingMail } from '../ports/index.js'
import { composeMail } from './compose-mail.js'
import type { AnyMail } from './define-mail.js'
import { mailErrors } from './errors.js'
import { deliverMail } from './queue-mail.js'
import { openMail } from './sealed-mail.js'
import { businessSender, type MailSender } from './sender.js'
import { mails } from './tables.js'
import { findTemplate } from './templates/index.js'

const usefulMs = 30 * 86_400_000
const logoId = 'logo'

type Row = typeof mails.$inferSelect
type Settled = Pick<Row, 'state' | 'response'> & Partial<Row>

/** What a failed mail said is kept for as long as it could still be sent by hand. */
export const forgetMail: JobKind = defineJob({
  kind: 'mail.forget',
  reach: 'always',
  leaseMs: 30_000,
  maxAttempts: 10,
  run: async (ctx) => void (await ctx.atomically((write) => write.peek("UPDATE mails SET sealed = NULL WHERE id = ? AND state IN ('failed', 'dropped')", [ctx.job.subject]))),
})

/**
 * The job that takes mails out, for a database whose mails come from `senderOf`. Every try carries the same Message-ID and Date.
 * What a mail server refuses for good fails at once; everything else is tried again until the job is.
 */
export const mailDelivery = (senderOf: (ctx: ReadCtx, port: Mail) => Promise<MailSender>): JobKind =>
  defineJob({
    ...deliverMail,
    async run(ctx) {
      const [row] = await ctx.db.select().from(mails).where(eq(mails.id, ctx.job.subject ?? ''))
      if (row?.state !== 'waiting') return
      const template = findTemplate(row.template)
      const port = ctx.ports.mail
      if (!template || row.sealed === null) return settle(ctx, row, template, { state: 'failed', response: 'This version does not know how to write it.' })
      if (ctx.now() > row.createdAt + (template.usefulMs ?? usefulMs)) return settle(ctx, row, template, { state: 'dropped', response: 'Too late to be of use.' })
      const sender = port && (await senderOf(ctx, port))
      if (!port || !sender || (port.fallback === 'none' && !sender.transport)) return settle(ctx, row, template, { state: 'failed', response: 'No mail server is set up.' })

      const { mail, locale } = written(ctx, row, template, sender)
      const outcome = await port.send(mail, sender.transport)
      await heed(ctx, row, template, { ...outcome, locale, subject: mail.subject })
    },
  })

/** The business's own mails. */
export const deliverBusinessMail = mailDelivery(businessSender)

function written(ctx: JobCtx, row: Row, template: AnyMail, { brand, from, replyTo }: MailSender): { mail: OutgoingMail; locale: string } {
  const content = openMail(ctx.vault, row.id, row.sealed!)
  const { unsubscribe } = content
  const composed = composeMail(template, template.data.parse(content.data), { brand, locale: row.locale || null, logoUrl: `cid:${logoId}`, ...(unsubscribe && { unsubscribeUrl: unsubscribe.url }) })
  const headers: Record<string, string> = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
  if (unsubscribe) headers['List-Unsubscribe'] = `<${new URL(unsubscribe.url).href}>`
  if (unsubscribe?.oneClick) headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click'
  const reply = content.replyTo ?? replyTo
  return {
    locale: composed.locale,
    mail: {
      id: row.id, at: row.createdAt, from, to: { address: row.toAddress, ...(row.toName !== null && { name: row.toName }) }, ...(reply !== null && { replyTo: reply }),
      subject: composed.subject, text: composed.text, html: composed.html, headers,
      attachments: [...(brand.logo ? [{ name: 'logo', type: brand.logo.type, content: brand.logo.body, contentId: logoId }] : []), ...content.attachments],
    },
  }
}

async function heed(ctx: JobCtx, row: Row, template: AnyMail, outcome: MailOutcome & { locale: string; subject: string }): Promise<void> {
  const { locale, subject } = outcome
  const response = outcome.response.slice(0, 1_000)
  if (outcome.outcome === 'sent') return settle(ctx, row, template, { state: 'sent', response, locale, subject, messageId: outcome.messageId, sealed: null, sentAt: ctx.now() })
  if (outcome.outcome === 'refused' || ctx.job.attempts >= deliverMail.maxAttempts) return settle(ctx, row, template, { state: 'failed', response, locale, subject })
  await ctx.atomically((write) => write.peek('UPDATE mails SET attempts = attempts + 1, response = ?, subject = ? WHERE id = ?', [response, subject, row.id]))
  throw mailErrors.mail_deferred({ mailId: row.id })
}

/** Its end, and the fact that says so. */
async function settle(ctx: JobCtx, row: Row, template: AnyMail | undefined, changes: Settled): Promise<void> {
  await ctx.atomically(async (write) => {
    await write.tx.update(mails).set({ ...changes, attempts: row.attempts + 1, ...(changes.state === 'dropped' && { sealed: null }) }).where(eq(mails.id, row.id))
    await write.emit(changes.state === 'sent' ? 'mail.sent' : 'mail.failed', { mailId: row.id, template: row.template })
    if (changes.state === 'failed') await schedule(write, { kind: forgetMail, subject: row.id, dueAt: Math.max(write.now(), row.createdAt + (template?.usefulMs ?? usefulMs)) })
  })
}

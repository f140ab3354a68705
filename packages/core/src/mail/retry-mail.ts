import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, Id } from '../foundation/index.js'
import { schedule } from '../jobs/index.js'
import { deliverBusinessMail } from './deliver-mail.js'
import { mailErrors } from './errors.js'
import { toMail } from './read-mails.js'
import { Mail } from './schemas.js'
import { mails } from './tables.js'

export const retryMail = defineOperation({
  name: 'mail.retry',
  summary: 'Send a mail that failed once more',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ id: Id }),
  output: Mail,
  async run(ctx, { id }) {
    const [row] = await ctx.tx.select().from(mails).where(eq(mails.id, id))
    if (!row) throw mailErrors.mail_not_found({ id })
    if (row.state !== 'failed') throw mailErrors.mail_not_failed({ id, state: row.state })
    if (row.sealed === null) throw mailErrors.mail_content_gone({ id })
    await ctx.tx.update(mails).set({ state: 'waiting' }).where(eq(mails.id, id))
    await schedule(ctx, { kind: deliverBusinessMail, subject: id })
    ctx.note({ subject: id, before: { state: row.state }, after: { state: 'waiting' } })
    return toMail({ ...row, state: 'waiting' })
  },
})

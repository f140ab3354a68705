import * as z from 'zod'
import { defineOperation, iso } from '../foundation/index.js'
import { mailErrors } from './errors.js'
import { MailAddress } from './mail-address.js'
import { queueMail } from './queue-mail.js'
import { getMail } from './read-mails.js'
import { Mail, MailCheck } from './schemas.js'
import { businessSender } from './sender.js'
import { mailTemplates } from './templates/index.js'

export const checkMail = defineOperation({
  name: 'mail.check',
  summary: 'Try the way that mail leaves by, without sending any',
  access: 'action',
  allow: ['owner', 'system'],
  input: z.strictObject({}),
  output: MailCheck,
  async run(ctx) {
    const port = ctx.ports.mail
    if (!port) throw mailErrors.mail_unavailable()
    const { transport, from } = await businessSender(ctx, port)
    const via: 'own' | 'server' | 'catcher' | 'none' = transport ? 'own' : port.fallback === 'smtp' ? 'server' : port.fallback
    if (via === 'catcher' || via === 'none') return { ok: via === 'catcher', via, from: from.address, steps: [] }
    const { ok, steps } = await port.check(transport, from.address)
    return { ok, via, from: from.address, steps }
  },
})

export const sendTestMail = defineOperation({
  name: 'mail.sendTest',
  summary: 'Send a mail that says that mail works',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ to: MailAddress }),
  output: Mail,
  async run(ctx, { to }) {
    const id = await queueMail(ctx, { template: mailTemplates.testMail, to: { address: to }, data: { at: iso(ctx.now()), by: ctx.actor.name ?? null } })
    if (id === null) throw mailErrors.mail_unavailable()
    ctx.note({ subject: id })
    return ctx.run(getMail, { id })
  },
})

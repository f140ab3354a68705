import { eq } from 'drizzle-orm'
import { defineJob } from '../jobs/index.js'
import { mailTemplates, queueMail } from '../mail/index.js'
import { activeMember } from '../team/index.js'
import type { KindName } from './kinds.js'
import { toNotifications } from './read-notifications.js'
import { hoursOf } from './recipient.js'
import { notifications } from './tables.js'
import { unsubscribeUrl } from './unsubscribe.js'

/** Mails one notification, unless it was read meanwhile. */
export const mailAtOnce = defineJob({
  kind: 'notifications.mail', reach: 'live', leaseMs: 60_000, maxAttempts: 6,
  async run(ctx) {
    const [row] = await ctx.db.select().from(notifications).where(eq(notifications.id, ctx.job.subject ?? ''))
    const { addresses } = ctx.ports
    if (!row || row.readAt !== null || !addresses) return
    const member = await activeMember(ctx, row.memberId)
    if (!member?.email) return
    const { locale } = await hoursOf(ctx, member)
    const [told] = await toNotifications(ctx, [row], locale)
    await ctx.atomically(async (write) => {
      const url = await unsubscribeUrl(write, addresses, member.id, row.kind as KindName)
      await queueMail(write, {
        template: mailTemplates.notification, to: { address: member.email!, name: member.name }, locale, memberId: member.id, dedupeKey: `notification:${row.id}`, unsubscribe: { url: url!, oneClick: true },
        data: { title: told!.title, text: told!.text, url: `${addresses.dashboard}${told!.path ?? ''}` },
      })
    })
  },
})

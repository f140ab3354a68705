import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { defineJob } from '../jobs/index.js'
import { mailTemplates, queueMail } from '../mail/index.js'
import { activeMember } from '../team/index.js'
import { toNotifications } from './read-notifications.js'
import { hoursOf } from './recipient.js'
import { notifications } from './tables.js'
import { unsubscribeUrl } from './unsubscribe.js'

// What a mail still holds; the dashboard has the rest.
const most = 50

/** One mail about everything that a member has been told since the last, and has not read. */
export const sendDigest = defineJob({
  kind: 'notifications.digest', reach: 'live', leaseMs: 60_000, maxAttempts: 6,
  async run(ctx) {
    const memberId = ctx.job.subject ?? ''
    const member = await activeMember(ctx, memberId)
    const rows = await ctx.db.select().from(notifications).where(and(eq(notifications.memberId, memberId), isNull(notifications.digestedAt))).orderBy(asc(notifications.createdAt)).limit(500)
    if (!member || rows.length === 0) return
    const { addresses } = ctx.ports
    const unread = rows.filter(({ readAt }) => readAt === null)
    const { locale } = await hoursOf(ctx, member)
    const told = await toNotifications(ctx, unread.slice(0, most), locale)
    await ctx.atomically(async (write) => {
      if (told.length > 0 && member.email && addresses) {
        const url = await unsubscribeUrl(write, addresses, member.id, 'digest')
        await queueMail(write, {
          template: mailTemplates.digest, to: { address: member.email, name: member.name }, locale, memberId: member.id, dedupeKey: `digest:${ctx.job.id}`, unsubscribe: { url: url!, oneClick: true },
          data: { items: told.map(({ title, text, createdAt, path }) => ({ title, text, at: createdAt, url: `${addresses.dashboard}${path ?? ''}` })), more: unread.length - told.length, url: addresses.dashboard },
        })
      }
      await write.tx.update(notifications).set({ digestedAt: write.now() }).where(inArray(notifications.id, rows.map(({ id }) => id)))
    })
  },
})

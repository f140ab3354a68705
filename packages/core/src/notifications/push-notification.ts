import { eq } from 'drizzle-orm'
import { defineJob, type JobCtx } from '../jobs/index.js'
import { activeMember } from '../team/index.js'
import { hoursOf } from './recipient.js'
import { toNotifications } from './read-notifications.js'
import { notifications, pushSubscriptions } from './tables.js'

type Target = typeof pushSubscriptions.$inferSelect

/** Pushes one notification to every browser of its member. Sent again after a crash, it takes the place of the first: browsers know it by its id. */
export const pushNotification = defineJob({
  kind: 'notifications.push', reach: 'live', leaseMs: 60_000, maxAttempts: 4,
  async run(ctx) {
    const [row] = await ctx.db.select().from(notifications).where(eq(notifications.id, ctx.job.subject ?? ''))
    if (!row || row.readAt !== null) return
    const member = await activeMember(ctx, row.memberId)
    if (!member) return
    const [told] = await toNotifications(ctx, [row], (await hoursOf(ctx, member)).locale)
    await pushTo(ctx, await ctx.db.select().from(pushSubscriptions).where(eq(pushSubscriptions.memberId, row.memberId)), { id: row.id, title: told!.title, text: told!.text, path: told!.path })
  },
})

/** The message that shows somebody that their browser is reached. */
export const pushTest = defineJob({
  kind: 'notifications.pushTest', reach: 'live', leaseMs: 60_000, maxAttempts: 2,
  async run(ctx) {
    const targets = await ctx.db.select().from(pushSubscriptions).where(eq(pushSubscriptions.id, ctx.job.subject ?? ''))
    await pushTo(ctx, targets, { id: ctx.job.id, title: 'This browser is reached', text: 'You will be told here, also while no page is open.', path: null })
  },
})

async function pushTo(ctx: JobCtx, targets: readonly Target[], message: { id: string; title: string; text: string; path: string | null }): Promise<void> {
  const { webPush, addresses } = ctx.ports
  if (!webPush) return
  const { path, ...words } = message
  const payload = JSON.stringify({ ...words, url: addresses ? `${addresses.dashboard}${path ?? ''}` : null })
  const failures: unknown[] = []
  for (const target of targets) {
    try {
      const came = await webPush.send(target, payload)
      await ctx.atomically(async ({ tx, now }) => {
        if (came === 'gone') await tx.delete(pushSubscriptions).where(eq(pushSubscriptions.id, target.id))
        else await tx.update(pushSubscriptions).set({ lastSentAt: now() }).where(eq(pushSubscriptions.id, target.id))
      })
    } catch (error) {
      failures.push(error)
    }
  }
  // Those that were reached show the second copy in place of the first.
  if (failures.length > 0) throw failures[0]
}

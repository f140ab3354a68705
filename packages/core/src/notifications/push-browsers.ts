import { and, asc, eq } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, Id, iso } from '../foundation/index.js'
import { schedule } from '../jobs/index.js'
import { notificationErrors } from './errors.js'
import { members } from './list-notifications.js'
import { pushTest } from './push-notification.js'
import { askingMember } from './recipient.js'
import { NewPushBrowser, PushBrowser } from './schemas.js'
import { pushSubscriptions } from './tables.js'

const toBrowser = ({ id, label, createdAt, lastSentAt }: typeof pushSubscriptions.$inferSelect) => ({ id, label, createdAt: iso(createdAt), lastSentAt: lastSentAt === null ? null : iso(lastSentAt) })

// So many browsers one person may have; the one that was added first makes room.
const most = 20

export const listBrowsers = defineOperation({
  name: 'notifications.browsers',
  summary: 'List the browsers in which the member who asks is told',
  access: 'read',
  allow: members,
  input: z.strictObject({}),
  output: z.object({ data: z.array(PushBrowser) }),
  async run(ctx) {
    const member = await askingMember(ctx)
    return { data: (await ctx.db.select().from(pushSubscriptions).where(eq(pushSubscriptions.memberId, member.id)).orderBy(asc(pushSubscriptions.createdAt))).map(toBrowser) }
  },
})

export const addBrowser = defineOperation({
  name: 'notifications.addBrowser',
  summary: 'Be told in this browser, also while no page is open',
  access: 'write',
  allow: members,
  input: NewPushBrowser,
  output: PushBrowser,
  async run(ctx, { endpoint, keys, label }) {
    const member = await askingMember(ctx)
    if (new URL(endpoint).username !== '') throw notificationErrors.push_address_refused()
    // A browser belongs to whoever signed in to it last. Only the browser itself knows what it subscribed with.
    const [known] = await ctx.tx.select().from(pushSubscriptions).where(eq(pushSubscriptions.endpoint, endpoint))
    if (known && known.memberId !== member.id && known.auth !== keys.auth) throw notificationErrors.push_address_refused()
    await ctx.tx.delete(pushSubscriptions).where(eq(pushSubscriptions.endpoint, endpoint))
    const mine = await ctx.tx.select({ id: pushSubscriptions.id }).from(pushSubscriptions).where(eq(pushSubscriptions.memberId, member.id)).orderBy(asc(pushSubscriptions.createdAt))
    for (const { id } of mine.slice(0, Math.max(0, mine.length - most + 1))) await ctx.tx.delete(pushSubscriptions).where(eq(pushSubscriptions.id, id))
    const row = { id: ctx.newId('psh'), memberId: member.id, endpoint, ...keys, label, createdAt: ctx.now(), lastSentAt: null }
    await ctx.tx.insert(pushSubscriptions).values(row)
    ctx.note({ subject: row.id, after: { label } })
    return toBrowser(row)
  },
})

export const removeBrowser = defineOperation({
  name: 'notifications.removeBrowser',
  summary: 'Be told in a browser no more',
  access: 'write',
  allow: members,
  input: z.strictObject({ id: Id }),
  output: z.null(),
  async run(ctx, { id }) {
    const member = await askingMember(ctx)
    const gone = await ctx.tx.delete(pushSubscriptions).where(and(eq(pushSubscriptions.id, id), eq(pushSubscriptions.memberId, member.id))).returning({ id: pushSubscriptions.id })
    if (gone.length === 0) throw notificationErrors.push_subscription_not_found()
    return null
  },
})

export const testBrowser = defineOperation({
  name: 'notifications.testBrowser',
  summary: 'Send a message to a browser of the member who asks, to see that it arrives',
  access: 'write',
  allow: members,
  input: z.strictObject({ id: Id }),
  output: z.null(),
  async run(ctx, { id }) {
    const member = await askingMember(ctx)
    const [row] = await ctx.tx.select().from(pushSubscriptions).where(and(eq(pushSubscriptions.id, id), eq(pushSubscriptions.memberId, member.id)))
    if (!row) throw notificationErrors.push_subscription_not_found()
    await schedule(ctx, { kind: pushTest, subject: id })
    return null
  },
})

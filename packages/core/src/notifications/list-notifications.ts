import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import * as z from 'zod'
import { decodeCursor, defineOperation, encodeCursor, Id, Instant, ms, pageInput, toPage, type ReadCtx, type Role } from '../foundation/index.js'
import { toNotifications } from './read-notifications.js'
import { askingMember, hoursOf } from './recipient.js'
import { NotificationPage } from './schemas.js'
import { notifications } from './tables.js'

/** People who work for the business. Keys hear facts by the live stream or by webhooks. */
export const members: readonly Role[] = ['owner', 'billing', 'support']

export const listNotifications = defineOperation({
  name: 'notifications.list',
  summary: 'List what the member who asks was told, newest first',
  access: 'read',
  allow: members,
  input: z.strictObject({ unread: z.boolean().optional(), ...pageInput }),
  output: NotificationPage,
  async run(ctx, { unread, limit, cursor }) {
    const member = await askingMember(ctx)
    const after = decodeCursor('notifications', ['number', 'text'], cursor)
    const rows = await ctx.db
      .select()
      .from(notifications)
      .where(and(
        eq(notifications.memberId, member.id), eq(notifications.bell, true), unread === true ? isNull(notifications.readAt) : undefined,
        after && or(lt(notifications.createdAt, after[0]), and(eq(notifications.createdAt, after[0]), lt(notifications.id, after[1]))),
      ))
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .limit(limit + 1)
    const page = toPage(rows, limit, (row) => row, (row) => encodeCursor('notifications', [row.createdAt, row.id]))
    return { ...page, data: await toNotifications(ctx, page.data, (await hoursOf(ctx, member)).locale) }
  },
})

const unreadOf = async (ctx: ReadCtx, memberId: string) =>
  (await ctx.db.select({ count: sql<number>`count(*)` }).from(notifications).where(and(eq(notifications.memberId, memberId), eq(notifications.bell, true), isNull(notifications.readAt))))[0]!.count

export const countUnread = defineOperation({
  name: 'notifications.unread',
  summary: 'Count what the member who asks has not read',
  access: 'read',
  allow: members,
  input: z.strictObject({}),
  output: z.object({ unread: z.int() }),
  run: async (ctx) => ({ unread: await unreadOf(ctx, (await askingMember(ctx)).id) }),
})

export const markRead = defineOperation({
  name: 'notifications.markRead',
  summary: 'Note that notifications were read: some, or all that came until an instant',
  access: 'write',
  allow: members,
  input: z.strictObject({ ids: z.array(Id).min(1).max(100).optional(), until: Instant.optional() }).refine(({ ids, until }) => (ids === undefined) !== (until === undefined), { message: 'Say which ones, or until when.' }),
  output: z.object({ unread: z.int() }),
  async run(ctx, { ids, until }) {
    const member = await askingMember(ctx)
    const which = ids ? sql`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))` : sql`created_at <= ${ms(until!)}`
    const read = await ctx.tx.update(notifications).set({ readAt: ctx.now() }).where(and(eq(notifications.memberId, member.id), isNull(notifications.readAt), which)).returning({ id: notifications.id })
    const unread = await unreadOf(ctx, member.id)
    // The bells of this person's other tabs.
    if (read.length > 0) await ctx.emit('notification.read', { memberId: member.id, userId: member.userId, unread })
    return { unread }
  },
})

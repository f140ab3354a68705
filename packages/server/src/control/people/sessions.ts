import { decodeCursor, defineOperation, encodeCursor, Id, iso, pageInput, toPage } from '@startupkit/core/plumbing'
import { and, desc, eq, gt, lt, ne, or } from 'drizzle-orm'
import * as z from 'zod'
import { peopleErrors } from './errors.js'
import { SessionPage } from './schemas.js'
import { sessions } from './tables.js'
import { signedIn } from './visit.js'

const own = { allow: ['owner', 'billing', 'support'] as const }

export const listSessions = defineOperation({
  name: 'me.sessions', summary: 'List your own sessions, newest first', access: 'read', ...own,
  input: z.strictObject({ ...pageInput }),
  output: SessionPage,
  async run(ctx, { limit, cursor }) {
    const { userId, sessionId } = signedIn()
    const after = decodeCursor('sessions', ['number', 'text'], cursor)
    const rows = await ctx.db
      .select()
      .from(sessions)
      .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, new Date(ctx.now())), after && or(lt(sessions.createdAt, new Date(after[0])), and(eq(sessions.createdAt, new Date(after[0])), lt(sessions.id, after[1])))))
      .orderBy(desc(sessions.createdAt), desc(sessions.id))
      .limit(limit + 1)
    return toPage(
      rows,
      limit,
      (row) => ({ id: row.id, current: row.id === sessionId, createdAt: iso(row.createdAt.getTime()), usedAt: iso(row.updatedAt.getTime()), expiresAt: iso(row.expiresAt.getTime()), address: row.ipAddress || null, userAgent: row.userAgent || null }),
      (row) => encodeCursor('sessions', [row.createdAt.getTime(), row.id]),
    )
  },
})

export const revokeSession = defineOperation({
  name: 'me.revokeSession', summary: 'End one of your sessions', access: 'write', ...own,
  input: z.strictObject({ id: Id }),
  output: z.null(),
  async run(ctx, { id }) {
    const { userId } = signedIn()
    const [gone] = await ctx.tx.delete(sessions).where(and(eq(sessions.id, id), eq(sessions.userId, userId))).returning({ id: sessions.id })
    if (!gone) throw peopleErrors.session_not_found()
    ctx.note({ subject: userId, before: { session: id } })
    return null
  },
})

export const revokeOtherSessions = defineOperation({
  name: 'me.revokeOtherSessions', summary: 'End all your sessions but this one', access: 'write', ...own,
  input: z.strictObject({}),
  output: z.object({ ended: z.int() }).meta({ id: 'SessionsEnded' }),
  async run(ctx) {
    const { userId, sessionId } = signedIn()
    const gone = await ctx.tx.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.id, sessionId))).returning({ id: sessions.id })
    ctx.note({ subject: userId, before: { sessions: gone.map((one) => one.id) } })
    return { ended: gone.length }
  },
})

import { defineOperation } from '@startupkit/core/plumbing'
import { and, eq, gt } from 'drizzle-orm'
import * as z from 'zod'
import { members, roles } from '../tables.js'
import { people, sessions } from './tables.js'

const Membership = z.object({ workspaceId: z.string(), role: z.string(), grants: z.array(z.string()).nullable() })

const Known = z.object({
  sessionId: z.string(), token: z.string(), createdAt: z.int(), expiresAt: z.int(),
  userId: z.string(), name: z.string(), email: z.string(), emailVerified: z.boolean(), locale: z.string(), secondFactor: z.boolean(),
  /** False of somebody with a second factor until it was shown in this session: such a session opens nothing. */
  proven: z.boolean(),
  memberships: z.array(Membership),
})

/** Whoever a session belongs to, and the workspaces in which they are somebody. */
export type Known = z.output<typeof Known>

export const sessionOf = defineOperation({
  name: 'sessions.find', summary: 'Find a live session by its token, with its person and their memberships', access: 'read', allow: ['system'],
  input: z.strictObject({ token: z.string(), at: z.int() }),
  output: Known.nullable(),
  async run(ctx, { token, at }) {
    const rows = await ctx.db
      .select({ session: sessions, person: people, member: members, grants: roles.grants })
      .from(sessions)
      .innerJoin(people, eq(people.id, sessions.userId))
      .leftJoin(members, eq(members.userId, people.id))
      .leftJoin(roles, and(eq(roles.id, members.role), eq(roles.workspaceId, members.workspaceId)))
      .where(and(eq(sessions.token, token), gt(sessions.expiresAt, new Date(at))))
    const first = rows[0]
    if (!first) return null
    const { session, person } = first
    const secondFactor = person.twoFactorEnabled === true
    return {
      sessionId: session.id, token, createdAt: session.createdAt.getTime(), expiresAt: session.expiresAt.getTime(),
      userId: person.id, name: person.name, email: person.email, emailVerified: person.emailVerified, locale: person.locale, secondFactor,
      proven: !secondFactor || session.secondFactorAt !== null,
      memberships: rows.flatMap(({ member, grants }) => (member ? [{ workspaceId: member.workspaceId, role: member.role, grants: grants ?? null }] : [])),
    }
  },
})

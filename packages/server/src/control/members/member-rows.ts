import { iso, kitErrors, type Db, type WriteCtx } from '@startupkit/core/plumbing'
import { and, eq, sql } from 'drizzle-orm'
import { people } from '../people/tables.js'
import { members, roles } from '../tables.js'
import { memberErrors } from './errors.js'
import { isBuiltIn, roleNames, type Member } from './schemas.js'

export const memberColumns = {
  userId: members.userId, name: people.name, email: people.email, role: members.role, roleName: roles.name, teamId: members.teamId, createdAt: members.createdAt,
}

type MemberRow = { userId: string; name: string | null; email: string | null; role: string; roleName: string | null; teamId: string | null; createdAt: number }

export const roleName = (role: string, custom: string | null): string => (isBuiltIn(role) ? roleNames[role] : (custom ?? role))

export const toMember = (row: MemberRow): Member => ({
  userId: row.userId, name: row.name ?? '', email: row.email ?? '', role: { id: row.role, name: roleName(row.role, row.roleName) }, teamId: row.teamId, joinedAt: iso(row.createdAt),
})

/** Members with what they are called, to be narrowed further. */
export const selectMembers = (db: Db) => db.select(memberColumns).from(members).leftJoin(people, eq(people.id, members.userId)).leftJoin(roles, eq(roles.id, members.role))

export async function findMember(db: Db, workspaceId: string, userId: string): Promise<Member> {
  const [row] = await selectMembers(db).where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))
  if (!row) throw memberErrors.member_not_found()
  return toMember(row)
}

/**
 * Refuses somebody who was an owner when the request came in and is none any more. Whoever is not a person, like the machine's operator
 * and the demo's key, has no row to look at.
 */
export async function stillOwner(ctx: WriteCtx, workspaceId: string): Promise<void> {
  if (ctx.actor.role === 'system' || ctx.actor.id.startsWith('key_')) return
  const [row] = await ctx.tx.select({ role: members.role }).from(members).where(and(eq(members.workspaceId, workspaceId), eq(members.userId, ctx.actor.id)))
  if (row?.role !== 'owner') throw kitErrors.forbidden()
}

/** Checked here for a clear answer; triggers hold it whatever code does. */
export async function keepAnOwner(ctx: WriteCtx, workspaceId: string, leaving: string): Promise<void> {
  const [other] = await ctx.tx.select({ userId: members.userId }).from(members).where(and(eq(members.workspaceId, workspaceId), eq(members.role, 'owner'), sql`${members.userId} <> ${leaving}`)).limit(1)
  if (!other) throw memberErrors.last_owner()
}

export async function requireRole(ctx: WriteCtx, workspaceId: string, role: string): Promise<string> {
  if (isBuiltIn(role)) return roleNames[role]
  const [found] = await ctx.tx.select({ name: roles.name }).from(roles).where(and(eq(roles.id, role), eq(roles.workspaceId, workspaceId)))
  if (!found) throw memberErrors.role_not_found()
  return found.name
}

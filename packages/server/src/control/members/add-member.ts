import { defineOperation, Id, type WriteCtx } from '@startupkit/core/plumbing'
import { and, eq, isNull, sql } from 'drizzle-orm'
import * as z from 'zod'
import { controlErrors } from '../errors.js'
import { invitations, members, workspaces } from '../tables.js'
import { people } from '../people/tables.js'
import { tellTeam, tellTrail } from '../tell-workspace.js'
import { memberErrors } from './errors.js'
import { findMember, requireRole } from './member-rows.js'
import { Member, RoleId } from './schemas.js'

/** Makes somebody a member inside a running transaction. Open invitations to the same address are void from then on. */
export async function join(ctx: WriteCtx, { workspaceId, userId, role, teamId }: { workspaceId: string; userId: string; role: string; teamId?: string | null }): Promise<void> {
  const [there] = await ctx.tx.select({ role: members.role }).from(members).where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))
  if (there) throw memberErrors.already_member()
  await requireRole(ctx, workspaceId, role)
  await ctx.tx.insert(members).values({ workspaceId, userId, role, teamId: teamId ?? null, createdAt: ctx.now() })
  await ctx.tx.update(invitations).set({ revokedAt: ctx.now() }).where(and(
    eq(invitations.workspaceId, workspaceId), isNull(invitations.acceptedAt), isNull(invitations.revokedAt),
    sql`${invitations.email} = (SELECT lower(email) FROM people WHERE id = ${userId})`,
  ))
  await tellTeam(ctx, workspaceId, userId)
}

export const addMember = defineOperation({
  name: 'members.add',
  summary: 'Make somebody who has an account a member, without an invitation: the first owner, and the command line',
  access: 'write',
  allow: ['system'],
  input: z.strictObject({ workspaceId: Id, userId: Id, role: RoleId }),
  output: Member,
  async run(ctx, { workspaceId, userId, role }) {
    const [workspace] = await ctx.tx.select({ liveId: workspaces.liveId }).from(workspaces).where(and(eq(workspaces.id, workspaceId), isNull(workspaces.deletedAt)))
    if (!workspace) throw controlErrors.workspace_not_found()
    if (workspace.liveId !== null) throw memberErrors.managed_in_live()
    const [person] = await ctx.tx.select({ id: people.id }).from(people).where(eq(people.id, userId))
    if (!person) throw memberErrors.member_not_found()
    await join(ctx, { workspaceId, userId, role })
    await tellTrail(ctx, { workspaceId, action: 'members.add', subject: userId, after: { role } })
    return findMember(ctx.db, workspaceId, userId)
  },
})

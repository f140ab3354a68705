import { defineOperation, Id, type WriteCtx } from '@startupkit/core/plumbing'
import { and, eq, isNull } from 'drizzle-orm'
import * as z from 'zod'
import { invitations, members } from '../tables.js'
import { tellTeam, tellTrail } from '../tell-workspace.js'
import { findMember, keepAnOwner, stillOwner } from './member-rows.js'
import { Member } from './schemas.js'

async function endMembership(ctx: WriteCtx, action: string, workspaceId: string, userId: string): Promise<Member> {
  const before = await findMember(ctx.db, workspaceId, userId)
  if (before.role.id === 'owner') await keepAnOwner(ctx, workspaceId, userId)
  await ctx.tx.delete(members).where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))
  // Else whoever is about to be removed could leave a door open for themselves.
  await ctx.tx.update(invitations).set({ revokedAt: ctx.now() }).where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.invitedBy, userId), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
  await tellTrail(ctx, { workspaceId, action, subject: userId, before: { role: before.role.id }, after: null })
  await tellTeam(ctx, workspaceId, userId)
  return before
}

export const removeMember = defineOperation({
  name: 'members.remove',
  summary: 'Remove a member: they open nothing here any more, at once, and invitations they sent are revoked',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ workspaceId: Id, userId: Id }),
  output: Member,
  async run(ctx, { workspaceId, userId }) {
    await stillOwner(ctx, workspaceId)
    return endMembership(ctx, 'members.remove', workspaceId, userId)
  },
})

export const leaveWorkspace = defineOperation({
  name: 'members.leave',
  summary: 'Leave the workspace',
  access: 'write',
  allow: ['owner', 'billing', 'support'],
  input: z.strictObject({ workspaceId: Id }),
  output: Member,
  run: (ctx, { workspaceId }) => endMembership(ctx, 'members.leave', workspaceId, ctx.actor.id),
})

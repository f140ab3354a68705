import { defineOperation, Id } from '@startupkit/core/plumbing'
import { and, eq } from 'drizzle-orm'
import * as z from 'zod'
import { members } from '../tables.js'
import { tellTeam, tellTrail } from '../tell-workspace.js'
import { findMember, keepAnOwner, requireRole, stillOwner } from './member-rows.js'
import { Member, RoleId } from './schemas.js'

export const changeRole = defineOperation({
  name: 'members.changeRole',
  summary: 'Give a member another role, from their next request on',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ workspaceId: Id, userId: Id, role: RoleId }),
  output: Member,
  async run(ctx, { workspaceId, userId, role }) {
    await stillOwner(ctx, workspaceId)
    const before = await findMember(ctx.db, workspaceId, userId)
    if (before.role.id === role) return before
    const name = await requireRole(ctx, workspaceId, role)
    if (before.role.id === 'owner') await keepAnOwner(ctx, workspaceId, userId)
    await ctx.tx.update(members).set({ role }).where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))
    await tellTrail(ctx, { workspaceId, action: 'members.changeRole', subject: userId, before: { role: before.role.id }, after: { role } })
    await tellTeam(ctx, workspaceId, userId)
    return { ...before, role: { id: role, name } }
  },
})

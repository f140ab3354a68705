import { defineOperation, hash, iso, type Db } from '@startupkit/core/plumbing'
import { and, eq, isNull } from 'drizzle-orm'
import * as z from 'zod'
import { roleName } from '../members/member-rows.js'
import { invitations, roles, workspaces } from '../tables.js'
import { invitationErrors } from './errors.js'
import { maskEmail, requireOpen } from './invitation-rows.js'
import { InvitationLook, InvitationToken } from './schemas.js'

/** The open invitation that a token belongs to. Throws why it opens nothing. */
export async function openInvitation(db: Db, token: string, now: number) {
  const [found] = await db
    .select({ invitation: invitations, workspace: workspaces.name, roleName: roles.name })
    .from(invitations)
    .innerJoin(workspaces, and(eq(workspaces.id, invitations.workspaceId), isNull(workspaces.deletedAt)))
    .leftJoin(roles, eq(roles.id, invitations.role))
    .where(eq(invitations.tokenHash, hash(token)))
  if (!found) throw invitationErrors.invitation_not_found()
  requireOpen(found.invitation, now)
  return found
}

export const lookAtInvitation = defineOperation({
  name: 'invitations.look',
  summary: 'Read what an invitation is for, by the token of its link. It changes nothing',
  access: 'read',
  allow: ['visitor', 'owner', 'billing', 'support', 'system'],
  input: z.strictObject({ token: InvitationToken }),
  output: InvitationLook,
  async run(ctx, { token }) {
    const { invitation, workspace, roleName: custom } = await openInvitation(ctx.db, token, ctx.now())
    return { workspace, role: roleName(invitation.role, custom), invitedBy: invitation.invitedByName, email: maskEmail(invitation.email), expiresAt: iso(invitation.expiresAt) }
  },
})

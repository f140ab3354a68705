import { defineOperation, hash, Id, text, token } from '@startupkit/core/plumbing'
import { and, count, eq, gt, isNull, lte } from 'drizzle-orm'
import * as z from 'zod'
import { controlErrors } from '../errors.js'
import { memberErrors } from '../members/errors.js'
import { requireRole, stillOwner } from '../members/member-rows.js'
import { RoleId } from '../members/schemas.js'
import { people } from '../people/tables.js'
import { SignInEmail } from '../people/schemas.js'
import { invitations, members, workspaces } from '../tables.js'
import { tellTrail } from '../tell-workspace.js'
import { invitationErrors } from './errors.js'
import { openMs, toInvitation, type InvitationRow } from './invitation-rows.js'
import { CreateInvitationInput, Invitation } from './schemas.js'
import { sendInvitation } from './send-invitation.js'

const maxOpen = 200

/** The invitation itself, once it is known whom of the team it is for. `dashboard` is where the link leads. */
export const storeInvitation = defineOperation({
  name: 'invitations.create',
  summary: 'Invite somebody by mail to work in the workspace, for seven days',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ workspaceId: Id, email: SignInEmail, name: text(200, 1).nullable(), role: RoleId, teamId: Id.nullable(), dashboard: z.string() }),
  output: Invitation,
  async run(ctx, { workspaceId, name, role, teamId, dashboard, ...given }) {
    await stillOwner(ctx, workspaceId)
    const email = given.email.trim().toLowerCase()
    const [workspace] = await ctx.tx.select({ id: workspaces.id }).from(workspaces).where(and(eq(workspaces.id, workspaceId), isNull(workspaces.deletedAt)))
    if (!workspace) throw controlErrors.workspace_not_found()
    const roleTitle = await requireRole(ctx, workspaceId, role)
    const [member] = await ctx.tx.select({ id: members.userId }).from(members).innerJoin(people, eq(people.id, members.userId)).where(and(eq(members.workspaceId, workspaceId), eq(people.email, email)))
    if (member) throw memberErrors.already_member()
    const open = and(eq(invitations.workspaceId, workspaceId), isNull(invitations.acceptedAt), isNull(invitations.revokedAt))
    const [pending] = await ctx.tx.select({ id: invitations.id }).from(invitations).where(and(open, eq(invitations.email, email), gt(invitations.expiresAt, ctx.now())))
    if (pending) throw invitationErrors.invitation_open({ id: pending.id })
    await ctx.tx.update(invitations).set({ revokedAt: ctx.now() }).where(and(open, eq(invitations.email, email), lte(invitations.expiresAt, ctx.now())))
    const [counted] = await ctx.tx.select({ many: count() }).from(invitations).where(and(open, gt(invitations.expiresAt, ctx.now())))
    if (counted!.many >= maxOpen) throw invitationErrors.invitations_full()

    const secret = token(32)
    const row: InvitationRow = {
      id: ctx.newId('ivt'), workspaceId, email, name, role, tokenHash: hash(secret), invitedBy: ctx.actor.id, invitedByName: ctx.actor.role === 'system' ? null : (ctx.actor.name ?? null), teamId,
      createdAt: ctx.now(), sentAt: ctx.now(), expiresAt: ctx.now() + openMs, acceptedAt: null, acceptedBy: null, revokedAt: null,
    }
    await ctx.tx.insert(invitations).values(row)
    await sendInvitation(ctx, row, secret, roleTitle, dashboard)
    await tellTrail(ctx, { workspaceId, action: 'invitations.create', subject: row.id, after: { email, role } })
    return toInvitation(row, roleTitle, ctx.now())
  },
})

/** The same operation as its callers see it. */
export const createInvitation = { ...storeInvitation, input: CreateInvitationInput }

/** What callers sent, checked like any input, before the team is asked about it. */
export const readInvitation = defineOperation({ ...createInvitation, access: 'read', output: CreateInvitationInput, run: async (_ctx, input) => input })

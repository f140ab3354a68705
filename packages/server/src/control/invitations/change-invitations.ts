import { decodeCursor, defineOperation, encodeCursor, hash, Id, pageInput, token, toPage } from '@startupkit/core/plumbing'
import { and, desc, eq, lt, or } from 'drizzle-orm'
import * as z from 'zod'
import { requireRole, stillOwner } from '../members/member-rows.js'
import { invitations, roles } from '../tables.js'
import { tellTrail } from '../tell-workspace.js'
import { invitationErrors } from './errors.js'
import { findInvitation, openMs, stateOf, toInvitation } from './invitation-rows.js'
import { Invitation, InvitationPage } from './schemas.js'
import { sendInvitation } from './send-invitation.js'

const restMs = 60_000

export const listInvitations = defineOperation({
  name: 'invitations.list',
  summary: 'List the invitations of the workspace, newest first',
  access: 'read',
  allow: ['owner', 'system'],
  input: z.strictObject({ workspaceId: Id, ...pageInput }),
  output: InvitationPage,
  async run(ctx, { workspaceId, limit, cursor }) {
    const after = decodeCursor('invitations', ['number', 'text'], cursor)
    const rows = await ctx.db
      .select({ invitation: invitations, roleName: roles.name })
      .from(invitations)
      .leftJoin(roles, eq(roles.id, invitations.role))
      .where(and(eq(invitations.workspaceId, workspaceId), after && or(lt(invitations.createdAt, after[0]), and(eq(invitations.createdAt, after[0]), lt(invitations.id, after[1])))))
      .orderBy(desc(invitations.createdAt), desc(invitations.id))
      .limit(limit + 1)
    return toPage(rows, limit, ({ invitation, roleName }) => toInvitation(invitation, roleName, ctx.now()), ({ invitation }) => encodeCursor('invitations', [invitation.createdAt, invitation.id]))
  },
})

export const revokeInvitation = defineOperation({
  name: 'invitations.revoke',
  summary: 'Take an invitation back: its link opens nothing any more',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ workspaceId: Id, id: Id }),
  output: Invitation,
  async run(ctx, { workspaceId, id }) {
    await stillOwner(ctx, workspaceId)
    const before = await findInvitation(ctx, workspaceId, id)
    if (before.acceptedAt !== null) throw invitationErrors.invitation_accepted()
    const after = { ...before, revokedAt: before.revokedAt ?? ctx.now() }
    const [role] = await ctx.tx.select({ name: roles.name }).from(roles).where(eq(roles.id, before.role))
    if (before.revokedAt === null) {
      await ctx.tx.update(invitations).set({ revokedAt: after.revokedAt }).where(eq(invitations.id, id))
      await tellTrail(ctx, { workspaceId, action: 'invitations.revoke', subject: id, before: { email: before.email, role: before.role }, after: null })
    }
    return toInvitation(after, role?.name ?? null, ctx.now())
  },
})

export const resendInvitation = defineOperation({
  name: 'invitations.resend',
  summary: 'Send an invitation again, with a new link for seven days; the one before opens nothing any more',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ workspaceId: Id, id: Id, dashboard: z.string() }),
  output: Invitation,
  async run(ctx, { workspaceId, id, dashboard }) {
    await stillOwner(ctx, workspaceId)
    const before = await findInvitation(ctx, workspaceId, id)
    const state = stateOf(before, ctx.now())
    if (state === 'accepted') throw invitationErrors.invitation_accepted()
    if (state === 'revoked') throw invitationErrors.invitation_revoked()
    if (ctx.now() - before.sentAt < restMs) throw invitationErrors.invitation_just_sent()
    const role = await requireRole(ctx, workspaceId, before.role)
    const secret = token(32)
    const after = { ...before, tokenHash: hash(secret), sentAt: ctx.now(), expiresAt: ctx.now() + openMs }
    await ctx.tx.update(invitations).set({ tokenHash: after.tokenHash, sentAt: after.sentAt, expiresAt: after.expiresAt }).where(eq(invitations.id, id))
    await sendInvitation(ctx, after, secret, role, dashboard)
    await tellTrail(ctx, { workspaceId, action: 'invitations.resend', subject: id, after: { email: before.email } })
    return toInvitation(after, role, ctx.now())
  },
})

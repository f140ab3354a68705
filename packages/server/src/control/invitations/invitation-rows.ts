import { iso, type WriteCtx } from '@startupkit/core/plumbing'
import { and, eq } from 'drizzle-orm'
import { roleName } from '../members/member-rows.js'
import { invitations } from '../tables.js'
import { invitationErrors } from './errors.js'
import type { Invitation } from './schemas.js'

export type InvitationRow = typeof invitations.$inferSelect

export const openMs = 7 * 86_400_000

type Standing = Pick<InvitationRow, 'acceptedAt' | 'revokedAt' | 'expiresAt'>

export const stateOf = (row: Standing, now: number): Invitation['state'] => (row.acceptedAt !== null ? 'accepted' : row.revokedAt !== null ? 'revoked' : row.expiresAt <= now ? 'expired' : 'open')

/** Refuses one that can no longer be accepted, by why. */
export function requireOpen(row: Standing, now: number): void {
  const state = stateOf(row, now)
  if (state !== 'open') throw { accepted: invitationErrors.invitation_accepted, revoked: invitationErrors.invitation_revoked, expired: invitationErrors.invitation_expired }[state]()
}

export const toInvitation = (row: InvitationRow, customRole: string | null, now: number): Invitation => ({
  id: row.id, email: row.email, name: row.name, role: { id: row.role, name: roleName(row.role, customRole) }, state: stateOf(row, now),
  invitedBy: { id: row.invitedBy, name: row.invitedByName }, memberId: row.teamId,
  createdAt: iso(row.createdAt), sentAt: iso(row.sentAt), expiresAt: iso(row.expiresAt), acceptedAt: row.acceptedAt === null ? null : iso(row.acceptedAt),
})

export async function findInvitation(ctx: WriteCtx, workspaceId: string, id: string): Promise<InvitationRow> {
  const [row] = await ctx.tx.select().from(invitations).where(and(eq(invitations.id, id), eq(invitations.workspaceId, workspaceId)))
  if (!row) throw invitationErrors.invitation_not_found()
  return row
}

/** Enough to recognise one's own address by, and too little to learn somebody else's. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, 1)}•••${email.slice(at)}`
}

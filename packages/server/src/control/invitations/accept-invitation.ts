import { defineOperation } from '@startupkit/core/plumbing'
import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { join } from '../members/add-member.js'
import { addPerson, hashPassword } from '../people/add-person.js'
import { checkPassword } from '../people/passwords.js'
import { findPerson, personByEmail } from '../people/person.js'
import { NewPassword, PersonName } from '../people/schemas.js'
import { people } from '../people/tables.js'
import { visitOf } from '../people/visit.js'
import { Workspace } from '../schemas.js'
import { invitations, workspaces } from '../tables.js'
import { tellTrail } from '../tell-workspace.js'
import { toWorkspace } from '../workspaces.js'
import { invitationErrors } from './errors.js'
import { openInvitation } from './look-at-invitation.js'
import { InvitationToken } from './schemas.js'

/**
 * Whoever has an account must be signed in as that very person: a link merges nobody, signs nobody in and resets nothing. Somebody new
 * chooses a name and a password, and signs in with them afterwards.
 */
export const acceptInvitation = defineOperation({
  name: 'invitations.accept',
  summary: 'Accept an invitation: as the person who is signed in, or as somebody new with a name and a password',
  access: 'action',
  allow: ['visitor', 'owner', 'billing', 'support'],
  input: z.strictObject({ token: InvitationToken, name: PersonName.optional(), password: NewPassword.optional() }),
  output: Workspace,
  async run(ctx, { token, name, password }) {
    const { known } = visitOf()
    const { invitation } = await openInvitation(ctx.db, token, ctx.now())
    const { email, workspaceId } = invitation
    if (known && known.email.toLowerCase() !== email) throw invitationErrors.invitation_for_another()
    if (!known && (await personByEmail(ctx, email))) throw invitationErrors.invitation_sign_in_required()
    if (!known && (name === undefined || password === undefined)) throw invitationErrors.invitation_account_required()
    if (!known) checkPassword(password!, { email, name: name! })
    const hashed = known ? null : await hashPassword(password!)

    return ctx.atomically(async (write) => {
      const { invitation: now } = await openInvitation(write.db, token, write.now())
      if (!known && (await personByEmail({ db: write.tx }, email))) throw invitationErrors.invitation_sign_in_required()
      if (known && (await findPerson({ db: write.tx }, known.userId)).email !== email) throw invitationErrors.invitation_for_another()
      const userId = known?.userId ?? (await write.run(addPerson, { email, name: name!, emailVerified: true, passwordHash: hashed })).id
      await write.tx.update(invitations).set({ acceptedAt: write.now(), acceptedBy: userId }).where(eq(invitations.id, now.id))
      // The link came to this address, so whoever holds it has shown that it is theirs.
      if (known && !known.emailVerified) await write.tx.update(people).set({ emailVerified: true }).where(eq(people.id, userId))
      await join(write, { workspaceId, userId, role: now.role, teamId: now.teamId })
      await tellTrail(write, { workspaceId, action: 'invitations.accept', subject: now.id, after: { userId, role: now.role } })
      const [workspace] = await write.tx.select().from(workspaces).where(eq(workspaces.id, workspaceId))
      return toWorkspace(workspace!)
    })
  },
})

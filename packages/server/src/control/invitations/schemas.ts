import { Id, Instant, pageOf, text } from '@startupkit/core/plumbing'
import * as z from 'zod'
import { RoleId, RoleName } from '../members/schemas.js'
import { SignInEmail } from '../people/schemas.js'

export const InvitationState = z.enum(['open', 'accepted', 'revoked', 'expired'])

export const Invitation = z
  .object({
    id: Id,
    email: z.string(),
    name: z.string().nullable(),
    role: RoleName,
    state: InvitationState,
    invitedBy: z.object({ id: z.string(), name: z.string().nullable() }),
    memberId: Id.nullable().meta({ description: 'Whom of `team.list` it is for, where it was sent to one.' }),
    createdAt: Instant,
    sentAt: Instant,
    expiresAt: Instant,
    acceptedAt: Instant.nullable(),
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.output<typeof Invitation>
export const InvitationPage = pageOf(Invitation).meta({ id: 'InvitationPage' })

/** What an invitation says to whoever holds its link. Whether the address has an account is not among it. */
export const InvitationLook = z
  .object({ workspace: z.string(), role: z.string(), invitedBy: z.string().nullable(), email: z.string().meta({ description: 'Masked, like a•••@acme.example.' }), expiresAt: Instant })
  .meta({ id: 'InvitationLook' })

export const InvitationToken = text(100, 20).meta({ description: 'From the link in the mail.' })

export const CreateInvitationInput = z.strictObject({
  workspaceId: Id,
  email: SignInEmail.optional(),
  memberId: Id.optional().meta({ description: 'Somebody of `team.list` who has never signed in. Their address, name and role count where none is given.' }),
  name: text(120, 1).optional(),
  role: RoleId.optional(),
})

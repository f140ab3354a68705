import * as z from 'zod'
import { Id, Instant, pageInput, pageOf, text } from '../foundation/index.js'

/** What a member may do. */
export const MemberRole = z.enum(['owner', 'billing', 'support']).meta({ id: 'MemberRole' })

/** Somebody who works for the business. `invited`: known, and not signed in yet; `left`: kept for what they did. */
export const Member = z
  .object({ id: Id, name: z.string().nullable(), email: z.string().nullable(), role: z.enum(['owner', 'billing', 'support', 'custom']), title: z.string().nullable().meta({ description: 'The name of a custom role.' }), userId: Id.nullable(), state: z.enum(['invited', 'active', 'left']), createdAt: Instant })
  .meta({ id: 'TeamMember' })

export const ImportedMember = z.strictObject({
  reference: text(255, 1).meta({ description: 'The row of another system that says so. The same one is brought in once.' }),
  name: text(200, 1).optional(),
  email: text(320, 3).optional(),
  role: MemberRole,
})

export const MemberPage = pageOf(Member).meta({ id: 'TeamMemberPage' })
export const ListMembersInput = z.strictObject(pageInput)

const HeldRole = z.enum(['owner', 'billing', 'support', 'custom'])

export const AdmitMemberInput = z.strictObject({
  userId: Id,
  memberId: Id.optional().meta({ description: 'Whom they were invited as, where that is known.' }),
  name: text(200, 1).optional(),
  email: text(320, 3),
  role: HeldRole,
  title: text(120, 1).nullable().optional(),
})

export const UpdateMemberInput = z.strictObject({
  userId: Id,
  name: text(200, 1).optional(),
  email: text(320, 3).optional(),
  role: HeldRole.optional(),
  title: text(120, 1).nullable().optional(),
})

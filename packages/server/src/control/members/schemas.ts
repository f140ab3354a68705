import { Id, Instant, pageOf } from '@startupkit/core/plumbing'
import * as z from 'zod'

/** A built-in role, or the id of a custom one. */
export const RoleId = z.string().regex(/^(?:owner|billing|support|rol_[0-9a-z]{26})$/, { message: 'owner, billing, support or the id of a custom role.' }).meta({ id: 'RoleId', example: 'support' })

export const builtIn = ['owner', 'billing', 'support'] as const
export type BuiltIn = (typeof builtIn)[number]
export const isBuiltIn = (role: string): role is BuiltIn => (builtIn as readonly string[]).includes(role)

/** What people call the built-in roles. */
export const roleNames: Record<BuiltIn, string> = { owner: 'Owner', billing: 'Billing', support: 'Support' }

export const RoleName = z.object({ id: RoleId, name: z.string() }).meta({ id: 'RoleName' })

export const Member = z
  .object({
    userId: Id,
    name: z.string(),
    email: z.string(),
    role: RoleName,
    teamId: Id.nullable().meta({ description: 'The row of `team.list` that this person is. Known a moment after they joined.' }),
    joinedAt: Instant,
  })
  .meta({ id: 'Member' })
export type Member = z.output<typeof Member>
export const MemberPage = pageOf(Member).meta({ id: 'MemberPage' })

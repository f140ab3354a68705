import { defineOperation, Id, type WriteCtx } from '@startupkit/core/plumbing'
import { and, count, eq, isNull, lte, ne } from 'drizzle-orm'
import * as z from 'zod'
import { memberErrors } from '../members/errors.js'
import { stillOwner } from '../members/member-rows.js'
import { invitations, members, roles } from '../tables.js'
import { tellTeam, tellTrail } from '../tell-workspace.js'
import { holders, toRole } from './list-roles.js'
import { Grants, OwnRole, Role, RoleTitle } from './schemas.js'

const maxRoles = 100

/** What a role can hold. Filled in by the server from what it exposes. */
const groups = z.array(z.string())

function settled(grants: readonly string[], known: readonly string[]): string[] {
  const unknown = grants.filter((grant) => !known.includes(grant))
  if (unknown.length > 0) throw memberErrors.grant_unknown({ groups: unknown }, { issues: unknown.map((grant) => ({ path: `grants.${grants.indexOf(grant)}`, code: 'grant_unknown', message: `${grant} cannot be held by a role.` })) })
  return [...new Set(grants)].sort()
}

async function refuseTakenName(ctx: WriteCtx, workspaceId: string, name: string, but = ''): Promise<void> {
  const [taken] = await ctx.tx.select({ id: roles.id }).from(roles).where(and(eq(roles.workspaceId, workspaceId), eq(roles.name, name), ne(roles.id, but)))
  if (taken) throw memberErrors.role_name_taken({ name })
}

async function find(ctx: WriteCtx, workspaceId: string, id: string) {
  const [row] = await ctx.tx.select().from(roles).where(and(eq(roles.id, id), eq(roles.workspaceId, workspaceId)))
  if (!row) throw memberErrors.role_not_found()
  return row
}

export const createRole = defineOperation({
  name: 'roles.create',
  summary: 'Make a role of groups of operations',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ workspaceId: Id, groups, name: RoleTitle, grants: Grants }),
  output: Role,
  async run(ctx, { workspaceId, groups, name, grants }) {
    await stillOwner(ctx, workspaceId)
    await refuseTakenName(ctx, workspaceId, name)
    const [made] = await ctx.tx.select({ many: count() }).from(roles).where(eq(roles.workspaceId, workspaceId))
    if (made!.many >= maxRoles) throw memberErrors.roles_full()
    const row = { id: ctx.newId('rol'), workspaceId, name, grants: settled(grants, groups), createdAt: ctx.now(), updatedAt: ctx.now() }
    await ctx.tx.insert(roles).values(row)
    await tellTrail(ctx, { workspaceId, action: 'roles.create', subject: row.id, after: { name, grants: row.grants } })
    return toRole(row, 0)
  },
})

export const updateRole = defineOperation({
  name: 'roles.update',
  summary: 'Change what a role is called or what it holds; its members feel it from their next request on',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ ...OwnRole, groups, name: RoleTitle.optional(), grants: Grants.optional() }),
  output: Role,
  async run(ctx, { workspaceId, id, groups, name, grants }) {
    await stillOwner(ctx, workspaceId)
    const before = await find(ctx, workspaceId, id)
    if (name !== undefined) await refuseTakenName(ctx, workspaceId, name, id)
    const after = { ...before, name: name ?? before.name, grants: grants === undefined ? before.grants : settled(grants, groups), updatedAt: ctx.now() }
    await ctx.tx.update(roles).set({ name: after.name, grants: after.grants, updatedAt: after.updatedAt }).where(eq(roles.id, id))
    await tellTrail(ctx, { workspaceId, action: 'roles.update', subject: id, before: { name: before.name, grants: before.grants }, after: { name: after.name, grants: after.grants } })
    // The team shows the role's name.
    if (after.name !== before.name) for (const { userId } of await ctx.tx.select({ userId: members.userId }).from(members).where(eq(members.role, id))) await tellTeam(ctx, workspaceId, userId)
    return toRole(after, (await holders(ctx.db, workspaceId)).get(id) ?? 0)
  },
})

export const removeRole = defineOperation({
  name: 'roles.remove',
  summary: 'Remove a role that nobody has',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject(OwnRole),
  output: Role,
  async run(ctx, { workspaceId, id }) {
    await stillOwner(ctx, workspaceId)
    const before = await find(ctx, workspaceId, id)
    // One that has run out offers nothing any more.
    await ctx.tx.update(invitations).set({ revokedAt: ctx.now() }).where(and(eq(invitations.role, id), isNull(invitations.acceptedAt), isNull(invitations.revokedAt), lte(invitations.expiresAt, ctx.now())))
    const [held] = await ctx.tx.select({ userId: members.userId }).from(members).where(eq(members.role, id)).limit(1)
    const [offered] = await ctx.tx.select({ id: invitations.id }).from(invitations).where(and(eq(invitations.role, id), isNull(invitations.acceptedAt), isNull(invitations.revokedAt))).limit(1)
    if (held || offered) throw memberErrors.role_in_use()
    await ctx.tx.delete(roles).where(eq(roles.id, id))
    await tellTrail(ctx, { workspaceId, action: 'roles.remove', subject: id, before: { name: before.name, grants: before.grants }, after: null })
    return toRole(before, 0)
  },
})

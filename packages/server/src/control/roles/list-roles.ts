import { defineOperation, Id, iso, staff, type Db } from '@startupkit/core/plumbing'
import { asc, count, eq } from 'drizzle-orm'
import * as z from 'zod'
import { builtIn, roleNames } from '../members/schemas.js'
import { members, roles } from '../tables.js'
import { grantableGroups, groupsOf, permissionMatrix } from './permission-matrix.js'
import { Exposed, Matrix, RoleList, type Role } from './schemas.js'

type Row = typeof roles.$inferSelect

export const toRole = ({ id, name, grants, createdAt, updatedAt }: Row, held: number): Role => ({ id, name, builtIn: false, grants, members: held, createdAt: iso(createdAt), updatedAt: iso(updatedAt) })

export async function holders(db: Db, workspaceId: string): Promise<Map<string, number>> {
  const rows = await db.select({ role: members.role, held: count() }).from(members).where(eq(members.workspaceId, workspaceId)).groupBy(members.role)
  return new Map(rows.map(({ role, held }) => [role, held]))
}

const customRoles = (db: Db, workspaceId: string) => db.select().from(roles).where(eq(roles.workspaceId, workspaceId)).orderBy(asc(roles.name))

export const listRoles = defineOperation({
  name: 'roles.list',
  summary: 'List the roles that members can have, the built-in ones first, and what a custom one can hold',
  access: 'read',
  allow: staff,
  input: z.strictObject({ workspaceId: Id, exposed: Exposed }),
  output: RoleList,
  async run(ctx, { workspaceId, exposed }) {
    const held = await holders(ctx.db, workspaceId)
    const fixed = builtIn.map((id): Role => ({ id, name: roleNames[id], builtIn: true, grants: groupsOf(exposed, id), members: held.get(id) ?? 0, createdAt: null, updatedAt: null }))
    const own = await customRoles(ctx.db, workspaceId)
    return { data: [...fixed, ...own.map((row) => toRole(row, held.get(row.id) ?? 0))], groups: grantableGroups(exposed) }
  },
})

export const readMatrix = defineOperation({
  name: 'roles.matrix',
  summary: 'Every operation and who may call it, custom roles included',
  access: 'read',
  allow: staff,
  input: z.strictObject({ workspaceId: Id, exposed: Exposed }),
  output: Matrix,
  run: async (ctx, { workspaceId, exposed }) => permissionMatrix(exposed, await customRoles(ctx.db, workspaceId)),
})

import { decodeCursor, defineOperation, encodeCursor, Id, iso, kitErrors, pageInput, text, toPage, type WriteCtx } from '@startupkit/core/plumbing'
import { and, asc, count, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm'
import * as z from 'zod'
import { controlErrors } from './errors.js'
import { join } from './members/add-member.js'
import { Slug, Workspace, WorkspacePage } from './schemas.js'
import { formerSlugs, members, workspaces } from './tables.js'
import { tellTrail } from './tell-workspace.js'

export type WorkspaceRow = typeof workspaces.$inferSelect

export const toWorkspace = (row: WorkspaceRow): Workspace => ({ id: row.id, name: row.name, slug: row.slug, mode: row.mode, liveId: row.liveId, createdAt: iso(row.createdAt), deleteAt: row.deleteAt === null ? null : iso(row.deleteAt) })

/** Which workspaces the caller may know of; null is all. Filled in by the server from the credentials, never by the caller. */
const only = z.array(Id).nullable()
// Whoever may know of a workspace may know of its test twin.
const within = (ids: string[] | null) => (ids === null ? undefined : or(inArray(workspaces.id, ids), inArray(workspaces.liveId, ids)))

const mostOwned = 20

/** A name in addresses is free unless a workspace has it, or had it and is still there. */
export async function requireFreeSlug(ctx: WriteCtx, slug: string, but = ''): Promise<void> {
  const [taken] = await ctx.tx.select({ id: workspaces.id }).from(workspaces).where(and(eq(workspaces.slug, slug), ne(workspaces.id, but)))
  const [former] = await ctx.tx.select({ id: formerSlugs.workspaceId }).from(formerSlugs).where(and(eq(formerSlugs.slug, slug), ne(formerSlugs.workspaceId, but)))
  if (taken || former) throw controlErrors.workspace_slug_taken({ slug })
}

export const newWorkspace = (ctx: WriteCtx, given: Pick<WorkspaceRow, 'name' | 'slug' | 'mode'> & Partial<WorkspaceRow>): WorkspaceRow => ({
  id: ctx.newId('wsp'), database: null, createdAt: ctx.now(), liveId: null, renamedAt: null, deleteAt: null, deleteRequestedAt: null, deleteRequestedBy: null, deletedAt: null, ...given,
})

async function requireMayCreate(ctx: WriteCtx, person: string | null, open: boolean, given: { mode: string; database?: string | undefined }): Promise<void> {
  if (ctx.actor.role === 'system') return
  if (person === null) throw kitErrors.forbidden()
  if (!open) throw controlErrors.workspace_creation_closed()
  // A person who could name a database could read whatever the server reaches.
  const field = given.database !== undefined ? 'database' : given.mode !== 'live' ? 'mode' : undefined
  if (field) throw kitErrors.invalid_input({}, { issues: [{ path: field, code: 'operator_only', message: 'Only the operator of the server decides this.' }] })
  const [owned] = await ctx.tx.select({ many: count() }).from(members).where(and(eq(members.userId, person), eq(members.role, 'owner')))
  if (owned!.many >= mostOwned) throw controlErrors.workspaces_full()
}

/** Makes a workspace inside a running transaction, and somebody its first owner. Whether the caller may is asked elsewhere. */
export async function makeWorkspace(ctx: WriteCtx, given: Pick<WorkspaceRow, 'name' | 'slug' | 'mode'> & Partial<WorkspaceRow>, owner: string | null): Promise<Workspace> {
  await requireFreeSlug(ctx, given.slug)
  const row = newWorkspace(ctx, given)
  await ctx.tx.insert(workspaces).values(row)
  const after = { name: row.name, slug: row.slug, mode: row.mode }
  if (owner === null) {
    ctx.note({ subject: row.id, after })
    return toWorkspace(row)
  }
  await join(ctx, { workspaceId: row.id, userId: owner, role: 'owner' })
  await tellTrail(ctx, { workspaceId: row.id, action: 'workspaces.create', subject: row.id, after })
  return toWorkspace(row)
}

export const createWorkspace = defineOperation({
  name: 'workspaces.create',
  summary: 'Create a workspace; whoever signed in becomes its owner',
  access: 'write',
  allow: ['owner', 'billing', 'support', 'system'],
  input: z.strictObject({
    name: text(120, 1), slug: Slug,
    mode: z.enum(['demo', 'live']).default('live').meta({ description: 'The operator decides this.' }),
    database: text(500, 1).optional().meta({ description: 'URL of a libSQL namespace. A file in the data folder unless given. The operator decides this.' }),
    person: Id.nullable().default(null),
    open: z.boolean().default(false),
  }),
  output: Workspace,
  async run(ctx, { name, slug, mode, database, person, open }) {
    await requireMayCreate(ctx, person, open, { mode, database })
    return makeWorkspace(ctx, { name, slug, mode, database: database ?? null }, person)
  },
})

export const listWorkspaces = defineOperation({
  name: 'workspaces.list',
  summary: 'List the workspaces that the credentials open',
  access: 'read',
  allow: ['owner', 'billing', 'support', 'key', 'system'],
  input: z.strictObject({ only, ...pageInput }),
  output: WorkspacePage,
  async run(ctx, input) {
    const after = decodeCursor('workspaces', ['text', 'text'], input.cursor)
    const rows = await ctx.db
      .select()
      .from(workspaces)
      .where(and(isNull(workspaces.deletedAt), within(input.only), after && or(gt(workspaces.name, after[0]), and(eq(workspaces.name, after[0]), gt(workspaces.id, after[1])))))
      .orderBy(asc(workspaces.name), asc(workspaces.id))
      .limit(input.limit + 1)
    return toPage(rows, input.limit, toWorkspace, (row) => encodeCursor('workspaces', [row.name, row.id]))
  },
})

export const getWorkspace = defineOperation({
  name: 'workspaces.get',
  summary: 'Read a workspace, by id or by a name it has or had in addresses',
  access: 'read',
  allow: ['owner', 'billing', 'support', 'key', 'system'],
  input: z.strictObject({ id: Id, only }),
  output: Workspace,
  async run(ctx, { id, only }) {
    const former = ctx.db.select({ id: formerSlugs.workspaceId }).from(formerSlugs).where(eq(formerSlugs.slug, id))
    const [row] = await ctx.db.select().from(workspaces).where(and(isNull(workspaces.deletedAt), or(eq(workspaces.id, id), eq(workspaces.slug, id), inArray(workspaces.id, former)), within(only)))
    if (!row) throw controlErrors.workspace_not_found()
    return toWorkspace(row)
  },
})

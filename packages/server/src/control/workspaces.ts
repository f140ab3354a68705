import { decodeCursor, defineOperation, encodeCursor, Id, iso, pageInput, text, toPage } from '@startupkit/core/plumbing'
import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import * as z from 'zod'
import { controlErrors } from './errors.js'
import { Slug, Workspace, WorkspacePage } from './schemas.js'
import { formerSlugs, workspaces } from './tables.js'

type Row = typeof workspaces.$inferSelect

export const toWorkspace = (row: Row): Workspace => ({ id: row.id, name: row.name, slug: row.slug, mode: row.mode, liveId: row.liveId, createdAt: iso(row.createdAt), deleteAt: row.deleteAt === null ? null : iso(row.deleteAt) })

/** Which workspaces the caller may know of; null is all. Filled in by the server from the credentials, never by the caller. */
const only = z.array(Id).nullable()
const within = (ids: string[] | null) => (ids === null ? undefined : inArray(workspaces.id, ids))

export const createWorkspace = defineOperation({
  name: 'workspaces.create',
  summary: 'Create a workspace',
  access: 'write',
  allow: ['system'],
  input: z.strictObject({ name: text(120, 1), slug: Slug, mode: z.enum(['demo', 'live']).default('live'), database: text(500, 1).optional().meta({ description: 'URL of a libSQL namespace. A file in the data folder unless given.' }) }),
  output: Workspace,
  async run(ctx, { name, slug, mode, database }) {
    const [taken] = await ctx.db.select({ id: workspaces.id }).from(workspaces).where(or(eq(workspaces.slug, slug), inArray(workspaces.id, ctx.db.select({ id: formerSlugs.workspaceId }).from(formerSlugs).where(eq(formerSlugs.slug, slug)))))
    if (taken) throw controlErrors.workspace_slug_taken({ slug })
    const row = { id: ctx.newId('wsp'), name, slug, mode, database: database ?? null, createdAt: ctx.now(), liveId: null, renamedAt: null, deleteAt: null, deleteRequestedAt: null, deleteRequestedBy: null, deletedAt: null }
    await ctx.tx.insert(workspaces).values(row)
    return toWorkspace(row)
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
  summary: 'Read a workspace, by id or by its name in addresses',
  access: 'read',
  allow: ['owner', 'billing', 'support', 'key', 'system'],
  input: z.strictObject({ id: Id, only }),
  output: Workspace,
  async run(ctx, input) {
    const [row] = await ctx.db.select().from(workspaces).where(and(isNull(workspaces.deletedAt), or(eq(workspaces.id, input.id), eq(workspaces.slug, input.id)), within(input.only)))
    if (!row) throw controlErrors.workspace_not_found()
    return toWorkspace(row)
  },
})

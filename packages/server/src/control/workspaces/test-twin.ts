import { defineOperation, Id, text, type WriteCtx } from '@startupkit/core/plumbing'
import { and, eq, isNull } from 'drizzle-orm'
import * as z from 'zod'
import { controlErrors } from '../errors.js'
import { stillOwner } from '../members/member-rows.js'
import { Workspace } from '../schemas.js'
import { formerSlugs, members, workspaces } from '../tables.js'
import { tellTeam, tellTrail } from '../tell-workspace.js'
import { newWorkspace, toWorkspace } from '../workspaces.js'
import { findOwn, within } from './own-workspace.js'

/** The first of `acme-test`, `acme-test-2` … that nobody has or had. */
async function freeSlug(ctx: WriteCtx, live: string): Promise<string> {
  for (let turn = 1; turn <= 100; turn++) {
    const ending = turn === 1 ? '-test' : `-test-${turn}`
    const slug = `${live.slice(0, 63 - ending.length)}${ending}`
    const [taken] = await ctx.tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.slug, slug))
    const [former] = await ctx.tx.select({ id: formerSlugs.workspaceId }).from(formerSlugs).where(eq(formerSlugs.slug, slug))
    if (!taken && !former) return slug
  }
  throw controlErrors.workspace_slug_taken({ slug: `${live}-test` })
}

export const openTest = defineOperation({
  name: 'workspaces.openTest',
  summary: 'Find the test twin of a workspace, or make it: a database of its own, with the same members',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ id: Id, own: within, database: text(500, 1).optional().meta({ description: 'URL of a libSQL namespace for the twin of a workspace that is kept in one. The operator decides this.' }) }),
  output: Workspace,
  async run(ctx, { id, own, database }) {
    const live = await findOwn(ctx.db, id, own)
    if (live.mode === 'test') return toWorkspace(live)
    await stillOwner(ctx, live.id)
    const [twin] = await ctx.tx.select().from(workspaces).where(and(eq(workspaces.liveId, live.id), isNull(workspaces.deletedAt)))
    if (twin) return toWorkspace(twin)
    if (database !== undefined && ctx.actor.role !== 'system') throw controlErrors.test_database_by_operator()
    // A file here would be nothing to the other processes that share a libSQL server.
    if (live.database !== null && !live.database.startsWith('file:') && database === undefined) throw controlErrors.test_database_by_operator()
    const row = newWorkspace(ctx, { name: `${live.name.slice(0, 113)} (test)`, slug: await freeSlug(ctx, live.slug), mode: 'test', liveId: live.id, database: database ?? null })
    await ctx.tx.insert(workspaces).values(row)
    for (const { userId } of await ctx.tx.select({ userId: members.userId }).from(members).where(eq(members.workspaceId, live.id))) await tellTeam(ctx, live.id, userId)
    await tellTrail(ctx, { workspaceId: live.id, action: 'workspaces.openTest', subject: row.id, after: { slug: row.slug } })
    return toWorkspace(row)
  },
})

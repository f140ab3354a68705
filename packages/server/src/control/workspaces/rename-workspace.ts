import { defineOperation, Id, text } from '@startupkit/core/plumbing'
import { and, eq } from 'drizzle-orm'
import * as z from 'zod'
import { stillOwner } from '../members/member-rows.js'
import { Slug, Workspace } from '../schemas.js'
import { formerSlugs, workspaces } from '../tables.js'
import { tellTrail } from '../tell-workspace.js'
import { requireFreeSlug, toWorkspace } from '../workspaces.js'
import { findOwn, within } from './own-workspace.js'

export const renameWorkspace = defineOperation({
  name: 'workspaces.rename',
  summary: 'Give a workspace another name, or another name in addresses; the one before keeps leading to it',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ id: Id, own: within, name: text(120, 1).optional(), slug: Slug.optional() }),
  output: Workspace,
  async run(ctx, { id, own, name, slug }) {
    const before = await findOwn(ctx.db, id, own)
    await stillOwner(ctx, before.liveId ?? before.id)
    const after = { ...before, name: name ?? before.name, slug: slug ?? before.slug, renamedAt: ctx.now() }
    if (after.name === before.name && after.slug === before.slug) return toWorkspace(before)
    if (after.slug !== before.slug) {
      await requireFreeSlug(ctx, after.slug, before.id)
      await ctx.tx.delete(formerSlugs).where(and(eq(formerSlugs.slug, after.slug), eq(formerSlugs.workspaceId, before.id)))
      await ctx.tx.insert(formerSlugs).values({ slug: before.slug, workspaceId: before.id, at: ctx.now() })
    }
    await ctx.tx.update(workspaces).set({ name: after.name, slug: after.slug, renamedAt: after.renamedAt }).where(eq(workspaces.id, before.id))
    await tellTrail(ctx, { workspaceId: before.id, action: 'workspaces.rename', subject: before.id, before: { name: before.name, slug: before.slug }, after: { name: after.name, slug: after.slug } })
    return toWorkspace(after)
  },
})

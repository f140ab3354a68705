import { defineOperation, Id, iso, mailTemplates, queueMail, schedule, type WriteCtx } from '@startupkit/core/plumbing'
import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { controlErrors } from '../errors.js'
import { stillOwner } from '../members/member-rows.js'
import { people } from '../people/tables.js'
import { Workspace } from '../schemas.js'
import { members, workspaces } from '../tables.js'
import { tellTrail } from '../tell-workspace.js'
import { toWorkspace, type WorkspaceRow } from '../workspaces.js'
import { findOwn, within } from './own-workspace.js'

/** Writes the final export. Who runs it is `exportWorkspaces`. */
export const exportFollows = { kind: 'workspaces.export', reach: 'always', maxAttempts: 8 } as const

/** Removes a workspace whose waiting period is over. Who runs it is `removeWorkspaces`. It reaches files that no transaction brings back: one that was due when a backup was put back is asked for again, not done. */
export const removalFollows = { kind: 'workspaces.remove', reach: 'live', maxAttempts: 30 } as const

const dayMs = 86_400_000

async function mailMembers(ctx: WriteCtx, row: WorkspaceRow, change: 'requested' | 'cancelled', dashboard: string | null): Promise<void> {
  const to = await ctx.tx.select({ id: people.id, name: people.name, email: people.email, locale: people.locale }).from(members).innerJoin(people, eq(people.id, members.userId)).where(eq(members.workspaceId, row.liveId ?? row.id))
  const data = { change, workspace: row.name, by: ctx.actor.role === 'system' ? null : (ctx.actor.name ?? null), deletedAt: row.deleteAt === null ? null : iso(row.deleteAt), ...(dashboard !== null && { url: dashboard }) }
  for (const person of to) await queueMail(ctx, { template: mailTemplates.workspaceDeletion, to: { address: person.email, name: person.name }, locale: person.locale, memberId: person.id, data })
}

export const requestDeletion = defineOperation({
  name: 'workspaces.requestDeletion',
  summary: 'Ask for a workspace to be removed with everything in it, after a waiting period; a final export is made at once',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({
    id: Id, own: within, waitDays: z.number().min(0), dashboard: z.string().nullable(),
    slug: z.string().max(63).meta({ description: 'The name of the workspace in addresses, once more, so that nobody does this by accident.' }),
  }),
  output: Workspace,
  async run(ctx, { id, own, slug, waitDays, dashboard }) {
    const before = await findOwn(ctx.db, id, own)
    await stillOwner(ctx, before.liveId ?? before.id)
    if (slug !== before.slug) throw controlErrors.workspace_slug_differs()
    if (before.deleteAt !== null) return toWorkspace(before)
    const after = { ...before, deleteAt: ctx.now() + waitDays * dayMs, deleteRequestedAt: ctx.now(), deleteRequestedBy: ctx.actor.id }
    await ctx.tx.update(workspaces).set({ deleteAt: after.deleteAt, deleteRequestedAt: after.deleteRequestedAt, deleteRequestedBy: after.deleteRequestedBy }).where(eq(workspaces.id, before.id))
    await schedule(ctx, { kind: exportFollows, subject: before.id, payload: { workspaceId: before.id, requestedAt: after.deleteRequestedAt } })
    await schedule(ctx, { kind: removalFollows, subject: before.id, payload: { workspaceId: before.id, deleteAt: after.deleteAt }, dueAt: after.deleteAt })
    await mailMembers(ctx, after, 'requested', dashboard)
    await tellTrail(ctx, { workspaceId: before.id, action: 'workspaces.requestDeletion', subject: before.id, after: { deleteAt: iso(after.deleteAt) } })
    return toWorkspace(after)
  },
})

export const cancelDeletion = defineOperation({
  name: 'workspaces.cancelDeletion',
  summary: 'Keep a workspace after all',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ id: Id, own: within, dashboard: z.string().nullable() }),
  output: Workspace,
  async run(ctx, { id, own, dashboard }) {
    const before = await findOwn(ctx.db, id, own)
    await stillOwner(ctx, before.liveId ?? before.id)
    if (before.deleteAt === null) return toWorkspace(before)
    const after = { ...before, deleteAt: null, deleteRequestedAt: null, deleteRequestedBy: null }
    await ctx.tx.update(workspaces).set({ deleteAt: null, deleteRequestedAt: null, deleteRequestedBy: null }).where(eq(workspaces.id, before.id))
    // The job of the final export takes the file away where nobody asks for it any more.
    await schedule(ctx, { kind: exportFollows, subject: before.id, payload: { workspaceId: before.id, requestedAt: null } })
    await mailMembers(ctx, after, 'cancelled', dashboard)
    await tellTrail(ctx, { workspaceId: before.id, action: 'workspaces.cancelDeletion', subject: before.id, before: { deleteAt: iso(before.deleteAt) }, after: { deleteAt: null } })
    return toWorkspace(after)
  },
})

import { schedule, type WriteCtx } from '@startupkit/core/plumbing'
import { eq } from 'drizzle-orm'
import { members, workspaces } from './tables.js'

/** Lets a workspace's own team know who signs in and as what. Who runs it is `followMembers`. */
export const teamFollows = { kind: 'members.follow', reach: 'always', maxAttempts: 12 } as const

/** Writes into a workspace's own audit trail what was done to it here. Who runs it is `keepTrail`. */
export const trailFollows = { kind: 'audit.follow', reach: 'always', maxAttempts: 12 } as const

/** What the trail of a workspace is told; the payload of the job. */
export type TrailNote = {
  workspaceId: string
  action: string
  subject: string
  at: number
  actor: { role: string; id: string; name?: string }
  from: { address: string | null; userAgent: string | null } | null
  requestId: string | null
  before: unknown
  after: unknown
}

/** Has the workspace's team told of one member, in its test twin too. The job looks at how things are when it runs. */
export async function tellTeam(ctx: WriteCtx, workspaceId: string, userId: string): Promise<void> {
  const twins = await ctx.tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.liveId, workspaceId))
  for (const id of [workspaceId, ...twins.map((twin) => twin.id)]) await schedule(ctx, { kind: teamFollows, subject: userId, payload: { workspaceId: id, userId } })
}

/** Has every team that somebody is in told of them: they are called otherwise, or their mail goes elsewhere. */
export async function tellTeams(ctx: WriteCtx, userId: string): Promise<void> {
  for (const { workspaceId } of await ctx.tx.select({ workspaceId: members.workspaceId }).from(members).where(eq(members.userId, userId))) await tellTeam(ctx, workspaceId, userId)
}

/** Notes a change for the control database's audit line, and for the workspace's own trail. Never put a secret here. */
export async function tellTrail(ctx: WriteCtx, { workspaceId, action, subject, before, after }: Pick<TrailNote, 'workspaceId' | 'action' | 'subject'> & { before?: unknown; after?: unknown }): Promise<void> {
  ctx.note({ subject, ...(before !== undefined && { before }), ...(after !== undefined && { after }) })
  const { role, id, name } = ctx.actor
  const note: TrailNote = {
    workspaceId, action, subject, at: ctx.now(), actor: { role, id, ...(name !== undefined && { name }) }, from: ctx.from, requestId: ctx.requestId, before: before ?? null, after: after ?? null,
  }
  await schedule(ctx, { kind: trailFollows, subject: workspaceId, payload: note })
}

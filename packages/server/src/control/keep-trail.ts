import { rooms } from '@startupkit/core/contract'
import { defineJob, iso, type JobKind } from '@startupkit/core/plumbing'
import { askWorkspace, type JobHost } from './job-host.js'
import { trailFollows, type TrailNote } from './tell-workspace.js'

/** Writes what was done to a workspace here into its own audit trail, once per job. */
export const keepTrail = (host: () => Promise<JobHost>): JobKind =>
  defineJob({
    ...trailFollows,
    leaseMs: 60_000,
    async run(ctx, payload) {
      const { workspaceId, action, subject, at, actor, from, requestId, before, after } = payload as TrailNote
      const reached = await host()
      if (!(await reached.control.place(workspaceId))) return
      await askWorkspace(reached, workspaceId, rooms.audit.tell, {
        naturalKey: ctx.job.id, actor, action, subject, happenedAt: iso(at), requestId,
        from: from && { address: from.address?.slice(0, 64) ?? null, userAgent: from.userAgent?.slice(0, 1_000) ?? null },
        changes: before === null && after === null ? [] : [{ subject, before, after }],
      })
    },
  })

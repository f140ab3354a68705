import { rooms } from '@startupkit/core/contract'
import { defineJob, type Db, type JobKind } from '@startupkit/core/plumbing'
import { and, eq, sql } from 'drizzle-orm'
import { askWorkspace, type JobHost } from './job-host.js'
import { isBuiltIn } from './members/schemas.js'
import { people } from './people/tables.js'
import { members, roles, workspaces } from './tables.js'
import { teamFollows } from './tell-workspace.js'

type Standing = { name: string; email: string; role: string; title: string | null; teamId: string | null } | null

/** How somebody stands in a workspace now. A test twin has the members of its live workspace. */
async function standingOf(db: Db, workspaceId: string, userId: string): Promise<Standing> {
  const [row] = await db
    .select({ name: people.name, email: people.email, role: members.role, title: roles.name, teamId: members.teamId })
    .from(workspaces)
    .innerJoin(members, and(eq(members.workspaceId, sql`coalesce(${workspaces.liveId}, ${workspaces.id})`), eq(members.userId, userId)))
    .innerJoin(people, eq(people.id, members.userId))
    .leftJoin(roles, eq(roles.id, members.role))
    .where(eq(workspaces.id, workspaceId))
  return row ?? null
}

/**
 * Brings the team of a workspace in line with its members. It looks, tells and looks again, so that of two changes that run at once the
 * later one stands; done twice it changes nothing.
 */
export const followMembers = (host: () => Promise<JobHost>): JobKind =>
  defineJob({
    ...teamFollows,
    leaseMs: 60_000,
    async run(ctx, payload) {
      const { workspaceId, userId } = payload as { workspaceId: string; userId: string }
      const reached = await host()
      for (let told: string | undefined; ; ) {
        const place = await reached.control.place(workspaceId)
        if (!place) return // removed meanwhile
        const standing = await standingOf(ctx.db, workspaceId, userId)
        if (JSON.stringify(standing && { ...standing, teamId: null }) === told) return
        told = JSON.stringify(standing && { ...standing, teamId: null })
        if (!standing) {
          await askWorkspace(reached, workspaceId, rooms.team.remove, { userId })
          continue
        }
        const { name, email, role, title, teamId } = standing
        const held = isBuiltIn(role) ? { role, title: null } : { role: 'custom', title }
        const known = place.liveId === null && teamId !== null ? { memberId: teamId } : {}
        const { id } = (await askWorkspace(reached, workspaceId, rooms.team.admit, { userId, name, email, ...held, ...known })) as { id: string }
        if (place.liveId !== null || id === teamId) continue
        await ctx.atomically(async (write) => void (await write.tx.update(members).set({ teamId: id }).where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))))
      }
    },
  })

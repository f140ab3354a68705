import { defineJob, type JobKind, type WriteCtx } from '@startupkit/core/plumbing'
import { eq, inArray, or } from 'drizzle-orm'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { removeDatabase } from '../../backup/database-files.js'
import type { JobHost } from '../job-host.js'
import { formerSlugs, invitations, keys, keyUses, members, retiredSecrets, roles, visitorSecrets, wakeups, workspaces } from '../tables.js'
import { removalFollows } from './delete-workspace.js'
import { exportFolder } from './final-export.js'

/** Leaves a tombstone: the row without slug, keys, members or anything else that opens or names something. */
async function bury(ctx: WriteCtx, ids: string[], now: number): Promise<void> {
  const mine = ctx.tx.select({ id: keys.id }).from(keys).where(inArray(keys.workspaceId, ids))
  // First, because an owner may only be the last to go where the workspace goes too.
  for (const id of ids) await ctx.tx.update(workspaces).set({ deletedAt: now, slug: id }).where(eq(workspaces.id, id))
  await ctx.tx.delete(retiredSecrets).where(inArray(retiredSecrets.keyId, mine))
  await ctx.tx.delete(keyUses).where(inArray(keyUses.keyId, mine))
  for (const table of [keys, visitorSecrets, members, invitations, roles, formerSlugs, wakeups]) await ctx.tx.delete(table).where(inArray(table.workspaceId, ids))
}

const pathOf = (url: string): string => {
  const path = url.replace(/^file:(?:\/\/(?=\/))?/, '')
  return /%[0-9a-f]{2}/i.test(path) ? decodeURIComponent(path) : path
}

/** Removes a workspace whose waiting period is over, its test twin with it. Each step can be done again, so a crash between two loses nothing. */
export const removeWorkspaces = (host: () => Promise<JobHost>): JobKind =>
  defineJob({
    ...removalFollows,
    leaseMs: 120_000,
    async run(ctx, payload) {
      const { workspaceId, deleteAt } = payload as { workspaceId: string; deleteAt: number }
      const { workspaces: open, dataDir, databaseOf, warn } = await host()
      const going = await ctx.atomically(async (write) => {
        const rows = await write.tx.select().from(workspaces).where(or(eq(workspaces.id, workspaceId), eq(workspaces.liveId, workspaceId)))
        const row = rows.find(({ id }) => id === workspaceId)
        // Called off, or asked for again with another end.
        if (!row || row.deleteAt !== deleteAt || deleteAt > ctx.now()) return []
        if (row.deletedAt === null) await bury(write, rows.filter((one) => one.deletedAt === null).map(({ id }) => id), ctx.now())
        return rows
      })
      for (const { id, database } of going) {
        await open.retire(id)
        await ctx.atomically(async (write) => void (await write.tx.delete(wakeups).where(eq(wakeups.workspaceId, id))))
        const url = databaseOf({ id, database })
        if (url.startsWith('file:')) await removeDatabase(pathOf(url))
        else warn({ workspace: id, database: url }, 'a removed workspace lies on a libSQL server: remove its namespace there')
        await rm(join(dataDir, 'uploads', id), { recursive: true, force: true })
        await rm(exportFolder(dataDir, id), { recursive: true, force: true })
      }
    },
  })

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { iso } from '@startupkit/core/plumbing'
import type { ServerHealth } from '../control/server-health.js'
import type { Live } from '../live.js'
import { ownVersion } from '../own-files.js'

/** The file in the data folder that says what became of the last backup. */
export const lastBackupFile = (dataDir: string): string => join(dataDir, 'last-backup.json')

export type LastBackup = NonNullable<ServerHealth['lastBackup']>

export async function readLastBackup(dataDir: string): Promise<LastBackup | null> {
  try {
    const { at, ok, bytes, databases } = JSON.parse(await readFile(lastBackupFile(dataDir), 'utf8')) as LastBackup
    return { at, ok, bytes, databases }
  } catch {
    return null
  }
}

/** What the process knows of itself. `delay` is since it was asked last, in ms. */
export function createVitals({ dataDir, live, startedAt, backupEveryHours }: { dataDir: string; live: Live; startedAt: number; backupEveryHours: number }) {
  const from = performance.now()
  const loop = monitorEventLoopDelay({ resolution: 10 })
  loop.enable()
  const delay = (percentile: number) => (loop.count === 0 ? 0 : Math.max(0, Math.round(loop.percentile(percentile) / 1e4 - 1_000) / 100))
  return {
    delay,
    async read(workspaceId: string): Promise<ServerHealth> {
      const eventLoopDelayMs = delay(99)
      loop.reset()
      return {
        version: ownVersion(), node: process.versions.node, startedAt: iso(startedAt), uptimeSeconds: Math.floor((performance.now() - from) / 1_000),
        memoryBytes: process.memoryUsage.rss(), eventLoopDelayMs, liveConnections: live.connections(workspaceId), timeZoneData: process.versions['tz'] ?? 'none',
        backupEveryHours, lastBackup: await readLastBackup(dataDir),
      }
    },
    stop: () => loop.disable(),
  }
}

export type Vitals = ReturnType<typeof createVitals>

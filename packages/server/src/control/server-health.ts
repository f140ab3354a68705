import { defineOperation, Id, Instant } from '@startupkit/core/plumbing'
import * as z from 'zod'

const LastBackup = z.object({
  at: Instant.meta({ description: 'When the last backup was made, or was to be made.' }),
  ok: z.boolean(),
  bytes: z.int(),
  databases: z.int(),
})

export const ServerHealth = z
  .object({
    version: z.string(),
    node: z.string(),
    startedAt: Instant,
    uptimeSeconds: z.int(),
    memoryBytes: z.int(),
    eventLoopDelayMs: z.number().meta({ description: 'The 99th percentile of how late the event loop was, since the figure was last asked for.' }),
    liveConnections: z.int().meta({ description: 'Live streams that are open on this workspace, in this process.' }),
    timeZoneData: z.string().meta({ description: 'The version of the time zone data.' }),
    backupEveryHours: z.number().meta({ description: 'How often a backup is made by itself; 0 for never.' }),
    lastBackup: LastBackup.nullable(),
  })
  .meta({ id: 'ServerHealth', description: 'How the process that serves a workspace is.' })
export type ServerHealth = z.output<typeof ServerHealth>

/** On the wire through a `run` of its own: what it tells is of the process, not of a database. */
export const serverHealth = defineOperation({
  name: 'system.server',
  summary: 'Say how the server is: versions, uptime, memory, live connections, the last backup',
  access: 'read',
  allow: ['owner', 'system'],
  input: z.strictObject({ workspaceId: Id }),
  output: ServerHealth,
  run: () => Promise.reject(new Error('Answered by the process.')),
})

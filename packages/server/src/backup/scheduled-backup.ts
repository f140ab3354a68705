import { defineJob, defineOperation, schedule, type JobKind } from '@startupkit/core/plumbing'
import { spawn } from 'node:child_process'
import * as z from 'zod'
import type { Config } from '../config.js'
import { readLastBackup } from '../monitoring/vitals.js'
import { ownFile } from '../own-files.js'

type Settings = Pick<Config, 'dataDir' | 'backupDir' | 'backupEveryHours' | 'backupKeep'>

export const backupFollows = { kind: 'server.backup', reach: 'always', leaseMs: 120_000, maxAttempts: 3 } as const
const everyMs = ({ backupEveryHours }: Settings) => backupEveryHours * 3_600_000
// One job for each stretch of time, however often the server is started in it.
const planned = (settings: Settings, dueAt: number) => ({ kind: { ...backupFollows, run: () => Promise.resolve() }, dueAt, dedupeKey: `server.backup:${settings.backupEveryHours}:${Math.floor(dueAt / everyMs(settings))}` })

/** In a process of its own: reading and checking every row would hold up whoever asks this one something. */
function backUpInChild({ dataDir, backupDir, backupKeep }: Settings): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [ownFile('bin/startupkit.mjs'), 'backup', '--data', dataDir, '--to', backupDir, '--keep', String(backupKeep), '--json'], { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-500)))
    child.on('error', failed)
    child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`The backup ended with code ${code}: ${said.trim()}`))))
  })
}

/** Makes a backup and puts the next one on the list first, so that one that fails does not end them all. */
export const backupJob = (settings: Settings, backUp: (settings: Settings) => Promise<void> = backUpInChild): JobKind =>
  defineJob({
    ...backupFollows,
    async run(ctx) {
      const every = everyMs(settings)
      if (every <= 0) return
      await ctx.atomically((write) => schedule(write, planned(settings, ctx.now() + every)))
      const last = await readLastBackup(settings.dataDir)
      if (last?.ok && ctx.now() - Date.parse(last.at) < every / 2) return
      await backUp(settings)
    },
  })

/** Puts the first backup on the list: at once, or when the last one has come of age. */
export const planBackup = (settings: Settings) =>
  defineOperation({
    name: 'backups.plan', summary: 'Put the next backup on the list', access: 'write', allow: ['system'],
    input: z.strictObject({ lastAt: z.int().nullable() }),
    output: z.null(),
    async run(ctx, { lastAt }) {
      const dueAt = lastAt === null ? ctx.now() : Math.max(ctx.now(), lastAt + everyMs(settings))
      await schedule(ctx, planned(settings, dueAt))
      return null
    },
  })

import { afterAll, expect, it } from 'vitest'
import { closeTestServers, createTestServer } from '../testing.js'
import { noteLast } from './make-backup.js'
import { backupJob, planBackup } from './scheduled-backup.js'

afterAll(closeTestServers)

it('is made at once where none was, then every so often, once for each stretch of time, and goes on after one that failed', async () => {
  let at = Date.UTC(2026, 2, 1, 0, 30)
  let folder = ''
  let failing = false
  const made: number[] = []
  const settings = () => ({ dataDir: folder, backupDir: folder, backupEveryHours: 6, backupKeep: 3 })
  const server = await createTestServer({
    worker: false, clock: { now: () => at },
    jobKinds: () => [
      { ...backupJob(settings()), run: (ctx, payload) => backupJob(settings(), async ({ dataDir }) => {
        if (failing) throw new Error('disk full')
        made.push(at)
        await noteLast(dataDir, { at: new Date(at).toISOString(), ok: true, bytes: 1, databases: 1 })
      }).run(ctx, payload) },
    ],
  })
  folder = server.folder
  const control = await server.handler.control()
  const start = (lastAt: number | null) => control.ask(planBackup(settings()), { lastAt })
  const hours = (count: number) => void (at += count * 3_600_000)
  await start(null)
  await start(null)
  await control.kit.runDue()
  expect(made).toHaveLength(1)
  await start(at)
  hours(5)
  await control.kit.runDue()
  expect(made).toHaveLength(1)
  hours(1)
  failing = true
  for (let tries = 0; tries < 3; tries++) {
    await control.kit.runDue()
    hours(0.2)
  }
  expect(made).toHaveLength(1)
  failing = false
  hours(6)
  await control.kit.runDue()
  expect(made).toHaveLength(2)
})

import { createClient } from '@libsql/client'
import { afterAll, describe, expect, it } from 'vitest'
import { defineJob, schedule } from '../jobs/index.js'
import { defineOperation, type AnyOperation } from '../foundation/index.js'
import { closeTestKits, createTestKit } from '../testing.js'
import { parkJobs } from './index.js'
import * as z from 'zod'

afterAll(closeTestKits)

let failing = true
const sent: string[] = []
const mail = defineJob({
  kind: 'test.mail', reach: 'live', leaseMs: 10_000, maxAttempts: 1,
  run: async (ctx) => {
    if (failing) throw new Error('mailbox of maya@example.com is full')
    sent.push(ctx.job.id)
  },
})
const figures = defineJob({ kind: 'test.figures', reach: 'always', leaseMs: 10_000, maxAttempts: 1, run: async () => {} })
const ask = defineOperation({
  name: 'test.ask', summary: 'Schedule', access: 'write', allow: ['owner'], input: z.strictObject({ inMs: z.int() }), output: z.null(),
  async run(ctx, { inMs }) {
    for (const kind of [mail, figures]) await schedule(ctx, { kind, dueAt: ctx.now() + inMs })
    return null
  },
})

async function kitWithJobs() {
  const test = await createTestKit({ jobKinds: [mail, figures] })
  const plan = (inMs: number) => test.kit.call(ask as unknown as AnyOperation, { actor: { role: 'owner', id: 'owner' }, origin: 'live' }, { inMs })
  return { ...test, plan }
}

describe('system', () => {
  it('counts what waits, by kind, and tells the code of what was given up but never its words', async () => {
    const { acme, kit, plan } = await kitWithJobs()
    failing = true
    await plan(0)
    await plan(60_000)
    expect((await acme.system.health({})).jobs).toMatchObject({ ready: 4, due: 2, running: 0, dead: 0, oldestDueAt: '2026-03-01T12:00:00.000Z' })
    await kit.runDue()
    const health = await acme.system.health({})
    expect(health.jobs).toEqual({
      ready: 2, due: 0, running: 0, dead: 1, oldestDueAt: null,
      kinds: [{ kind: 'test.figures', ready: 1, running: 0, dead: 0, lastError: null }, { kind: 'test.mail', ready: 1, running: 0, dead: 1, lastError: 'failed' }],
    })
    expect(health.schema.version).toMatch(/^\d{4}_/)
    expect(health.database.bytes).toBeGreaterThan(100_000)
    const dead = await acme.system.jobs({})
    expect(dead.data).toEqual([expect.objectContaining({ kind: 'test.mail', attempts: 1, code: 'failed' })])
    expect(JSON.stringify([health, dead])).not.toContain('maya')
  })

  it('tries a job again that was given up, once, and says so in the trail', async () => {
    const { acme, kit, plan } = await kitWithJobs()
    failing = true
    await plan(0)
    await kit.runDue()
    const [job] = (await acme.system.jobs({ kind: 'test.mail' })).data
    failing = false
    expect(await acme.system.retryJob({ id: job!.id })).toEqual({ id: job!.id, kind: 'test.mail' })
    await expect(acme.system.retryJob({ id: job!.id })).rejects.toMatchObject({ code: 'job_not_dead' })
    await kit.runDue()
    expect(sent).toContain(job!.id)
    expect((await acme.system.jobs({})).data).toEqual([])
    expect((await acme.audit.list({ action: 'system.retryJob' })).data).toHaveLength(1)
    await expect(acme.system.retryJob({ id: 'job_none' })).rejects.toMatchObject({ code: 'job_not_found' })
  })

  it('pages through what was given up', async () => {
    const { acme, kit, plan, clock } = await kitWithJobs()
    failing = true
    for (let at = 0; at < 5; at++) {
      await plan(0)
      await kit.runDue()
      if (at % 2) clock.tick(1_000)
    }
    const seen: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await acme.system.jobs({ limit: 2, ...(cursor && { cursor }) })
      seen.push(...page.data.map(({ id }) => id))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(new Set(seen).size).toBe(5)
    expect(seen).toHaveLength(5)
  })

  it('is an owner’s alone', async () => {
    const { support, key, visitor } = await kitWithJobs()
    for (const stranger of [support, key, visitor]) {
      await expect(stranger.system.health({})).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(stranger.system.jobs({})).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(stranger.system.retryJob({ id: 'job_1' })).rejects.toMatchObject({ kind: 'forbidden' })
    }
  })

  it('holds back what reaches somebody in a copy that was put back, and lets figures and later work go on', async () => {
    const { acme, kit, plan, clock } = await kitWithJobs()
    failing = false
    sent.length = 0
    await plan(0)
    await plan(3_600_000)
    const at = new Date(clock.now() + 60_000).toISOString()
    const park = (role: 'system' | 'owner') => kit.call(parkJobs as unknown as AnyOperation, { actor: { role, id: role }, origin: 'live' }, { dueBy: at, copiedAt: at, inward: ['test.figures'] })
    await expect(park('owner')).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await park('system')).toEqual({ parked: 1 })
    await kit.runDue()
    expect(sent).toEqual([])
    expect((await acme.system.jobs({})).data).toMatchObject([{ kind: 'test.mail', code: 'restored_from_copy' }])
    expect((await acme.system.health({})).jobs).toMatchObject({ ready: 2, dead: 1 })
    clock.tick(3_600_000)
    await kit.runDue()
    expect(sent).toHaveLength(1)
  })

  it('counts by the index, however many jobs are done', async () => {
    const { file } = await kitWithJobs()
    const client = createClient({ url: `file:${file}` })
    const plan = await client.execute("EXPLAIN QUERY PLAN SELECT (SELECT min(kind) FROM jobs WHERE kind > 'a'), (SELECT count(*) FROM jobs WHERE kind = 'a' AND state = 'dead')")
    client.close()
    expect(plan.rows.map((row) => row['detail']).filter((text) => /^(SCAN|SEARCH) jobs/.test(String(text)))).toEqual([expect.stringContaining('jobs_kind (kind>?)'), expect.stringContaining('jobs_kind (kind=? AND state=?)')])
  })
})

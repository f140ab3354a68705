import { describe, expect, it } from 'vitest'
import { defineReaction, when } from '../../packages/core/src/events/index.js'
import { defineJob, schedule } from '../../packages/core/src/jobs/index.js'
import type { KitConfig } from '../../packages/core/src/kit.js'
import { notes, useStorage, type Place } from './place.js'
import { sqldRuns } from './sqld.js'
import { remote, sqld, stopSqld } from './storages.js'
import { unreliableLine } from './unreliable-line.js'

stopSqld()

// The server's binary is for Linux on x64; there these never skip.
describe.skipIf(!sqldRuns)('a database on a server', () => {
  const { place, open, later, gate: freshGate } = useStorage(remote)

  /** The same database over a line that can break. */
  const overALine = async (config: Partial<KitConfig> = {}) => {
    const at = await place()
    const line = await unreliableLine((await sqld()).port)
    later(() => line.close())
    const far: Place = { ...at, database: { ...at.database, deadlineMs: 2_000, connectTo: { host: '127.0.0.1', port: line.port } } }
    return { line, ...(await open(far, config)) }
  }

  it('writes once what has an idempotency key when the answer of its commit gets lost, and tells the others that it cannot know', async () => {
    const { line, write, rows } = await overALine()
    line.breakCommits('answer', 1)
    const all = await Promise.allSettled([
      write(async (ctx) => (ctx.append(notes, { id: 'keyed' }), ctx.emit('settings.changed', { room: 'x' } as never)), { idempotencyKey: 'k' }),
      write(async (ctx) => ctx.append(notes, { id: 'unkeyed' })),
    ])
    expect(all.map((one) => (one.status === 'rejected' ? one.reason.code : 'ok'))).toEqual(['ok', 'database_outcome_unknown'])
    expect(await rows('SELECT id FROM notes ORDER BY id')).toEqual([{ id: 'keyed' }, { id: 'unkeyed' }])
    expect(await rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 1 }])
  })

  it('writes what has a key when its commit never arrived, and nothing of the others', async () => {
    const { line, write, rows } = await overALine()
    line.breakCommits('request', 1)
    const all = await Promise.allSettled([
      write(async (ctx) => ctx.append(notes, { id: 'keyed' }), { idempotencyKey: 'k' }),
      write(async (ctx) => ctx.append(notes, { id: 'unkeyed' })),
    ])
    expect(all.map((one) => (one.status === 'rejected' ? one.reason.code : 'ok'))).toEqual(['ok', 'database_outcome_unknown'])
    expect(await rows('SELECT id FROM notes ORDER BY id')).toEqual([{ id: 'keyed' }])
  })

  it('does an action once when the answer to its claim gets lost', async () => {
    const { line, act } = await overALine()
    line.breakCommits('answer', 1)
    let sent = 0
    expect(await act(async () => ++sent, { idempotencyKey: 'mail' })).toBe(1)
    expect(await act(async () => ++sent, { idempotencyKey: 'mail' })).toBe(1)
  })

  for (const [spared, where] of ['claim', 'first chunk', 'end'].entries()) {
    it(`runs a job’s effects and a reaction’s once when the answer to its ${where} gets lost`, async () => {
      const job = defineJob({
        kind: 'job', reach: 'always', leaseMs: 1_000, maxAttempts: 9,
        async run(ctx) {
          if (!ctx.job.progress) await ctx.chunk(async (write) => (await write.emit('settings.changed', { room: 'x' } as never), write.append(notes, { id: ctx.job.id })), { done: true })
        },
      })
      const reaction = when('settings.changed', defineReaction({ name: 'note-it', reach: 'always', run: async (ctx, event) => ctx.append(notes, { id: event.id }) }))
      const { line, kit, write, rows, clock } = await overALine({ jobKinds: [job], reactions: [reaction] })
      await write((ctx) => schedule(ctx, { kind: job }))
      await kit.runDue({ max: 0 })
      line.breakCommits('answer', 1, spared)
      await kit.runDue().catch(() => {})
      for (let round = 0; round < 3; round++) {
        clock.tick(700_000)
        await kit.runDue()
      }
      expect(await rows('SELECT DISTINCT state FROM jobs')).toEqual([{ state: 'done' }])
      expect(await rows('SELECT count(*) AS n, (SELECT count(*) FROM events) AS events FROM notes')).toEqual([{ n: 2, events: 1 }])
    })
  }

  it('never says that nothing was changed once the answer of a commit got lost', async () => {
    const { line, write, rows } = await overALine()
    line.breakCommits('answer', 1)
    line.awayAfterBreaking()
    await expect(write(async (ctx) => ctx.append(notes, { id: 'a' }), { idempotencyKey: 'k' })).rejects.toMatchObject({ code: 'database_outcome_unknown' })
    line.away(false)
    await write(async (ctx) => ctx.append(notes, { id: 'b' }), { idempotencyKey: 'k' })
    expect(await rows('SELECT id FROM notes')).toEqual([{ id: 'a' }])
  })

  it('runs a group again whose transaction was taken away after five seconds', async () => {
    const { gate, adapter } = await freshGate({ deadlineMs: 15_000 })
    const other = await adapter.openWriter()
    later(async () => other.close())
    let runs = 0
    const slow = gate.write('slow', async ({ group, tx }) => {
      await tx.select().from(notes)
      if (++runs === 1) await new Promise((resolve) => setTimeout(resolve, 6_500))
      group.append(notes, { id: `run${runs}` })
    })
    await new Promise((resolve) => setTimeout(resolve, 200))
    const thief = await other.transaction('write')
    await thief.execute("INSERT INTO notes (id) VALUES ('thief')")
    await thief.commit()
    await slow
    expect((await adapter.reader.execute('SELECT id FROM notes ORDER BY id')).rows.map(({ id }) => id)).toEqual(['run2', 'thief'])
  }, 30_000)

  it('shares a namespace with another process: 200 writes through two gates, no number twice, none missing', async () => {
    const at = await place()
    const [one, two] = [await open(at), await open(at)]
    const numbers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        (n % 2 ? one : two).write(async (ctx) => {
          const number = await ctx.series('NOTE')
          ctx.append(notes, { id: `${n % 2}-${n}`, n: number })
          await ctx.emit('settings.changed', { room: 'x' } as never)
          return number
        }),
      ),
    )
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, at) => at + 1))
    expect(await one.rows('SELECT count(*) AS n, max(seq) AS last FROM events')).toEqual([{ n: 200, last: 200 }])
    expect(await one.rows('SELECT count(DISTINCT n) AS n FROM notes')).toEqual([{ n: 200 }])
  })

  it('asks little of the line: a group of 64 appended writes is at most four round trips', async () => {
    const { line, write, kit } = await overALine()
    const some = (from: number) => Promise.all(Array.from({ length: 64 }, (_, n) => write(async (ctx) => (ctx.append(notes, { id: `n${from + n}` }), ctx.emit('settings.changed', { room: 'x' } as never)), { idempotencyKey: `k${from + n}` })))
    await some(0)
    const [before, commits] = [line.requests(), kit.stats().commits]
    await some(64)
    expect(kit.stats().commits - commits).toBe(1)
    expect(line.requests() - before).toBeLessThanOrEqual(4)
  })

  it('answers busy while the server cannot be reached, and goes on when it can', async () => {
    const { line, write, rows } = await overALine()
    await write(async (ctx) => ctx.append(notes, { id: 'before' }))
    line.away(true)
    await expect(write(async (ctx) => ctx.append(notes, { id: 'meanwhile' }))).rejects.toMatchObject({ code: 'database_busy' })
    line.away(false)
    await write(async (ctx) => ctx.append(notes, { id: 'after' }))
    expect(await rows('SELECT id FROM notes ORDER BY id')).toEqual([{ id: 'after' }, { id: 'before' }])
  })
})

import { describe, expect, it } from 'vitest'
import { defineReaction, when, type Wiring } from '../../packages/core/src/events/index.js'
import { defineJob, jobErrors, schedule, type JobKind } from '../../packages/core/src/jobs/index.js'
import { kitErrors } from '../../packages/core/src/foundation/index.js'
import { aNote, notes, probe, useStorage, type Storage } from './place.js'

const kind = (name: string, run: JobKind['run'], more: Partial<JobKind> = {}) => defineJob({ kind: name, reach: 'always', leaseMs: 60_000, maxAttempts: 3, run, ...more })
const until = async (check: () => boolean) => {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 5))
}
const gateOf = () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open: () => open(), opened }
}

export const jobsContract = (storage: Storage) =>
  describe(`jobs, ${storage.name}`, () => {
    const { fresh, open, place } = useStorage(storage)
    const settingsChanged = (ctx: Parameters<Parameters<Awaited<ReturnType<typeof fresh>>['write']>[0]>[0]) => ctx.emit('settings.changed', { room: 'x' } as never)

    it('runs what is due, by priority and then by age, and says when the next is', async () => {
      const ran: unknown[] = []
      const note = kind('note', async (_ctx, { n }) => void ran.push(n))
      const { kit, write, clock } = await fresh({ jobKinds: [note] })
      await write(async (ctx) => {
        const at = ctx.now()
        await schedule(ctx, { kind: note, payload: { n: 'second' }, dueAt: at - 1 })
        await schedule(ctx, { kind: note, payload: { n: 'first' }, dueAt: at - 2 })
        await schedule(ctx, { kind: note, payload: { n: 'urgent' }, priority: 5 })
        await schedule(ctx, { kind: note, payload: { n: 'later' }, dueAt: at + 1_000 })
      })
      expect(await kit.runDue()).toEqual({ ran: 3, nextAt: clock.now() + 1_000 })
      expect(ran).toEqual(['urgent', 'first', 'second'])
      clock.tick(1_000)
      expect(await kit.runDue()).toEqual({ ran: 1, nextAt: null })
    })

    it('schedules nothing with a write that fails, nor twice under one dedupe key', async () => {
      const note = kind('note', async () => {})
      const { write, count } = await fresh({ jobKinds: [note] })
      const ask = (fails = false) => write(async (ctx) => {
        const id = await schedule(ctx, { kind: note, dedupeKey: 'one' })
        if (fails) throw kitErrors.unauthenticated()
        return id !== null
      })
      const all = await Promise.allSettled([ask(true), ask(), ask(), ask()])
      expect(all.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual(['failed', true, false, false])
      expect(await ask()).toBe(false)
      expect(await count('jobs')).toBe(1)
    })

    it('lets many workers at once run each job once', async () => {
      const add = kind('add', (ctx, { n }) => ctx.chunk(async (write) => write.append(notes, aNote(write, { n: Number(n) }))))
      const { kit, write, rows } = await fresh({ jobKinds: [add] })
      await write(async (ctx) => {
        for (let n = 0; n < 100; n++) await schedule(ctx, { kind: add, payload: { n } })
      })
      const done = await Promise.all([kit.runDue(), kit.runDue(), kit.runDue()])
      expect(done.reduce((sum, { ran }) => sum + ran, 0)).toBe(100)
      expect(await rows('SELECT count(*) AS n, count(DISTINCT n) AS distinct_n FROM notes')).toEqual([{ n: 100, distinct_n: 100 }])
    })

    it('writes nothing more for a worker that has lost its lease, by whichever way it tries', async () => {
      const stuck = gateOf()
      const outcomes: unknown[] = []
      let runs = 0
      const slow = kind('slow', async (ctx) => {
        if (++runs === 1) {
          await ctx.chunk(async (write) => write.append(notes, aNote(write, { body: 'first' })), { at: 1 })
          await stuck.opened
          const told = (error: { code: string }) => void outcomes.push(error.code)
          await ctx.chunk(async (write) => write.append(notes, aNote(write, { body: 'ghost of the first' }))).catch(told)
          await ctx.atomically(async (write) => write.append(notes, aNote(write, { body: 'ghost of the first' }))).catch(told)
          await ctx.run(probe.write as never, { run: async (write: never) => (write as { append: (...row: unknown[]) => void }).append(notes, { id: 'x' }) } as never).catch(told)
        } else {
          outcomes.push(ctx.job.progress)
          await ctx.chunk(async (write) => write.append(notes, aNote(write, { body: 'second' })))
        }
      })
      const { kit, write, clock, rows } = await fresh({ jobKinds: [slow] })
      await write((ctx) => schedule(ctx, { kind: slow }))
      const first = kit.runDue()
      await until(() => runs === 1)
      await new Promise((resolve) => setTimeout(resolve, 100))
      clock.tick(61_000)
      expect((await kit.runDue()).ran).toBe(1)
      stuck.open()
      await first
      expect(outcomes).toEqual([{ at: 1 }, 'job_lease_lost', 'job_lease_lost', 'job_lease_lost'])
      expect(await rows('SELECT body FROM notes ORDER BY id')).toEqual([{ body: 'first' }, { body: 'second' }])
      expect(await rows('SELECT state, attempts FROM jobs')).toEqual([{ state: 'done', attempts: 2 }])
    })

    it('keeps its lease by each chunk', async () => {
      let runs = 0
      const long = kind('long', async (ctx) => {
        runs++
        for (let n = 0; n < 4; n++) {
          clock.tick(40_000)
          await ctx.chunk(async (write) => write.append(notes, aNote(write, { n })), { n })
          await kit.runDue({ max: 0 })
        }
      })
      const { kit, write, clock, count } = await fresh({ jobKinds: [long] })
      await write((ctx) => schedule(ctx, { kind: long }))
      await kit.runDue()
      expect([runs, await count('notes')]).toEqual([1, 4])
    })

    it('goes on from the stored progress after its process was gone', async () => {
      const at = await place()
      const seen: unknown[] = []
      const steps = (dies: boolean) =>
        kind('steps', async (ctx) => {
          for (let n = Number(ctx.job.progress?.['next'] ?? 0); n < 6; n++) {
            if (dies && n === 3) return new Promise(() => {})
            await ctx.chunk(async (write) => (seen.push(n), write.append(notes, { id: `n${n}`, n })), { next: n + 1 })
          }
        })
      const dying = await open(at, { jobKinds: [steps(true)] })
      await dying.write((ctx) => schedule(ctx, { kind: steps(true) }))
      void dying.kit.runDue().catch(() => {})
      await until(() => seen.length === 3)
      await new Promise((resolve) => setTimeout(resolve, 100))
      await dying.kit.close()
      const next = await open(at, { jobKinds: [steps(false)], clock: dying.clock })
      // A file has one owner, so what ran in it has died with the owner; on a server the lease must run out first.
      if (storage.name === 'remote') dying.clock.tick(60_001)
      await next.kit.runDue()
      expect(seen).toEqual([0, 1, 2, 3, 4, 5])
      expect(await next.rows('SELECT count(*) AS n FROM notes')).toEqual([{ n: 6 }])
    })

    it('tries again later each time, and buries what keeps failing, without the words that were sent', async () => {
      let tries = 0
      const fails = kind('fails', async (ctx) => {
        tries++
        await ctx.atomically((write) => write.tx.insert(notes).values({ id: 'a', body: 'a secret', n: 1000 }).then(() => {}))
      })
      const { kit, write, clock, rows } = await fresh({ jobKinds: [fails] })
      await write((ctx) => schedule(ctx, { kind: fails }))
      const waits: number[] = []
      for (let at = (await kit.runDue()).nextAt; at !== null; at = (await kit.runDue()).nextAt) {
        waits.push(at - clock.now())
        clock.set(at)
      }
      expect(tries).toBe(3)
      expect(waits).toHaveLength(2)
      expect(waits[0]).toBeGreaterThanOrEqual(5_000)
      expect(waits[1]).toBeGreaterThanOrEqual(300_000)
      const [dead] = await rows('SELECT state, last_error FROM jobs')
      expect(dead).toMatchObject({ state: 'dead', last_error: expect.stringContaining('CHECK') })
      expect(dead!['last_error']).not.toContain('secret')
    })

    it('buries a job that says it is hopeless, and one whose workers keep dying', async () => {
      const hopeless = kind('hopeless', () => Promise.reject(jobErrors.job_hopeless()))
      const { kit, write, rows, place: at, clock } = await fresh({ jobKinds: [hopeless] })
      await write((ctx) => schedule(ctx, { kind: hopeless }))
      await kit.runDue()
      expect(await rows('SELECT state, attempts FROM jobs')).toEqual([{ state: 'dead', attempts: 1 }])
      const raw = at.raw()
      await raw.execute("UPDATE jobs SET state = 'running', attempts = 3, run_at = 0, lease_until = 0")
      await raw.close()
      clock.tick(1)
      await kit.runDue()
      expect(await rows("SELECT state, last_error LIKE 'job_abandoned%' AS abandoned FROM jobs")).toEqual([{ state: 'dead', abandoned: 1 }])
    })

    it('leaves jobs and reactions of a newer version where they are, and does not run hot over them', async () => {
      const newer = kind('newer', async () => {})
      const at = await place()
      const wiring: Wiring[] = [when('settings.changed', defineReaction({ name: 'newer', reach: 'always', run: async () => {} }))]
      const one = await open(at, { jobKinds: [newer], reactions: wiring })
      await one.write(async (ctx) => (await schedule(ctx, { kind: newer }), await settingsChanged(ctx)))
      await one.kit.close()
      const older = await open(at)
      expect(await older.kit.runDue()).toEqual({ ran: 0, nextAt: null })
      expect(await older.rows('SELECT DISTINCT state, attempts FROM jobs')).toEqual([{ state: 'ready', attempts: 0 }])
    })

    it('does not let one long job hold up the others', async () => {
      const stuck = gateOf()
      const ran: string[] = []
      const long = kind('long', async () => stuck.opened)
      const short = kind('short', async () => void ran.push('short'))
      const { kit, write } = await fresh({ jobKinds: [long, short] })
      await write((ctx) => schedule(ctx, { kind: long }))
      const running = kit.runDue()
      await write((ctx) => schedule(ctx, { kind: short }))
      await until(() => ran.length === 1)
      stuck.open()
      expect((await running).ran).toBe(2)
    })

    it('reacts to each fact once, retried until it has succeeded, its effect and its end in one commit', async () => {
      let tries = 0
      const wiring = [
        when('settings.changed', defineReaction({
          name: 'note-it', reach: 'always',
          async run(ctx, event) {
            ctx.append(notes, { id: `${event.id}`, n: event.seq })
            if (++tries % 3 !== 0) throw new Error('not yet')
          },
        })),
      ]
      const { kit, write, clock, rows } = await fresh({ reactions: wiring })
      await Promise.all([write(settingsChanged), write(settingsChanged)])
      for (let at = (await kit.runDue()).nextAt, rounds = 0; at !== null && rounds < 20; at = (await kit.runDue()).nextAt, rounds++) clock.set(at)
      expect(tries).toBeGreaterThan(2)
      expect(await rows('SELECT n FROM notes ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }])
      expect(await rows('SELECT DISTINCT state FROM jobs')).toEqual([{ state: 'done' }])
    })

    it('never runs what reaches a person for history', async () => {
      const ran: string[] = []
      const reaction = (name: string, reach: 'live' | 'always') => when('settings.changed', defineReaction({ name, reach, run: async (ctx) => void ran.push(`${name}:${ctx.origin}`) }))
      const mail = kind('mail', async () => void ran.push('mail'), { reach: 'live' })
      const { kit, write } = await fresh({ reactions: [reaction('mail-it', 'live'), reaction('count-it', 'always')], jobKinds: [mail] })
      expect(await write(async (ctx) => (await settingsChanged(ctx), schedule(ctx, { kind: mail })), { origin: 'history' })).toBeNull()
      await kit.runDue()
      expect(ran).toEqual(['count-it:history'])
      await write(settingsChanged)
      await kit.runDue()
      expect(ran.sort()).toEqual(['count-it:history', 'count-it:live', 'mail-it:live'])
    })

    it('lets a job be interrupted by closing, and another owner finish it', async () => {
      const at = await place()
      const going = gateOf()
      let runs = 0
      const job = kind('job', async (ctx) => {
        if (++runs === 1) await going.opened
        await ctx.chunk(async (write) => write.append(notes, { id: 'a' }))
      })
      const one = await open(at, { jobKinds: [job] })
      await one.write((ctx) => schedule(ctx, { kind: job }))
      const running = one.kit.runDue()
      await until(() => runs === 1)
      await one.kit.close()
      going.open()
      expect(await running).toEqual({ ran: 1, nextAt: null })
      const two = await open(at, { jobKinds: [job], clock: one.clock })
      if (storage.name === 'remote') one.clock.tick(60_001)
      expect((await two.kit.runDue()).ran).toBe(1)
      expect(await two.count('notes')).toBe(1)
    })
  })

import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { kitErrors } from '../../packages/core/src/foundation/index.js'
import { aNote, byDay, notes, replies, useStorage, type Storage } from './place.js'

const boom = kitErrors.unauthenticated()

export const groupContract = (storage: Storage) =>
  describe(`writes that share a commit, ${storage.name}`, () => {
    const { fresh, gate: freshGate } = useStorage(storage)

    it('keeps many writes in few commits', async () => {
      const { kit, write, count } = await fresh()
      const before = kit.stats().commits
      await Promise.all(Array.from({ length: 64 }, (_, n) => write(async (ctx) => ctx.append(notes, aNote(ctx, { n })))))
      expect(await count('notes')).toBe(64)
      expect(kit.stats().commits - before).toBeLessThan(8)
    })

    it('takes back a failing write alone, whatever it had done, and keeps numbers without gaps', async () => {
      const { write, count, rows } = await fresh()
      const all = await Promise.allSettled(
        Array.from({ length: 40 }, (_, n) =>
          write(async (ctx) => {
            const number = await ctx.series('NOTE')
            if (n % 4 === 0) await ctx.tx.insert(notes).values(aNote(ctx, { n: number }))
            else ctx.append(notes, aNote(ctx, { n: number }))
            ctx.project(byDay, { day: 'd', currency: 'USD' }, { amount: 1 })
            await ctx.emit('settings.changed', { room: 'x' } as never)
            if (n % 5 === 0) throw boom
            return number
          }),
        ),
      )
      expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(8)
      expect(all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))).toEqual(Array.from({ length: 32 }, (_, at) => at + 1))
      expect(await rows('SELECT n FROM notes ORDER BY n')).toEqual(Array.from({ length: 32 }, (_, at) => ({ n: at + 1 })))
      expect(await rows('SELECT amount FROM days')).toEqual([{ amount: 32 }])
      expect(await rows('SELECT count(*) AS n, max(seq) AS last FROM events')).toEqual([{ n: 32, last: 32 }])
      expect(await rows("SELECT value FROM counters WHERE name = 'NOTE'")).toEqual([{ value: 32 }])
      expect(await count('audit')).toBe(32)
    })

    it('takes back what plain SQL changed when the write then fails', async () => {
      const { write, rows } = await fresh()
      await write(async (ctx) => ctx.append(notes, { id: 'a', n: 1 }))
      const failing = write(async (ctx) => {
        await ctx.peek('UPDATE notes SET n = 2', [])
        throw boom
      })
      await Promise.allSettled([failing, write(async (ctx) => ctx.append(notes, { id: 'b', n: 9 }))])
      expect(await rows('SELECT id, n FROM notes ORDER BY id')).toEqual([{ id: 'a', n: 1 }, { id: 'b', n: 9 }])
    })

    it('shows a statement the rows that waited before it, of its own write and of its neighbours', async () => {
      const { write } = await fresh()
      const [, seen] = await Promise.all([
        write(async (ctx) => ctx.append(notes, { id: 'theirs' })),
        write(async (ctx) => {
          ctx.append(notes, { id: 'mine' })
          return (await ctx.tx.select().from(notes)).map(({ id }) => id).sort()
        }),
      ])
      expect(seen).toEqual(['mine', 'theirs'])
    })

    it('lets an operation live on after a statement of its own that failed', async () => {
      const { write, rows } = await fresh()
      await write(async (ctx) => {
        await ctx.tx.insert(notes).values({ id: 'a' })
        await ctx.tx.insert(notes).values({ id: 'a' }).catch(() => {})
        await ctx.tx.insert(notes).values({ id: 'b' })
      })
      expect(await rows('SELECT id FROM notes ORDER BY id')).toEqual([{ id: 'a' }, { id: 'b' }])
    })

    it('does not answer well when rows that waited could not be written, even if the operation looks away', async () => {
      const { write, count } = await fresh()
      const careless = write(async (ctx) => {
        ctx.append(notes, { id: 'a', n: 1000 })
        await ctx.tx.select().from(notes).catch(() => [])
        return 'fine'
      })
      await expect(careless).rejects.toThrow(/CHECK/)
      expect(await count('notes')).toBe(0)
    })

    it('draws distinct numbers for facts told at once', async () => {
      const { write, rows } = await fresh()
      await write(async (ctx) => void (await Promise.all(Array.from({ length: 20 }, () => ctx.emit('settings.changed', { room: 'x' } as never)))))
      expect(await rows('SELECT min(seq) AS low, max(seq) AS high, count(DISTINCT seq) AS n FROM events')).toEqual([{ low: 1, high: 20, n: 20 }])
    })

    it('keeps rows that are added while others are being written', async () => {
      const { write, count } = await fresh()
      await write(async (ctx) => {
        for (let n = 0; n < 300; n++) ctx.append(notes, aNote(ctx))
        const asked = ctx.tx.select().from(notes)
        await Promise.all([asked, ...Array.from({ length: 50 }, async () => (await ctx.series('x'), ctx.append(notes, aNote(ctx))))])
      })
      expect(await count('notes')).toBe(350)
    })

    it('never lets a statement land in the next write: it waits for those under way and refuses later ones', async () => {
      const { write, rows } = await fresh()
      let late: Promise<unknown> = Promise.resolve()
      let leaked: (() => Promise<unknown>) | undefined
      const leaky = write(async (ctx) => {
        // The stray statement first waits for this row to be written.
        ctx.append(notes, { id: 'waits' })
        late = ctx.tx.insert(notes).values({ id: 'stray' }).execute().catch(() => {})
        leaked = async () => ctx.tx.insert(notes).values({ id: 'later' })
        throw boom
      })
      const settled = await Promise.allSettled([leaky, write(async (ctx) => ctx.append(notes, { id: 'good' }))])
      await late
      expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
      expect(await rows('SELECT id FROM notes')).toEqual([{ id: 'good' }])
      await expect(leaked!()).rejects.toMatchObject({ cause: { code: 'write_ended' } })
    })

    it('passes on an error of the operation whose words sound like the database', async () => {
      const { write, count } = await fresh()
      for (const words of ['database is locked', 'SQLITE_FULL: disk is full', 'fetch failed', 'UNIQUE constraint failed: notes.id']) {
        await expect(write(async (ctx) => (ctx.append(notes, aNote(ctx)), Promise.reject(new Error(words))))).rejects.toThrow(words)
      }
      expect(await count('notes')).toBe(0)
    })

    it('harms nobody else when a trigger ends the whole transaction', async () => {
      const { write, rows } = await fresh()
      const all = await Promise.allSettled([
        write(async (ctx) => ctx.append(notes, { id: 'a' })),
        write(async (ctx) => void (await ctx.tx.insert(notes).values({ id: 'x', body: 'end all' }))),
        write(async (ctx) => ctx.append(notes, { id: 'b' })),
      ])
      expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await rows('SELECT id FROM notes ORDER BY id')).toEqual([{ id: 'a' }, { id: 'b' }])
    })

    it('does not answer well when the transaction was lost, even if the operation looks away', async () => {
      const { write, rows } = await fresh()
      const careless = write(async (ctx) => {
        await ctx.tx.insert(notes).values({ id: 'x', body: 'end all' }).catch(() => {})
        await ctx.tx.insert(notes).values({ id: 'y' }).catch(() => {})
        return 'fine'
      })
      const all = await Promise.allSettled([careless, write(async (ctx) => ctx.append(notes, { id: 'a' }))])
      expect(all.map((one) => (one.status === 'rejected' ? String(one.reason.message) : 'ok'))).toEqual([expect.stringContaining('notes_end_all'), 'ok'])
      expect(await rows('SELECT id FROM notes')).toEqual([{ id: 'a' }])
    })

    it('reads what the group shares once, and again after a write that failed', async () => {
      const { write } = await fresh()
      let reads = 0
      const shared = () => write((ctx) => ctx.once('x', async () => ++reads))
      expect(await Promise.all([shared(), shared(), shared()])).toEqual([1, 1, 1])
      await Promise.allSettled([shared(), write(async (ctx) => (await ctx.once('x', async () => ++reads), Promise.reject(boom))), shared()])
      expect(reads).toBe(3)
    })

    it('refuses a write inside a write, by kit_reentered, and lets it read', async () => {
      const { kit, write, act } = await fresh()
      await expect(write(() => write(async () => 1))).rejects.toMatchObject({ code: 'kit_reentered' })
      await expect(act((ctx) => ctx.atomically(() => write(async () => 1)))).rejects.toMatchObject({ code: 'kit_reentered' })
      expect(await write(() => kit.lastSeq())).toBe(0)
    })

    it('writes more rows than one statement holds, with whichever columns each has', async () => {
      const { write, rows } = await fresh()
      await write(async (ctx) => {
        for (let n = 0; n < 1_000; n++) ctx.append(notes, n % 2 ? aNote(ctx, { n: n % 999 }) : aNote(ctx, { code: `c${n}`, extra: { n } }))
      })
      expect(await rows("SELECT count(*) AS n, sum(n IS NULL) AS bare, sum(body = 'empty') AS empty, count(DISTINCT code) AS codes FROM notes")).toEqual([{ n: 1000, bare: 500, empty: 1000, codes: 500 }])
    })

    it('writes what is referred to first', async () => {
      const { write, count } = await fresh()
      await write(async (ctx) => (ctx.append(replies, { id: 'r', note: 'a' }), ctx.append(notes, { id: 'a' })))
      expect(await count('replies')).toBe(1)
    })

    it('adds up figures over all writes, past 2^53', async () => {
      const { write, rows } = await fresh()
      const add = (amount: bigint | number) => write(async (ctx) => ctx.project(byDay, { day: 'd', currency: 'USD' }, { amount }))
      await Promise.all([add(Number.MAX_SAFE_INTEGER), add(Number.MAX_SAFE_INTEGER), add(-3)])
      await add(10n)
      expect(await rows('SELECT CAST(amount AS TEXT) AS amount FROM days')).toEqual([{ amount: String(2n * BigInt(Number.MAX_SAFE_INTEGER) + 7n) }])
    })

    it('refuses what cannot be kept where it is given, and nobody else suffers', async () => {
      const { write, count } = await fresh()
      const all = await Promise.allSettled([
        write(async (ctx) => ctx.append(notes, aNote(ctx, { n: Number.NaN }))),
        write(async (ctx) => ctx.project(byDay, { day: 'd', currency: 'USD' }, { amount: 0.5 })),
        write(async (ctx) => ctx.append(notes, aNote(ctx))),
      ])
      expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
      expect([await count('notes'), await count('days')]).toEqual([1, 0])
    })

    it('keeps what it accepted before it was closed, and refuses what comes later', async () => {
      const { kit, write, count } = await fresh()
      const accepted = Array.from({ length: 30 }, () => write(async (ctx) => ctx.append(notes, aNote(ctx))))
      const closing = kit.close()
      await expect(write(async (ctx) => ctx.append(notes, aNote(ctx)))).rejects.toMatchObject({ code: 'kit_closed' })
      await Promise.all([...accepted, closing])
      expect(await count('notes')).toBe(30)
    })

    it('reports a transaction that is held too long, by its name', async () => {
      const held: string[] = []
      const { gate } = await freshGate({ longMs: 50, onLong: (label) => held.push(label) })
      await gate.write('slow', () => new Promise((resolve) => setTimeout(resolve, 250)))
      expect(held.filter((label) => label === 'slow').length).toBeGreaterThanOrEqual(2)
    })

    it('tells listeners which tables changed, and outlives one that throws', async () => {
      const { kit, write, rows } = await fresh()
      const heard: string[] = []
      kit.onCommit((tables) => void heard.push(...tables))
      kit.onCommit(() => {
        throw new Error('a listener that fails')
      })
      await write(async (ctx) => {
        await ctx.tx.insert(notes).values({ id: 'a' })
        await ctx.tx.update(notes).set({ n: 1 }).where(eq(notes.id, 'a'))
        await ctx.emit('settings.changed', { room: 'x' } as never)
      })
      expect(new Set(heard)).toEqual(new Set(['notes', 'events', 'audit']))
      expect(await rows('SELECT n FROM notes')).toEqual([{ n: 1 }])
    })
  })

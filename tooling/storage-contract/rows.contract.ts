import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { inboundErrors, listWaiting, markFailed, markHandled, readInbound, receive, replay } from '../../packages/core/src/inbound/index.js'
import { inLineClient } from '../../packages/core/src/database/index.js'
import { defineErrors, text } from '../../packages/core/src/foundation/index.js'
import { verifyAudit } from '../../packages/core/src/audit/index.js'
import { aNote, notes, replies, useStorage, type Storage } from './place.js'

const errors = defineErrors({ taken: { kind: 'conflict', message: 'Taken.' }, no_note: { kind: 'not_found', message: 'No note.' } })

export const rowsContract = (storage: Storage) =>
  describe(`rows, ${storage.name}`, () => {
    const { fresh, gate: freshGate } = useStorage(storage)

    it('says what a broken constraint of an appended row means, in the words of its operation alone', async () => {
      const { write, rows } = await fresh()
      await write(async (ctx) => ctx.append(notes, { id: 'a', code: 'A' }))
      const append = (row: typeof notes.$inferInsert) => write(async (ctx) => ctx.append(notes, row, ({ kind, detail }) => errors.taken({ kind, detail })))
      const all = await Promise.allSettled([
        append({ id: 'b', code: 'A' }),
        append({ id: 'c', n: 1000 }),
        append({ id: 'd', body: 'ghost' }),
        append({ id: 'e', code: 'E' }),
        write(async (ctx) => ctx.append(replies, { id: 'r', note: 'nobody' }, ({ kind }) => (kind === 'foreign_key' ? errors.no_note() : undefined))),
      ])
      expect(all.map((one) => (one.status === 'rejected' ? { code: one.reason.code, ...one.reason.params } : 'ok'))).toEqual([
        { code: 'taken', kind: 'unique', detail: 'notes.code' },
        { code: 'taken', kind: 'check', detail: 'n < 1000' },
        { code: 'taken', kind: 'trigger', detail: 'notes_no_ghosts' },
        'ok',
        { code: 'no_note' },
      ])
      expect(await rows('SELECT id FROM notes ORDER BY id')).toEqual([{ id: 'a' }, { id: 'e' }])
    })

    it('asks the rows of the table that broke, and lets an unexplained break through as it is', async () => {
      const { write } = await fresh()
      const broken = write(async (ctx) => {
        ctx.append(notes, { id: 'a' }, () => errors.taken())
        ctx.append(replies, { id: 'r', note: 'nobody' }, async () => errors.no_note())
      })
      await expect(broken).rejects.toMatchObject({ code: 'no_note' })
      await expect(write(async (ctx) => ctx.append(notes, { id: 'a', n: 1000 }))).rejects.toThrow(/CHECK constraint failed/)
    })

    it('is not told what broke by words that a caller sent', async () => {
      const { write } = await fresh()
      const words = 'UNIQUE constraint failed: notes.code'
      const broken = write(async (ctx) => void (await ctx.tx.insert(notes).values({ id: 'a', n: 1000, code: words })))
      await expect(broken).rejects.toMatchObject({ cause: { message: expect.stringContaining('CHECK') } })
    })

    it('keeps whole numbers to 2^53 − 1 and refuses to read past it rather than round', async () => {
      const { write, rows } = await fresh()
      await write(async (ctx) => {
        await ctx.peek('CREATE TABLE big (n INTEGER)', [])
        await ctx.tx.run(sql`INSERT INTO big VALUES (${Number.MAX_SAFE_INTEGER}), (${Number.MAX_SAFE_INTEGER})`)
      })
      expect(await rows('SELECT n FROM big LIMIT 1')).toEqual([{ n: Number.MAX_SAFE_INTEGER }])
      await expect(rows('SELECT sum(n) AS n FROM big')).rejects.toThrow()
      expect(await rows('SELECT CAST(sum(n) AS TEXT) AS n FROM big')).toEqual([{ n: '18014398509481982' }])
    })

    it('keeps any text that `text()` lets in, word for word, and that refuses NUL and lone surrogates', async () => {
      const { write, rows } = await fresh()
      const words = ['', '€ „Zoë" 🎉 👩‍👩‍👧', 'العربية', "Robert'); DROP TABLE notes;--", '\u0001\u001f\n\r\t', 'x'.repeat(100_000)]
      await Promise.all(words.map((body, at) => write(async (ctx) => ctx.append(notes, { id: `n${at}`, body, extra: { body, list: [1, null, true] } }))))
      const kept = await rows('SELECT body, extra, length(body) AS chars FROM notes ORDER BY id')
      expect(kept.map(({ body }) => body)).toEqual(words)
      expect(kept.map(({ extra }) => JSON.parse(extra as string).body)).toEqual(words)
      expect(kept.map(({ chars }) => chars)).toEqual(words.map((body) => [...body].length))
      for (const bad of ['a\0b', 'a\ud800', '\udc00']) expect(text(10).safeParse(bad).success).toBe(false)
    })

    it('never lets a line of the event log or the audit trail be changed, removed or replaced', async () => {
      const { write, place, rows } = await fresh()
      await write(async (ctx) => ctx.emit('settings.changed', { room: 'x' } as never))
      const raw = place.raw()
      const event = "'x', 'live', 0, 'owner', 'u', '{}'"
      const line = "0, 'owner', 'u', 'a', NULL, 'live', NULL, ''"
      const [{ id }] = (await rows('SELECT id FROM events')) as [{ id: string }]
      for (const statement of [
        'UPDATE events SET at = 0',
        'DELETE FROM events',
        `INSERT OR REPLACE INTO events (seq, id, name, origin, at, actor_role, actor_id, data) VALUES (1, 'evt_new', ${event})`,
        `INSERT OR REPLACE INTO events (seq, id, name, origin, at, actor_role, actor_id, data) VALUES (2, '${id}', ${event})`,
        `REPLACE INTO events (rowid, seq, id, name, origin, at, actor_role, actor_id, data) VALUES (1, 3, 'evt_3', ${event})`,
        `INSERT INTO events (seq, id, name, origin, at, actor_role, actor_id, data) VALUES (1, 'evt_new', ${event}) ON CONFLICT (seq) DO UPDATE SET at = 0`,
        'UPDATE OR REPLACE audit SET seq = 2',
        'DELETE FROM audit WHERE seq = 1',
        `INSERT OR REPLACE INTO audit (seq, at, actor_role, actor_id, action, subject, origin, request_id, hash) VALUES (1, ${line})`,
        `REPLACE INTO audit (rowid, seq, at, actor_role, actor_id, action, subject, origin, request_id, hash) VALUES (1, 9, ${line})`,
      ]) {
        await expect(raw.execute(statement), statement).rejects.toThrow(/append_only|no column named rowid/)
      }
      await raw.close()
      expect(await rows('SELECT seq, name FROM events')).toEqual([{ seq: 1, name: 'settings.changed' }])
    })

    it('chains the audit trail over many commits and failures, and finds the line that was tampered with', async () => {
      const { act, write, place } = await fresh()
      for (let round = 0; round < 3; round++) {
        await Promise.allSettled(Array.from({ length: 10 }, (_, n) => write(async (ctx) => (ctx.append(notes, aNote(ctx, { n: n % 4 ? n : 1000 })), { id: `note${n}` }))))
      }
      const verified = () => act((ctx) => verifyAudit(ctx.db))
      expect(await verified()).toEqual({ lines: 21, erased: 0, brokenAt: null })
      const raw = place.raw()
      for (const statement of ['DROP TRIGGER audit_no_update', "UPDATE audit SET subject = 'somebody else' WHERE seq = 5"]) await raw.execute(statement)
      await raw.close()
      expect(await verified()).toEqual({ lines: 4, erased: 0, brokenAt: 5 })
    })

    it('lets a caller read what it has just written, every time', async () => {
      const { kit, write } = await fresh()
      for (let n = 1; n <= 60; n++) {
        await write(async (ctx) => ctx.emit('settings.changed', { room: 'x' } as never))
        expect(await kit.lastSeq()).toBe(n)
      }
    })

    it('hides what is not committed yet from readers', async () => {
      const { kit, write } = await fresh()
      const seen = await write(async (ctx) => {
        await ctx.emit('settings.changed', { room: 'x' } as never)
        await ctx.tx.select().from(notes)
        return kit.lastSeq()
      })
      expect([seen, await kit.lastSeq()]).toEqual([0, 1])
    })

    it('lets two users of an in-line client write beside the gate without losing an update', async () => {
      const { gate, adapter } = await freshGate()
      await gate.alone((tx) => tx.execute("INSERT INTO notes (id, n) VALUES ('sum', 0)"))
      const [one, two] = [inLineClient(gate), inLineClient(gate)]
      const add = async (client: typeof one) => {
        const tx = await client.transaction('write')
        try {
          const { rows } = await tx.execute({ sql: 'SELECT n FROM notes WHERE id = ?', args: ['sum'] })
          await new Promise((resolve) => setTimeout(resolve, 1))
          await tx.execute({ sql: 'UPDATE notes SET n = ? WHERE id = ?', args: [Number(rows[0]!['n']) + 1, 'sum'] })
          await tx.commit()
        } finally {
          tx.close()
        }
      }
      const rounds = 15
      await Promise.all(Array.from({ length: rounds }, (_, n) => [add(one), add(two), one.execute('UPDATE notes SET n = n + ? WHERE id = ?', [1, 'sum']), gate.write('w', async ({ group }) => group.append(notes, { id: `n${n}` }))]).flat())
      expect((await adapter.reader.execute("SELECT n, (SELECT count(*) FROM notes) AS notes FROM notes WHERE id = 'sum'")).rows.map((row) => ({ ...row }))).toEqual([{ n: 3 * rounds, notes: rounds + 1 }])
    })

    it('keeps nothing of an in-line transaction that was rolled back, dropped or broken, and goes on', async () => {
      const { gate, adapter } = await freshGate()
      const client = inLineClient(gate)
      const rolledBack = await client.transaction('write')
      await rolledBack.execute("INSERT INTO notes (id) VALUES ('a')")
      await rolledBack.rollback()
      const dropped = await client.transaction('write')
      await dropped.execute("INSERT INTO notes (id) VALUES ('b')")
      dropped.close()
      await expect(client.batch(["INSERT INTO notes (id) VALUES ('c')", "INSERT INTO notes (id) VALUES ('c')"], 'write')).rejects.toThrow(/UNIQUE/)
      await client.executeMultiple("INSERT INTO notes (id) VALUES ('d'); INSERT INTO notes (id) VALUES ('e')")
      expect((await adapter.reader.execute('SELECT id FROM notes ORDER BY id')).rows.map(({ id }) => id)).toEqual(['d', 'e'])
    })

    it('receives what the outside says once, whoever says it twice, and forgets it with a write that fails', async () => {
      const { write, count } = await fresh()
      const message = (externalId: string) => ({ source: 'stripe', externalId, headers: { a: 'b' }, body: '{"€":1}' })
      const both = await Promise.all([write((ctx) => receive(ctx, message('1'))), write((ctx) => receive(ctx, message('1')))])
      expect(both.map(({ fresh }) => fresh)).toEqual([true, false])
      expect(both[0]!.id).toBe(both[1]!.id)
      expect(await write((ctx) => receive(ctx, message('1')))).toEqual({ id: both[0]!.id, fresh: false })
      await write(async (ctx) => (await receive(ctx, message('2')), Promise.reject(errors.taken()))).catch(() => {})
      expect([await count('inbound'), await count('inbound_bodies')]).toEqual([1, 1])
    })

    it('knows what was received but not handled, and can play it again', async () => {
      const { write, act } = await fresh()
      const { id } = await write((ctx) => receive(ctx, { source: 'stripe', externalId: '1', headers: {}, body: 'words' }))
      const waiting = () => act((ctx) => listWaiting(ctx, 'stripe', 10))
      expect(await waiting()).toEqual([id])
      await write((ctx) => markFailed(ctx, id, 'no_such_plan'))
      expect(await act((ctx) => readInbound(ctx, id))).toMatchObject({ body: 'words', state: 'failed', attempts: 1, lastError: 'no_such_plan' })
      await write((ctx) => markHandled(ctx, id))
      expect(await waiting()).toEqual([])
      await write((ctx) => replay(ctx, id))
      expect(await waiting()).toEqual([id])
      await expect(write((ctx) => markHandled(ctx, 'inb_none'))).rejects.toMatchObject({ code: inboundErrors.inbound_not_found.code })
    })
  })

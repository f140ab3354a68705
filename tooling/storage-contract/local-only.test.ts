import { createClient } from '@libsql/client'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kitErrors } from '../../packages/core/src/foundation/index.js'
import { openKit } from '../../packages/core/src/kit.js'
import { plumbingMigrations } from '../../packages/core/src/plumbing.js'
import { aNote, byDay, contractTables, notes, useStorage } from './place.js'
import { ended, firstWords, start, watchLoop } from './processes.js'
import { local } from './storages.js'

const fileOf = (url: string) => url.slice('file:'.length)
const migrations = [...plumbingMigrations, contractTables]

describe('a file of our own', () => {
  const { fresh, place, open, later } = useStorage(local)

  // @see https://github.com/tursodatabase/libsql-client-ts/issues/352
  it('loses nothing that it acknowledged while another process holds the lock beyond the deadline, and never stalls', async () => {
    const at = await place()
    at.database.deadlineMs = 1_000
    const { kit, write, rows } = await open(at)
    await write(async (ctx) => ctx.append(notes, { id: 'before' }))
    const holder = start('hold-lock.mjs', [fileOf(at.database.url), '3000'])
    later(async () => void (holder.kill('SIGKILL'), await ended(holder)))
    await firstWords(holder)

    const worst = watchLoop()
    const acknowledged: string[] = []
    const refused: string[] = []
    let going = true
    const writers = Array.from({ length: 16 }, async (_, w) => {
      for (let n = 0; going; n++) {
        const id = `w${w}-${n}`
        await write(async (ctx) => {
          await ctx.tx.insert(notes).values({ id })
          ctx.append(notes, { id: `${id}-b` })
        }).then(() => acknowledged.push(id), (error: { code: string }) => refused.push(error.code))
      }
    })
    const reads = (async () => {
      for (let n = 0; going; n++) await Promise.all([kit.lastSeq(), new Promise((resolve) => setTimeout(resolve, 20))])
    })()
    await ended(holder)
    await new Promise((resolve) => setTimeout(resolve, 500))
    going = false
    await Promise.all([...writers, reads])
    expect(worst()).toBeLessThan(250)

    expect(refused.length).toBeGreaterThanOrEqual(16)
    expect(new Set(refused)).toEqual(new Set(['database_busy']))
    expect(acknowledged.length).toBeGreaterThan(16)
    const kept = (await rows("SELECT id FROM notes WHERE id LIKE 'w%' ORDER BY id")).map(({ id }) => id)
    expect(kept).toEqual(acknowledged.flatMap((id) => [id, `${id}-b`]).sort())
    expect(await rows("SELECT body FROM notes WHERE id = 'held'")).toEqual([{ body: 'by another process' }])
    expect(await rows('PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
  })

  it('runs 200 writes at once, some failing, in few commits, and everything agrees', async () => {
    const { kit, write, rows, count } = await fresh()
    const before = kit.stats().commits
    const worst = watchLoop()
    const all = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) =>
        write(async (ctx) => {
          const number = await ctx.series('NOTE')
          ctx.append(notes, aNote(ctx, { n: number, code: `c${n % 7 === 0 ? 'same' : n}` }), () => kitErrors.forbidden())
          ctx.project(byDay, { day: `d${n % 3}`, currency: 'USD' }, { amount: n })
          await ctx.emit('settings.changed', { room: 'x' } as never)
          if (n % 11 === 0) throw kitErrors.unauthenticated()
          return n
        }),
      ),
    )
    const kept = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const codes = all.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(new Set(codes)).toEqual(new Set(['unauthenticated', 'forbidden']))
    expect(kept.length + codes.length).toBe(200)
    expect(await rows('SELECT count(*) AS n, max(n) AS last, count(DISTINCT n) AS numbers FROM notes')).toEqual([{ n: kept.length, last: kept.length, numbers: kept.length }])
    expect(await rows('SELECT sum(amount) AS amount FROM days')).toEqual([{ amount: kept.reduce((sum, n) => sum + n, 0) }])
    expect(await rows('SELECT count(*) AS n, max(seq) AS last FROM events')).toEqual([{ n: kept.length, last: kept.length }])
    expect(await count('audit')).toBe(kept.length)
    expect(kit.stats().commits - before).toBeLessThan(20)
    expect(worst()).toBeLessThan(250)
  })

  it('lets timers run while one write adds 40,000 rows', async () => {
    const { write, count } = await fresh()
    const worst = watchLoop()
    await write(async (ctx) => {
      for (let n = 0; n < 40_000; n++) ctx.append(notes, { id: `n${n}`, body: 'a short note', n: n % 1000 })
    })
    expect(worst()).toBeLessThan(250)
    expect(await count('notes')).toBe(40_000)
  })

  it('is written with full durability, in every transaction and on a connection opened anew', async () => {
    const { write } = await fresh()
    const durability = () => write(async (ctx) => [...(await ctx.peek('PRAGMA synchronous', [])), ...(await ctx.peek('PRAGMA journal_mode', [])), ...(await ctx.peek('PRAGMA foreign_keys', []))].map((row) => Object.values(row)[0]))
    expect(await durability()).toEqual([2, 'wal', 1])
    await write(async (ctx) => void (await ctx.tx.insert(notes).values({ id: 'x', body: 'end all' }))).catch(() => {})
    expect(await durability()).toEqual([2, 'wal', 1])
  })

  it('has one owner, by whatever path it is found, until that one lets go', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'startupkit-owner-'))
    later(async () => rmSync(folder, { recursive: true }))
    mkdirSync(join(folder, 'a 100% odd #1?'))
    const file = join(folder, 'a 100% odd #1?', 'acme.db')
    const linked = join(folder, 'link')
    symlinkSync(join(folder, 'a 100% odd #1?'), linked)
    const encoded = `file:${file.split('/').map(encodeURIComponent).join('/')}`
    const first = await openKit({ database: { url: encoded }, migrations })
    for (const url of [encoded, `file:${linked}/acme.db`, `file://${encoded.slice(5)}`]) await expect(openKit({ database: { url }, migrations })).rejects.toMatchObject({ code: 'database_owned' })
    await first.close()
    const second = await openKit({ database: { url: `file:${linked}/acme.db` }, migrations })
    await second.close()
    expect(statfsSync(file).type).toBeDefined()
  })

  it('says so when the disk is full, acknowledges nothing that it did not keep, and goes on when there is room', async (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'startupkit-full-'))
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], { stdio: 'ignore' })
    } catch {
      rmSync(folder, { recursive: true })
      test.skip('mounting a small tmpfs is not allowed here')
    }
    try {
      const url = `file:${join(folder, 'acme.db')}`
      const kit = await open({ database: { url }, raw: () => rawOf(url), remove: async () => {} })
      writeFileSync(join(folder, 'ballast'), Buffer.alloc(256 * 1024))
      const acknowledged: string[] = []
      const refused = new Set<string>()
      for (let round = 0; round < 40 && refused.size === 0; round++) {
        await Promise.all(
          Array.from({ length: 16 }, async (_, n) => {
            const id = `r${String(round).padStart(2, '0')}-${String(n).padStart(2, '0')}`
            await kit.write(async (ctx) => ctx.append(notes, { id, body: 'x'.repeat(8_000) })).then(() => acknowledged.push(id), (error: { code?: string }) => refused.add(error.code ?? String(error)))
          }),
        )
      }
      expect(refused).toEqual(new Set(['database_full']))
      const keptIds = async () => (await kit.rows('SELECT id FROM notes ORDER BY id')).map(({ id }) => id)
      expect(await keptIds()).toEqual([...acknowledged].sort())
      rmSync(join(folder, 'ballast'))
      await kit.write(async (ctx) => ctx.append(notes, { id: 'after' }))
      expect(await keptIds()).toEqual(['after', ...acknowledged.sort()])
      expect(await kit.rows('PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
      await kit.kit.close()
    } finally {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

function rawOf(url: string) {
  const client = createClient({ url, timeout: 2_000 })
  return { execute: client.execute.bind(client) as typeof client.execute, batch: client.batch.bind(client), close: async () => client.close() }
}

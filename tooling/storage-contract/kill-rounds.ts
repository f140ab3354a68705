import { createClient } from '@libsql/client'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createGate, migrate, openDatabase } from '../../packages/core/src/database/index.js'
import { plumbingMigrations } from '../../packages/core/src/plumbing.js'
import { contractTables } from './place.js'
import { ended, start } from './processes.js'

/** Kills a writing process in the middle, again and again, on one file; everything it acknowledged must be there each time. */
export async function killRounds(rounds: number, pauseOf: (round: number) => number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'startupkit-kill-'))
  const url = `file:${join(folder, 'acme.db')}`
  try {
    const acknowledged = new Set<number>()
    for (let round = 0; round < rounds; round++) {
      await reopened(url)
      const child = start('write-until-killed.ts', [], { DATABASE: url, FROM: String(round * 1_000_000) })
      let heard = ''
      const first = new Promise<void>((resolve) => child.stdout!.on('data', (data: Buffer) => ((heard += String(data)), resolve())))
      await Promise.race([first, ended(child).then(() => Promise.reject(new Error('The writer ended by itself')))])
      await new Promise((resolve) => setTimeout(resolve, pauseOf(round)))
      child.kill('SIGKILL')
      await ended(child)
      const before = acknowledged.size
      for (const line of heard.split('\n').slice(0, -1)) acknowledged.add(Number(line))
      expect(acknowledged.size, 'nothing was acknowledged in this round').toBeGreaterThan(before)

      await reopened(url)
      const client = createClient({ url })
      const kept = new Set((await client.execute("SELECT id FROM notes WHERE id LIKE 'n%'")).rows.map(({ id }) => Number(String(id).slice(1))))
      expect([...acknowledged].filter((n) => !kept.has(n))).toEqual([])
      const { rows } = await client.execute("SELECT (SELECT value FROM counters WHERE name = 'notes') AS drawn, (SELECT count(*) FROM notes WHERE id LIKE 'n%') AS n, (SELECT count(*) FROM notes WHERE id LIKE 'm%') AS m")
      expect(rows[0]!['drawn']).toBe(rows[0]!['n'])
      expect(rows[0]!['m']).toBe([...kept].filter((n) => n % 10 === 0).length)
      expect((await client.execute('PRAGMA integrity_check')).rows[0]!['integrity_check']).toBe('ok')
      client.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Opens it as a kit does: the lock of a killed process must be gone. */
async function reopened(url: string): Promise<void> {
  const adapter = await openDatabase({ url })
  const gate = createGate(adapter)
  await migrate(adapter, gate, [...plumbingMigrations, contractTables], 0)
  await gate.close()
  await adapter.close()
}

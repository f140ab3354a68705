// The gate with 64 callers against the bare driver doing the same two statements, one transaction at a time. Both with full durability.
import { createGate, openDatabase } from '@startupkit/core/plumbing'
import { createClient } from '@libsql/client'
import { join } from 'node:path'
import { folder, median, note, rate, verdict } from './measure.mjs'

const schema = ['CREATE TABLE a (id TEXT PRIMARY KEY, amount INTEGER NOT NULL, note TEXT NOT NULL)', 'CREATE TABLE b (a TEXT NOT NULL, at INTEGER NOT NULL)']
const statements = (id) => [['INSERT INTO a VALUES (?, ?, ?)', [id, 100, 'Workshop']], ['INSERT INTO b VALUES (?, ?)', [id, 1]]]

const adapter = await openDatabase({ url: `file:${join(folder, 'gate.db')}` })
const gate = createGate(adapter)
await gate.alone(async (tx) => { for (const sql of schema) await tx.execute(sql) })

const bare = createClient({ url: `file:${join(folder, 'bare.db')}`, concurrency: 1 })
await bare.execute('PRAGMA journal_mode = WAL')
for (const sql of schema) await bare.execute(sql)

const ratios = []
for (let round = 0; round < 5; round++) {
  const grouped = await rate(4_000, 64, (n) => gate.write('bench', async ({ peek }) => { for (const [sql, args] of statements(`${round}:${n}`)) await peek(sql, args) }))
  const one = await rate(2_000, 1, async (n) => {
    const tx = await bare.transaction('write')
    for (const [sql, args] of statements(`${round}:${n}`)) await tx.execute({ sql, args })
    await tx.commit()
  })
  ratios.push(grouped / one)
  note(`gate ${Math.round(grouped)}/s, bare driver ${Math.round(one)}/s`)
}
verdict('gate with 64 callers against the bare driver', median(ratios), { atLeast: 2 })
await gate.close()
await adapter.close()
bare.close()

// ledger.record with 64 callers, everything in it (chain, projections, event, audit, full text), against the bare driver's transactions of one plain row, one by one.
import { openKit } from '@startupkit/core'
import { createClient } from '@libsql/client'
import { join } from 'node:path'
import { folder, median, note, rate, verdict } from './measure.mjs'

const kit = await openKit({ database: { url: `file:${join(folder, 'kit.db')}` } })
const owner = kit.as({ role: 'owner', id: 'bench' })
const bare = createClient({ url: `file:${join(folder, 'bare.db')}`, concurrency: 1 })
await bare.execute('PRAGMA journal_mode = WAL')
await bare.execute('CREATE TABLE entries (id TEXT PRIMARY KEY, number TEXT, type TEXT, source TEXT, amount INTEGER, currency TEXT, happened_at INTEGER, description TEXT)')

const ratios = []
const keyed = []
for (let round = 0; round < 5; round++) {
  const record = (options) => (n) => owner.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 100 + n, currency: 'USD', description: `Workshop ${n}` }, options?.(n))
  const ours = await rate(3_000, 64, record())
  const withKeys = await rate(3_000, 64, record((n) => ({ idempotencyKey: `${round}:${n}` })))
  const one = await rate(2_000, 1, async (n) => {
    const tx = await bare.transaction('write')
    await tx.execute({ sql: 'INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)', args: [`${round}:${n}`, `N${n}`, 'one_time_payment', 'manual', n, 'USD', n, `Workshop ${n}`] })
    await tx.commit()
  })
  ratios.push(ours / one)
  keyed.push(withKeys / one)
  note(`ledger.record ${Math.round(ours)}/s, with idempotency keys ${Math.round(withKeys)}/s, bare driver ${Math.round(one)}/s`)
}
verdict('ledger.record with 64 callers against one-row transactions', median(ratios), { atLeast: 1 })
verdict('the same with an idempotency key each', median(keyed), { atLeast: 0.8 })
await kit.close()
bare.close()

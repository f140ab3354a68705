// Revenue overview and trace by amount at 10,000 and at 1,000,000 entries, and the overview against GROUP BY over the raw rows.
import { openKit } from '@startupkit/core'
import { createClient } from '@libsql/client'
import { join } from 'node:path'
import { folder, note, time, verdict } from './measure.mjs'

const day = 86_400_000
const end = Date.parse('2026-11-20T12:00:00Z')
const types = ['subscription_charge', 'one_time_payment', 'credit_purchase', 'refund']
const sources = ['stripe_subscription', 'stripe_payment', 'manual']

async function filled(count) {
  const file = join(folder, `${count}.db`)
  const kit = await openKit({ database: { url: `file:${file}` } })
  const rooms = kit.as({ role: 'system', id: 'bench' }, 'history')
  const { data } = await rooms.contacts.resolveMany({ newcomers: Array.from({ length: 500 }, (_, n) => ({ name: `Person ${n}`, emails: [`p${n}@bench.example`], evidence: 'verified', reference: `bench:${n}` })) })
  const from = performance.now()
  for (let at = 0; at < count; at += 5_000) {
    await rooms.ledger.recordMany({
      entries: Array.from({ length: Math.min(5_000, count - at) }, (_, n) => ({
        type: types[(at + n) % 4], source: sources[(at + n) % 3], amount: (((at + n) * 7919) % 500_000) + 100, currency: 'USD', contactId: data[(at + n) % 500].contactId,
        description: `Order ${at + n}`, happenedAt: new Date(end - (((at + n) * 104_729) % 540) * day).toISOString(),
      })),
    })
  }
  note(`${count.toLocaleString('en')} entries booked at ${Math.round(count / ((performance.now() - from) / 1000)).toLocaleString('en')}/s`)
  return { kit, owner: kit.as({ role: 'owner', id: 'bench' }), file }
}

const small = await filled(10_000)
const overviewSmall = await time(21, () => small.owner.analytics.revenueOverview({}))
await small.kit.close()
const large = await filled(1_000_000)
const overviewLarge = await time(21, () => large.owner.analytics.revenueOverview({}))
const trace = await time(41, (n) => large.owner.provenance.trace({ amount: String(((n * 7919) % 500_000) / 100 + 1), currency: 'USD' }))
const traceAny = await time(41, (n) => large.owner.provenance.trace({ amount: String(((n * 7919) % 500_000) / 100 + 1) }))
const list = await time(21, () => large.owner.ledger.list({}))
await large.kit.close()
const raw = createClient({ url: `file:${large.file}` })
const groupBy = await time(3, () => raw.execute("SELECT strftime('%Y-%m', happened_at / 1000, 'unixepoch') AS month, currency, type, source, COUNT(*), SUM(net) FROM ledger_entries GROUP BY 1, 2, 3, 4"))
const days = await time(21, () => raw.execute('SELECT substr(day, 1, 7) AS month, currency, type, source, SUM(count), SUM(net) FROM ledger_days GROUP BY 1, 2, 3, 4'))
raw.close()

note(`overview ${overviewSmall.toFixed(2)} ms at 10,000 and ${overviewLarge.toFixed(2)} ms at 1,000,000; GROUP BY over the rows ${Math.round(groupBy)} ms, over the projection ${days.toFixed(2)} ms`)
verdict('overview at 1,000,000 entries against 10,000', overviewLarge / overviewSmall, { atMost: 1.5 })
verdict('GROUP BY over the raw rows against the overview', groupBy / overviewLarge, { atLeast: 500 })
verdict('trace by amount at 1,000,000 entries', trace, { atMost: 5 }, 'ms')
verdict('the same without naming a currency', traceAny, { atMost: 5 }, 'ms')
note(`a page of transactions at 1,000,000 entries: ${list.toFixed(2)} ms`)

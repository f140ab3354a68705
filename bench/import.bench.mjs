// The legacy import end to end: rows of an export read, archived, resolved, booked and reported, in rows a second, and the memory that the process grows by.
import { legacyFiles } from '@startupkit/server'
import { openKit } from '@startupkit/core'
import { createWriteStream, mkdirSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { folder, note, verdict } from './measure.mjs'

const rows = Number(process.env.ROWS ?? 60_000)
const people = Math.floor(rows / 10)
const start = Date.parse('2024-01-01T00:00:00Z')

async function write(table, count, row) {
  mkdirSync(join(folder, 'export', table), { recursive: true })
  const file = createWriteStream(join(folder, 'export', table, 'documents.jsonl'))
  for (let n = 0; n < count; n++) if (!file.write(`${JSON.stringify({ _id: `${table}${n}`, _creationTime: start + n * 1000, createdAt: start + n * 1000, ...row(n) })}\n`)) await once(file, 'drain')
  file.end()
  await once(file, 'finish')
}
await write('clients', people, (n) => ({ name: `Person ${n}`, email: `p${n}@bench.example` }))
await write('users', people, (n) => ({ clerkUserId: `user_${n}`, email: `p${n}@bench.example`, fullName: `Person ${n}` }))
await write('transactions', rows - 3 * people, (n) => ({ type: 'payment', amount: (n % 900) + 0.5, currency: 'usd', stripePaymentIntentId: `pi_${n}`, userId: `users${n % people}` }))
await write('credits_ledger', people, (n) => ({ companyId: `org_${n % 50}`, tokens: 100, amountPaid: 5, currency: 'usd', stripePaymentIntentId: `pi_credit_${n}` }))

const kit = await openKit({ database: { url: `file:${join(folder, 'import.db')}` }, ports: { legacyFiles: legacyFiles(async () => join(folder, 'export')) } })
const owner = kit.as({ role: 'owner', id: 'bench' })
globalThis.gc?.()
const before = process.memoryUsage.rss()
let most = before
const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 100)
const [from, cpu] = [performance.now(), process.cpuUsage()]
const { id } = await owner.importing.start({ source: 'export' })
await kit.runDue()
const seconds = (performance.now() - from) / 1000
const worked = process.cpuUsage(cpu)
clearInterval(watch)
const run = await owner.importing.get({ id })
const report = await owner.importing.report({ id })
if (!report.agrees || run.rowsRead !== rows) throw new Error(`the import does not add up: ${run.rowsRead} of ${rows}, agrees ${report.agrees}`)
note(`${rows.toLocaleString('en')} rows in ${seconds.toFixed(1)} s; ${Math.round(rows / ((worked.user + worked.system) / 1e6)).toLocaleString('en')} rows a second of processor time`)
verdict('rows imported a second', rows / seconds, { atLeast: 3_000 }, 'rows/s')
verdict('memory grown', (most - before) / 1e6, { atMost: 300 }, 'MB')
await kit.close()

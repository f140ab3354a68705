// Facts posted to 20 endpoints of which one never answers: signed, logged, retried, each try a durable row. First at 200 deliveries a second,
// as they come; then 200 facts at once, against a loop of fetch that posts the same bodies and keeps nothing.
import { createHandler } from '@startupkit/server'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { folder, note, rate, verdict } from './measure.mjs'

const recorded = new Map() // by seq, when the fact was told
const arrived = []
let size = 0
const receiver = createServer(async (request, response) => {
  if (request.url === '/hangs') return
  let body = ''
  for await (const part of request.setEncoding('utf8')) body += part
  response.writeHead(204).end()
  size = body.length
  if (request.url !== '/bare') arrived.push({ amount: JSON.parse(body).data.amount, at: performance.now() })
}).listen(0, '127.0.0.1')
await once(receiver, 'listening')
const address = `http://127.0.0.1:${receiver.address().port}`

const handler = createHandler({ dataDir: join(folder, 'server'), allowPrivateWebhooks: true })
const { id } = await handler.createWorkspace({ name: 'Bench', slug: 'bench' })
const { kit, release } = await handler.lease(id)
const owner = kit.as({ role: 'owner', id: 'bench' })
await owner.webhooks.createEndpoint({ url: `${address}/hangs`, events: ['ledger.entry_recorded'] })
for (let n = 1; n < 20; n++) await owner.webhooks.createEndpoint({ url: `${address}/${n}`, events: ['ledger.entry_recorded'] })

let amount = 0
async function tell() {
  recorded.set(++amount, performance.now())
  await owner.ledger.record({ type: 'one_time_payment', source: 'manual', amount, currency: 'USD' })
}
async function allArrive(count) {
  for (let n = 0; arrived.length < count && n < 600; n++) await sleep(50)
  if (arrived.length !== count) throw new Error(`${arrived.length} of ${count} deliveries arrived.`)
}
const p95 = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)]

const began = performance.now()
for (let n = 0; n < 100; n++) {
  void tell()
  await sleep(Math.max(0, began + (n + 1) * 100 - performance.now()))
}
const asked = performance.now() - began
await allArrive(1_900)
const waits = arrived.map(({ amount, at }) => at - recorded.get(amount))
note(`${Math.round((100 * 20) / (asked / 1000))} deliveries a second asked for; from the fact to the receiver: median ${Math.round(p95(waits.slice().sort((a, b) => a - b).slice(0, Math.ceil(waits.length / 1.9))))} ms, slowest ${Math.round(Math.max(...waits))} ms`)
verdict('p95 of 19 healthy endpoints at 200 deliveries a second, one endpoint hanging', p95(waits) / 1000, { atMost: 2 }, 's')

arrived.length = 0
const from = performance.now()
await Promise.all(Array.from({ length: 200 }, tell))
await allArrive(3_800)
const ours = 3_800 / ((performance.now() - from) / 1000)
const body = 'x'.repeat(size)
const bare = await rate(3_800, 19 * 8, async () => {
  const answer = await fetch(`${address}/bare`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  await answer.arrayBuffer()
})
note(`200 facts at once: ${Math.round(ours)} deliveries/s, bare fetch ${Math.round(bare)}/s`)
verdict('deliveries a second to 19 endpoints, one endpoint hanging', ours, { atLeast: 200 }, '/s')

release()
receiver.closeAllConnections()
receiver.close()
await handler.close()

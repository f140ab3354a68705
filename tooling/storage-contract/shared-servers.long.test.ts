import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endProcess, follow, percentile, until, type Reader } from '../../packages/server/src/live-swarm.js'
import { startSharedServers, type SharedServers } from './shared-servers.js'
import { sqldRuns } from './sqld.js'

describe.skipIf(!sqldRuns)('two servers that share a libSQL server, over minutes', () => {
  let servers: SharedServers
  const readers: Reader[] = []
  beforeAll(async () => void (servers = await startSharedServers()))
  afterAll(async () => {
    readers.forEach((one) => one.leave())
    await servers?.stop()
  })

  it('know of a key that was revoked elsewhere within 30 s: its requests and its open stream end', async () => {
    const [first, second] = [await servers.start(), await servers.start()]
    const key = await servers.createKey()
    const stream = follow(() => second.port, key.secret, { resumes: false })
    readers.push(stream)
    await until('the stream was open', () => stream.opened, 20_000)
    expect((await servers.ask(second, 'GET', '/v1/ledger/entries', undefined, key.secret)).status).toBe(200)
    const from = performance.now()
    const gone = await servers.stateless.operate(new Request(`http://x/v1/keys/${key.id}/revoke`, { method: 'POST', headers: { 'startupkit-workspace': 'acme' } }))
    expect(gone.status).toBe(200)
    await Promise.all([
      until('the stream was cut', () => stream.times > 0, 31_000),
      until('requests were refused', async () => (await servers.ask(second, 'GET', '/v1/ledger/entries', undefined, key.secret)).status === 401, 31_000),
      until('the first refused them too', async () => (await servers.ask(first, 'GET', '/v1/ledger/entries', undefined, key.secret)).status === 401, 31_000),
    ])
    console.log(`a revocation elsewhere was felt everywhere after ${((performance.now() - from) / 1000).toFixed(1)} s`)
  })

  it('take over what a killed one had open, its scheduled work included', async () => {
    const [doomed, heir] = [await servers.start(), await servers.start()]
    const { id } = (await servers.ask(doomed, 'POST', '/v1/contacts', { name: 'Ben', emails: ['ben@example.com'] })).json as { id: string }
    const booking = servers.ask(doomed, 'POST', '/v1/ledger/entries', { type: 'one_time_payment', source: 'manual', amount: 4_321, currency: 'USD', contactId: id })
    expect((await booking).status).toBe(201)
    await endProcess(doomed, 'SIGKILL')
    await until('somebody else had done it', async () => JSON.stringify(((await servers.ask(heir, 'GET', `/v1/contacts/${id}`)).json as { value?: unknown }).value ?? null).includes('4321'), 120_000)
  })

  it('tell 2,000 facts to the other in order, at their pace', async () => {
    const [first, second] = [await servers.start(), await servers.start()]
    const reader = follow(() => second.port, servers.key)
    readers.push(reader)
    await until('the stream was open', () => reader.opened, 20_000)
    const acknowledged: number[] = []
    for (let n = 0; n < 2_000; n++) {
      expect((await servers.ask(first, 'POST', '/v1/ledger/entries', { type: 'one_time_payment', source: 'manual', amount: 5, currency: 'USD' })).status).toBe(201)
      acknowledged.push(performance.now())
      await sleep(Math.random() * 20)
    }
    await until('all had come', () => reader.seen.length >= 2_000, 30_000)
    expect(reader.seen.every((seq, n) => n === 0 || seq === reader.seen[n - 1]! + 1)).toBe(true)
    const late = acknowledged.map((at, n) => reader.at[n]! - at)
    console.log(`p50 ${percentile(late, 0.5).toFixed(0)} ms, p99 ${percentile(late, 0.99).toFixed(0)} ms`)
    expect(percentile(late, 0.99)).toBeLessThan(250)
  })
})

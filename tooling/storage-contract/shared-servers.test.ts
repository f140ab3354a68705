import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { follow, percentile, until, type Reader } from '../../packages/server/src/live-swarm.js'
import { startSharedServers, type SharedServers } from './shared-servers.js'
import { sqldRuns } from './sqld.js'

const entry = (contactId?: string) => ({ type: 'one_time_payment', source: 'manual', amount: 500, currency: 'USD', ...(contactId && { contactId }) })

describe.skipIf(!sqldRuns)('two servers that share a libSQL server', () => {
  let servers: SharedServers
  const readers: Reader[] = []
  beforeAll(async () => void (servers = await startSharedServers()), 60_000)
  afterAll(async () => {
    readers.forEach((one) => one.leave())
    await servers?.stop()
  })

  it('tell each other’s facts, once and in order, soon after they were acknowledged', async () => {
    const [first, second] = [await servers.start(), await servers.start()]
    const heard = [first, second].map(({ port }) => follow(() => port, servers.key))
    readers.push(...heard)
    await until('both streams were open', () => heard.every((one) => one.opened), 20_000)
    const acknowledged: number[] = []
    for (let n = 0; n < 100; n++) {
      const { status } = await servers.ask(first, 'POST', '/v1/ledger/entries', entry())
      expect(status).toBe(201)
      acknowledged.push(performance.now())
      await sleep(Math.random() * 40)
    }
    await until('both had heard all', () => heard.every((one) => one.seen.length >= 100), 10_000)
    expect(heard[1]!.seen).toEqual(heard[0]!.seen)
    expect(heard[1]!.seen.every((seq, n) => n === 0 || seq === heard[1]!.seen[n - 1]! + 1)).toBe(true)
    const late = acknowledged.map((at, n) => heard[1]!.at[n]! - at)
    console.log(`heard of in the other process after ${percentile(late, 0.5).toFixed(0)} ms (p50), ${percentile(late, 0.99).toFixed(0)} ms (p99)`)
    expect(percentile(late, 0.5)).toBeLessThan(250)
    // The promise is 250 ms at p99; the long test holds it to that, over 2,000 facts. Here other tests run beside it.
    expect(percentile(late, 0.99)).toBeLessThan(1_500)
  }, 60_000)

  it('do the work that a process without a worker left', async () => {
    const server = await servers.start()
    const made = (await servers.ask('stateless', 'POST', '/v1/contacts', { name: 'Ann', emails: ['ann@example.com'] })).json as { id: string }
    expect((await servers.ask('stateless', 'POST', '/v1/ledger/entries', entry(made.id))).status).toBe(201)
    const worth = async () => JSON.stringify(((await servers.ask(server, 'GET', `/v1/contacts/${made.id}`)).json as { value?: unknown }).value ?? null)
    await until('the contact was worth something', async () => (await worth()).includes('500'), 20_000)
  }, 60_000)
})

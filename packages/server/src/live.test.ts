import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestServers, createTestServer, type TestServer } from './testing.js'

let server: TestServer
beforeAll(async () => void (server = await createTestServer({ worker: false, liveBacklog: 30_000 })))
afterAll(closeTestServers)

type Fact = { id: string; event: string; data: string }

const parse = (text: string): Fact[] =>
  text.split('\n\n').filter((block) => block.includes('event: ')).map((block) => {
    const field = (name: string) => block.split('\n').find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? ''
    return { id: field('id'), event: field('event'), data: field('data') }
  })

const open = (headers: Record<string, string> = {}, query = '', key: string = server.secret) =>
  server.handler(new Request(`http://api.test/v1/live${query}`, { headers: { authorization: `Bearer ${key}`, ...headers } }))

/** Reads whole events until there are `count`, then hangs up. `began` hears that the first is there. */
async function hear(count: number, headers: Record<string, string> = {}, query = '', began = () => {}): Promise<Fact[]> {
  const response = await open(headers, query)
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const reader = response.body!.getReader()
  const facts: Fact[] = []
  let rest = ''
  while (facts.length < count) {
    const { done, value } = await reader.read()
    if (done) break
    rest += Buffer.from(value).toString('utf8')
    const whole = rest.lastIndexOf('\n\n') + 2
    facts.push(...parse(rest.slice(0, whole)))
    rest = rest.slice(whole)
    if (facts.length > 0) began()
  }
  await reader.cancel()
  return facts
}

let made = 0
let changeAs: () => Promise<void>
beforeAll(async () => {
  const lease = await server.handler.lease(server.workspaceId)
  const asOwner = lease.kit.as({ role: 'owner', id: 'usr_1' })
  lease.release()
  changeAs = async () => void (await asOwner.settings.updateBusiness({ name: `Name ${++made}` }))
})

describe('/v1/live', () => {
  it('begins with its place in the log, then tells facts as they happen', async () => {
    let heard: Promise<Fact[]> | undefined
    await new Promise<void>((began) => (heard = hear(3, {}, '', began)))
    await changeAs()
    await changeAs()
    const [opened, ...facts] = await heard!
    expect(opened).toMatchObject({ event: 'live.opened' })
    expect(facts.map((fact) => Number(fact.id))).toEqual([Number(opened!.id) + 1, Number(opened!.id) + 2])
    expect(JSON.parse(facts[0]!.data)).toMatchObject({ name: 'settings.changed', origin: 'live', data: { room: 'business' } })
  })

  it('loses nothing and doubles nothing when it is cut at random and resumed', async () => {
    const start = Number((await hear(1))[0]!.id)
    const total = 300
    const writing = (async () => {
      for (let at = 0; at < total; at++) {
        await changeAs()
        if (at % 7 === 0) await new Promise((done) => setTimeout(done, 1))
      }
    })()
    const seen: number[] = []
    let last = String(start)
    while (seen.length < total) {
      const facts = (await hear(1 + Math.min(total - seen.length, Math.ceil(Math.random() * 20)), { 'last-event-id': last })).filter((fact) => fact.event !== 'live.opened')
      seen.push(...facts.map((fact) => Number(fact.id)))
      last = String(seen.at(-1) ?? start)
    }
    await writing
    expect(seen).toEqual(Array.from({ length: total }, (_, at) => start + 1 + at))
  })

  it('serves many readers the same facts, late comers included', async () => {
    const start = Number((await hear(1))[0]!.id)
    const readers = Array.from({ length: 20 }, (_, at) => (async () => {
      await new Promise((done) => setTimeout(done, at * 2))
      return (await hear(31, { 'last-event-id': String(start) })).slice(1, 31).map((fact) => Number(fact.id))
    })())
    for (let at = 0; at < 30; at++) await changeAs()
    for (const ids of await Promise.all(readers)) expect(ids).toEqual(Array.from({ length: 30 }, (_, at) => start + 1 + at))
  })

  it('tells only what was asked for, and refuses a name that no fact has', async () => {
    const heard = hear(2, {}, '?names=ledger.entry_recorded,contact.created')
    await new Promise((done) => setTimeout(done, 30))
    await changeAs()
    await server.ask('POST', '/v1/ledger/entries', { body: { type: 'one_time_payment', source: 'manual', amount: 5, currency: 'USD' } })
    expect((await heard).map((fact) => fact.event)).toEqual(['live.opened', 'ledger.entry_recorded'])
    for (const query of ['?names=nothing', '?names=', '?names=settings.changed%0Aevent:x']) expect((await open({}, query)).status).toBe(400)
  })

  it('cannot be made to say what did not happen', async () => {
    const text = 'x\n\nid: 999\nevent: fake\ndata: {}\n\n\r\r\u2028'
    const start = (await hear(1))[0]!.id
    await server.ask('POST', '/v1/contacts', { body: { name: 'Eve', tags: [text.slice(0, 20)], externalId: text } })
    const facts = await hear(2, { 'last-event-id': start })
    expect(facts.map((fact) => fact.event)).not.toContain('fake')
    expect(facts.slice(1).every((fact) => /^[a-z_]+\.[a-z_]+$/.test(fact.event))).toBe(true)
  })

  it('refuses places that are none, strangers and visitors', async () => {
    for (const id of ['abc', '-1', '1.5', '1e3']) expect((await open({ 'last-event-id': id })).status, id).toBe(400)
    expect((await open({ 'last-event-id': '99999999' })).status).toBe(409)
    expect((await open({}, '', 'sk_live_nothing')).status).toBe(401)
    const pk = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'pk', name: 'Site', origins: ['https://shop.example'] })
    expect((await open({ origin: 'https://shop.example' }, '', pk.secret)).status).toBe(403)
  })

  it('cuts a reader that falls behind, and keeps the others', async () => {
    const slow = await open()
    const fast = hear(301)
    await new Promise((done) => setTimeout(done, 30))
    const lease = await server.handler.lease(server.workspaceId)
    const asOwner = lease.kit.as({ role: 'owner', id: 'usr_1' })
    for (let at = 0; at < 15; at++) await Promise.all(Array.from({ length: 20 }, () => asOwner.settings.updateBusiness({ name: `Name ${++made}` })))
    lease.release()
    expect((await fast).length).toBeGreaterThanOrEqual(301)
    const reader = slow.body!.getReader()
    let bytes = 0
    for (let next = await reader.read(); !next.done; next = await reader.read()) bytes += next.value.byteLength
    expect(bytes).toBeLessThan(30_000)
  })

  it('ends for a key that is revoked, and for all when the server stops', async () => {
    const short = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'sk', name: 'Short' })
    const ended = async (response: Response) => {
      const reader = response.body!.getReader()
      for (;;) if ((await reader.read()).done) return true
    }
    const streams = [await open({}, '', short.secret), await open()].map(ended)
    await new Promise((done) => setTimeout(done, 30))
    await server.handler.operate(new Request(`http://x/v1/keys/${short.id}/revoke`, { method: 'POST', headers: { 'startupkit-workspace': 'acme' } }))
    expect(await Promise.race(streams)).toBe(true)
    await server.handler.endLive()
    expect(await Promise.all(streams)).toEqual([true, true])
  })
})

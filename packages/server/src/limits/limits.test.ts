import { testClock } from '@startupkit/core/testing'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createPeopleServer } from '../people-testing.js'
import { closeTestServers, createTestServer, type TestServer } from '../testing.js'
import { createBuckets } from './buckets.js'
import { blockOf, readAddress } from './ip-address.js'
import { readTrustedProxies } from './trusted-proxies.js'

afterAll(closeTestServers)

describe('buckets', () => {
  it('hold a minute, fill all the time, and say when to come back', () => {
    const buckets = createBuckets()
    for (let at = 9; at >= 0; at--) expect(buckets.take('a', 10, 1_000)).toEqual({ remaining: at, fullInMs: (10 - at) * 6_000, waitMs: 0 })
    expect(buckets.take('a', 10, 1_000)).toEqual({ remaining: 0, fullInMs: 60_000, waitMs: 6_000 })
    expect(buckets.take('a', 10, 6_999).waitMs).toBeCloseTo(1)
    expect(buckets.take('a', 10, 7_000).waitMs).toBe(0)
    expect(buckets.take('b', 10, 7_000).remaining).toBe(9)
  })

  it('never let more through than a full one and what filled it since', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 300 }), (perMinute, gaps) => {
        const buckets = createBuckets()
        let now = 0
        let passed = 0
        for (const gap of gaps) {
          now += gap
          if (buckets.take('a', perMinute, now).waitMs === 0) passed++
        }
        expect(passed).toBeLessThanOrEqual(perMinute + Math.floor((now * perMinute) / 60_000) + 1)
      }),
    )
  })

  it('remember no more than two generations, and whoever was busy across the turn', () => {
    const buckets = createBuckets(100)
    for (let at = 0; at < 10_000; at++) buckets.take(`name ${at}`, 10, 0)
    expect(buckets.size()).toBeLessThanOrEqual(200)
    for (let at = 0; at < 10; at++) buckets.take('busy', 10, 59_000)
    expect(buckets.take('busy', 10, 60_001).remaining).toBe(0)
  })

  it('keep nobody out for longer than a minute when the clock is set back', () => {
    const buckets = createBuckets()
    for (let at = 0; at < 10; at++) buckets.take('a', 10, 1e12)
    expect(buckets.take('a', 10, 1e12 - 3_600_000).waitMs).toBe(6_000)
    expect(buckets.take('a', 10, 1e12 - 3_600_000 + 6_000).waitMs).toBe(0)
  })
})

describe('addresses', () => {
  it('are read one way', () => {
    expect(['192.0.2.1', '::FFFF:192.0.2.1', '::ffff:c000:201', '2001:DB8::1', 'fe80::1%eth0', '::', '1.2.3', 'host', '', '192.0.2.1\n', '::1::'].map(readAddress)).toEqual(['192.0.2.1', '192.0.2.1', '192.0.2.1', '2001:db8::1', 'fe80::1', '::', null, null, null, null, null])
    expect(['192.0.2.1', '2001:db8::1', '2001:db8:0:0:ffff::', '::1', '64:ff9b::192.0.2.1', '1:2:3:4:5:6:7:8'].map(blockOf)).toEqual(['192.0.2.1', '2001:db8:0:0::/64', '2001:db8:0:0::/64', '0:0:0:0::/64', '64:ff9b:0:0::/64', '1:2:3:4::/64'])
  })

  it('of trusted proxies are a count or networks, and nothing else', () => {
    for (const good of ['0', '1', '9', '10.0.0.0/8', '10.0.0.1, fd00::/8', '::1/128']) expect(readTrustedProxies(good), good).toBeDefined()
    for (const bad of ['', ' ', '-1', '10', '1.5', 'true', '10.0.0.0/33', '::/129', '10.0.0.0/8/8', '10.0.0/8', 'proxy.example', '10.0.0.0/']) expect(readTrustedProxies(bad), bad).toBeUndefined()
  })
})

const page = { origin: 'https://shop.example' }
async function limited() {
  const clock = testClock()
  const server = await createTestServer({ clock, limits: { personPerMinute: 10 } })
  const { secret: publishable } = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'pk', name: 'Site', origins: [page.origin] })
  const choose = async (limits: object) => {
    expect((await server.operate('PATCH', '/v1/settings/limits', limits)).status).toBe(200)
    clock.tick(10_001)
    await server.ask('GET', '/v1/contacts') // starts the reading that the next request finds done
    await new Promise((done) => setTimeout(done, 50))
    clock.tick(60_000)
  }
  return { server, clock, publishable, choose }
}
const times = async (count: number, ask: () => ReturnType<TestServer['ask']>) => {
  const all = []
  for (let at = 0; at < count; at++) all.push((await ask()).status)
  return all
}

describe('limits', () => {
  it('are those of the workspace, told on every answer, and end with a problem that says when to come back', async () => {
    const { server, clock, choose } = await limited()
    expect((await server.ask('GET', '/v1/contacts')).headers.get('ratelimit-policy')).toBe('"key";q=6000;w=60')
    await choose({ perSecretKey: 10 })
    const first = await server.ask('GET', '/v1/contacts')
    expect([first.headers.get('ratelimit-policy'), first.headers.get('ratelimit')]).toEqual(['"key";q=10;w=60', '"key";r=9;t=6'])
    await times(9, () => server.ask('GET', '/v1/contacts'))
    const refused = await server.ask('GET', '/v1/contacts', { headers: { 'accept': 'application/json' } })
    expect(refused).toMatchObject({ status: 429, json: { code: 'rate_limited', status: 429, params: { policy: 'key' } } })
    expect([refused.headers.get('retry-after'), refused.headers.get('ratelimit'), refused.headers.get('content-type')]).toEqual(['6', '"key";r=0;t=60', 'application/problem+json; charset=utf-8'])
    const { secret: other } = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'sk', name: 'Other' })
    expect((await server.ask('GET', '/v1/contacts', { key: other })).status).toBe(200)
    clock.tick(6_000)
    expect(await times(2, () => server.ask('GET', '/v1/contacts'))).toEqual([200, 429])
  })

  it('count before the work: a refused write writes nothing, a forbidden one counts', async () => {
    const { server, choose } = await limited()
    await choose({ perSecretKey: 10 })
    expect(await times(10, () => server.ask('POST', '/v1/keys', { body: {} }))).toEqual(Array(10).fill(403))
    const before = (await server.operate('GET', '/v1/contacts')).json.data.length
    expect((await server.ask('POST', '/v1/contacts', { body: { name: 'Late' } })).status).toBe(429)
    expect((await server.operate('GET', '/v1/contacts')).json.data).toHaveLength(before)
  })

  it('stop one visitor without stopping the others of the key', async () => {
    const { server, publishable, choose } = await limited()
    await choose({ perVisitor: 10, perPublishableKey: 15 })
    const visit = (from: string) => () => server.ask('GET', '/v1/visitor', { key: publishable, headers: page, from })
    expect((await times(30, visit('192.0.2.7'))).filter((status) => status === 200)).toHaveLength(10)
    const refused = await visit('192.0.2.7')()
    expect(refused.json.params).toEqual({ policy: 'visitor' })
    expect(refused.headers.get('access-control-expose-headers')).toContain('ratelimit')
    expect((await times(10, visit('192.0.2.8'))).filter((status) => status === 200)).toHaveLength(5)
    expect((await visit('192.0.2.9')()).json.params).toEqual({ policy: 'key' })
  })

  it('cannot be raised by a workspace above what the server allows', async () => {
    const server = await createTestServer({ clock: testClock(), limits: { keyPerMinute: 20 } })
    expect((await server.operate('PATCH', '/v1/settings/limits', { perSecretKey: 1_000_000 })).status).toBe(200)
    expect((await times(30, () => server.ask('GET', '/v1/contacts'))).filter((status) => status === 200)).toHaveLength(20)
    for (const perSecretKey of [0, -1, 9, 1.5, 1_000_001, null, '100']) expect((await server.operate('PATCH', '/v1/settings/limits', { perSecretKey })).status, String(perSecretKey)).toBe(400)
  })

  it('count a person as one, whichever browser they sit at, and a visitor token beside a session for nothing', async () => {
    const people = await createPeopleServer({ limits: { personPerMinute: 10 } })
    await people.person('ada@example.com')
    await people.person('bo@example.com')
    const [ada, again, bo] = [await people.signedIn('ada@example.com'), await people.signedIn('ada@example.com'), await people.signedIn('bo@example.com')]
    const look = (browser: typeof ada) => browser.ask('GET', '/v1/contacts', undefined, { 'startupkit-workspace': 'acme' })
    const answers = []
    for (let at = 0; at < 20; at++) answers.push(await look(at % 2 === 0 ? ada : again))
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(11)
    expect(answers.at(-1)).toMatchObject({ status: 429, json: { params: { policy: 'person' } } })
    expect((await look(bo)).headers.get('ratelimit-policy')).toBe('"person";q=10;w=60')
    expect(await bo.ask('GET', '/v1/contacts', undefined, { 'startupkit-workspace': 'acme', 'startupkit-visitor': 'x' })).toMatchObject({ status: 401, json: { code: 'visitor_token_invalid' } })
  })

  it('leave out health checks and whoever runs the machine', async () => {
    const server = await createTestServer({ clock: testClock(), limits: { addressPerMinute: 10, keyPerMinute: 10 } })
    expect(new Set(await times(30, () => server.ask('GET', '/healthz', { from: '192.0.2.7', key: null })))).toEqual(new Set([200]))
    expect(new Set(await times(30, () => server.operate('GET', '/v1/contacts')))).toEqual(new Set([200]))
    expect((await times(30, () => server.ask('GET', '/v1/contacts', { from: '192.0.2.7', key: null }))).filter((status) => status === 429)).toHaveLength(20)
  })
})

describe('a body', () => {
  it('may be as large as the server says, in bytes that came', async () => {
    const server = await createTestServer({ bodyLimit: 20_000, uploadLimit: 50_000 })
    const name = 'x'.repeat(150)
    const padded = (size: number) => `{"name":"${name}"${' '.repeat(size - name.length - 11)}}`
    expect((await server.ask('POST', '/v1/contacts', { raw: padded(20_000) })).status).toBe(201)
    for (const headers of [{}, { 'content-length': '10' }]) expect(await server.ask('POST', '/v1/contacts', { raw: padded(20_001), headers: headers as never })).toMatchObject({ status: 413, json: { code: 'body_too_large' } })
    const upload = (size: number) => server.ask('POST', '/v1/imports/uploads', { raw: 'x'.repeat(size), headers: { 'content-type': 'application/zip' } })
    expect([(await upload(50_000)).status, (await upload(50_001)).status]).toEqual([201, 413])
    const streamed = new Request('http://api.test/v1/contacts', { method: 'POST', duplex: 'half', headers: { authorization: `Bearer ${server.secret}`, 'content-type': 'application/json' }, body: new Blob([padded(20_001)]).stream() } as never)
    expect((await server.handler(streamed)).status).toBe(413)
  })
})

import { afterAll, describe, expect, it } from 'vitest'
import { testClock } from '@startupkit/core/testing'
import type { HandlerConfig } from '../handler.js'
import { closeTestServers, createTestServer, type TestServer } from '../testing.js'

afterAll(closeTestServers)

const read = (server: TestServer, from: string, headers: Record<string, string> = {}) => server.ask('GET', '/v1/settings/business', { from, headers })
const limited = (config: HandlerConfig = {}) => createTestServer({ clock: testClock(), limits: { addressPerMinute: 10 }, ...config })

/** How many of ten requests more are answered, each from where `next` says. */
async function answered(server: TestServer, next: (at: number) => [from: string, headers?: Record<string, string>]): Promise<number> {
  let count = 0
  for (let at = 0; at < 10; at++) if ((await read(server, ...next(at))).status === 200) count++
  return count
}

/** What the audit trail says of where the newest change came from. */
async function addressOf(server: TestServer, from: string, headers: Record<string, string>): Promise<string | null> {
  const { json } = await server.ask('POST', '/v1/contacts', { from, headers, body: { name: 'Ada' } })
  const lines = (await server.operate('GET', `/v1/audit?subject=${json.id}`)).json.data
  return lines[0].address ?? lines[0].from?.address ?? null
}

const forged = (at: number): Record<string, string>[] => {
  const other = `198.51.100.${at}`
  return [
    { 'x-forwarded-for': other }, { 'x-forwarded-for': `${other}, 203.0.113.1` }, { 'x-forwarded-for': '127.0.0.1' }, { 'x-forwarded-for': '' }, { 'x-forwarded-for': `"${other}"` }, { forwarded: `for=${other}` },
    { 'x-real-ip': other }, { 'x-client-ip': other }, { 'cf-connecting-ip': other }, { 'true-client-ip': other }, { 'x-cluster-client-ip': other }, { 'x-originating-ip': other }, { 'fastly-client-ip': other },
  ]
}

describe('without trusted proxies', () => {
  it('no header changes whom a request is counted as', async () => {
    const server = await limited()
    expect(await answered(server, () => ['192.0.2.7'])).toBe(10)
    for (const [at, headers] of forged(9).entries()) expect((await read(server, '192.0.2.7', headers)).status, JSON.stringify(headers) + at).toBe(429)
    expect((await read(server, '192.0.2.8')).status).toBe(200)
  })

  it('makes nobody local, and local nobody', async () => {
    const server = await limited()
    expect(await answered(server, () => ['127.0.0.1'])).toBe(10)
    expect((await read(server, '127.0.0.1')).status).toBe(200) // this machine is not counted
    // What came through a proxy on this machine is not local, whatever it says.
    for (const headers of forged(1)) expect((await read(server, '127.0.0.1', headers)).headers.get('ratelimit'), JSON.stringify(headers)).toMatch(/^"address";r=\d+/)
  })
})

describe('behind counted proxies', () => {
  it('the nth from the right counts, whatever stands left of it (Hono CVE-2026-27700)', async () => {
    const server = await limited({ trustedProxies: '1' })
    expect(await answered(server, (at) => ['10.0.0.1', { 'x-forwarded-for': `198.51.100.${at}, ${at}.1.1.1, 192.0.2.7` }])).toBe(10)
    expect((await read(server, '10.0.0.1', { 'x-forwarded-for': '203.0.113.9, 192.0.2.7' })).status).toBe(429)
    expect((await read(server, '10.0.0.1', { 'x-forwarded-for': '192.0.2.7, 203.0.113.9' })).status).toBe(200)
    const two = await limited({ trustedProxies: '2' })
    expect(await addressOf(two, '10.0.0.1', { 'x-forwarded-for': '6.6.6.6, 192.0.2.7, 10.0.0.2' })).toBe('192.0.2.7')
    expect(await addressOf(two, '10.0.0.1', { 'x-forwarded-for': '192.0.2.7' })).toBe('10.0.0.1') // it skipped a proxy: nothing in it is known
  })

  it('garbage, ports and spellings lead to one address', async () => {
    const server = await limited({ trustedProxies: '1' })
    const cases: [string, string][] = [
      ['192.0.2.7:5123', '192.0.2.7'], ['[2001:db8::1]:443', '2001:db8::1'], ['[2001:DB8::1]', '2001:db8::1'], ['::ffff:192.0.2.7', '192.0.2.7'], ['::FFFF:c000:207', '192.0.2.7'], ['fe80::1%eth0', 'fe80::1'],
      ['unknown', '10.0.0.1'], ['_hidden', '10.0.0.1'], ['', '10.0.0.1'], ['192.0.2', '10.0.0.1'], ['0xc0.0.2.7', '10.0.0.1'], ['192.0.2.007', '10.0.0.1'], ['3221225991', '10.0.0.1'], ['192.0.2.7, ', '10.0.0.1'], ['x'.repeat(8_000), '10.0.0.1'],
    ]
    for (const [header, expected] of cases) expect(await addressOf(server, '10.0.0.1', { 'x-forwarded-for': header }), header).toBe(expected)
  })

  it('one header or several are the same', async () => {
    const server = await limited({ trustedProxies: '1' })
    const headers = new Headers({ authorization: `Bearer ${server.secret}` })
    for (const one of ['203.0.113.5', '192.0.2.7']) headers.append('x-forwarded-for', one)
    for (let at = 0; at < 10; at++) await server.handler(new Request('http://api.test/v1/settings/business', { headers }), { incoming: { socket: { remoteAddress: '10.0.0.1' } } as never })
    expect((await read(server, '10.0.0.1', { 'x-forwarded-for': '192.0.2.7' })).status).toBe(429)
  })
})

describe('behind proxies that are known by their address', () => {
  it('only they are believed, however many there are', async () => {
    const server = await limited({ trustedProxies: '10.0.0.0/8 fd00::/8' })
    expect(await addressOf(server, '192.0.2.66', { 'x-forwarded-for': '203.0.113.9' })).toBe('192.0.2.66')
    expect(await addressOf(server, '::ffff:10.1.2.3', { 'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.9.9.9, fd12::1' })).toBe('203.0.113.9')
    expect(await addressOf(server, '10.1.2.3', { 'x-forwarded-for': '6.6.6.6, nonsense, 10.9.9.9' })).toBe('10.9.9.9')
    expect(await addressOf(server, '10.1.2.3', { 'x-forwarded-for': '10.4.4.4' })).toBe('10.4.4.4')
    expect(await addressOf(server, '10.1.2.3', {})).toBe('10.1.2.3')
  })
})

describe('an IPv6 network', () => {
  it('is counted as its /64, and IPv4 inside IPv6 as itself', async () => {
    const server = await limited()
    expect(await answered(server, (at) => [`2001:db8:1:2:${at}::${at}`])).toBe(10)
    for (const same of ['2001:db8:1:2::1', '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::1%en0']) expect((await read(server, same)).status, same).toBe(429)
    expect((await read(server, '2001:db8:1:3::1')).status).toBe(200)
    expect(await answered(server, () => ['::ffff:192.0.2.7'])).toBe(10)
    expect((await read(server, '192.0.2.7')).status).toBe(429)
    expect((await read(server, '::ffff:192.0.2.8')).status).toBe(200)
  })
})

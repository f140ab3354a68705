import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../app.js'
import { exposedBy } from '../expose.js'
import { nodeListener } from '../listen.js'
import { createPeopleServer, dashboard, password, type Browser, type PeopleServer } from '../people-testing.js'
import { closeTestServers } from '../testing.js'

let server: PeopleServer
let listener: Server
let ada: Browser
beforeAll(async () => {
  server = await createPeopleServer({ bodyLimit: 100_000 })
  await server.person('ada@acme.example')
  ada = await server.signedIn('ada@acme.example')
  listener = createServer(nodeListener(server.handler))
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  listener.closeAllConnections()
  await new Promise((done) => listener.close(done))
  await closeTestServers()
})

type Got = { status: number; headers: IncomingHttpHeaders; text: string }

/** A request over a real socket, with exactly these headers. */
const over = (method: string, path: string, headers: Record<string, string | string[]>, body?: string | Buffer): Promise<Got> =>
  new Promise((done, failed) => {
    const { port } = listener.address() as AddressInfo
    const sent = request({ host: '127.0.0.1', port, method, path, headers: { connection: 'close', ...headers }, timeout: 10_000 }, (answer) => {
      let text = ''
      answer.on('data', (bytes: Buffer) => (text += bytes.toString())).on('end', () => done({ status: answer.statusCode!, headers: answer.headers, text }))
    })
    sent.on('error', failed).end(body)
  })

const changing = exposedBy(createApp()).filter(({ route }) => route.method !== 'get')
const foreign: Record<string, string>[] = [
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'null', 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' }, { 'sec-fetch-site': 'same-origin' }, {}, { origin: `${dashboard}.evil.example` }, { origin: `${dashboard}:8443`, 'sec-fetch-site': 'same-site' }, { origin: dashboard.toUpperCase() }, { origin: `${dashboard}/` }, { origin: ` ${dashboard} x` },
  { origin: `${dashboard}, https://evil.example` }, { origin: 'https://evil.example', referer: `${dashboard}/x` }, { origin: 'https://evil.example', host: 'dash.test' }, { origin: 'https://evil.example', 'x-forwarded-host': 'dash.test', 'x-http-method-override': 'GET' },
]

describe('a cookie that somebody else\'s page sends along', () => {
  it('changes nothing, by any route that changes something', async () => {
    expect(changing.length).toBeGreaterThan(70)
    for (const [at, { route }] of changing.entries()) {
      // Every route meets some of them, and all of them meet many routes.
      for (const headers of [foreign[at % foreign.length]!, foreign[(at * 7 + 3) % foreign.length]!, foreign[0]!]) {
        const answer = await over(route.method.toUpperCase(), route.path.replace(/\{\w+\}/g, 'x'), { cookie: ada.cookie, 'startupkit-workspace': 'acme', 'content-type': 'application/json', 'content-length': '2', ...headers }, '{}')
        if (route.open) expect([route.path, answer.headers['set-cookie'] ?? null, [400, 401, 403, 404].includes(answer.status) || route.path.endsWith('/sign-out')]).toEqual([route.path, answer.headers['set-cookie'] ?? null, true])
        else expect([route.path, JSON.stringify(headers), answer.status]).toEqual([route.path, JSON.stringify(headers), 401])
        expect(answer.headers['access-control-allow-credentials'], JSON.stringify(headers)).toBeUndefined()
      }
    }
    expect((await ada.ask('GET', '/v1/me')).status).toBe(200) // also still signed in
  }, 60_000)

  it.each(foreign.slice(0, 12))('does not sign its owner out, nor somebody else in: %j', async (headers) => {
    if (headers['origin'] === undefined && headers['sec-fetch-site'] !== 'cross-site' && headers['sec-fetch-site'] !== 'same-site') return // no page sends that
    for (const [path, body] of [['/v1/auth/sign-out', {}], ['/v1/auth/sign-in', { email: 'ada@acme.example', password }], ['/v1/auth/link', { email: 'ada@acme.example' }], ['/v1/auth/demo', {}]] as const) {
      const answer = await over('POST', path, { cookie: ada.cookie, 'content-type': 'application/json', ...headers }, JSON.stringify(body))
      expect([path, answer.status, answer.headers['set-cookie']]).toEqual([path, 403, undefined])
    }
    expect((await ada.ask('GET', '/v1/me')).status).toBe(200)
  })

  it('is none when the body is not JSON, however the type is dressed up', async () => {
    for (const type of ['text/plain', 'text/plain; application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=utf-7', 'application/json+x', 'text/json', 'application/csp-report', 'application/reports+json', 'application/json, text/plain', 'Application/JSON; charset=utf-16', '', '*/*'])
      expect([type, (await over('POST', '/v1/contacts', { cookie: ada.cookie, origin: dashboard, 'startupkit-workspace': 'acme', 'content-type': type }, '{"name":"Mallory"}')).status]).toEqual([type, 415])
  })

  it('cannot be hidden behind another method', async () => {
    for (const headers of [{ 'x-http-method-override': 'DELETE' }, { 'x-http-method': 'PATCH' }, { 'x-method-override': 'POST' }] as Record<string, string>[]) {
      const answer = await over('GET', '/v1/me?_method=DELETE', { cookie: ada.cookie, ...headers })
      expect(answer.status).toBe(400)
      expect((await over('GET', '/v1/me', { cookie: ada.cookie, ...headers })).status).toBe(200)
    }
    for (const method of ['TRACE', 'PROPFIND', 'M-SEARCH', 'LINK']) expect([method, (await over(method, '/v1/me', { cookie: ada.cookie, origin: dashboard })).status]).toEqual([method, 405])
  })
})

describe('a cookie from another port or another host of the same site', () => {
  it('shadows none: two of a name are none', async () => {
    const [name, value] = ada.cookie.split('=') as [string, string]
    const other = await server.signedIn('ada@acme.example')
    for (const cookie of [`${other.cookie}; ${ada.cookie}`, `${name}=; ${ada.cookie}`, `${ada.cookie}; ${name}=x`, `${name}="${value}"`, `${name} =${value}; ${name}=x`]) expect([cookie.slice(0, 40), (await over('GET', '/v1/me', { cookie })).status]).toEqual([cookie.slice(0, 40), 401])
    expect((await over('GET', '/v1/me', { cookie: [other.cookie, ada.cookie] })).status).toBe(401)
    for (const cookie of [`x=1; ${ada.cookie}; y=2`, `${name}x=1; ${ada.cookie}`, `x${name}=1;${ada.cookie}`]) expect((await over('GET', '/v1/me', { cookie })).status).toBe(200)
  })

  it('is not taken over https, where the name says who set it', async () => {
    const secure = await createPeopleServer({ publicUrl: 'https://api.example' })
    await secure.person('bo@acme.example')
    const bo = await secure.signedIn('bo@acme.example')
    expect(bo.cookie).toMatch(/^__Host-startupkit_session=/)
    expect((await bo.ask('GET', '/v1/me')).status).toBe(200)
    const value = bo.cookie.slice(bo.cookie.indexOf('=') + 1)
    for (const name of ['startupkit_session', '__Secure-startupkit_session', '__host-startupkit_session', ' __Host-startupkit_session2']) expect([name, (await secure.browser(`${name}=${value}`).ask('GET', '/v1/me')).status]).toEqual([name, 401])
  })

  it('signed elsewhere opens nothing here: neither another server\'s, nor one put together', async () => {
    const elsewhere = await createPeopleServer()
    await elsewhere.person('ada@acme.example')
    const theirs = await elsewhere.signedIn('ada@acme.example')
    expect((await server.browser(theirs.cookie).ask('GET', '/v1/me')).status).toBe(401)
    const [name, value] = ada.cookie.split('=') as [string, string]
    const [token, signature] = decodeURIComponent(value).split('.') as [string, string]
    const other = decodeURIComponent((await server.signedIn('ada@acme.example')).cookie.split('=')[1]!).split('.')[0]!
    for (const forged of [`${other}.${signature}`, `${token}.${signature.slice(0, -1)}`, `${token}.${signature}=`, `${token}..${signature}`, `.${signature}`, `${token}.${signature.toLowerCase()}`, `${token}%00.${signature}`, `x${token}.${signature}`]) expect([forged, (await server.browser(`${name}=${encodeURIComponent(forged)}`).ask('GET', '/v1/me')).status]).toEqual([forged, 401])
  })
})

describe('a body that is more than it seems', () => {
  const post = (headers: Record<string, string>, body: string | Buffer) => over('POST', '/v1/contacts', { authorization: `Bearer ${server.secret}`, 'content-type': 'application/json', ...headers }, body)

  it('is refused when it is packed, whatever it would become', async () => {
    for (const encoding of ['gzip', 'deflate', 'br', 'identity', 'gzip, gzip', 'x-gzip']) expect([encoding, (await post({ 'content-encoding': encoding }, gzipSync(`{"name":"${'a'.repeat(10_000_000)}"}`))).status]).toEqual([encoding, 415])
  })

  it('is refused when it is too large, also in pieces and with a length that lies', async () => {
    const large = `{"name":"${'a'.repeat(150_000)}"}`
    expect((await post({ 'content-length': String(large.length) }, large)).status).toBe(413)
    expect((await post({ 'transfer-encoding': 'chunked' }, large)).status).toBe(413)
    expect((await over('POST', '/v1/auth/sign-in', { 'content-type': 'application/json', origin: dashboard }, `{"email":"ada@acme.example","password":"${'a'.repeat(150_000)}"}`)).status).toBe(413)
    expect((await over('POST', '/v1/auth/sign-in', { 'content-type': 'application/json', origin: dashboard }, `{"email":"ada@acme.example","password":"${'a'.repeat(90_000)}"}`)).status).toBe(400) // and never hashed
  })

  it('tells nothing of how the house is built, whatever is wrong with it', async () => {
    for (const body of ['{', '[]', 'null', '"x"', '{"name":}', '{"a":1,"a":2}', `${'['.repeat(50)}${']'.repeat(50)}`, '{"name":1e400}', '{"name":"\\ud800"}', '{"name":"\\u0000"}', Buffer.from([0xff, 0xfe, 0x7b]), `{${Array.from({ length: 10_001 }, (_, at) => `"k${at}":1`).join()}}`]) {
      const answer = await post({}, body)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(answer.text).not.toMatch(/\bat \S+ \(|node_modules|\/src\/|\.ts:\d|SELECT |SQLITE|Unexpected token|zod/i)
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    }
  })
})

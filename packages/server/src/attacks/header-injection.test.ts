import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../app.js'
import { exposedBy } from '../expose.js'
import { nodeListener } from '../listen.js'
import { closeTestServers, createTestServer, type TestServer } from '../testing.js'

let server: TestServer
let listener: Server
let publishable: string
beforeAll(async () => {
  server = await createTestServer()
  publishable = (await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'pk', name: 'Site', origins: ['https://shop.example'] })).secret
  listener = createServer(nodeListener(server.handler))
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  listener.closeAllConnections()
  await new Promise((done) => listener.close(done))
  await closeTestServers()
})

/** Sends bytes as they are and reads what comes back until the other end closes. */
const raw = (text: string): Promise<string> =>
  new Promise((done, failed) => {
    const socket = connect((listener.address() as AddressInfo).port, '127.0.0.1')
    let answer = ''
    socket.setTimeout(5_000, () => socket.destroy())
    socket.on('data', (bytes) => (answer += bytes.toString('latin1'))).on('close', () => done(answer)).on('error', failed)
    socket.end(Buffer.from(text, 'latin1'))
  })
const get = (path: string, lines: string[] = []) => raw([`GET ${path} HTTP/1.1`, 'Host: api.test', `Authorization: Bearer ${server.secret}`, 'Connection: close', ...lines, '', ''].join('\r\n'))
const headOf = (answer: string) => answer.slice(0, answer.indexOf('\r\n\r\n'))
const statusOf = (answer: string) => Number(answer.slice(9, 12))

const breaks = ['%0d%0aSet-Cookie:%20evil=1', '%0aSet-Cookie:%20evil=1', '%0dSet-Cookie:%20evil=1', '%00', '%E5%98%8A%E5%98%8DSet-Cookie:%20evil=1', '%c4%8d%c4%8aSet-Cookie:evil=1', '%22%3b%20filename=%22evil.exe']

describe('header injection', () => {
  it('no address of any route gets a line of its own into the answer', async () => {
    for (const { route } of exposedBy(createApp()).filter(({ route }) => route.method === 'get')) {
      for (const text of breaks) {
        const path = `${route.path.replace(/\{\w+\}/g, text)}?format=${text}&cursor=${text}&name=${text}&from=${text}&currency=${text}`
        const head = headOf(await get(path))
        expect(statusOf(head), path).toBeGreaterThanOrEqual(200)
        expect(head, path).not.toMatch(/^set-cookie|evil/im)
      }
    }
  }, 60_000)

  it.each(['Authorization', 'StartupKit-Workspace', 'StartupKit-Visitor', 'Origin', 'Idempotency-Key', 'Last-Event-ID', 'X-Forwarded-For', 'User-Agent', 'Content-Type', 'Accept'])('%s with a break or a NUL in it is no request', async (name) => {
    for (const value of ['a\nSet-Cookie: evil=1', 'a\rSet-Cookie: evil=1', 'a\0b', '\0']) {
      const answer = await get('/v1/contacts', [`${name}: ${value}`])
      expect(headOf(answer), JSON.stringify(value)).not.toMatch(/evil/i)
      if (!value.includes('\n')) expect(statusOf(answer), JSON.stringify(value)).toBe(400)
    }
  })

  it('an origin comes back only where it is known, letter by letter', async () => {
    for (const origin of ['https://shop.example\t', 'https://shop.example\x0b', 'https://shop.example\x7f', 'https://shop.example\x85Set-Cookie: evil=1', 'https://shop.exampl\xe9']) {
      const head = headOf(await raw(`GET /v1/visitor HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${publishable}\r\nOrigin: ${origin}\r\n\r\n`))
      if (origin.trim() !== 'https://shop.example') expect(head, JSON.stringify(origin)).not.toMatch(/access-control-allow-origin|evil/i)
    }
  })

  it('what is stored for a header is refused with a break in it', async () => {
    for (const text of ['\r\nSet-Cookie: evil=1', '\n', '\r', '\0', '\t', ' ', '\u2028']) {
      for (const origin of [`https://shop.example${text}`, `https://sh${text}op.example`, `${text}https://shop.example`]) {
        expect(await server.operate('POST', '/v1/keys', { kind: 'pk', name: 'x', origins: [origin] }), JSON.stringify(origin)).toMatchObject({ status: 400 })
      }
    }
    for (const key of ['a\tb', 'ü', 'x'.repeat(256)]) expect(await server.ask('POST', '/v1/contacts', { body: { name: 'x' }, headers: { 'idempotency-key': key } }), key).toMatchObject({ status: 400, json: { code: 'idempotency_key_invalid' } })
  })

  it('one request cannot be read as two', async () => {
    const body = '{"name":"Smuggled"}'
    const start = `POST /v1/contacts HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${server.secret}\r\nContent-Type: application/json\r\n`
    const before = (await server.operate('GET', '/v1/contacts')).json.data.length
    for (const framing of [`Content-Length: 5\r\nTransfer-Encoding: chunked`, `Content-Length: ${body.length}\r\nContent-Length: 5`, 'Transfer-Encoding: chunked, identity', 'Content-Length: +19', 'Content-Length: 0x13', `Content-Length : ${body.length}`, 'Transfer-Encoding : chunked']) {
      const answer = await raw(`${start}${framing}\r\n\r\n${body}`)
      expect(statusOf(answer), framing).toBe(400)
    }
    expect((await server.operate('GET', '/v1/contacts')).json.data).toHaveLength(before)
  })
})

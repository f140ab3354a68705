import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestServers, createTestServer, type TestServer } from '../testing.js'

let server: TestServer
let inner: Server
let port = 0
let connections = 0

/** Something on this machine that nobody outside may reach, at a port where mail is handed in. */
beforeAll(async () => {
  server = await createTestServer()
  inner = createServer((socket) => {
    connections++
    socket.end('220 inner.example ESMTP\r\n')
  })
  for (const candidate of [2525, 2587, 2465]) {
    const listens = await new Promise<boolean>((done) => inner.once('error', () => done(false)).listen(candidate, '::', () => done(true)))
    if (listens) port = candidate
    if (listens) break
  }
  expect(port).toBeGreaterThan(0)
})
afterAll(async () => {
  await new Promise((done) => inner.close(done))
  await closeTestServers()
})

const hosts = [
  '127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1', '017700000001', '127.0.0.1.', '0.0.0.0', '0', 'localhost', 'LOCALHOST', 'localhost.', 'x.localhost', '[::1]', '[::]', '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[::127.0.0.1]', '[64:ff9b::127.0.0.1]', '[fe80::1]', '[fc00::1]', '[fd00:ec2::254]', '169.254.169.254', '2852039166', '0xa9fea9fe', '[::ffff:169.254.169.254]', '10.0.0.1', '172.16.0.1', '192.168.1.1',
  '100.64.0.1', '100.100.100.200', '168.63.129.16', '224.0.0.1', '255.255.255.255', '\u2460\u2461\u2466.0.0.1', '127\u30020\u30020\u30021', '\uff11\uff12\uff17.0.0.1', 'metadata.google.internal', 'printer.local',
]

describe('an address that an owner gives', () => {
  it.each(hosts)('of a webhook is not inside: %s', async (host) => {
    for (const url of [`https://${host}/`, `https://${host}:443/x`, `HTTPS://${host}`, `https:\\\\${host}\\`, `https:${host}`]) {
      const answer = await server.ask('POST', '/v1/webhooks/endpoints', { body: { url } })
      expect([url, answer.status]).toEqual([url, 400])
      expect(answer.text).not.toMatch(/stack|node:/)
    }
    expect((await server.ask('GET', '/v1/webhooks/endpoints')).json.data).toEqual([])
  })

  it.each(['http://example.com', 'https://user@example.com', 'https://:pw@example.com', 'https://example.com:22', 'https://example.com:80', 'file:///etc/passwd', 'gopher://example.com', 'ftp://example.com', 'data:text/plain,x', 'javascript:alert(1)', '//example.com', 'https://', 'https://example.com\r\nHost: x', 'https://example.com\u0000', `https://example.com/${'x'.repeat(5_000)}`])('of a webhook is https, on its own port, and nothing else: %j', async (url) => {
    expect((await server.ask('POST', '/v1/webhooks/endpoints', { body: { url } })).status).toBe(400)
  })

  it('is checked anew when it changes', async () => {
    const { id } = (await server.ask('POST', '/v1/webhooks/endpoints', { body: { url: 'https://hooks.example.com' } })).json
    for (const host of hosts) expect((await server.ask('PATCH', `/v1/webhooks/endpoints/${id}`, { body: { url: `https://${host}` } })).status, host).toBe(400)
  })

  it('of a mail server leads to nothing inside, however it is written', async () => {
    for (const written of hosts) {
      const host = written.replace(/^\[|\]$/g, '')
      const set = await server.operate('PATCH', '/v1/settings/mail', { host, port, security: 'none', fromAddress: 'hello@acme.example', user: 'a', password: 'secret of the mail' })
      expect([host, [200, 400].includes(set.status)]).toEqual([host, true])
      if (set.status === 400) continue
      const checked = (await server.operate('POST', '/v1/mail/check', {})).json
      expect([host, checked.ok, checked.steps.map((step: { step: string }) => step.step)]).toEqual([host, false, ['resolve', 'spf']])
    }
    for (const host of ['127.0.0.1\r\nx', 'a b', 'http://x', 'x/y', 'x@y', '-x', '']) expect((await server.operate('PATCH', '/v1/settings/mail', { host })).status, host).toBe(400)
    expect(connections).toBe(0)
  }, 60_000)

  it('of a mail server names no port where other things listen', async () => {
    for (const other of [22, 80, 6379, 11211, 3306]) {
      await server.operate('PATCH', '/v1/settings/mail', { host: 'smtp.example.com', port: other, fromAddress: 'hello@acme.example' })
      expect((await server.operate('POST', '/v1/mail/check', {})).json.steps[0]).toEqual({ step: 'resolve', ok: false, message: expect.stringContaining(`port ${other}.`) })
    }
  })

  it('of the next mail server gets no password of the one before', async () => {
    await server.operate('PATCH', '/v1/settings/mail', { host: 'smtp.acme.example', port: 587, fromAddress: 'hello@acme.example', user: 'acme', password: 'open sesame' })
    for (const change of [{ host: 'smtp.evil.example' }, { host: null }]) {
      await server.operate('PATCH', '/v1/settings/mail', { host: 'smtp.acme.example', password: 'open sesame' })
      expect((await server.operate('PATCH', '/v1/settings/mail', change)).json.password, JSON.stringify(change)).toEqual({ isSet: false })
    }
  })
})

import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { WebRequest } from '../ports/web-requests.js'
import { certificateFor } from './fixtures/certificate.js'
import { mayConnect } from './public-addresses.js'
import { createWebRequests, type WebRequestsConfig } from './web-requests.js'

const opened: { close(): unknown }[] = []
afterAll(async () => {
  for (const one of opened) await one.close()
})

const requests = (config: WebRequestsConfig = {}) => {
  const made = createWebRequests(config)
  opened.push(made)
  return made
}
const listen = async (server: Server) => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  opened.push({ close: () => (server.closeAllConnections(), server.close()) })
  return (server.address() as AddressInfo).port
}
const at = (url: string, more: Partial<WebRequest> = {}): WebRequest => ({ url, headers: { 'content-type': 'application/json' }, body: '{"a":1}', timeoutMs: 2_000, keepBytes: 4_096, ...more })
const named = (...addresses: string[]) => async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

describe('what counts as a public address', () => {
  it.each(['93.184.216.34', '1.1.1.1', '172.15.255.255', '172.32.0.1', '100.63.0.1', '100.128.0.1', '192.169.0.1', '2606:4700:4700::1111', '2a00:1450:4001:82a::200e'])('%s does', (address) => {
    expect(mayConnect(address, false)).toBe(true)
  })

  it.each([
    '127.0.0.1', '127.255.255.254', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '169.254.0.1', '100.64.0.1', '100.127.255.255', '100.100.100.200', '0.0.0.0', '0.1.2.3',
    '192.0.0.192', '192.0.2.1', '198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255', '192.88.99.1', '168.63.129.16',
    '::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:93.184.216.34', 'fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1', 'fc00::1', 'fd12:3456::1', 'fd00:ec2::254', 'ff02::1', '64:ff9b::7f00:1',
    '64:ff9b:1::1', '2002:7f00:1::', '2001::1', '2001:db8::1', '100::1', '3fff::1', '5f00::1', '4000::1', 'not an address', '', '1.2.3',
  ])('%s does not', (address) => {
    expect(mayConnect(address, false)).toBe(false)
  })

  it('opens private ones where that is wanted, and those of clouds and links never', () => {
    for (const address of ['127.0.0.1', '::1', '10.1.2.3', '192.168.0.9', 'fd12::1', '100.64.0.1']) expect(mayConnect(address, true), address).toBe(true)
    for (const address of ['169.254.169.254', '100.100.100.200', 'fd00:ec2::254', '168.63.129.16', '0.0.0.0', '::', '224.0.0.1', '::ffff:127.0.0.1', 'fe80::1']) expect(mayConnect(address, true), address).toBe(false)
  })
})

describe('an address that somebody wrote', () => {
  let hits = 0
  let port: number
  beforeAll(async () => void (port = await listen(createServer((_request, answer) => (hits++, answer.end())))))
  afterEach(() => expect(hits).toBe(0))

  it.each([
    '127.0.0.1', '2130706433', '0x7f000001', '017700000001', '0177.0.0.1', '0x7f.0.0.1', '127.1', '127.0.1', '0', '0.0.0.0', '127.0.0.1.', '127。0。0。1', '127．0．0．1', '①②⑦.⓪.⓪.①', '%31%32%37.0.0.1', '[::1]', '[0:0:0:0:0:0:0:1]', '[::]',
    '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::127.0.0.1]', '[2002:7f00:1::]', '[fe80::1]', '[fe80::1%25eth0]', '[fd00:ec2::254]', '169.254.169.254', '0xa9fea9fe', '2852039166', '10.0.0.1', '192.168.0.1',
    'localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'ｌｏｃａｌｈｏｓｔ', 'metadata.google.internal', 'printer.local',
  ])('is refused without a look-up: %s', async (host) => {
    const web = requests({ ports: [port], resolve: () => Promise.reject(new Error('looked up')) })
    expect(await web.post(at(`https://${host}:${port}/`))).toHaveProperty('refused')
  })

  it.each(['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'gopher://example.com/', 'data:text/plain,a', 'javascript:1', 'https://', 'example.com', '', '//example.com/', 'https://ex ample.com'])('is no https address: %s', (url) => {
    expect(requests().objection(url)).not.toBeNull()
  })

  it('holds no name or password, and names no other port', () => {
    const web = requests()
    for (const url of ['https://me@example.com/', 'https://me:secret@example.com/', 'https://:secret@example.com/', 'https://example.com@127.0.0.1/']) expect(web.objection(url), url).not.toBeNull()
    for (const named of ['22', '80', '8443', '65535']) expect(web.objection(`https://example.com:${named}/`), named).toContain('443')
    for (const url of ['https://example.com/', 'https://example.com:443/a?b', 'https://93.184.216.34/', 'https://[2606:4700:4700::1111]/']) expect(web.objection(url), url).toBeNull()
  })
})

describe('a name', () => {
  it('is refused when any of its addresses is not public, and nothing is sent', async () => {
    let hits = 0
    const port = await listen(createServer((_request, answer) => (hits++, answer.end())))
    for (const addresses of [['127.0.0.1'], ['93.184.216.34', '127.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], ['64:ff9b::7f00:1'], ['169.254.169.254'], ['127.0.0.1', '93.184.216.34']]) {
      const web = requests({ ports: [port], resolve: named(...addresses) })
      expect(await web.post(at(`https://hooks.example.com:${port}/`)), addresses.join()).toMatchObject({ refused: 'The address is not a public one.' })
    }
    expect(hits).toBe(0)
  })

  it('is looked up once for each connection, and what was looked at is what is connected to', async () => {
    let hits = 0
    let asked = 0
    const port = await listen(createServer((_request, answer) => (hits++, answer.end())))
    // Public at the first look, this machine at every later one.
    const resolve = async () => [{ address: asked++ === 0 ? '93.184.216.34' : '127.0.0.1', family: 4 }]
    const web = requests({ ports: [port], resolve })
    expect(await web.post(at(`https://rebind.example.com:${port}/`, { timeoutMs: 300 }))).toHaveProperty('failed')
    expect(asked).toBe(1)
    expect(await web.post(at(`https://rebind.example.com:${port}/`))).toHaveProperty('refused')
    expect([asked, hits]).toEqual([2, 0])
  })

  it('that nobody knows is refused, and one that cannot be looked up now has failed', async () => {
    const failing = (code: string) => requests({ resolve: () => Promise.reject(Object.assign(new Error(code), { code })) })
    expect(await failing('ENOTFOUND').post(at('https://nowhere.example/'))).toMatchObject({ refused: 'The name is unknown.' })
    expect(await failing('EAI_AGAIN').post(at('https://nowhere.example/'))).toMatchObject({ failed: 'The name could not be looked up.' })
    expect(await requests({ resolve: named() }).post(at('https://nowhere.example/'))).toMatchObject({ refused: 'The name is unknown.' })
  })
})

describe('a receiver', () => {
  const open = { allowPrivate: true }
  const serving = async (answer: RequestListener) => `http://127.0.0.1:${await listen(createServer(answer))}/hook`
  const heard = async (request: IncomingMessage) => {
    let text = ''
    for await (const part of request) text += part
    return text
  }

  it('gets the body and the headers, and its answer is kept with its headers', async () => {
    const seen: unknown[] = []
    const url = await serving(async (request, answer) => {
      seen.push(request.method, request.url, request.headers['webhook-id'], await heard(request))
      answer.writeHead(201, { 'retry-after': '7' }).end('grüße')
    })
    expect(await requests(open).post(at(url, { headers: { 'webhook-id': 'evt_1' } }))).toMatchObject({ status: 201, body: 'grüße', headers: { 'retry-after': '7' } })
    expect(seen).toEqual(['POST', '/hook', 'evt_1', '{"a":1}'])
  })

  it('is reached over TLS by its name, and not with a certificate of another', async () => {
    const { cert, key } = certificateFor('hooks.example.com')
    const server = createTlsServer({ cert, key }, (_request, answer) => answer.writeHead(204).end())
    const port = await listen(server as unknown as Server)
    const web = requests({ ...open, ca: cert, resolve: named('127.0.0.1') })
    expect(await web.post(at(`https://hooks.example.com:${port}/`))).toMatchObject({ status: 204 })
    expect(await web.post(at(`https://other.example.com:${port}/`))).toMatchObject({ failed: expect.stringContaining('certificate') })
    expect(await requests({ ...open, resolve: named('127.0.0.1') }).post(at(`https://hooks.example.com:${port}/`))).toMatchObject({ failed: expect.stringContaining('certificate') })
  })

  it('is not followed elsewhere', async () => {
    let hits = 0
    const elsewhere = await serving((_request, answer) => (hits++, answer.end()))
    for (const status of [301, 302, 303, 307, 308]) {
      const url = await serving((_request, answer) => answer.writeHead(status, { location: elsewhere }).end())
      expect(await requests(open).post(at(url))).toMatchObject({ status })
    }
    expect(hits).toBe(0)
  })

  it('that answers without end is heard to the limit and no further', async () => {
    let sent = 0
    const url = await serving((_request, answer) => {
      const more = () => {
        while (!answer.destroyed && sent < 500_000_000) {
          sent += 65_536
          if (!answer.write(Buffer.alloc(65_536, 97))) return answer.once('drain', more)
        }
      }
      more()
    })
    const answer = await requests(open).post(at(url, { keepBytes: 10_000_000 }))
    expect(answer).toMatchObject({ status: 200, body: 'a'.repeat(65_536) })
    expect(sent).toBeLessThan(20_000_000)
    expect(await requests(open).post(at(url, { keepBytes: 10 }))).toMatchObject({ body: 'a'.repeat(10) })
  })

  it('that sends something compressed is kept as it is: nothing is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    const url = await serving((request, answer) => answer.writeHead(200, { 'content-encoding': 'gzip', 'x-asked': String(request.headers['accept-encoding']) }).end(bomb))
    const answer = await requests(open).post(at(url))
    expect(answer).toMatchObject({ status: 200, headers: { 'x-asked': 'identity' } })
    expect((answer as { body: string }).body.length).toBeLessThanOrEqual(4_096)
  })

  it('that hangs, or drips, is cut off when its time is over', async () => {
    const never = await serving(() => {})
    const slowBody = await serving((request, answer) => {
      answer.writeHead(200)
      const timer = setInterval(() => answer.write('.'), 50)
      request.socket.on('close', () => clearInterval(timer))
    })
    const slowHeaders = await serving((request) => {
      request.socket.write('HTTP/1.1 200 OK\r\n')
      const timer = setInterval(() => request.socket.write('x-more: y\r\n'), 50)
      request.socket.on('close', () => clearInterval(timer))
    })
    for (const url of [never, slowBody, slowHeaders]) {
      const answer = await requests(open).post(at(url, { timeoutMs: 400 }))
      expect(answer).toMatchObject({ failed: 'There was no whole answer within 0.4 seconds.' })
      expect(answer.ms).toBeLessThan(1_500)
    }
  })

  it('that sends too many headers, or nonsense, or nothing, has failed', async () => {
    const flood = await serving((request) => void request.socket.end(`HTTP/1.1 200 OK\r\n${'x-a: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\r\n'.repeat(2_000)}\r\n`))
    const nonsense = await serving((request) => void request.socket.end('hello\r\n\r\n'))
    const gone = await serving((request) => void request.socket.destroy())
    for (const url of [flood, nonsense, gone, 'http://127.0.0.1:1/']) expect(await requests(open).post(at(url)), url).toHaveProperty('failed')
  })

  it('is asked directly: no proxy of the environment is', async () => {
    const url = await serving((_request, answer) => answer.writeHead(204).end())
    for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY']) process.env[name] = 'http://127.0.0.1:1'
    try {
      expect(await requests(open).post(at(url))).toMatchObject({ status: 204 })
    } finally {
      for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY']) delete process.env[name]
    }
  })

  it('gets no header that a value smuggled in', async () => {
    let hits = 0
    const url = await serving((_request, answer) => (hits++, answer.end()))
    expect(await requests(open).post(at(url, { headers: { 'webhook-id': 'a\r\nx-evil: 1' } }))).toHaveProperty('failed')
    expect(hits).toBe(0)
  })
})

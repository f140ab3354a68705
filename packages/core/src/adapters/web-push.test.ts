import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
// @ts-expect-error it has no types
import ece from 'http_ece'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createVapidKeys, createWebPush } from './web-push.js'
import { createWebRequests } from './web-requests.js'

let service: Server
let status = 201
const received: { headers: IncomingHttpHeaders; body: Buffer }[] = []
const requests = createWebRequests({ allowPrivate: true })

beforeAll(async () => {
  service = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts) })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((done) => service.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  await requests.close()
  service.close()
})

/** A browser as its push service knows it, with the keys that only the browser has. */
function browser() {
  const ecdh = createECDH('prime256v1')
  ecdh.generateKeys()
  const auth = randomBytes(16)
  const endpoint = `http://127.0.0.1:${(service.address() as AddressInfo).port}/push/abc`
  return { target: { endpoint, p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') }, read: (body: Buffer) => ece.decrypt(body, { version: 'aes128gcm', privateKey: ecdh, authSecret: auth }).toString() }
}

describe('web push', () => {
  it('sends what the browser alone can read, signed for its push service', async () => {
    const keys = await createVapidKeys()
    const { target, read } = browser()
    expect(await createWebPush({ keys, contact: 'mailto:ops@acme.example', requests }).send(target, '{"title":"Grüße 🎉"}')).toBe('sent')
    const { headers, body } = received.at(-1)!
    expect(body.toString()).not.toContain('title')
    expect(read(body)).toBe('{"title":"Grüße 🎉"}')
    expect(headers).toMatchObject({ ttl: '86400', 'content-encoding': 'aes128gcm' })

    const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization!)!
    const [head, claims, signature] = token!.split('.') as [string, string, string]
    expect(key).toBe(keys.publicKey)
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ aud: new URL(target.endpoint).origin, sub: 'mailto:ops@acme.example' })
    const raw = Buffer.from(keys.publicKey, 'base64url')
    const jwk = { kty: 'EC', crv: 'P-256', x: raw.subarray(1, 33).toString('base64url'), y: raw.subarray(33).toString('base64url') }
    expect(verify('sha256', Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))).toBe(true)
  })

  it('tells a browser that has gone from a push service that is down', async () => {
    const push = createWebPush({ keys: await createVapidKeys(), contact: 'mailto:ops@acme.example', requests })
    const { target } = browser()
    for (const gone of [404, 410, 403]) {
      status = gone
      expect(await push.send(target, 'x')).toBe('gone')
    }
    status = 503
    await expect(push.send(target, 'x')).rejects.toThrow('The push service answered 503.')
    status = 201
  })

  it('sends nothing into a network of our own', async () => {
    const careful = createWebRequests()
    const push = createWebPush({ keys: await createVapidKeys(), contact: 'mailto:ops@acme.example', requests: careful })
    const before = received.length
    for (const endpoint of ['https://127.0.0.1/push', 'https://[::1]/push', 'http://push.example/x', 'https://10.0.0.8/x']) expect(await push.send({ ...browser().target, endpoint }, 'x')).toBe('gone')
    expect(received.length).toBe(before)
    await careful.close()
  })
})

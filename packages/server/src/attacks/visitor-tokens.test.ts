import { testClock } from '@startupkit/core/testing'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestServers, createTestServer, type Answer, type TestServer } from '../testing.js'

const clock = testClock()
const page = 'https://shop.example'
let server: TestServer
let publishable: string
let secret: string
beforeAll(async () => {
  server = await createTestServer({ clock })
  publishable = (await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'pk', name: 'Site', origins: [page] })).secret
  secret = (await server.operate('POST', '/v1/visitor-secrets', { name: 'Site' })).json.secret
})
afterAll(closeTestServers)

const seconds = () => Math.floor(clock.now() / 1000)
const encode = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const kidOf = (text: string) => text.slice(0, 30)
const headerOf = (more: object = {}) => ({ alg: 'HS256', typ: 'JWT', kid: kidOf(secret), ...more })
const claimsOf = (more: object = {}) => ({ aud: server.workspaceId, sub: 'user-1', iat: seconds(), exp: seconds() + 600, ...more })
const signed = (header: unknown, claims: unknown, key: string | Buffer = secret, hash = 'sha256') => {
  const body = `${encode(header)}.${encode(claims)}`
  return `${body}.${createHmac(hash, key).update(body).digest('base64url')}`
}
const present = (token: string, options: { key?: string; headers?: Record<string, string> } = {}): Promise<Answer> =>
  server.ask('GET', '/v1/visitor', { key: publishable, ...options, headers: { origin: page, 'startupkit-visitor': token, ...options.headers } })

async function refused(token: string, code = 'visitor_token_invalid'): Promise<void> {
  const answer = await present(token)
  expect([answer.status, answer.json.code], token.slice(0, 120)).toEqual([401, code])
}

describe('a visitor token', () => {
  it('makes the visitor the customer that the host names, the same one each time', async () => {
    const token = signed(headerOf(), claimsOf({ email: 'ada@example.com', name: 'Ada' }))
    const first = await present(token)
    expect(first).toMatchObject({ status: 200, json: { role: 'customer', userId: 'user-1', name: 'Ada', contactId: expect.stringMatching(/^con_/) } })
    expect((await present(signed(headerOf(), claimsOf({ name: 'Ada' })))).json.contactId).toBe(first.json.contactId)
    expect((await present(signed(headerOf(), claimsOf({ sub: 'user-2' })))).json.contactId).not.toBe(first.json.contactId)
    expect((await server.ask('GET', `/v1/contacts/${first.json.contactId}`)).json).toMatchObject({ externalId: 'user-1', emails: [{ value: 'ada@example.com', evidence: 'verified' }] })
    const many = await Promise.all(Array.from({ length: 8 }, () => present(signed(headerOf(), claimsOf({ sub: 'crowd' })))))
    expect(new Set(many.map(({ json }) => json.contactId)).size).toBe(1)
  })

  it('brings no address that the host has not checked', async () => {
    const mine = await present(signed(headerOf(), claimsOf({ sub: 'owner-of-it', email: 'mine@example.com' })))
    const thief = await present(signed(headerOf(), claimsOf({ sub: 'thief', email: 'mine@example.com', email_verified: false })))
    expect(thief.json.contactId).not.toBe(mine.json.contactId)
    const other = await present(signed(headerOf(), claimsOf({ sub: 'thief-2', email: 'mine@example.com' })))
    expect(other.json.contactId).not.toBe(mine.json.contactId) // two users of the host are two people
  })

  it('is HS256 and nothing else, whatever it says (Hono CVE-2026-22817)', async () => {
    for (const alg of ['none', 'None', 'NONE', '', 'hs256', 'HS384', 'HS512', 'RS256', 'ES256', 'PS256', null, ['HS256'], 1]) await refused(signed(headerOf({ alg }), claimsOf()))
    for (const hash of ['sha384', 'sha512']) await refused(signed(headerOf(), claimsOf(), secret, hash))
    await refused(signed(headerOf({ alg: 'HS512' }), claimsOf(), secret, 'sha512'))
    const unsigned = `${encode(headerOf({ alg: 'none' }))}.${encode(claimsOf())}`
    for (const token of [unsigned, `${unsigned}.`, `${encode(headerOf())}.${encode(claimsOf())}.`]) await refused(token)
  })

  it('cannot be signed with a public key, an empty one, or what the workspace shows of a secret', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const body = `${encode(headerOf({ alg: 'RS256' }))}.${encode(claimsOf())}`
    await refused(`${body}.${sign('sha256', Buffer.from(body), privateKey).toString('base64url')}`)
    for (const key of [publicKey.export({ type: 'spki', format: 'pem' }) as string, '', '\0', kidOf(secret), secret.slice(-4), secret.slice(31), publishable, server.secret, server.workspaceId]) await refused(signed(headerOf(), claimsOf(), key))
  })

  it('names a secret of this workspace, by its id alone', async () => {
    for (const kid of [undefined, null, '', 'vsk_00000000000000000000000000', `${kidOf(secret)} `, '../../etc/passwd', "' OR 1=1 --", 'x'.repeat(65), 1, {}, '__proto__', 'a\0b']) await refused(signed(headerOf({ kid }), claimsOf()))
    for (const more of [{ jwk: { kty: 'oct', k: encode('x') } }, { jku: 'https://evil.example/keys' }, { x5u: 'https://evil.example' }, { crit: ['exp'] }, { b64: false }, { zip: 'DEF' }, { typ: 'JWS' }]) await refused(signed(headerOf(more), claimsOf()))
    const { id: other } = await server.handler.createWorkspace({ name: 'Other', slug: 'other' })
    const theirs = (await server.operate('POST', '/v1/visitor-secrets', { name: 'Theirs' }, 'other')).json.secret
    for (const aud of [server.workspaceId, other]) await refused(signed(headerOf({ kid: kidOf(theirs) }), claimsOf({ aud }), theirs))
    await refused(signed(headerOf({ kid: kidOf(secret) }), claimsOf(), theirs))
  })

  it('is for this workspace, and says so', async () => {
    for (const aud of [undefined, null, '', 'acme', [server.workspaceId], { id: server.workspaceId }, `${server.workspaceId} `, server.workspaceId.toUpperCase()]) await refused(signed(headerOf(), claimsOf({ aud })))
  })

  it('names somebody', async () => {
    for (const sub of [undefined, null, '', 1, true, ['user-1'], 'x'.repeat(256), 'a\0b']) await refused(signed(headerOf(), claimsOf({ sub })))
    for (const more of [{ email: 1 }, { email: 'x'.repeat(321) }, { name: {} }, { phone: [] }, { email_verified: 'false' }]) await refused(signed(headerOf(), claimsOf(more)))
  })

  it('expires, within a day (Chatwoot issue 5479)', async () => {
    const now = seconds()
    for (const times of [{ exp: undefined }, { exp: null }, { exp: String(now + 600) }, { exp: 1e300 }, { exp: now + 0.5 }, { exp: -1 }, { iat: undefined }, { exp: now + 86_401 }, { exp: now }, { iat: now - 86_400 * 30, exp: now + 600 }, { iat: now + 61, exp: now + 600 }, { nbf: now + 61 }, { exp: now * 1000 }]) {
      await refused(signed(headerOf(), claimsOf(times)))
    }
    expect((await present(signed(headerOf(), claimsOf({ iat: now + 60, exp: now + 86_460 })))).status).toBe(200)
    const token = signed(headerOf(), claimsOf({ exp: now + 30 }))
    expect((await present(token)).status).toBe(200)
    clock.tick(89_000)
    expect((await present(token)).status).toBe(200)
    clock.tick(1_000)
    await refused(token, 'visitor_token_expired')
    await refused(signed(headerOf(), claimsOf({ iat: 1, exp: 2 }), 'another secret')) // only a token of ours is told that it is over
  })

  it('is written one way only', async () => {
    const token = signed(headerOf(), claimsOf())
    const [header, claims, signature] = token.split('.') as [string, string, string]
    const last = signature.at(-1)!
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const twin = alphabet[alphabet.indexOf(last) ^ 1]! // the same 32 bytes, with other spare bits
    expect(Buffer.from(signature.slice(0, -1) + twin, 'base64url')).toEqual(Buffer.from(signature, 'base64url'))
    for (const bad of [`${header}.${claims}.${signature.slice(0, -1)}${twin}`, `${token}=`, `${header}=.${claims}.${signature}`, `${token}.`, `.${token}`, `${header}.${claims}`, `${header}..${signature}`, `Bearer ${token}`, `"${token}"`, token.replace(/\./g, ' '), `${header} .${claims}.${signature}`, `${header}.${claims}.${Buffer.from(signature, 'base64url').toString('hex')}`]) await refused(bad)
    for (const text of ['{"alg":"none","alg":"HS256","kid":"KID"}', '{"alg":"HS256","kid":"KID","kid":"x"}', '["HS256"]', 'null', '{"alg":"HS256","kid":"KID"', '{"__proto__":{"alg":"HS256"},"alg":"HS256","kid":"KID"}', '\ufeff{"alg":"HS256","kid":"KID"}']) {
      await refused(signed(text.replaceAll('KID', kidOf(secret)), claimsOf()))
    }
    const plain = JSON.stringify(claimsOf()).slice(1)
    for (const text of [`{"sub":"somebody-else",${plain}`, `{"exp":1,${plain}`, `{"email":"a@x.test","email":"b@x.test",${plain}`, `{"deep":${'['.repeat(40)}${']'.repeat(40)},${plain}`]) await refused(signed(headerOf(), text))
    await refused(signed(headerOf(), Buffer.from([0x7b, 0xff, 0x7d]).toString('latin1')))
  })

  it('is short, comes once, and is never taken for none', async () => {
    const token = signed(headerOf(), claimsOf())
    await refused(signed(headerOf(), claimsOf({ name: 'x'.repeat(100_000) })))
    await refused('x'.repeat(100_000))
    await refused(`${'A'.repeat(100)}.${'B'.repeat(100_000)}.${'C'.repeat(43)}`)
    for (const pair of [`${token}, ${token}`, `${token},`, '', ' ', ',', 'null', 'undefined']) await refused(pair)
    const doubled = new Headers({ authorization: `Bearer ${publishable}`, origin: page })
    for (const one of [token, token]) doubled.append('startupkit-visitor', one)
    expect((await server.handler(new Request('http://api.test/v1/visitor', { headers: doubled }))).status).toBe(401)
  })

  it('needs the page: the key and its origin, not a secret key', async () => {
    const token = signed(headerOf(), claimsOf())
    expect(await present(token, { headers: { origin: 'https://other.example' } })).toMatchObject({ status: 403, json: { code: 'origin_not_allowed' } })
    expect(await present(token, { key: server.secret })).toMatchObject({ status: 401, json: { code: 'visitor_token_invalid' } })
    expect((await server.ask('GET', '/v1/visitor', { key: null, headers: { origin: page, 'startupkit-visitor': token } })).status).toBe(401)
    expect((await server.ask('GET', '/v1/contacts', { key: publishable, headers: { origin: page, 'startupkit-visitor': token } })).status).toBe(403)
  })

  it('ends with its secret: at once, or when the overlap is over', async () => {
    const make = async () => (await server.operate('POST', '/v1/visitor-secrets', { name: 'Next' })).json.secret as string
    const [soon, later] = [await make(), await make()]
    const tokens = [soon, later].map((key) => signed(headerOf({ kid: kidOf(key) }), claimsOf({ exp: seconds() + 86_000 }), key))
    for (const token of tokens) expect((await present(token)).status).toBe(200)
    await server.operate('POST', `/v1/visitor-secrets/${kidOf(soon)}/revoke`, {})
    expect((await server.operate('POST', `/v1/visitor-secrets/${kidOf(later)}/revoke`, { inHours: 2 })).json.worksUntil).toBe(new Date(clock.now() + 7_200_000).toISOString())
    await refused(tokens[0]!)
    expect((await present(tokens[1]!)).status).toBe(200)
    clock.tick(7_200_000)
    await refused(tokens[1]!)
    expect((await server.operate('POST', `/v1/visitor-secrets/${kidOf(later)}/revoke`, { inHours: 100 })).json.worksUntil).toBe(new Date(clock.now()).toISOString()) // never put off
    expect((await server.operate('POST', `/v1/visitor-secrets/${kidOf(later)}/revoke`, {}, 'other')).json.code).toBe('visitor_secret_not_found')
  })
})

describe('signing secrets', () => {
  it('are told once, listed without themselves, and ten at most work at once', async () => {
    const list = await server.operate('GET', '/v1/visitor-secrets')
    expect(list.text).not.toContain(secret.slice(31))
    expect(list.json.data.at(-1)).toMatchObject({ id: kidOf(secret), name: 'Site', hint: secret.slice(-4), worksUntil: null })
    for (let at = 0; at < 9; at++) expect((await server.operate('POST', '/v1/visitor-secrets', { name: `No ${at}` })).status).toBe(201)
    expect(await server.operate('POST', '/v1/visitor-secrets', { name: 'One more' })).toMatchObject({ status: 409, json: { code: 'visitor_secrets_full' } })
    expect((await server.ask('POST', '/v1/visitor-secrets', { body: { name: 'By a key' } })).status).toBe(403)
  })
})

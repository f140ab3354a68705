import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestServers, createTestServer, type TestServer } from './testing.js'

let server: TestServer
let demo: { id: string; secret: string }
let other: string
beforeAll(async () => {
  server = await createTestServer({ demo: true, origins: ['http://127.0.0.1:8788'] })
  other = (await server.handler.createWorkspace({ name: 'Other', slug: 'other' })).id
  const { id } = await server.handler.createWorkspace({ name: 'Demo', slug: 'demo', mode: 'demo' })
  await server.handler.createWorkspace({ name: 'Legacy', slug: 'legacy', mode: 'demo' })
  demo = { id, secret: (await server.handler.createKey({ workspaceId: id, kind: 'sk', name: 'Demo', demoOwner: true })).secret }
})
afterAll(closeTestServers)

const read = (options: Parameters<TestServer['ask']>[2]) => server.ask('GET', '/v1/settings/business', options)

describe('keys', () => {
  it('refuses no key and every forged key the same way', async () => {
    const flipped = server.secret.slice(0, -1) + (server.secret.endsWith('A') ? 'B' : 'A')
    const forged = [null, '', 'sk_live_', flipped, server.secret.slice(0, -1), `${server.secret}A`, server.secret.toUpperCase(), server.secret.replace('sk_', 'pk_'), 'Basic abc', `${server.secret}, ${server.secret}`]
    const answers = await Promise.all(forged.map((key) => read({ key })))
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 401, json: { code: 'unauthenticated' } })
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
      expect({ ...answer.json, requestId: '' }).toEqual({ ...answers[0]!.json, requestId: '' })
    }
  })

  it('stops a revoked key at once', async () => {
    const { secret, id } = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'sk', name: 'Short' })
    expect((await read({ key: secret })).status).toBe(200)
    const revoked = await server.ask('POST', `/v1/keys/${id}/revoke`, { key: demo.secret, body: {} })
    expect(revoked.status, 'the owner of another workspace').toBe(404)
    const operate = (path: string, body?: unknown) =>
      server.handler.operate(new Request(`http://x${path}`, { method: body ? 'POST' : 'GET', headers: { 'startupkit-workspace': 'acme', 'content-type': 'application/json' }, ...(body !== undefined && { body: JSON.stringify(body) }) }))
    expect((await operate(`/v1/keys/${id}/revoke`, {})).status).toBe(200)
    expect((await read({ key: secret })).status).toBe(401)
    const list = (await (await operate('/v1/keys')).json()) as { data: { id: string }[] }
    expect(list.data.find((key) => key.id === id)).toMatchObject({ revokedAt: expect.any(String), lastUsedAt: expect.any(String) })
  })

  it('lets a secret key do no more than a key may, and see no other workspace', async () => {
    expect(await server.ask('POST', '/v1/keys', { body: { kind: 'sk', name: 'More' } })).toMatchObject({ status: 403, json: { code: 'forbidden' } })
    expect(await server.ask('POST', '/v1/workspaces', { body: { name: 'Mine', slug: 'mine' } })).toMatchObject({ status: 403 })
    expect((await server.ask('GET', '/v1/workspaces')).json.data.map((one: { slug: string }) => one.slug)).toEqual(['acme'])
    const foreign = await server.ask('GET', `/v1/workspaces/${other}`)
    const unknown = await server.ask('GET', '/v1/workspaces/wsp_nothing')
    expect({ ...foreign, json: { ...foreign.json, requestId: '' }, text: '', headers: 0 }).toEqual({ ...unknown, json: { ...unknown.json, requestId: '' }, text: '', headers: 0 })
    for (const name of [other, 'other', 'demo', 'nothing']) expect(await read({ headers: { 'startupkit-workspace': name } })).toMatchObject({ status: 404, json: { code: 'workspace_not_found' } })
    expect((await read({ headers: { 'startupkit-workspace': 'acme' } })).status).toBe(200)
  })

  it('lets a publishable key in from its own origins only, as a visitor', async () => {
    const { secret } = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'pk', name: 'Site', origins: ['https://shop.example'] })
    for (const origin of [undefined, 'https://evil.example', 'https://shop.example.evil.example', 'http://shop.example', 'https://shop.example:8443', 'null', 'http://127.0.0.1:8788'])
      expect(await read({ key: secret, headers: origin === undefined ? {} : { origin } })).toMatchObject({ status: 403, json: { code: 'origin_not_allowed' } })
    const allowed = await read({ key: secret, headers: { origin: 'https://shop.example' } })
    expect(allowed).toMatchObject({ status: 403, json: { code: 'forbidden' } }) // settings are for staff
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect((await read({ key: secret, headers: { origin: 'https://evil.example' } })).headers.get('access-control-allow-origin')).toBeNull()
  })

  it('answers a preflight without credentials for known origins alone', async () => {
    const ask = (origin: string) => server.ask('OPTIONS', '/v1/settings/business', { key: null, headers: { origin, 'access-control-request-method': 'PATCH' } })
    const known = await ask('http://127.0.0.1:8788')
    expect(known.status).toBe(204)
    expect(known.headers.get('access-control-allow-headers')).toMatch(/authorization/)
    expect(known.headers.get('vary')).toBe('Origin')
    expect(known.headers.get('access-control-allow-credentials')).toBe('true') // a dashboard: its people bring their session
    expect((await ask('https://evil.example')).headers.get('access-control-allow-methods')).toBeNull()
  })

  it('opens both demo workspaces to the demo key, from this machine alone', async () => {
    const key = demo.secret
    const patch = (options: object) => server.ask('PATCH', '/v1/settings/business', { key, body: { name: 'Changed' }, ...options })
    expect((await patch({})).status).toBe(200)
    for (const from of ['::1', '::ffff:127.0.0.1', '127.8.9.1']) expect((await patch({ from, headers: { 'startupkit-workspace': 'legacy' } })).status).toBe(200)
    expect((await patch({ headers: { 'startupkit-workspace': 'acme' } })).status).toBe(404)
    for (const options of [{ from: '192.0.2.7' }, { from: '128.0.0.1' }, ...['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].map((header) => ({ headers: { [header]: '127.0.0.1' } }))]) expect((await patch(options)).status).toBe(401)
  })

  it('refuses the demo key where the demo is off', async () => {
    const live = await createTestServer()
    const { id } = await live.handler.createWorkspace({ name: 'D', slug: 'd', mode: 'demo' })
    const { secret } = await live.handler.createKey({ workspaceId: id, kind: 'sk', name: 'D', demoOwner: true })
    expect((await live.ask('GET', '/v1/settings/business', { key: secret })).status).toBe(401)
  })

  it('keeps no secret, and shows one only once', async () => {
    const ask = () => server.ask('POST', '/v1/keys', { key: demo.secret, headers: { 'idempotency-key': 'make-one' }, body: { kind: 'sk', name: 'Once' } })
    const first = await ask()
    const again = await ask()
    expect(first).toMatchObject({ status: 201, json: { secret: expect.stringMatching(/^sk_demo_[\w-]{43}$/) } })
    expect(again.json).toEqual({ ...first.json, secret: null })
    for (const file of ['control.db', 'control.db-wal']) {
      const bytes = await readFile(join(server.folder, file), 'latin1')
      expect(bytes).not.toContain(first.json.secret.slice(8))
      expect(bytes).not.toContain(server.secret.slice(8))
    }
  })

  it('asks for exact origins', async () => {
    for (const origin of ['https://a.example/', 'https://a.example/x', 'a.example', 'ftp://a.example', '*', 'https://A.example', 'https://a.example:443'])
      expect(await server.ask('POST', '/v1/keys', { key: demo.secret, body: { kind: 'pk', name: 'x', origins: [origin] } }), origin).toMatchObject({ status: 400, json: { code: 'invalid_input' } })
    expect(await server.ask('POST', '/v1/keys', { key: demo.secret, body: { kind: 'pk', name: 'x' } })).toMatchObject({ status: 400, json: { code: 'key_origins_required' } })
  })
})

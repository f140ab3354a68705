import { createClient } from '@libsql/client'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testClock } from '@startupkit/core/testing'
import { closeTestServers, createTestServer, type TestServer } from '../testing.js'

const clock = testClock()
let server: TestServer
let otherId: string
let theirs: string
beforeAll(async () => {
  server = await createTestServer({ clock })
  otherId = (await server.handler.createWorkspace({ name: 'Other', slug: 'other' })).id
  theirs = (await server.handler.createKey({ workspaceId: otherId, kind: 'sk', name: 'Theirs' })).secret
})
afterAll(closeTestServers)

const make = (input: Partial<Parameters<TestServer['handler']['createKey']>[0]> = {}) => server.handler.createKey({ workspaceId: server.workspaceId, kind: 'sk', name: 'Mine', ...input })
const read = (options: Parameters<TestServer['ask']>[2], path = '/v1/contacts') => server.ask('GET', path, options)
const hour = 3_600_000

describe('a key of one workspace', () => {
  it('reads and writes nothing of another, whatever workspace it claims', async () => {
    const { id } = (await server.ask('POST', '/v1/contacts', { body: { name: 'Ada' } })).json
    expect((await read({ key: theirs }, `/v1/contacts/${id}`)).status).toBe(404)
    for (const name of [server.workspaceId, 'acme', 'ACME', ' acme', 'other,acme', `${otherId},${server.workspaceId}`, '*', '', 'null']) {
      for (const [method, path, body] of [['GET', `/v1/contacts/${id}`], ['PATCH', `/v1/contacts/${id}`, { name: 'Eve' }], ['GET', '/v1/contacts']] as const) {
        const answer = await server.ask(method, path, { key: theirs, headers: { 'startupkit-workspace': name }, ...(body && { body }) })
        expect([answer.status, answer.json.code], `${name} ${method}`).toEqual([404, 'workspace_not_found'])
      }
    }
    expect((await read({}, `/v1/contacts/${id}`)).json).toMatchObject({ name: 'Ada' })
  })

  it('is not changed, rotated or revoked through another, and looks there like one that does not exist', async () => {
    const mine = await make()
    for (const [method, path, body] of [['PATCH', '', { name: 'x' }], ['POST', '/rotate', {}], ['POST', '/revoke', {}]] as const) {
      const [foreign, unknown] = [await server.operate(method, `/v1/keys/${mine.id}${path}`, body, 'other'), await server.operate(method, `/v1/keys/key_nothing${path}`, body, 'other')]
      expect(foreign).toMatchObject({ status: 404, json: { code: 'key_not_found' } })
      expect({ ...foreign.json, requestId: '' }).toEqual({ ...unknown.json, requestId: '' })
    }
    expect((await read({ key: mine.secret })).status).toBe(200)
  })
})

describe('a test key', () => {
  it('opens the test twin and nothing of the live workspace, and the other way round', async () => {
    const twin = (await server.operate('POST', `/v1/workspaces/${server.workspaceId}/open-test`, {})).json
    expect(twin).toMatchObject({ mode: 'test', liveId: server.workspaceId })
    const test = (await server.operate('POST', '/v1/keys', { kind: 'sk', name: 'Test' }, twin.slug)).json
    expect(test.secret).toMatch(/^sk_test_/)
    const { id } = (await server.ask('POST', '/v1/contacts', { key: test.secret, body: { name: 'Only a test' } })).json
    expect((await read({}, `/v1/contacts/${id}`)).status).toBe(404)
    for (const [key, name] of [[test.secret, 'acme'], [test.secret, server.workspaceId], [server.secret, twin.slug], [server.secret, twin.id]]) expect((await read({ key, headers: { 'startupkit-workspace': name } })).json.code).toBe('workspace_not_found')
    for (const forged of [test.secret.replace('_test_', '_live_'), server.secret.replace('_live_', '_test_')]) expect((await read({ key: forged })).status).toBe(401)
  })
})

describe('a secret', () => {
  it('counts in the Authorization header alone', async () => {
    for (const query of [`key=${server.secret}`, `api_key=${server.secret}`, `access_token=${server.secret}`, `authorization=Bearer%20${server.secret}`]) expect((await read({ key: null }, `/v1/contacts?${query}`)).status).toBe(401)
    for (const headers of [{ 'x-api-key': server.secret }, { cookie: `authorization=Bearer ${server.secret}` }, { 'proxy-authorization': `Bearer ${server.secret}` }, { authorization: `Basic ${btoa(`${server.secret}:`)}` }, { authorization: server.secret }]) {
      expect((await read({ key: null, headers: headers as never })).status, Object.keys(headers)[0]).toBe(401)
    }
  })

  it('is looked up by its hash: what is stored opens nothing, and no part of a secret is in the database', async () => {
    const { id, secret } = await make()
    const client = createClient({ url: `file:${join(server.folder, 'control.db')}` })
    const { rows } = await client.execute({ sql: 'SELECT * FROM keys WHERE id = ?', args: [id] })
    client.close()
    const row = rows[0]!
    expect(String(row['hash'])).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(row)).not.toContain(secret.slice(8, 40))
    for (const forged of [row['hash'], `sk_live_${String(row['hash']).slice(0, 43)}`, `${secret.slice(0, -4)}${String(row['hint']).split('').reverse().join('')}`]) expect((await read({ key: String(forged) })).status).toBe(401)
  })

  it('says nothing of itself to anybody but its holder: unknown, revoked and misspelt are one answer', async () => {
    const { id, secret } = await make()
    await server.operate('POST', `/v1/keys/${id}/revoke`, {})
    const answers = await Promise.all([secret, `sk_live_${'A'.repeat(43)}`, `sk_test_${secret.slice(8)}`, `sk_demo_${secret.slice(8)}`, secret.slice(1)].map((key) => read({ key })))
    for (const answer of answers) expect({ ...answer.json, requestId: '' }).toEqual({ ...answers[0]!.json, requestId: '' })
    expect(answers[0]).toMatchObject({ status: 401, json: { code: 'unauthenticated' } })
    for (const [path, body] of [['', { name: 'x' }], ['/rotate', {}]] as const) expect(await server.operate(path ? 'POST' : 'PATCH', `/v1/keys/${id}${path}`, body)).toMatchObject({ status: 409, json: { code: 'key_revoked' } })
  })
})

describe('expiry and rotation', () => {
  it('ends a key at its instant, kept in memory or not', async () => {
    const { id, secret } = await make({ expiresAt: new Date(clock.now() + hour).toISOString() })
    expect((await read({ key: secret })).status).toBe(200)
    clock.tick(hour - 1)
    expect((await read({ key: secret })).status).toBe(200)
    clock.tick(1)
    expect(await read({ key: secret })).toMatchObject({ status: 401, json: { code: 'key_expired' } })
    expect(await server.operate('PATCH', `/v1/keys/${id}`, { expiresAt: new Date(clock.now()).toISOString() })).toMatchObject({ status: 400, json: { code: 'key_expiry_past' } })
    expect((await server.operate('PATCH', `/v1/keys/${id}`, { expiresAt: null })).json).toMatchObject({ expiresAt: null })
    expect((await read({ key: secret })).status).toBe(200)
  })

  it('lets the old secret work for the overlap and no longer, as the same key', async () => {
    const { id, secret: first } = await make({ scopes: ['contacts.write'] })
    const rotate = (overlapHours?: number) => server.operate('POST', `/v1/keys/${id}/rotate`, { ...(overlapHours !== undefined && { overlapHours }) })
    const second = (await rotate(2)).json
    expect(second).toMatchObject({ id, hint: second.secret.slice(-4), retiring: [{ hint: first.slice(-4), worksUntil: new Date(clock.now() + 2 * hour).toISOString() }], scopes: ['contacts.write'] })
    const sent = (key: string) => server.ask('POST', '/v1/contacts', { key, body: { name: 'Once' }, headers: { 'idempotency-key': `rotation-${id}` } })
    expect((await sent(second.secret)).json).toEqual((await sent(first)).json) // one caller: a retry with the new secret is the same request
    clock.tick(2 * hour)
    expect(await read({ key: first })).toMatchObject({ status: 401, json: { code: 'key_expired' } })
    expect((await read({ key: second.secret })).status).toBe(200)
    const third = (await rotate(0)).json
    expect((await read({ key: second.secret })).json.code).toBe('key_expired')
    expect(third.retiring).toEqual([])
    await rotate(48)
    await server.operate('POST', `/v1/keys/${id}/revoke`, {})
    expect((await read({ key: third.secret })).json.code).toBe('unauthenticated') // revoking ends what still overlapped
  })

  it('tells a new secret once, and keeps it out of the audit trail', async () => {
    const { id } = await make()
    const ask = () => server.handler.operate(new Request(`http://x/v1/keys/${id}/rotate`, { method: 'POST', headers: { 'startupkit-workspace': 'acme', 'content-type': 'application/json', 'idempotency-key': 'turn-1' }, body: '{}' })).then((answer) => answer.json() as Promise<{ secret: string | null; hint: string }>)
    const [first, again] = [await ask(), await ask()]
    expect(first.secret).toMatch(/^sk_live_/)
    expect(again).toEqual({ ...first, secret: null })
    const client = createClient({ url: `file:${join(server.folder, 'control.db')}` })
    const { rows } = await client.execute({ sql: 'SELECT d.changes FROM audit a JOIN audit_details d ON d.seq = a.seq WHERE a.subject = ?', args: [id] })
    client.close()
    expect(JSON.stringify(rows)).toContain(first.hint)
    expect(JSON.stringify(rows)).not.toContain(first.secret!.slice(8))
  })
})

describe('scopes', () => {
  it('narrow a secret key to its groups, in every corner', async () => {
    const { id, secret } = await make({ scopes: ['contacts.read', 'ledger.write'] })
    expect((await read({ key: secret })).status).toBe(200)
    expect((await read({ key: secret }, '/v1/ledger/entries')).status).toBe(200) // writing includes reading
    for (const [method, path, options] of [
      ['POST', '/v1/contacts', { body: { name: 'x' } }], ['GET', '/v1/settings/business', {}], ['GET', '/v1/workspaces', {}], ['POST', '/v1/keys', { body: { kind: 'sk', name: 'x' } }],
      ['POST', '/v1/imports/uploads', { raw: 'zip', headers: { 'content-type': 'application/zip' } }], ['GET', '/v1/live?names=settings.changed', {}],
    ] as const) expect(await server.ask(method, path, { key: secret, ...options }), path).toMatchObject({ status: 403, json: { code: 'forbidden' } })
    expect((await server.ask('HEAD', '/v1/live', { key: secret })).status).toBe(200)
    await server.operate('PATCH', `/v1/keys/${id}`, { scopes: ['settings.read'] })
    expect((await read({ key: secret })).status).toBe(403)
    expect((await read({ key: secret }, '/v1/settings/business')).status).toBe(200)
  })

  it('are groups that keys may have, and for secret keys alone', async () => {
    for (const scopes of [['keys.write'], ['members.write'], ['contacts'], ['*'], ['contacts.read '], [], ['__proto__.read']]) expect(await server.operate('POST', '/v1/keys', { kind: 'sk', name: 'x', scopes }), String(scopes)).toMatchObject({ status: 400, json: { code: 'invalid_input' } })
    expect(await server.operate('POST', '/v1/keys', { kind: 'pk', name: 'x', origins: ['https://a.example'], scopes: ['contacts.read'] })).toMatchObject({ status: 400, json: { code: 'key_scopes_refused' } })
  })
})

describe('a publishable key', () => {
  it('opens nothing from any other spelling of its origin', async () => {
    const { id, secret } = await make({ kind: 'pk', origins: ['https://shop.example'] })
    const from = (origin?: string) => server.ask('GET', '/v1/visitor', { key: secret, headers: origin === undefined ? {} : { origin } })
    expect(await from('https://shop.example')).toMatchObject({ status: 200, json: { role: 'visitor', contactId: null } })
    for (const origin of [
      undefined, 'null', '', '*', 'https://shop.example/', 'https://shop.example:443', 'HTTPS://shop.example', 'https://SHOP.example', 'https://shop.example.', 'http://shop.example', 'https://shop.example:8443', 'https://a.shop.example',
      'https://shop.example.evil.example', 'https://user@shop.example', 'https://shop.example@evil.example', 'https://shop.example#', 'https://shop.example?', '//shop.example', 'shop.example', 'https://evil.example, https://shop.example', 'https://shop.example https://shop.example', 'https://shop%2eexample', 'file://', 'https:shop.example',
    ]) expect(await from(origin), String(origin)).toMatchObject({ status: 403, json: { code: 'origin_not_allowed' } })
    expect((await server.ask('GET', '/v1/visitor', { key: secret, headers: { referer: 'https://shop.example/', host: 'shop.example' } })).status).toBe(403)

    await server.operate('PATCH', `/v1/keys/${id}`, { origins: ['https://new.example'] })
    expect((await from('https://shop.example')).status).toBe(403)
    expect((await from('https://new.example')).headers.get('access-control-allow-origin')).toBe('https://new.example')
    expect((await server.operate('PATCH', `/v1/keys/${id}`, { origins: [] })).json.code).toBe('key_origins_required')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestServers, createTestServer, type TestServer } from './testing.js'

let server: TestServer
beforeAll(async () => void (server = await createTestServer()))
afterAll(closeTestServers)

const entry = { type: 'one_time_payment', source: 'manual', amount: 1_000, currency: 'USD' }
const post = (key: string, body: unknown = entry, path = '/v1/ledger/entries') => server.ask('POST', path, { body, headers: { 'idempotency-key': key } })

describe('Idempotency-Key', () => {
  it('answers a repeat like the first time, and books once', async () => {
    const [first, ...repeats] = await Promise.all(Array.from({ length: 8 }, () => post('pay-1')))
    for (const repeat of repeats) expect([repeat.status, repeat.json]).toEqual([first!.status, first!.json])
    expect((await server.ask('GET', '/v1/ledger/entries')).json.data).toHaveLength(1)
  })

  it('refuses the key for another body, and for another operation', async () => {
    expect(await post('pay-1', { ...entry, amount: 2_000 })).toMatchObject({ status: 422, json: { code: 'idempotency_key_reused' } })
    expect(await post('pay-1', { name: 'Ada' }, '/v1/contacts')).toMatchObject({ status: 422 })
  })

  it('belongs to the caller: another key of the same workspace may use the same text', async () => {
    const { secret } = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'sk', name: 'Other' })
    expect((await server.ask('POST', '/v1/ledger/entries', { key: secret, body: { ...entry, amount: 7 }, headers: { 'idempotency-key': 'pay-1' } })).json.amount).toBe(7)
  })

  it('keeps nothing of a request that failed', async () => {
    expect((await post('later', { ...entry, currency: 'ABC' })).status).toBe(400)
    expect((await post('later')).status).toBe(201)
  })

  it('is 1 to 255 printable characters', async () => {
    for (const key of ['', 'x'.repeat(256), 'a\tb', 'ä']) expect((await post(key)).json.code, JSON.stringify(key)).toBe('idempotency_key_invalid')
    expect((await post('x'.repeat(255))).status).toBe(201)
  })

  it('says 409 while the first request is still running', async () => {
    const lease = await server.handler.lease(server.workspaceId)
    let finish = () => {}
    const slow = {
      name: 'test.slow', summary: '', access: 'action' as const, allow: ['key' as const],
      input: (await import('zod')).strictObject({}), output: (await import('zod')).object({ ok: (await import('zod')).boolean() }),
      run: () => new Promise((done) => (finish = () => done({ ok: true }))),
    }
    const call = () => lease.kit.call(slow, { actor: { role: 'key', id: 'key_x' }, origin: 'live' }, {}, { idempotencyKey: 'slow' })
    const first = call()
    await new Promise((done) => setTimeout(done, 50))
    await expect(call()).rejects.toMatchObject({ code: 'idempotency_in_progress', kind: 'conflict' })
    finish()
    expect(await first).toEqual({ ok: true })
    expect(await call()).toEqual({ ok: true })
    lease.release()
  })
})

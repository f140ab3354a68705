import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, describe, expect, it } from 'vitest'
import { ConflictError, ConnectionError, createRequest, InternalError, InvalidError, ledger, LimitedError, TimeoutError, UnavailableError, type ClientOptions } from './index.js'
import { closeAll, listen, serveApp, startApp } from './fixtures/app.js'
import { payment } from './fixtures/entries.js'

afterAll(closeAll)

type Seen = { method: string; url: string; headers: IncomingMessage['headers']; at: number }
type Behaviour = (response: ServerResponse, request: IncomingMessage) => void

/** A server that does one thing after the other, the last one for ever. */
async function misbehaving(...behaviours: Behaviour[]) {
  const seen: Seen[] = []
  const { baseUrl } = await listen((request, response) => {
    const act = behaviours[Math.min(seen.length, behaviours.length - 1)]!
    seen.push({ method: request.method!, url: request.url!, headers: request.headers, at: performance.now() })
    request.on('error', () => {}).resume().on('end', () => act(response, request))
  })
  const books = (options: Partial<Extract<ClientOptions, { key: string }>> = {}) => ledger(createRequest({ key: 'sk_test', baseUrl, ...options }))
  return { seen, baseUrl, books }
}

const json = (body: unknown, status = 200): Behaviour => (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const fail = (status: number, code = 'some_code', headers: Record<string, string> = {}): Behaviour => (response) =>
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers }).end(JSON.stringify({ code, detail: 'No.', status }))
const hangUp: Behaviour = (_, request) => request.socket.destroy()
const silence: Behaviour = () => {}
const halfAnAnswer: Behaviour = (response, request) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"id":')
  setTimeout(() => request.socket.destroy(), 20)
}
const entry = { id: 'txn_1', number: 'TXN-2026-000001' }

describe('a call that fails', () => {
  it.each([
    ['the connection breaks', hangUp],
    ['the answer breaks off', halfAnAnswer],
    ['the server is busy', fail(503, 'database_busy')],
    ['the server has a fault', fail(500, 'internal')],
    ['a proxy cannot reach it', fail(502)],
    ['the first try is still at work', fail(409, 'idempotency_in_progress')],
  ])('is tried again when %s, under the same key', async (_, trouble) => {
    const { seen, books } = await misbehaving(trouble, json(entry, 201))
    await expect(books().record(payment())).resolves.toEqual(entry)
    expect(seen).toHaveLength(2)
    expect(seen[0]!.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/)
    expect(seen[1]!.headers['idempotency-key']).toBe(seen[0]!.headers['idempotency-key'])
  })

  it.each([
    ['it is not valid', fail(400, 'invalid_input'), InvalidError],
    ['the state of things is against it', fail(409, 'already_booked'), ConflictError],
    ['its key was used for something else', fail(422, 'idempotency_key_reused'), ConflictError],
  ])('is not tried again when %s', async (_, trouble, Kind) => {
    const { seen, books } = await misbehaving(trouble)
    await expect(books().record(payment())).rejects.toBeInstanceOf(Kind)
    expect(seen).toHaveLength(1)
  })

  it('gives up after the tries it has, with the last failure', async () => {
    const { seen, books } = await misbehaving(fail(503), fail(500))
    await expect(books({ maxRetries: 1 }).get({ id: 'txn_1' })).rejects.toBeInstanceOf(InternalError)
    expect(seen).toHaveLength(2)
    await expect(books().get({ id: 'txn_1' }, { maxRetries: 0 })).rejects.toBeInstanceOf(InternalError)
    expect(seen).toHaveLength(3)
  })

  it('waits as long as the server asks', async () => {
    const { seen, books } = await misbehaving(fail(429, 'too_many', { 'retry-after': '1' }), json(entry))
    await books().get({ id: 'txn_1' })
    expect(seen[1]!.at - seen[0]!.at).toBeGreaterThanOrEqual(990)
  })

  it('does not keep its caller waiting for minutes', async () => {
    const { seen, books } = await misbehaving(fail(429, 'too_many', { 'retry-after': '3600' }))
    const problem = await books().get({ id: 'txn_1' }).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(LimitedError)
    expect(problem).toMatchObject({ retryAfterMs: 3_600_000 })
    expect(seen).toHaveLength(1)
  })

  it('says that nobody answers', async () => {
    const { baseUrl, close } = await listen(() => {})
    await close()
    await expect(ledger(createRequest({ key: 'sk_test', baseUrl, maxRetries: 0 })).get({ id: 'x' })).rejects.toMatchObject({ code: 'connection_failed', cause: expect.anything() })
  })

  it('takes an answer that cannot be read for a broken one', async () => {
    const { books } = await misbehaving((response) => response.writeHead(200).end('<h1>Sign in to the hotel</h1>'))
    await expect(books({ maxRetries: 0 }).get({ id: 'x' })).rejects.toBeInstanceOf(ConnectionError)
  })

  it('throws a mistake of the caller as it is, and sends nothing', async () => {
    const books = ledger(createRequest({ key: 'sk_test', baseUrl: 'not an address' }))
    await expect(books.get({ id: 'x' })).rejects.toBeInstanceOf(TypeError)
    const curly = ledger(createRequest({ key: '“sk_test”', baseUrl: 'http://kit.test' }))
    await expect(curly.get({ id: 'x' })).rejects.toBeInstanceOf(TypeError)
  })

  it.each(['', '.', '..', undefined as never])('lets no id of %j lead to another address', async (id) => {
    const { seen, books } = await misbehaving(json(entry))
    await expect(books().reverse({ id, reason: 'No' })).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'id' }] })
    expect(seen).toHaveLength(0)
  })
})

describe('time', () => {
  it('bounds each try', async () => {
    const { seen, books } = await misbehaving(silence, json(entry))
    await expect(books({ timeoutMs: 100 }).get({ id: 'txn_1' })).resolves.toEqual(entry)
    expect(seen).toHaveLength(2)
    const mute = await misbehaving(silence)
    await expect(mute.books({ timeoutMs: 60, maxRetries: 1 }).get({ id: 'x' })).rejects.toBeInstanceOf(TimeoutError)
    expect(mute.seen).toHaveLength(2)
  })

  it('bounds a fetch that does not listen to its signal', async () => {
    const books = ledger(createRequest({ key: 'sk_test', baseUrl: 'http://kit.test', timeoutMs: 30, maxRetries: 0, fetch: () => new Promise(() => {}) }))
    await expect(books.get({ id: 'x' })).rejects.toBeInstanceOf(TimeoutError)
  })

  it('ends with the caller’s signal, at once and for its reason, in a try and between two', async () => {
    const { seen, books } = await misbehaving(silence)
    const stop = new AbortController()
    const call = books().get({ id: 'x' }, { signal: stop.signal })
    setTimeout(() => stop.abort('enough'), 50)
    await expect(call).rejects.toBe('enough')
    expect(seen).toHaveLength(1)

    const busy = await misbehaving(fail(503, 'busy', { 'retry-after': '30' }))
    const between = busy.books().get({ id: 'x' }, { signal: AbortSignal.timeout(100) })
    await expect(between).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(busy.seen).toHaveLength(1)

    await expect(busy.books().get({ id: 'x' }, { signal: AbortSignal.abort('before') })).rejects.toBe('before')
    expect(busy.seen).toHaveLength(1)
  })
})

describe('what is sent', () => {
  it('names the key, the workspace and the headers of the client and of the call', async () => {
    const { seen, books } = await misbehaving(json(entry))
    await books({ workspace: 'acme', headers: { 'x-client': 'a' } }).get({ id: 'TXN/1' }, { headers: { 'x-call': 'b' } })
    expect(seen[0]).toMatchObject({ url: '/v1/ledger/entries/TXN%2F1', headers: { authorization: 'Bearer sk_test', 'startupkit-workspace': 'acme', 'x-client': 'a', 'x-call': 'b' } })
    expect(seen[0]!.headers['idempotency-key']).toBeUndefined()
  })

  it('has a new idempotency key for every call, or the caller’s own', async () => {
    const { seen, books } = await misbehaving(json(entry, 201))
    await books().record(payment())
    await books().record(payment())
    await books().record(payment(), { idempotencyKey: 'order-17' })
    const keys = seen.map(({ headers }) => headers['idempotency-key'])
    expect(new Set(keys).size).toBe(3)
    expect(keys[2]).toBe('order-17')
  })

  it('repeats the names of lists in the address', async () => {
    const { seen, books } = await misbehaving(json({ data: [], nextCursor: null }))
    await books().list({ type: ['refund', 'chargeback'], reconciled: false, text: 'a b&c' })
    expect(seen[0]!.url).toBe('/v1/ledger/entries?type=refund&type=chargeback&reconciled=false&text=a%20b%26c')
  })

  it('sends a stream once', async () => {
    const { seen, baseUrl } = await misbehaving(fail(503))
    const request = createRequest({ key: 'sk_test', baseUrl })
    await expect(request.send('/v1/ledger/entries', new Blob(['abc']).stream(), 'application/zip')).rejects.toBeInstanceOf(UnavailableError)
    expect(seen).toHaveLength(1)
    await expect(request.send('/v1/ledger/entries', new Blob(['abc']), 'application/zip', { maxRetries: 1 })).rejects.toBeInstanceOf(UnavailableError)
    expect(seen).toHaveLength(3)
    expect(seen[2]!.headers).toMatchObject({ 'content-type': 'application/zip', 'content-length': '3' })
  })
})

describe('money, over a connection that loses answers', () => {
  it('is booked once, whether the answer or the question was lost', async () => {
    const app = await startApp()
    const { baseUrl } = await serveApp(app)
    const tries = new Map<string | null, number>()
    // Of every call the question is lost first, then the answer.
    const lossy = async (request: Request) => {
      const key = request.headers.get('idempotency-key')
      const turn = tries.get(key) ?? 0
      tries.set(key, turn + 1)
      if (turn === 0) throw new TypeError('fetch failed')
      const answer = await fetch(request)
      if (turn > 1) return answer
      await answer.arrayBuffer()
      throw new TypeError('terminated')
    }
    const client = app.connect({ baseUrl, fetch: lossy })
    const entries = await Promise.all(Array.from({ length: 8 }, (_, index) => client.ledger.record(payment({ amount: index }))))
    expect(new Set(entries.map((one) => one.number)).size).toBe(8)
    expect(await app.client.ledger.summary()).toMatchObject({ count: 8 })
    expect([...tries.values()]).toEqual(Array.from({ length: 8 }, () => 3))
  })
})

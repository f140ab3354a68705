import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestServers, createTestServer, type TestServer } from './testing.js'

let server: TestServer
beforeAll(async () => void (server = await createTestServer()))
afterAll(closeTestServers)

const entry = { type: 'one_time_payment', source: 'manual', amount: 1_000, currency: 'USD' }
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
const post = (raw: string | Uint8Array, headers: Record<string, string> = {}) => server.ask('POST', '/v1/ledger/entries', { raw, headers })
const withText = (text: string) => JSON.stringify({ ...entry, description: 'X' }).replace('"X"', text)

async function nothingStored() {
  const { json } = await server.ask('GET', '/v1/ledger/entries')
  expect(json.data).toEqual([])
  expect((await server.ask('GET', '/healthz')).status).toBe(200)
}

describe('bad input', () => {
  it.each<[string, string | Uint8Array, number, string]>([
    ['an unknown field', JSON.stringify({ ...entry, amuont: 1 }), 400, 'invalid_input'],
    ['a wrong type', JSON.stringify({ ...entry, amount: '1000' }), 400, 'invalid_input'],
    ['negative minor units', JSON.stringify({ ...entry, amount: -1 }), 400, 'invalid_input'],
    ['fractional minor units', JSON.stringify({ ...entry, amount: 10.5 }), 400, 'invalid_input'],
    ['minor units past 2^53', JSON.stringify(entry).replace('1000', '9007199254740993'), 400, 'invalid_input'],
    ['1e309', JSON.stringify(entry).replace('1000', '1e309'), 400, 'json_number_out_of_range'],
    ['NaN', JSON.stringify(entry).replace('1000', 'NaN'), 400, 'malformed_json'],
    ['an unknown currency', JSON.stringify({ ...entry, currency: 'ABC' }), 400, 'invalid_input'],
    ['a small currency', JSON.stringify({ ...entry, currency: 'usd' }), 400, 'invalid_input'],
    ['a huge string', JSON.stringify({ ...entry, description: 'x'.repeat(600_000) }), 400, 'invalid_input'],
    ['NUL', withText('"a\\u0000b"'), 400, 'text_not_storable'],
    ['a lone surrogate', withText('"a\\ud800b"'), 400, 'text_not_storable'],
    ['a NUL in a key', JSON.stringify({ ...entry, metadata: { 'a\0': 1 } }), 400, 'text_not_storable'],
    ['deep JSON', nested(33), 400, 'json_too_deep'],
    ['very deep JSON', '['.repeat(100_000), 400, 'json_too_deep'],
    ['too many keys', JSON.stringify(Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`k${at}`, 1]))), 400, 'json_too_many_keys'],
    ['the same key twice', '{"amount":1,"amount":2}', 400, 'json_duplicate_key'],
    ['__proto__', '{"__proto__":{"amount":1}}', 400, 'json_forbidden_key'],
    ['__proto__ twice', '{"__proto__":{},"__proto__":{}}', 400, 'json_forbidden_key'],
    ['malformed JSON', '{"amount":', 400, 'malformed_json'],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, 'malformed_json'],
    ['a list for an object', '[1,2]', 400, 'body_not_an_object'],
    ['a body over 1 MB', JSON.stringify({ ...entry, description: 'x'.repeat(1_100_000) }), 413, 'body_too_large'],
  ])('refuses %s', async (_name, raw, status, code) => {
    const answer = await post(raw)
    expect(answer).toMatchObject({ status, json: { status, code, requestId: expect.stringMatching(/^req_/), type: `/reference#error-${code}` } })
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    await nothingStored()
  })

  it('accepts 32 levels of JSON as JSON', async () => {
    expect((await post(nested(32))).json.code).toBe('invalid_input')
  })

  it.each([['', 404, 'note_not_found'], ['{}', 415, 'unsupported_media_type']])('takes a body that is empty after all for none: %s', async (text, status, code) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text))
        controller.close()
      },
    })
    const request = new Request('http://api.test/v1/notes/not_1', { method: 'DELETE', body, duplex: 'half', headers: { authorization: `Bearer ${server.secret}` } } as RequestInit)
    const answer = await server.handler(request)
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code])
  })

  it('refuses a body over 1 MB that comes in pieces of unknown length', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(65_536).fill(32))
      },
    })
    const request = new Request('http://api.test/v1/ledger/entries', { method: 'POST', body, duplex: 'half', headers: { authorization: `Bearer ${server.secret}`, 'content-type': 'application/json' } } as RequestInit)
    expect((await server.handler(request)).status).toBe(413)
  })

  it.each([['text/plain'], ['application/x-www-form-urlencoded'], ['application/json; charset=latin1'], ['application/jsonx']])('refuses the content type %s', async (type) => {
    expect(await post(JSON.stringify(entry), { 'content-type': type })).toMatchObject({ status: 415, json: { code: 'unsupported_media_type' } })
    expect(await post(JSON.stringify(entry), { 'content-encoding': 'gzip' })).toMatchObject({ status: 415 })
    await nothingStored()
  })

  it('says which field is wrong and why', async () => {
    const { json } = await server.ask('POST', '/v1/ledger/entries', { body: { ...entry, amount: -1, stripe: { chargeId: 3 } } })
    expect(json.issues.map((issue: { path: string }) => issue.path)).toEqual(['amount', 'stripe.chargeId'])
  })

  it('reads numbers, truth values and lists from the address, and refuses what is none', async () => {
    const code = async (query: string) => (await server.ask('GET', `/v1/ledger/entries?${query}`)).json.code
    expect(await code('limit=2&reconciled=true&type=refund&type=chargeback')).toBeUndefined()
    for (const query of ['limit=two', 'limit=1e309', 'limit=2.5', 'limit=0', 'limit=1&limit=2', 'reconciled=yes', 'type=gift', 'nonsense=1', 'cursor=%00', 'cursor=abc', '__proto__=1', 'amount=-5'])
      expect(await code(query), query).toMatch(/^invalid_|^text_not_storable$/)
  })

  it('reads an object from the address, member by member', async () => {
    expect(await server.ask('GET', '/v1/credits/balance?account[externalId]=org_1')).toMatchObject({ status: 200, json: { balance: 0 } })
    for (const query of ['account=org_1', 'account[a][b]=1', 'account[__proto__]=1', 'account[externalId]=a&account[externalId]=b', 'limit[a]=1'])
      expect((await server.ask('GET', `/v1/credits/balance?${query}`)).status, query).toBe(400)
  })

  it('answers an unknown address 404, a wrong method 405 with what is allowed, and OPTIONS and HEAD', async () => {
    expect(await server.ask('GET', '/v1/nothing')).toMatchObject({ status: 404, json: { code: 'route_not_found' } })
    for (const path of ['/v1/contacts/', '/v1/ledger/entries/', '/v1/contacts//merges']) expect(await server.ask('GET', path), path).toMatchObject({ status: 404, json: { code: 'route_not_found' } })
    const wrong = await server.ask('DELETE', '/v1/ledger/entries')
    expect(wrong).toMatchObject({ status: 405, json: { code: 'method_not_allowed' } })
    expect(wrong.headers.get('allow')).toBe('OPTIONS, HEAD, GET, POST')
    const options = await server.ask('OPTIONS', '/v1/ledger/entries', { key: null })
    expect(options).toMatchObject({ status: 204, text: '' })
    expect(options.headers.get('allow')).toBe('OPTIONS, HEAD, GET, POST')
    expect(await server.ask('HEAD', '/v1/ledger/entries')).toMatchObject({ status: 200, text: '' })
  })

  it('never shows how it is made', async () => {
    for (const path of ['/v1/ledger/entries/%27%3BDROP', '/v1/contacts/..%2f..%2fetc', '/v1/contacts?sort=constructor', '/v1/ledger/entries?cursor=W10']) {
      const { status, text } = await server.ask('GET', path)
      expect(status).toBeLessThan(500)
      expect(text).not.toMatch(/SQLITE|SELECT |node_modules|\.ts:|\bat \w+ \(/)
    }
  })
})

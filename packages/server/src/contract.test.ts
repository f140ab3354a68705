import { contract, streamRow, type AnyOperation } from '@startupkit/core/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from './app.js'
import { exposedBy, paramsOf } from './expose.js'
import { closeTestServers, createTestServer, type TestServer } from './testing.js'

/** Operations that only other rooms and jobs call. Each says why it is on this list. */
const inProcessOnly: Record<string, string> = {
  'contacts.noteRevenue': 'the ledger tells contacts what somebody paid',
  'contacts.noteSeen': 'the chat and the portal tell contacts that somebody was there',
}

const operations = Object.values(contract).flatMap((room) => Object.values(room))
const routes = exposedBy(createApp())
const filled = (path: string, value: string) => path.replace(/\{\w+\}/g, () => encodeURIComponent(value))

let server: TestServer
let publishable: string
beforeAll(async () => {
  server = await createTestServer()
  publishable = (await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'pk', name: 'Site', origins: ['https://shop.example'] })).secret
})
afterAll(closeTestServers)

const rows = async () => {
  const lease = await server.handler.lease(server.workspaceId)
  const seq = await lease.kit.lastSeq()
  lease.release()
  return seq
}

const send = (operation: AnyOperation, method: string, path: string, input: unknown, options: Parameters<TestServer['ask']>[2] = {}) =>
  server.ask(method.toUpperCase(), path, method === 'get' ? options : { ...options, body: input })

describe('the contract over HTTP', () => {
  it('exposes every operation exactly once, or says why not', () => {
    const exposed = routes.map(({ operation }) => operation.name)
    expect(exposed.filter((name, at) => exposed.indexOf(name) !== at)).toEqual([])
    expect(operations.map((one) => one.name).filter((name) => !exposed.includes(name)).sort()).toEqual(Object.keys(inProcessOnly).sort())
  })

  it('has no two routes that answer the same address, and no fixed word behind a parameter that would swallow it', () => {
    for (const [at, { route }] of routes.entries()) {
      const earlier = routes.slice(0, at).filter((other) => other.route.method === route.method)
      expect(earlier.filter((other) => other.pattern.test(route.path.replace(/\{\w+\}/g, 'x'))).map((other) => other.route.path), route.path).toEqual([])
    }
  })

  it('names every path parameter after a field of the input', () => {
    for (const { operation, route } of routes) {
      const fields = Object.keys((operation.input as unknown as { shape: object }).shape)
      expect(fields, operation.name).toEqual(expect.arrayContaining(paramsOf(route.path)))
    }
  })

  it.each(routes.map(({ operation, route }) => [operation.name, operation, route] as const))('%s refuses strangers and wrong actors before anything else', async (_name, operation, route) => {
    const path = filled(route.path, 'con_nothing')
    const before = await rows()
    for (const body of [{}, { amount: 'garbage' }]) {
      expect(await send(operation, route.method, path, body, { key: null })).toMatchObject({ status: 401, json: { code: 'unauthenticated' } })
      expect(await send(operation, route.method, path, body, { key: publishable, headers: { origin: 'https://shop.example' } })).toMatchObject(operation.allow.includes('visitor') ? {} : { status: 403, json: { code: 'forbidden' } })
      if (!operation.allow.includes('key')) expect(await send(operation, route.method, path, body)).toMatchObject({ status: 403, json: { code: 'forbidden' } })
    }
    expect(await rows()).toBe(before)
  })

  const garbage = fc.oneof(
    fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 }),
    fc.record({ id: fc.anything(), amount: fc.oneof(fc.double(), fc.bigInt().map(String), fc.constant(null)), currency: fc.string(), limit: fc.double(), contactIds: fc.array(fc.string()), ids: fc.jsonValue(), cursor: fc.string() }, { requiredKeys: [] }),
  )
  const unlikely = fc.oneof(fc.string({ minLength: 1, maxLength: 80, unit: 'binary' }), fc.constantFrom('..', '%', 'null', '0', '__proto__', '’', 'x'.repeat(5_000)))

  it.each(routes.filter(({ operation }) => operation.allow.includes('key')).map(({ operation, route }) => [operation.name, operation, route] as const))('%s answers garbage with the right 4xx, or not at all', async (_name, operation, route) => {
    await fc.assert(
      fc.asyncProperty(garbage, unlikely, async (body, id) => {
        let raw: string
        try {
          raw = JSON.stringify(body) ?? 'undefined'
        } catch {
          return
        }
        const path = `${filled(route.path, id)}${route.method === 'get' ? `?${new URLSearchParams({ [id.slice(0, 20)]: raw.slice(0, 200) }).toString()}` : ''}`
        const before = await rows()
        const answer = await server.ask(route.method.toUpperCase(), path, route.method === 'get' ? {} : { raw })
        expect(answer.status, answer.text).toBeLessThan(500)
        if (answer.status < 400) {
          // Garbage that happens to be nothing at all is a fair question; it must not have become a fact.
          expect(operation.access === 'read' || streamRow(operation.output) !== undefined || Object.keys(JSON.parse(raw) as object).length === 0, `${operation.name} took ${raw}`).toBe(true)
        } else {
          expect(answer.json.code).toMatch(/^[a-z_]+$/)
          expect(await rows()).toBe(before)
        }
      }),
      { numRuns: 15 },
    )
    expect((await server.ask('GET', '/healthz')).status).toBe(200)
  })

  it.each(routes.filter(({ route, operation }) => route.path.includes('{') && operation.allow.includes('key')).map(({ operation, route }) => [operation.name, operation, route] as const))(
    '%s answers an id of another workspace like one that does not exist',
    async (_name, operation, route) => {
      const neighbour = await neighbourIds()
      // An answer repeats the id it was asked for; beside that the two must not differ.
      const bare = (value: { json?: Record<string, unknown>; status: number }) => ({ status: value.status, problem: { ...value.json, requestId: '', params: '' } })
      const unknown = await send(operation, route.method, filled(route.path, 'con_unknown'), bodies[operation.name] ?? {})
      for (const id of neighbour) expect(bare(await send(operation, route.method, filled(route.path, id), bodies[operation.name] ?? {}))).toEqual(bare(unknown))
      expect(unknown.status, unknown.text).toBe(404)
    },
  )
})

/** Bodies that are valid, so that the id is all that is wrong. */
const bodies: Record<string, unknown> = {
  'ledger.reverse': { reason: 'A mistake' },
  'contacts.decideReview': { decision: 'merge' },
  'contacts.touch': { touch: { channel: 'search' } },
  'contacts.update': { name: 'Bo' },
  'subscriptions.recordEvent': { type: 'cancelled', at: '2026-01-01T00:00:00Z' },
}

let known: Promise<string[]> | undefined
const neighbourIds = () =>
  (known ??= (async () => {
    const { id } = await server.handler.createWorkspace({ name: 'Next door', slug: 'next-door' })
    const { secret: key } = await server.handler.createKey({ workspaceId: id, kind: 'sk', name: 'Theirs' })
    const contact = await server.ask('POST', '/v1/contacts', { key, body: { name: 'Ada', emails: ['ada@neighbour.example'] } })
    const entry = await server.ask('POST', '/v1/ledger/entries', { key, body: { type: 'one_time_payment', source: 'manual', amount: 5, currency: 'USD' } })
    expect([contact.status, entry.status]).toEqual([201, 201])
    return [contact.json.id, entry.json.id, entry.json.number]
  })())

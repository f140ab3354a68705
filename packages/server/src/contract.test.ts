import { contract, type AnyOperation } from '@startupkit/core/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from './app.js'
import { exposedBy, paramsOf } from './expose.js'
import { openApiOf } from './openapi.js'
import { closeTestServers, createTestServer, type TestServer } from './testing.js'

/** Operations that only other rooms and jobs call. Each says why it is on this list. */
const inProcessOnly: Record<string, string> = {
  'settings.image': 'the image route sends its bytes',
  'audit.tell': 'the server tells of what is done in the control database',
  'contacts.noteRevenue': 'the ledger tells contacts what somebody paid',
  'contacts.noteSeen': 'the chat and the portal tell contacts that somebody was there',
  'team.admit': 'the server tells the team who signs in',
  'team.update': 'the server tells the team who got another role',
  'team.remove': 'the server tells the team who was removed',
  'notifications.unsubscribing': 'the page that a link in a mail opens',
  'notifications.unsubscribe': 'the button on that page',
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

  it('says of every operation that takes a set how much one request can carry', () => {
    const paths = openApiOf(createApp(), '')['paths'] as Record<string, Record<string, { operationId: string; description: string }>>
    const said = Object.values(paths).flatMap((methods) => Object.values(methods)).filter((one) => one.description.includes('at most 1 MB')).map((one) => one.operationId)
    expect(said.sort()).toEqual(['contacts.import', 'contacts.resolveMany', 'credits.importMovements', 'ledger.link', 'ledger.post', 'ledger.recordMany', 'subscriptions.recordMany', 'team.importMembers'])
  })

  it('names every path parameter after a field of the input', () => {
    for (const { operation, route } of routes) {
      const fields = Object.keys((operation.input as unknown as { shape: object }).shape)
      expect(fields, operation.name).toEqual(expect.arrayContaining(paramsOf(route.path)))
    }
  })

  it.each(routes.filter(({ route }) => !route.open).map(({ operation, route }) => [operation.name, operation, route] as const))('%s refuses strangers and wrong actors before anything else', async (_name, operation, route) => {
    const path = filled(route.path, 'con_nothing')
    const before = await rows()
    for (const body of [{}, { amount: 'garbage' }]) {
      expect(await send(operation, route.method, path, body, { key: null })).toMatchObject({ status: 401, json: { code: 'unauthenticated' } })
      expect(await send(operation, route.method, path, body, { key: publishable, headers: { origin: 'https://shop.example' } })).toMatchObject(operation.allow.includes('visitor') ? {} : { status: 403, json: { code: 'forbidden' } })
      if (!operation.allow.includes('key')) expect(await send(operation, route.method, path, body)).toMatchObject({ status: 403, json: { code: 'forbidden' } })
    }
    expect(await rows()).toBe(before)
  })
})

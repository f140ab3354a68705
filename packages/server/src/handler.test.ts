import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { createHandler } from './handler.js'
import { nodeListener } from './listen.js'
import { closeTestServers, createTestServer } from './testing.js'

afterAll(closeTestServers)

const folderOf = () => mkdtemp(join(tmpdir(), 'startupkit-handler-'))

describe('the handler', () => {
  it('mounts below a path, whether the prefix is cut off or not, and says so in its contract', async () => {
    const { ask } = await createTestServer({ basePath: '/kit' })
    expect((await ask('GET', '/kit/v1/settings/business')).status).toBe(200)
    expect((await ask('GET', '/v1/settings/business')).status).toBe(200)
    expect((await ask('GET', '/kitten/v1/settings/business')).status).toBe(404)
    expect((await ask('GET', '/kit/openapi.json')).json.servers).toEqual([{ url: '/kit' }])
    expect((await ask('GET', '/kit/reference')).text).toContain('/kit/reference/reference.js')
    expect((await ask('GET', '/kit/v1/nothing')).json.docUrl).toBe('/kit/reference#error-route_not_found')
  })

  it('serves in a plain Node server and leaves its globals alone', async () => {
    const before = [globalThis.Request, globalThis.Response]
    const { handler, secret } = await createTestServer()
    const node = createServer((incoming, outgoing) => void nodeListener(handler.fetch)(incoming, outgoing))
    await new Promise<void>((done) => node.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(node.address() as AddressInfo).port}`
    const answer = await fetch(`${url}/v1/contacts`, { method: 'POST', headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Ada' }) })
    expect([answer.status, ((await answer.json()) as { name: string }).name]).toEqual([201, 'Ada'])
    expect([globalThis.Request, globalThis.Response]).toEqual(before)
    node.closeAllConnections()
    node.close()
  })

  it('writes what happened into the log, and neither key nor body', async () => {
    const lines: string[] = []
    const { ask, secret } = await createTestServer({ log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }) })
    await ask('POST', '/v1/contacts', { body: { name: 'Secretive Person', emails: ['who@private.example'] } })
    await ask('GET', '/v1/contacts/search?text=private')
    const all = lines.join('')
    expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(expect.objectContaining({ msg: 'answered', method: 'POST', route: '/v1/contacts', status: 201, requestId: expect.stringMatching(/^req_/), workspace: expect.stringMatching(/^wsp_/), ms: expect.any(Number) }))
    for (const word of [secret, secret.slice(8), 'Secretive', 'private']) expect(all).not.toContain(word)
  })

  it('runs what is due on a host that keeps no process', async () => {
    const folder = await folderOf()
    const open = () => createHandler({ dataDir: folder, worker: false })
    const first = open()
    const { id } = await first.createWorkspace({ name: 'Acme', slug: 'acme' })
    const lease = await first.lease(id)
    await lease.kit.as({ role: 'owner', id: 'usr_1' }).settings.updateBusiness({ reportingTimeZone: 'Asia/Tokyo' })
    lease.release()
    await first.close()
    const second = open()
    expect((await second.runDue()).ran).toBeGreaterThan(0)
    expect(await second.runDue()).toEqual({ ran: 0, nextAt: null })
    await second.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('looks after the jobs of workspaces by itself, and after a restart', async () => {
    const folder = await folderOf()
    const first = createHandler({ dataDir: folder, worker: false })
    const { id } = await first.createWorkspace({ name: 'Acme', slug: 'acme' })
    const lease = await first.lease(id)
    await lease.kit.as({ role: 'owner', id: 'usr_1' }).ledger.rebuild({})
    lease.release()
    await first.close()
    const second = createHandler({ dataDir: folder })
    await new Promise((done) => setTimeout(done, 1_500)) // nobody asks it anything
    await second.close()
    const third = createHandler({ dataDir: folder, worker: false })
    const { kit, release } = await third.lease(id)
    expect(await kit.runDue({ max: 0 })).toEqual({ ran: 0, nextAt: null })
    release()
    await third.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('is not ready while its databases open, and says so at once', async () => {
    const folder = await folderOf()
    const handler = createHandler({ dataDir: folder })
    const early = await handler(new Request('http://x/readyz'))
    expect([early.status, ((await early.json()) as { status: string }).status]).toEqual([503, 'unavailable'])
    await handler.opened()
    expect((await handler(new Request('http://x/readyz'))).status).toBe(200)
    await handler.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('tells everybody why it is not open', async () => {
    const folder = await folderOf()
    const first = createHandler({ dataDir: folder })
    await first.opened()
    const second = createHandler({ dataDir: folder })
    await expect(second.opened()).rejects.toMatchObject({ code: 'database_owned' })
    expect((await second(new Request('http://x/healthz'))).status).toBe(200)
    const ready = await second(new Request('http://x/readyz'))
    expect([ready.status, ((await ready.json()) as { status: string }).status]).toEqual([503, 'unavailable'])
    const asked = await second(new Request('http://x/v1/contacts', { headers: { authorization: 'Bearer x' } }))
    expect([asked.status, ((await asked.json()) as { code: string }).code]).toEqual([503, 'database_owned'])
    await first.close()
    await rm(folder, { recursive: true, force: true })
  })
})

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from './app.js'
import { toolsOf } from './mcp/tools.js'
import { closeTestServers, createTestServer, type TestServer } from './testing.js'

let server: TestServer
const clients: Client[] = []
beforeAll(async () => void (server = await createTestServer()))
afterAll(async () => {
  await Promise.all(clients.map((one) => one.close()))
  await closeTestServers()
})

/** An assistant's own client, of the newest revision or of the one before, asking the handler. */
async function assistant({ key = server.secret, query = '', revision = 'auto' as 'auto' | 'legacy' } = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: revision } })
  const fetch = (url: string | URL, init?: RequestInit) => server.handler(new Request(url, init), { incoming: { socket: { remoteAddress: '127.0.0.1' } } as never })
  await client.connect(new StreamableHTTPClientTransport(new URL(`http://api.test/mcp${query}`), { fetch, requestInit: { headers: { authorization: `Bearer ${key}` } } }))
  clients.push(client)
  return client
}
const keyFor = async (scopes: string[]) => (await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'sk', name: 'Assistant', scopes })).secret
const names = async (client: Client) => (await client.listTools()).tools.map((tool) => tool.name)

describe('the operations as tools', () => {
  it('have names and schemas that every assistant takes, no two the same', () => {
    const tools = [...toolsOf(createApp()).values()]
    expect(tools.length).toBeGreaterThan(80)
    for (const { tool } of tools) {
      expect(tool.name).toMatch(/^[a-z0-9_]{1,64}$/)
      expect(tool.inputSchema.type, tool.name).toBe('object')
    }
    const operations = tools.map(({ exposed }) => exposed.operation.name)
    expect(new Set(operations).size).toBe(tools.length)
  })

  it.each(['auto', 'legacy'] as const)('are listed and called by a client that speaks the %s revision', async (revision) => {
    const client = await assistant({ revision })
    const { tools } = await client.listTools()
    const record = tools.find((one) => one.name === 'ledger_record')!
    expect(record.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false })
    expect(tools.find((one) => one.name === 'ledger_list')!.annotations).toMatchObject({ readOnlyHint: true })
    expect(record.inputSchema).toMatchObject({ type: 'object', required: expect.arrayContaining(['amount', 'currency']) })
    const made = await client.callTool({ name: 'ledger_record', arguments: { type: 'one_time_payment', source: 'manual', amount: 1_234, currency: 'USD' } })
    expect(made.isError).toBeFalsy()
    expect(made.structuredContent).toMatchObject({ amount: 1_234, currency: 'USD' })
    const found = await client.callTool({ name: 'ledger_get', arguments: { id: (made.structuredContent as { id: string }).id } })
    expect(JSON.parse((found.content as { text: string }[])[0]!.text)).toMatchObject({ amount: 1_234 })
    expect(client.getInstructions()).toContain('minor units')
  })

  it('are those that the key may call, and no others run', async () => {
    const client = await assistant({ key: await keyFor(['ledger.read']) })
    const listed = await names(client)
    expect(listed).toContain('ledger_list')
    expect(listed.filter((name) => !name.startsWith('ledger_'))).toEqual([])
    expect(listed).not.toContain('ledger_record')
    for (const name of ['ledger_record', 'contacts_create', 'keys_list']) {
      const refused = await client.callTool({ name, arguments: {} }).catch((error: Error) => ({ isError: true, structuredContent: { code: error.message } }))
      expect(refused.isError, name).toBe(true)
      expect(JSON.stringify(refused.structuredContent), name).toMatch(/forbidden|There is no tool/)
    }
  })

  it('are narrowed to the rooms that are named', async () => {
    const client = await assistant({ query: '?rooms=credits,audit' })
    expect(new Set((await names(client)).map((name) => name.split('_')[0]))).toEqual(new Set(['credits', 'audit']))
    await expect(client.callTool({ name: 'ledger_list', arguments: {} })).rejects.toThrow(/There is no tool/)
    await expect(assistant({ query: '?rooms=nothing' })).rejects.toThrow()
  })

  it('fail with the code and the sentence of the contract, and change nothing', async () => {
    const client = await assistant()
    const missing = await client.callTool({ name: 'ledger_get', arguments: { id: 'ent_nothing' } })
    expect(missing).toMatchObject({ isError: true, structuredContent: { code: 'entry_not_found' } })
    const wrong = await client.callTool({ name: 'ledger_record', arguments: { type: 'one_time_payment', source: 'manual', amount: 0.5, currency: 'usd', surprise: 1 } })
    expect(wrong).toMatchObject({ isError: true, structuredContent: { code: 'invalid_input' } })
    expect((wrong.content as { text: string }[])[0]!.text).toMatch(/amount: /)
    await expect(client.callTool({ name: 'nothing_at_all', arguments: {} })).rejects.toThrow(/There is no tool/)
  })

  it('do a thing once however often it is sent under one name', async () => {
    const client = await assistant()
    const book = async () => (await client.callTool({ name: 'ledger_record', arguments: { type: 'one_time_payment', source: 'manual', amount: 77, currency: 'USD', idempotencyKey: 'once' } })).structuredContent as { id: string }
    expect((await book()).id).toBe((await book()).id)
  })

  it('cut a stream with a note, and answer a page too long for a conversation shorter', async () => {
    const entries = Array.from({ length: 300 }, (_, n) => ({ type: 'one_time_payment', source: 'manual', amount: n + 1, currency: 'USD', description: 'x'.repeat(450) }))
    expect((await server.ask('POST', '/v1/ledger/entries/batch', { body: { entries } })).status).toBe(201)
    const client = await assistant()
    const file = (await client.callTool({ name: 'ledger_export', arguments: {} })).structuredContent as { rows: unknown[]; complete: boolean; note: string }
    expect(file.complete).toBe(false)
    expect(file.rows.length).toBeLessThan(201)
    expect(file.note).toContain(String(file.rows.length))
    const page = async (cursor?: string) => (await client.callTool({ name: 'ledger_list', arguments: { limit: 100, ...(cursor && { cursor }) } })).structuredContent as { data: { id: string }[]; nextCursor: string }
    const first = await page()
    expect(first.data.length).toBeLessThan(100)
    const second = await page(first.nextCursor)
    const whole = await server.ask('GET', '/v1/ledger/entries?limit=100')
    const shown = [...first.data, ...second.data].map((one) => one.id)
    expect(shown).toEqual((whole.json as { data: { id: string }[] }).data.map((one) => one.id).slice(0, shown.length))
  })

  it('leave their line in the audit trail, under the key', async () => {
    const key = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'sk', name: 'Assistant' })
    const client = await assistant({ key: key.secret })
    await client.callTool({ name: 'ledger_record', arguments: { type: 'one_time_payment', source: 'manual', amount: 5, currency: 'USD' } })
    const trail = await server.operate('GET', '/v1/audit?limit=5')
    expect(JSON.stringify((trail.json as { data: unknown[] }).data[0])).toContain(key.id)
  })
})

describe('what an assistant can read', () => {
  it('is the contract and the guides', async () => {
    const client = await assistant()
    const { resources } = await client.listResources()
    expect(resources.map((one) => one.uri)).toEqual(expect.arrayContaining(['startupkit://openapi.json', 'startupkit://guides/ledger']))
    const { contents } = await client.readResource({ uri: 'startupkit://openapi.json' })
    expect(JSON.parse((contents[0] as { text: string }).text)).toMatchObject({ openapi: '3.1.0' })
    expect(((await client.readResource({ uri: 'startupkit://guides/ledger' })).contents[0] as { text: string }).text).toMatch(/^# /)
    await expect(client.readResource({ uri: 'file:///etc/passwd' })).rejects.toThrow()
  })
})

describe('/mcp', () => {
  const post = (headers: Record<string, string>, key: string | null = server.secret) => server.ask('POST', '/mcp', { key, headers: { accept: 'application/json, text/event-stream', ...headers }, body: { jsonrpc: '2.0', id: 1, method: 'tools/list' } })

  it('opens to secret keys alone', async () => {
    expect((await post({}, null)).status).toBe(401)
    expect((await post({}, 'sk_live_nothing')).status).toBe(401)
    const pk = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'pk', name: 'Site', origins: ['https://shop.example'] })
    expect((await post({ origin: 'https://shop.example' }, pk.secret)).status).toBe(403)
  })

  it('takes nothing but one JSON message', async () => {
    expect((await server.ask('GET', '/mcp')).status).toBe(405)
    expect((await server.ask('POST', '/mcp', { raw: '[', headers: { 'content-type': 'application/json' } })).status).toBe(400)
    expect((await server.ask('POST', '/mcp', { raw: 'x', headers: { 'content-type': 'text/plain' } })).status).toBe(415)
    expect((await server.ask('POST', '/mcp', { body: { not: 'a message' } })).status).toBe(400)
  })
})

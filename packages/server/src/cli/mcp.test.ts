import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { execFile } from 'node:child_process'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNodeServer, drain, listen } from '../listen.js'
import { closeTestServers, createTestServer, freePort, type TestServer } from '../testing.js'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const command = join(root, 'packages/server/bin/startupkit.mjs')

let server: TestServer
let http: Server
let url: string
const clients: Client[] = []
beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['-e', "import('./tooling/ready/index.mjs').then((m) => m.readyToAnswer())"], { cwd: root })
  server = await createTestServer()
  http = createNodeServer(server.handler.fetch)
  const port = await freePort()
  await listen(http, { host: '127.0.0.1', port })
  url = `http://127.0.0.1:${port}`
}, 180_000)
afterAll(async () => {
  await Promise.all(clients.map((one) => one.close()))
  await drain(http, 0)
  await closeTestServers()
})

const envOf = (env: Record<string, string>) => ({ PATH: process.env['PATH']!, STARTUPKIT_URL: url, STARTUPKIT_KEY: server.secret, ...env })
async function assistant(revision: 'auto' | 'legacy', args: string[] = [], env: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: revision } })
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [command, 'mcp', ...args], env: envOf(env), stderr: 'inherit' }))
  clients.push(client)
  return client
}
const fails = (args: string[], env: Record<string, string>) =>
  promisify(execFile)(process.execPath, [command, 'mcp', ...args], { env: envOf(env) }).then(() => ({ code: 0, stdout: '', stderr: '' }), (error: { code: number; stdout: string; stderr: string }) => error)

describe('startupkit mcp', () => {
  it.each(['auto', 'legacy'] as const)('gives an assistant that speaks the %s revision the tools of its key', async (revision) => {
    const client = await assistant(revision)
    expect(client.getServerVersion()).toMatchObject({ name: 'startupkit' })
    expect(client.getInstructions()).toContain('minor units')
    expect((await client.listTools()).tools.map((tool) => tool.name)).toContain('ledger_record')
    const made = await client.callTool({ name: 'ledger_record', arguments: { type: 'one_time_payment', source: 'manual', amount: 900, currency: 'USD' } })
    expect(made).toMatchObject({ structuredContent: { amount: 900 } })
    expect(await client.callTool({ name: 'ledger_get', arguments: { id: 'ent_none' } })).toMatchObject({ isError: true, structuredContent: { code: 'entry_not_found' } })
    await expect(client.callTool({ name: 'no_such_tool', arguments: {} })).rejects.toThrow(/There is no tool/)
    expect((await client.listResources()).resources.map((one) => one.uri)).toContain('startupkit://guides/ledger')
    expect((await client.readResource({ uri: 'startupkit://guides/ledger' })).contents[0]).toMatchObject({ mimeType: 'text/markdown' })
  })

  it('offers the rooms that are named, and learns at once that its key was revoked', async () => {
    const key = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'sk', name: 'Assistant', scopes: ['ledger.read', 'contacts.read'] })
    const client = await assistant('auto', ['--rooms', 'contacts'], { STARTUPKIT_KEY: key.secret })
    const { tools } = await client.listTools()
    expect(tools.length).toBeGreaterThan(2)
    expect(tools.every((tool) => tool.name.startsWith('contacts_') && tool.annotations?.readOnlyHint)).toBe(true)
    await server.operate('POST', `/v1/keys/${key.id}/revoke`)
    const refused = await client.callTool({ name: 'contacts_list', arguments: {} })
    expect(refused).toMatchObject({ isError: true })
    expect(JSON.stringify(refused.content)).toContain('unauthenticated')
  })

  it('says what is missing before it begins, on standard error alone', async () => {
    expect(await fails([], { STARTUPKIT_KEY: '' })).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('STARTUPKIT_KEY') })
    expect(await fails([], { STARTUPKIT_KEY: 'sk_live_wrong' })).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('unauthenticated') })
    expect(await fails([], { STARTUPKIT_URL: 'http://127.0.0.1:9' })).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('Is the server running') })
    expect(await fails(['--rooms', 'nothing'], {})).toMatchObject({ code: 1, stderr: expect.stringContaining('invalid_input') })
    expect(await fails(['--wrong'], {})).toMatchObject({ code: 2 })
  })
})

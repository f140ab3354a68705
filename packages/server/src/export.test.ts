import { openKit } from '@startupkit/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestServers, createTestServer, type TestServer } from './testing.js'

let server: TestServer
const path = '/v1/ledger/entries/export'
beforeAll(async () => {
  server = await createTestServer()
  const entries = Array.from({ length: 1_200 }, (_, at) => ({ type: 'one_time_payment', source: 'manual', amount: at, currency: 'USD', description: at === 0 ? '=HYPERLINK("https://evil.example")' : `Entry ${at}` }))
  for (let at = 0; at < entries.length; at += 400) expect((await server.ask('POST', '/v1/ledger/entries/batch', { body: { entries: entries.slice(at, at + 400) } })).status).toBe(201)
})
afterAll(closeTestServers)

describe('an export', () => {
  it('comes as CSV that a spreadsheet cannot be tricked by, or as JSON lines, as asked', async () => {
    const csv = await server.ask('GET', path)
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/)
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="ledger-export.csv"')
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(1_201)
    expect(csv.text).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
    for (const asked of [server.ask('GET', `${path}?format=jsonl`), server.ask('GET', path, { headers: { accept: 'application/x-ndjson' } })]) {
      const lines = (await asked).text.trimEnd().split('\n').map((line) => JSON.parse(line) as { number: string })
      expect(new Set(lines.map((line) => line.number)).size).toBe(1_200)
    }
    expect((await server.ask('GET', '/v1/ledger/journals/export')).headers.get('content-type')).toMatch(/^text\/plain/)
    expect(await server.ask('GET', `${path}?format=xml`)).toMatchObject({ status: 400, json: { code: 'format_unknown' } })
  })

  it.each([path, '/v1/live'])('lets go of the workspace when only the head of %s is asked for', async (stream) => {
    const small = await createTestServer({ maxOpenWorkspaces: 1 })
    const other = await small.handler.createWorkspace({ name: 'Other', slug: 'other' })
    const { secret } = await small.handler.createKey({ workspaceId: other.id, kind: 'sk', name: 'Other' })
    expect(await small.ask('HEAD', stream)).toMatchObject({ status: 200, text: '' })
    await small.ask('GET', '/v1/contacts', { key: secret })
    const url = `file:${small.folder}/workspaces/${small.workspaceId}.db`
    await expect.poll(() => openKit({ database: { url } }).then((kit) => kit.close(), (error: { code: string }) => error.code)).toBeUndefined()
  })

  it('answers what is wrong as a problem, not as a file', async () => {
    expect(await server.ask('GET', `${path}?from=yesterday`)).toMatchObject({ status: 400, json: { code: 'invalid_input' } })
  })

  it('reads no further than its reader, and lets go of the workspace when the reader leaves', async () => {
    const response = await server.handler(new Request(`http://api.test${path}`, { headers: { authorization: `Bearer ${server.secret}` } }))
    const reader = response.body!.getReader()
    const { value } = await reader.read()
    expect(value!.byteLength).toBeLessThan(70_000)
    await reader.cancel()
    expect((await server.ask('GET', '/healthz')).status).toBe(200)
  })
})

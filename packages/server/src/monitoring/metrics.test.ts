import { afterAll, expect, it } from 'vitest'
import { closeTestServers, createTestServer } from '../testing.js'

afterAll(closeTestServers)
const local = { headers: {} as Record<string, string>, key: null }

async function asked(server: Awaited<ReturnType<typeof createTestServer>>, { url = 'http://127.0.0.1:8787/metrics', headers = {}, from = '127.0.0.1' }: { url?: string; headers?: Record<string, string>; from?: string } = {}) {
  const answer = await server.handler(new Request(url, { headers }), { incoming: { socket: { remoteAddress: from } } as never })
  return { status: answer.status, text: await answer.text() }
}

it('counts requests by route and status, writes, jobs and streams, and labels nothing with an id', async () => {
  const server = await createTestServer()
  const { json: contact } = await server.ask('POST', '/v1/contacts', { body: { name: 'Maya Okafor' } })
  await server.ask('GET', `/v1/contacts/${contact.id}`)
  await server.ask('GET', '/v1/contacts/con_nothing')
  await server.ask('GET', '/nowhere/maya', local)
  const { status, text } = await asked(server)
  expect(status).toBe(200)
  expect(text).toMatch(/startupkit_http_request_seconds_count\{method="GET",route="\/v1\/contacts\/\{id\}",status="200"\} 1\n/)
  expect(text).toMatch(/startupkit_http_request_seconds_count\{method="GET",route="\/v1\/contacts\/\{id\}",status="404"\} 1\n/)
  expect(text).toMatch(/startupkit_http_request_seconds_bucket\{method="POST",route="\/v1\/contacts",status="201",le="\+Inf"\} 1\n/)
  expect(text).toContain('startupkit_open_workspaces 1\n')
  expect(Number(/startupkit_gate_writes_total\{databases="workspaces"\} (\d+)/.exec(text)![1])).toBeGreaterThanOrEqual(1)
  for (const name of ['startupkit_jobs{state="due"}', 'startupkit_live_connections 0', 'startupkit_event_loop_delay_seconds ', 'startupkit_last_backup_timestamp_seconds 0']) expect(text).toContain(name)
  for (const secret of [contact.id, server.workspaceId, server.secret, 'maya', 'Maya', 'nowhere', 'acme']) expect(text).not.toContain(secret)
  for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? -?[\d.e+-]+)$/)
  const names = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name)
  expect(new Set(names).size).toBe(names.length)
})

it('tells only this machine, or whoever has the token', async () => {
  const server = await createTestServer({ metricsToken: 'a token for the tests' })
  const refused = { status: 401 }
  expect(await asked(server, { from: '203.0.113.7' })).toMatchObject(refused)
  expect(await asked(server, { from: '203.0.113.7', headers: { authorization: 'Bearer a token for the test' } })).toMatchObject(refused)
  expect(await asked(server, { from: '203.0.113.7', headers: { authorization: 'Bearer a token for the tests' } })).toMatchObject({ status: 200 })
  for (const header of ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']) expect(await asked(server, { headers: { [header]: '203.0.113.7' } }), header).toMatchObject(refused)
  expect(await asked(server, { url: 'http://rebound.example:8787/metrics' })).toMatchObject(refused)
  expect(await asked(server, { from: '::ffff:127.0.0.1' })).toMatchObject({ status: 200 })
  expect(await asked(await createTestServer(), { from: '203.0.113.7', headers: { authorization: 'Bearer ' } })).toMatchObject(refused)
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Handler } from '@startupkit/server'
import type { RouteFile } from './next-route.js'

type Route = Required<Pick<RouteFile<{ path: string[] }>, 'GET' | 'POST' | 'OPTIONS' | 'runtime' | 'dynamic'>>
let dataDir: string
let route: Route
const kitOf = () => (globalThis as { startupkit?: Handler }).startupkit!
const at = (path: string) => [`http://shop.test/kit/${path}`, { params: Promise.resolve({ path: path.split('/') }) }] as const

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'startupkit-next-'))
  process.env['DATA_DIR'] = dataDir
  route = await import('./app/kit/[...path]/route.js')
})
afterAll(async () => {
  await kitOf().close()
  await rm(dataDir, { recursive: true, force: true })
})

it('answers requests as Next hands them over', async () => {
  const { id: workspaceId } = await kitOf().createWorkspace({ name: 'My business', slug: 'mine' })
  const { secret } = await kitOf().createKey({ workspaceId, kind: 'sk', name: 'backend' })
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const entry = { type: 'one_time_payment', source: 'manual', amount: 100_000, currency: 'USD' }
  const [address, context] = at('v1/ledger/entries')
  const booked = await route.POST(new Request(address, { method: 'POST', headers, body: JSON.stringify(entry) }), context)
  expect(booked.status).toBe(201)
  const listed = await route.GET(new Request(address, { headers }), context)
  expect(((await listed.json()) as { data: unknown[] }).data).toHaveLength(1)
  expect((await route.GET(new Request(address), context)).status).toBe(401)
  expect((await route.OPTIONS(new Request(address, { method: 'OPTIONS' }), context)).status).toBe(204)
})

it('runs on Node, is never stored, and opens its databases once however often Next loads it', async () => {
  expect([route.runtime, route.dynamic]).toEqual(['nodejs', 'force-dynamic'])
  const before = kitOf()
  const again = './app/kit/[...path]/route.js?again'
  await import(/* @vite-ignore */ again)
  expect(kitOf()).toBe(before)
})

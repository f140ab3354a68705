import { createClient, type Client } from '@startupkit/sdk'
import { createHandler, type Handler } from '@startupkit/server'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, it } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
let dataDir: string
let handler: Handler
let client: Client
let receiver: ChildProcess
let address: string
let secret: string
let endpoint: string
let said = ''

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'startupkit-webhooks-'))
  handler = createHandler({ dataDir, allowPrivateWebhooks: true })
  const { id: workspaceId } = await handler.createWorkspace({ name: 'My business', slug: 'mine' })
  const key = await handler.createKey({ workspaceId, kind: 'sk', name: 'backend' })
  client = createClient({ key: key.secret, baseUrl: 'http://kit.test', fetch: (request) => handler(request) })

  const port = await freePort()
  endpoint = (await client.webhooks.createEndpoint({ url: `http://127.0.0.1:${port}/`, description: 'The example' })).id
  secret = (await client.webhooks.revealSecret({ id: endpoint })).secret
  receiver = spawn(process.execPath, ['receiver.mjs'], { cwd: here, env: { ...process.env, PORT: String(port), WEBHOOK_SECRET: secret }, stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(receiver.stdout!.setEncoding('utf8').on('data', (text) => (said += text)), 'data')
  address = String(line).trim()
}, 60_000)

afterAll(async () => {
  if (receiver?.exitCode === null) {
    receiver.kill('SIGKILL')
    await once(receiver, 'exit')
  }
  await handler?.close()
  await rm(dataDir, { recursive: true, force: true })
})

const states = async () => (await client.webhooks.deliveries({ endpointId: endpoint })).data.map(({ event, state, lastStatus }) => [event, state, lastStatus])
const post = (body: string, headers: Record<string, string>) => fetch(address, { method: 'POST', body, headers })
const signed = (id: string, body: string, at = new Date(), by = secret) => ({
  'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Webhook(by).sign(id, at, body),
})

it('hears of a fact, verifies it and answers at once', async () => {
  await client.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 4_900, currency: 'USD' })
  await expect.poll(() => said).toMatch(/booked TXN-\d{4}-000001: 4900 USD/)
  await expect.poll(states).toContainEqual(['ledger.entry_recorded', 'delivered', 204])
})

it('is sent the same again by hand, verifies that too, and does it once', async () => {
  const [{ id, eventId } = { id: '', eventId: '' }] = (await client.webhooks.deliveries({ event: 'ledger.entry_recorded' })).data
  await client.webhooks.replay({ id })
  await expect.poll(() => said).toContain(`again ${eventId}`)
  expect(said.match(/booked/g)).toHaveLength(1)
  await expect.poll(async () => (await client.webhooks.delivery({ id })).log.map(({ status, byHand }) => [status, byHand])).toEqual([[204, true], [204, false]])
})

it('refuses what is not signed with its secret, not signed at all, changed on the way or old', async () => {
  const body = JSON.stringify({ type: 'ledger.entry_recorded', timestamp: new Date().toISOString(), data: { number: 'TXN-9', amount: 1, currency: 'USD' }, id: 'evt_forged', seq: 9 })
  const other = `whsec_${Buffer.from('some other secret of 32 bytes len').toString('base64')}`
  expect((await post(body, signed('evt_forged', body, new Date(), other))).status).toBe(400)
  expect((await post(body, {})).status).toBe(400)
  expect((await post(body.replace('TXN-9', 'TXN-8'), signed('evt_forged', body))).status).toBe(400)
  expect((await post(body, { ...signed('evt_forged', body), 'webhook-id': 'evt_other' })).status).toBe(400)
  expect((await post(body, signed('evt_forged', body, new Date(Date.now() - 600_000)))).status).toBe(400)
  expect((await fetch(address)).status).toBe(405)
  expect(said).not.toContain('TXN-9')
  expect((await post(body, signed('evt_forged', body))).status).toBe(204)
})

it('goes on hearing while its secret is replaced', async () => {
  await client.webhooks.rotateSecret({ id: endpoint, overlapHours: 1 })
  const { id } = await client.webhooks.sendTest({ id: endpoint })
  await expect.poll(async () => (await client.webhooks.delivery({ id })).state).toBe('delivered')
  await expect.poll(() => said).toContain('heard webhook.test')
})

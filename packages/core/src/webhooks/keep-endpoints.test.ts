import { createClient } from '@libsql/client'
import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'
import { kitWithWeb } from './fixtures/fake-web.js'

afterAll(closeTestKits)

const url = 'https://shop.example.com/hooks'

describe('webhook endpoints', () => {
  it('are added, listed by pages, changed and removed', async () => {
    const { acme } = await kitWithWeb()
    const [first, second] = [await acme.webhooks.createEndpoint({ url, description: 'Shop', events: ['contact.created', 'contact.created'] }), await acme.webhooks.createEndpoint({ url: `${url}/2` })]
    expect(first).toMatchObject({ url, description: 'Shop', events: ['contact.created'], state: 'enabled', failingSince: null })
    expect(second.events).toBeNull()

    const page = await acme.webhooks.endpoints({ limit: 1 })
    expect(page.data).toEqual([second])
    expect(await acme.webhooks.endpoints({ cursor: page.nextCursor! })).toEqual({ data: [first], nextCursor: null })

    expect(await acme.webhooks.updateEndpoint({ id: first.id, events: null, description: '' })).toMatchObject({ url, description: '', events: null })
    expect(await acme.webhooks.removeEndpoint({ id: first.id })).toMatchObject({ state: 'disabled' })
    await expect(acme.webhooks.endpoint({ id: first.id })).rejects.toMatchObject({ code: 'webhook_endpoint_not_found' })
    expect((await acme.webhooks.endpoints({})).data).toEqual([second])
  })

  it('cannot be where nothing can be posted to, nor without a way out', async () => {
    const { acme } = await kitWithWeb()
    await expect(acme.webhooks.createEndpoint({ url: 'http://shop.example.com/' })).rejects.toMatchObject({ code: 'webhook_url_refused', kind: 'invalid', issues: [{ path: 'url' }] })
    const { id } = await acme.webhooks.createEndpoint({ url })
    await expect(acme.webhooks.updateEndpoint({ id, url: 'ftp://x' })).rejects.toMatchObject({ code: 'webhook_url_refused' })
    const alone = await createTestKit()
    await expect(alone.acme.webhooks.createEndpoint({ url })).rejects.toMatchObject({ code: 'webhook_sending_unavailable' })
    await expect(acme.webhooks.createEndpoint({ url, events: ['webhook.test' as never] })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('are not more than the worker has places for', async () => {
    const { acme } = await kitWithWeb()
    for (let n = 0; n < 50; n++) await acme.webhooks.createEndpoint({ url })
    await expect(acme.webhooks.createEndpoint({ url })).rejects.toMatchObject({ code: 'webhook_endpoints_full', kind: 'conflict' })
  })

  it('are the business of owners and keys alone', async () => {
    const { acme, key, support, billing, visitor, customer } = await kitWithWeb()
    const { id } = await key.webhooks.createEndpoint({ url })
    for (const other of [support, billing, visitor, customer]) {
      await expect(other.webhooks.createEndpoint({ url })).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(other.webhooks.endpoints({})).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(other.webhooks.revealSecret({ id })).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(other.webhooks.sendTest({ id })).rejects.toMatchObject({ kind: 'forbidden' })
    }
    expect(await acme.webhooks.endpoint({ id })).toMatchObject({ id })
  })
})

describe('the secret of an endpoint', () => {
  it('is told when asked for, each look kept in the trail, and stands nowhere else, idempotency keys or not', async () => {
    const { acme, kit, file } = await kitWithWeb()
    const { id } = await acme.webhooks.createEndpoint({ url }, { idempotencyKey: 'a' })
    const { secret, previousSecret } = await acme.webhooks.revealSecret({ id }, { idempotencyKey: 'b' })
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(previousSecret).toBeNull()
    expect((await acme.webhooks.revealSecret({ id }, { idempotencyKey: 'b' })).secret).toBe(secret)
    expect((await acme.audit.list({ action: 'webhooks.revealSecret' })).data).toMatchObject([{ subject: id }, { subject: id }])

    await kit.close()
    const client = createClient({ url: `file:${file}` })
    for (const { name } of (await client.execute("SELECT name FROM sqlite_master WHERE type = 'table'")).rows) {
      const rows = await client.execute(`SELECT * FROM "${String(name)}"`).catch(() => ({ rows: [] }))
      expect(JSON.stringify(rows.rows), String(name)).not.toContain(secret.slice(6, 30))
    }
    client.close()
  })

  it('is replaced, with some hours in which both are good, or none', async () => {
    const { acme, clock } = await kitWithWeb()
    const { id } = await acme.webhooks.createEndpoint({ url })
    const { secret } = await acme.webhooks.revealSecret({ id })
    expect(await acme.webhooks.rotateSecret({ id, overlapHours: 2 })).toMatchObject({ previousSecretUntil: '2026-03-01T14:00:00.000Z' })
    const both = await acme.webhooks.revealSecret({ id })
    expect(both).toMatchObject({ previousSecret: secret, previousSecretUntil: '2026-03-01T14:00:00.000Z' })
    expect(both.secret).not.toBe(secret)
    clock.tick(2 * 3_600_000)
    expect(await acme.webhooks.revealSecret({ id })).toMatchObject({ secret: both.secret, previousSecret: null, previousSecretUntil: null })
    await acme.webhooks.rotateSecret({ id, overlapHours: 0 })
    expect(await acme.webhooks.revealSecret({ id })).toMatchObject({ previousSecret: null })
  })
})

describe('event types', () => {
  it('each have an example that is what their schema says, and none is about webhooks', async () => {
    const { acme } = await kitWithWeb()
    const { eventTypes } = await import('./offered-events.js')
    const { data } = await acme.webhooks.eventTypes({})
    expect(data.length).toBeGreaterThan(20)
    for (const { name, schema, example } of data) {
      expect(example, name).toMatchObject({ type: name, seq: 1 })
      const entry = eventTypes[name as keyof typeof eventTypes]
      expect(entry.data.safeParse(example['data']), name).toMatchObject({ success: true })
      expect(Object.keys(schema['properties'] as object)).toEqual(Object.keys(example['data'] as object))
    }
    expect(data.filter(({ name }) => /^(webhook|notification)\./.test(name))).toEqual([])
  })
})

import { Webhook } from 'standardwebhooks'
import { afterAll, describe, expect, it } from 'vitest'
import { openKit } from '../kit.js'
import { closeTestKits } from '../testing.js'
import { answered, kitWithWeb } from './fixtures/fake-web.js'

afterAll(closeTestKits)

const url = 'https://shop.example.com/hooks'
const day = 86_400_000

describe('a fact', () => {
  it('is posted once to each endpoint that wants it, as Standard Webhooks has it', async () => {
    const { acme, kit, web, tell } = await kitWithWeb()
    const all = await acme.webhooks.createEndpoint({ url: `${url}/all` })
    await acme.webhooks.createEndpoint({ url: `${url}/contacts`, events: ['contact.created'] })
    await acme.webhooks.createEndpoint({ url: `${url}/money`, events: ['ledger.entry_recorded'] })
    await kit.runDue()
    expect(web.sent).toEqual([])
    await tell()

    expect(web.sent.map((one) => one.url).sort()).toEqual([`${url}/all`, `${url}/contacts`])
    const [fact] = (await kit.eventsAfter(0)).filter(({ name }) => name === 'contact.created')
    const request = web.sent.find((one) => one.url === `${url}/all`)!
    expect(JSON.parse(request.body)).toEqual({ type: 'contact.created', timestamp: fact!.at, data: fact!.data, id: fact!.id, seq: fact!.seq })
    expect(request.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': fact!.id, 'webhook-timestamp': '1772366400' })
    await tell()
    await kit.runDue()
    expect(web.sent).toHaveLength(4)
    expect((await acme.webhooks.deliveries({ endpointId: all.id })).data).toMatchObject([{ state: 'delivered', attempts: 1, lastStatus: 204, event: 'contact.created' }, { state: 'delivered', eventId: fact!.id, seq: fact!.seq }])
  })

  it('carries a signature that the public library takes, two while a secret is replaced, and none of another body', async () => {
    const { acme, web, tell, clock } = await kitWithWeb()
    clock.set(Date.now())
    const { id } = await acme.webhooks.createEndpoint({ url })
    const { secret: old } = await acme.webhooks.revealSecret({ id })
    await tell()
    expect(new Webhook(old).verify(web.sent[0]!.body, web.sent[0]!.headers)).toMatchObject({ type: 'contact.created' })
    await acme.webhooks.rotateSecret({ id, overlapHours: 1 })
    const { secret } = await acme.webhooks.revealSecret({ id })
    await tell()
    expect(web.sent[1]!.headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/)
    for (const good of [old, secret]) new Webhook(good).verify(web.sent[1]!.body, web.sent[1]!.headers)
    expect(() => new Webhook(secret).verify(web.sent[0]!.body, web.sent[0]!.headers)).toThrow()
    expect(() => new Webhook(secret).verify(web.sent[1]!.body.replace('contact', 'kontact'), web.sent[1]!.headers)).toThrow()
  })

  it('of the past is sent to nobody, and one about webhooks goes to no other', async () => {
    const { acme, kit, web, facts } = await kitWithWeb()
    const { id } = await acme.webhooks.createEndpoint({ url })
    await kit.as({ role: 'owner', id: 'import' }, 'history').contacts.create({ name: 'Ada' })
    await kit.runDue()
    await acme.webhooks.updateEndpoint({ id, state: 'disabled' })
    await acme.webhooks.updateEndpoint({ id, state: 'enabled' })
    await kit.runDue()
    expect(await facts('webhook.endpoint_disabled')).toEqual([{ endpointId: id, reason: 'by_hand' }])
    expect(web.sent).toEqual([])
  })

  it('that nobody wants makes no job', async () => {
    const { acme, kit, tell } = await kitWithWeb()
    await acme.webhooks.createEndpoint({ url, events: ['ledger.entry_recorded'] })
    await kit.runDue()
    await acme.contacts.create({ name: 'Ada' })
    expect((await kit.runDue()).ran).toBe(0)
    await acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 5, currency: 'USD' })
    expect((await kit.runDue()).ran).toBeGreaterThan(0)
    await tell()
  })
})

describe('a delivery that fails', () => {
  it('is tried at once, after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h, then given up', async () => {
    const { acme, kit, web, tell, clock } = await kitWithWeb()
    await acme.webhooks.createEndpoint({ url })
    web.answers(() => answered(500, 'broken'))
    await tell()
    const minute = 60_000
    const waits = [5_000, 5 * minute, 30 * minute, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * 60 * minute)]
    for (const [at, wait] of waits.entries()) {
      expect(web.sent).toHaveLength(at + 1)
      clock.tick(wait - 1)
      await kit.runDue()
      expect(web.sent, `before ${wait}`).toHaveLength(at + 1)
      clock.tick(wait / 5 + 2)
      await kit.runDue()
    }
    expect(web.sent).toHaveLength(10)
    const [delivery] = (await acme.webhooks.deliveries({ state: 'failed' })).data
    expect(delivery).toMatchObject({ attempts: 10, lastStatus: 500, nextAttemptAt: null })
    clock.tick(30 * day)
    await kit.runDue()
    expect(web.sent).toHaveLength(10)
    expect(new Set(web.sent.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([delivery!.eventId]))
    expect(new Set(web.sent.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10)
  })

  it('waits as long as the receiver asks, a day at most', async () => {
    const { acme, web, tell, clock } = await kitWithWeb()
    await acme.webhooks.createEndpoint({ url })
    const next = async () => Date.parse((await acme.webhooks.deliveries({ limit: 1 })).data[0]!.nextAttemptAt!) - clock.now()
    for (const [asked, least, most] of [['120', 120_000, 120_000], ['999999999', day, day], ['-5', 5_000, 6_000], ['soon', 5_000, 6_000], [new Date(clock.now() + 60_000).toUTCString(), 60_000, 60_000], ['1', 5_000, 6_000]] as const) {
      web.answers(() => answered(503, '', { 'retry-after': asked }))
      await tell()
      const wait = await next()
      expect(wait, asked).toBeGreaterThanOrEqual(least)
      expect(wait, asked).toBeLessThanOrEqual(most)
    }
  })

  it('says why: redirects, refusals and broken connections are failures too', async () => {
    const { acme, web, tell } = await kitWithWeb()
    await acme.webhooks.createEndpoint({ url })
    const failures = [answered(302, ''), { refused: 'The address is not a public one.', ms: 1 }, { failed: 'The connection was refused.', ms: 2 }, answered(404, 'no\0pe')]
    for (const failure of failures) {
      web.answers(() => failure)
      await tell()
      const [{ id } = { id: '' }] = (await acme.webhooks.deliveries({ limit: 1 })).data
      const { state, log, body } = await acme.webhooks.delivery({ id })
      expect(state).toBe('waiting')
      expect(JSON.parse(body)).toHaveProperty('type', 'contact.created')
      expect(log).toHaveLength(1)
      expect(log[0]!.request).toMatchObject({ url, headers: { 'webhook-id': expect.stringMatching(/^evt_/) } })
      expect(log[0]!.request.headers).not.toHaveProperty('webhook-signature')
      if ('status' in failure) expect(log[0]).toMatchObject({ status: failure.status, error: null, body: failure.body.replace('\0', '\ufffd') })
      else expect(log[0]).toMatchObject({ status: null, error: expect.stringContaining('refused' in failure ? 'not a public one' : 'connection was refused') })
    }
  })

  it('stops everything when the receiver says 410', async () => {
    const { acme, kit, web, tell, facts, clock } = await kitWithWeb()
    const { id } = await acme.webhooks.createEndpoint({ url })
    web.answers(() => answered(503))
    await tell()
    clock.tick(1)
    web.answers(() => answered(410))
    await tell()
    expect(await acme.webhooks.endpoint({ id })).toMatchObject({ state: 'disabled', disabledReason: 'gone' })
    expect(await facts('webhook.endpoint_disabled')).toEqual([{ endpointId: id, reason: 'gone' }])
    expect((await acme.webhooks.deliveries({})).data.map(({ state }) => state)).toEqual(['dropped', 'dropped'])
    clock.tick(10 * day)
    await tell()
    await kit.runDue()
    expect(web.sent).toHaveLength(2)
  })

  it('for five days, with no success between, disables the endpoint', async () => {
    const { acme, web, tell, clock } = await kitWithWeb()
    const { id } = await acme.webhooks.createEndpoint({ url })
    web.answers(() => answered(500))
    await tell()
    clock.tick(4 * day)
    await tell()
    web.answers(() => answered(200))
    await tell()
    expect(await acme.webhooks.endpoint({ id })).toMatchObject({ state: 'enabled', failingSince: null })
    web.answers(() => answered(500))
    await tell()
    clock.tick(5 * day)
    await tell()
    expect(await acme.webhooks.endpoint({ id })).toMatchObject({ state: 'disabled', disabledReason: 'failing' })
  })
})

describe('sending', () => {
  it('to one that hangs holds up nobody else', async () => {
    const { acme, kit, web, clock } = await kitWithWeb()
    await acme.webhooks.createEndpoint({ url: `${url}/hangs` })
    await acme.webhooks.createEndpoint({ url })
    let release = () => {}
    const hung = new Promise<void>((resolve) => (release = resolve))
    web.answers(async (request) => (request.url.endsWith('/hangs') ? hung.then(() => answered(504)) : answered(204)))
    for (let n = 0; n < 30; n++) await acme.contacts.create({ name: `Person ${n}` })
    const round = kit.runDue()
    const through = async () => web.sent.filter((one) => one.url === url).length
    await expect.poll(through).toBe(30)
    expect(web.sent.filter((one) => one.url.endsWith('/hangs'))).toHaveLength(8)
    clock.tick(21_000) // the run of the one that hangs starts nothing more
    release()
    await round
    expect((await acme.webhooks.deliveries({ state: 'delivered', limit: 100 })).data).toHaveLength(30)
    clock.tick(5_000)
    await kit.runDue()
    expect(web.sent.filter((one) => one.url.endsWith('/hangs')).length).toBeGreaterThanOrEqual(30)
  })

  it('goes on where a process ended in the middle of it', async () => {
    const { acme, kit, web, file, clock } = await kitWithWeb()
    await acme.webhooks.createEndpoint({ url })
    web.answers(() => new Promise(() => {}))
    await acme.contacts.create({ name: 'Ada' })
    void kit.runDue()
    await expect.poll(() => web.sent.length).toBe(1)
    await kit.close()
    web.answers(() => answered(204))
    const next = await openKit({ database: { url: `file:${file}` }, clock, ports: { webRequests: web }, secret: 'a secret key that only tests know' })
    await next.runDue()
    expect((await next.as({ role: 'owner', id: 'owner' }).webhooks.deliveries({})).data).toMatchObject([{ state: 'delivered', attempts: 1 }])
    expect(web.sent.map(({ headers }) => headers['webhook-id'])).toEqual([web.sent[0]!.headers['webhook-id'], web.sent[0]!.headers['webhook-id']])
    await next.close()
  })

  it('leaves no trail of finished jobs behind', async () => {
    const { acme, kit, file, tell } = await kitWithWeb()
    await acme.webhooks.createEndpoint({ url })
    for (let n = 0; n < 10; n++) await tell()
    await kit.close()
    const { createClient } = await import('@libsql/client')
    const client = createClient({ url: `file:${file}` })
    const [row] = (await client.execute("SELECT count(*) AS n FROM jobs WHERE kind = 'webhooks.send'")).rows
    expect(Number(row!['n'])).toBeLessThanOrEqual(2)
    client.close()
  })

  it('forgets deliveries after 90 days', async () => {
    const { acme, kit, tell, clock } = await kitWithWeb()
    await acme.webhooks.createEndpoint({ url })
    await tell()
    clock.tick(89 * day)
    await kit.runDue()
    expect((await acme.webhooks.deliveries({})).data).toHaveLength(1)
    clock.tick(2 * day)
    await kit.runDue()
    expect((await acme.webhooks.deliveries({})).data).toEqual([])
  })
})

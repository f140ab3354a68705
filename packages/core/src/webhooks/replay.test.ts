import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits } from '../testing.js'
import { answered, kitWithWeb } from './fixtures/fake-web.js'

afterAll(closeTestKits)

const url = 'https://shop.example.com/hooks'

describe('webhooks.replay', () => {
  it('sends the same body under the same id again, and says that it was by hand', async () => {
    const { acme, kit, web, tell, clock } = await kitWithWeb()
    await acme.webhooks.createEndpoint({ url })
    await tell()
    const [{ id } = { id: '' }] = (await acme.webhooks.deliveries({})).data
    clock.tick(60_000)
    expect(await acme.webhooks.replay({ id })).toMatchObject({ state: 'waiting', attempts: 1, lastStatus: 204 })
    await kit.runDue()
    expect(web.sent.map(({ body }) => body)).toEqual([web.sent[0]!.body, web.sent[0]!.body])
    expect(web.sent[1]!.headers['webhook-id']).toBe(web.sent[0]!.headers['webhook-id'])
    expect((await acme.webhooks.delivery({ id })).log).toMatchObject([{ number: 2, byHand: true }, { number: 1, byHand: false }])
    expect((await acme.audit.list({ action: 'webhooks.replay' })).data).toMatchObject([{ subject: id }])
  })

  it('is refused for a disabled endpoint and for what there is not', async () => {
    const { acme, tell, support } = await kitWithWeb()
    const endpoint = await acme.webhooks.createEndpoint({ url })
    await tell()
    const [{ id } = { id: '' }] = (await acme.webhooks.deliveries({})).data
    await acme.webhooks.updateEndpoint({ id: endpoint.id, state: 'disabled' })
    await expect(acme.webhooks.replay({ id })).rejects.toMatchObject({ code: 'webhook_endpoint_disabled' })
    await expect(acme.webhooks.sendTest({ id: endpoint.id })).rejects.toMatchObject({ code: 'webhook_endpoint_disabled' })
    await expect(acme.webhooks.replay({ id: 'dlv_no' })).rejects.toMatchObject({ code: 'webhook_delivery_not_found' })
    await expect(support.webhooks.replay({ id })).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('of everything lost since an instant leaves what came through', async () => {
    const { acme, kit, web, tell, clock } = await kitWithWeb()
    const { id } = await acme.webhooks.createEndpoint({ url })
    await tell()
    clock.tick(1_000)
    const since = new Date(clock.now()).toISOString()
    web.answers(() => answered(410))
    await tell()
    await acme.webhooks.updateEndpoint({ id, state: 'enabled' })
    web.answers(() => answered(204))
    expect(await acme.webhooks.replayFailed({ endpointId: id, since })).toEqual({ count: 1, more: false })
    await kit.runDue()
    expect((await acme.webhooks.deliveries({})).data.map(({ state, attempts }) => [state, attempts])).toEqual([['delivered', 2], ['delivered', 1]])
    expect(await acme.webhooks.replayFailed({ endpointId: id, since })).toEqual({ count: 0, more: false })
  })
})

describe('webhooks.sendTest', () => {
  it('tells one endpoint alone, whatever it wants to hear', async () => {
    const { acme, kit, web, facts } = await kitWithWeb()
    const { id } = await acme.webhooks.createEndpoint({ url, events: ['ledger.entry_recorded'] })
    await acme.webhooks.createEndpoint({ url: `${url}/other` })
    const delivery = await acme.webhooks.sendTest({ id })
    expect(delivery).toMatchObject({ endpointId: id, event: 'webhook.test', state: 'waiting' })
    await kit.runDue()
    expect(web.sent.map((one) => one.url)).toEqual([url])
    expect(JSON.parse(web.sent[0]!.body)).toMatchObject({ type: 'webhook.test', data: { endpointId: id }, id: delivery.eventId })
    expect(await facts('webhook.test')).toEqual([{ endpointId: id }])
    expect(await acme.webhooks.delivery({ id: delivery.id })).toMatchObject({ state: 'delivered' })
  })
})

describe('webhooks.deliveries', () => {
  it('are listed by pages, by endpoint, state and fact', async () => {
    const { acme, web, tell } = await kitWithWeb()
    const [first] = [await acme.webhooks.createEndpoint({ url }), await acme.webhooks.createEndpoint({ url: `${url}/2` })]
    await tell()
    web.answers(() => answered(500))
    await tell()
    const ids = async (filter: object) => (await acme.webhooks.deliveries(filter)).data.map((one) => one.id)
    const all = await ids({})
    expect(all).toHaveLength(4)
    const pages: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await acme.webhooks.deliveries({ limit: 1, ...(cursor !== undefined && { cursor }) })
      pages.push(...page.data.map((one) => one.id))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(pages).toEqual(all)
    expect(await ids({ endpointId: first!.id })).toHaveLength(2)
    expect(await ids({ endpointId: first!.id, state: 'waiting' })).toHaveLength(1)
    expect(await ids({ event: 'ledger.entry_recorded' })).toEqual([])
    expect(await ids({ event: 'contact.created', state: 'delivered' })).toHaveLength(2)
  })
})

import { and, count, desc, eq, isNull, lt } from 'drizzle-orm'
import { decodeCursor, defineOperation, encodeCursor, toPage, type ActionCtx } from '../foundation/index.js'
import { wake } from '../jobs/index.js'
import { newSecret } from './body.js'
import { disable, dropWaiting, findEndpoint, secretPurpose, shownOf, toEndpoint, type EndpointRow } from './endpoint.js'
import { webhookErrors } from './errors.js'
import { keepers } from './list-event-types.js'
import { CreateEndpointInput, EndpointInput, EndpointPage, ListEndpointsInput, UpdateEndpointInput, WebhookEndpoint } from './schemas.js'
import { sweepDeliveries } from './sweep-deliveries.js'
import { webhookEndpoints } from './tables.js'

/** Each may hang for 15 s, so that many more would take all places of the worker. */
const mostEndpoints = 50

export const listEndpoints = defineOperation({
  name: 'webhooks.endpoints',
  summary: 'List the endpoints, newest first',
  access: 'read',
  allow: keepers,
  input: ListEndpointsInput,
  output: EndpointPage,
  async run(ctx, { limit, cursor }) {
    const [before] = decodeCursor('webhook_endpoints', ['number'], cursor) ?? []
    const where = and(isNull(webhookEndpoints.removedAt), before === undefined ? undefined : lt(webhookEndpoints.seq, before))
    const rows = await ctx.db.select().from(webhookEndpoints).where(where).orderBy(desc(webhookEndpoints.seq)).limit(limit + 1)
    return toPage(rows, limit, (row) => toEndpoint(row, ctx.now()), ({ seq }) => encodeCursor('webhook_endpoints', [seq]))
  },
})

export const getEndpoint = defineOperation({
  name: 'webhooks.endpoint',
  summary: 'Get an endpoint',
  access: 'read',
  allow: keepers,
  input: EndpointInput,
  output: WebhookEndpoint,
  run: async (ctx, { id }) => toEndpoint(await findEndpoint(ctx, id), ctx.now()),
})

/** Actions, because what may be posted to is known by the way out. */
function checkUrl({ ports }: ActionCtx, url: string): void {
  if (!ports.webRequests) throw webhookErrors.webhook_sending_unavailable()
  const objection = ports.webRequests.objection(url)
  if (objection !== null) throw webhookErrors.webhook_url_refused({}, { issues: [{ path: 'url', code: 'refused', message: objection }] })
}

export const createEndpoint = defineOperation({
  name: 'webhooks.createEndpoint',
  summary: 'Add an endpoint; its secret is told by revealSecret',
  access: 'action',
  allow: keepers,
  input: CreateEndpointInput,
  output: WebhookEndpoint,
  async run(ctx, { url, description, events }) {
    checkUrl(ctx, url)
    return ctx.atomically(async (write) => {
      const [{ there } = { there: 0 }] = await write.db.select({ there: count() }).from(webhookEndpoints).where(isNull(webhookEndpoints.removedAt))
      if (there >= mostEndpoints) throw webhookErrors.webhook_endpoints_full({ most: mostEndpoints })
      const row: EndpointRow = {
        id: write.newId('whk'), seq: await write.series('webhook_endpoints'), url, description, events: events && [...new Set(events)], state: 'enabled', disabledReason: null,
        secret: write.vault.seal(newSecret(), secretPurpose), previousSecret: null, previousUntil: null, failingSince: null, createdAt: write.now(), removedAt: null,
      }
      await write.tx.insert(webhookEndpoints).values(row)
      await wake(write, { kind: sweepDeliveries, subject: 'deliveries' })
      write.forget('webhooks.wanted')
      write.note({ subject: row.id, after: shownOf(row) })
      return toEndpoint(row, write.now())
    })
  },
})

export const updateEndpoint = defineOperation({
  name: 'webhooks.updateEndpoint',
  summary: 'Change an endpoint, or switch it on and off',
  access: 'action',
  allow: keepers,
  input: UpdateEndpointInput,
  output: WebhookEndpoint,
  async run(ctx, { id, url, description, events, state }) {
    if (url !== undefined) checkUrl(ctx, url)
    return ctx.atomically(async (write) => {
      const before = await findEndpoint(write, id)
      const change = { url: url ?? before.url, description: description ?? before.description, events: events === undefined ? before.events : events && [...new Set(events)] }
      await write.tx.update(webhookEndpoints).set(change).where(eq(webhookEndpoints.id, id))
      if (state === 'disabled' && before.state === 'enabled') await disable(write, id, 'by_hand')
      if (state === 'enabled') await write.tx.update(webhookEndpoints).set({ state, disabledReason: null, ...(before.state === 'disabled' && { failingSince: null }) }).where(eq(webhookEndpoints.id, id))
      write.forget('webhooks.wanted')
      const after = await findEndpoint(write, id)
      write.note({ subject: id, before: shownOf(before), after: shownOf(after) })
      return toEndpoint(after, write.now())
    })
  },
})

export const removeEndpoint = defineOperation({
  name: 'webhooks.removeEndpoint',
  summary: 'Remove an endpoint; its deliveries stay to be looked at',
  access: 'write',
  allow: keepers,
  input: EndpointInput,
  output: WebhookEndpoint,
  async run(ctx, { id }) {
    const row = await findEndpoint(ctx, id)
    await ctx.tx.update(webhookEndpoints).set({ state: 'disabled', disabledReason: row.disabledReason ?? 'by_hand', removedAt: ctx.now(), secret: '', previousSecret: null, previousUntil: null }).where(eq(webhookEndpoints.id, id))
    await dropWaiting(ctx, id)
    ctx.forget('webhooks.wanted')
    ctx.note({ subject: id, before: shownOf(row) })
    return toEndpoint({ ...row, state: 'disabled', disabledReason: row.disabledReason ?? 'by_hand', previousUntil: null }, ctx.now())
  },
})

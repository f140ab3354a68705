import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, ms, type WriteCtx } from '../foundation/index.js'
import { wake } from '../jobs/index.js'
import { events } from '../events/tables.js'
import { toDelivery } from './deliveries.js'
import { findEndpoint, type EndpointRow } from './endpoint.js'
import { webhookErrors } from './errors.js'
import { keepers } from './list-event-types.js'
import { DeliveryInput, EndpointInput, ReplayFailedInput, WebhookDelivery } from './schemas.js'
import { sendWebhooks } from './send-webhooks.js'
import { webhookDeliveries } from './tables.js'

/** So many are sent again by one request; a longer outage takes several. */
const mostAtOnce = 10_000

async function findEnabled(ctx: WriteCtx, id: string): Promise<EndpointRow> {
  const endpoint = await findEndpoint(ctx, id)
  if (endpoint.state !== 'enabled') throw webhookErrors.webhook_endpoint_disabled()
  return endpoint
}

/** With all its tries from the first on; the receiver knows it by its `webhook-id`. */
const again = { state: 'waiting' as const, attempts: 0, finishedAt: null }

export const replay = defineOperation({
  name: 'webhooks.replay',
  summary: 'Send a delivery again, whatever became of it',
  access: 'write',
  allow: keepers,
  input: DeliveryInput,
  output: WebhookDelivery,
  async run(ctx, { id }) {
    const [delivery] = await ctx.db.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, id))
    if (!delivery) throw webhookErrors.webhook_delivery_not_found()
    await findEnabled(ctx, delivery.endpointId)
    const change = { ...again, nextAt: ctx.now() }
    await ctx.tx.update(webhookDeliveries).set(change).where(eq(webhookDeliveries.id, id))
    await wake(ctx, { kind: sendWebhooks, subject: delivery.endpointId })
    ctx.note({ subject: id, before: { state: delivery.state }, after: { state: 'waiting' } })
    const [tried] = await ctx.tx.all<{ tried: number; lastStatus: number | null }>(
      sql`SELECT count(*) AS tried, (SELECT status FROM webhook_attempts WHERE delivery_id = ${id} ORDER BY number DESC LIMIT 1) AS "lastStatus" FROM webhook_attempts WHERE delivery_id = ${id}`,
    )
    return toDelivery({ delivery: { ...delivery, ...change }, tried: tried!.tried, lastStatus: tried!.lastStatus })
  },
})

export const replayFailed = defineOperation({
  name: 'webhooks.replayFailed',
  summary: 'Send everything again that an endpoint failed to take since then, oldest first',
  access: 'write',
  allow: keepers,
  input: ReplayFailedInput,
  output: z.object({ count: z.int(), more: z.boolean().meta({ description: `There were more than ${mostAtOnce}: ask again.` }) }),
  async run(ctx, { endpointId, since }) {
    await findEnabled(ctx, endpointId)
    const lost = ctx.tx
      .select({ id: webhookDeliveries.id })
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.endpointId, endpointId), inArray(webhookDeliveries.state, ['failed', 'dropped']), gte(webhookDeliveries.createdAt, ms(since))))
      .orderBy(webhookDeliveries.createdAt, webhookDeliveries.id)
      .limit(mostAtOnce)
    const sent = await ctx.tx.update(webhookDeliveries).set({ ...again, nextAt: ctx.now() }).where(inArray(webhookDeliveries.id, lost)).returning({ id: webhookDeliveries.id })
    if (sent.length > 0) await wake(ctx, { kind: sendWebhooks, subject: endpointId })
    ctx.note({ subject: endpointId, after: { since, count: sent.length } })
    return { count: sent.length, more: sent.length === mostAtOnce }
  },
})

export const sendTest = defineOperation({
  name: 'webhooks.sendTest',
  summary: 'Send a fact of no consequence to one endpoint',
  access: 'write',
  allow: keepers,
  input: EndpointInput,
  output: WebhookDelivery,
  async run(ctx, { id }) {
    await findEnabled(ctx, id)
    await ctx.emit('webhook.test', { endpointId: id })
    const [fact] = await ctx.tx.select().from(events).where(eq(events.name, 'webhook.test')).orderBy(desc(events.seq)).limit(1)
    const delivery: typeof webhookDeliveries.$inferSelect = {
      id: ctx.newId('dlv'), endpointId: id, eventId: fact!.id, eventSeq: fact!.seq, eventName: fact!.name, state: 'waiting', attempts: 0, nextAt: ctx.now(), createdAt: ctx.now(), finishedAt: null,
    }
    await ctx.tx.insert(webhookDeliveries).values(delivery)
    await wake(ctx, { kind: sendWebhooks, subject: id })
    ctx.note({ subject: id })
    return toDelivery({ delivery, tried: 0, lastStatus: null })
  },
})

import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import { events } from '../events/tables.js'
import { decodeCursor, defineOperation, encodeCursor, iso, toPage } from '../foundation/index.js'
import { bodyOf, headersOf } from './body.js'
import { webhookErrors } from './errors.js'
import { keepers } from './list-event-types.js'
import { DeliveryDetail, DeliveryInput, DeliveryPage, ListDeliveriesInput, type WebhookDelivery } from './schemas.js'
import { webhookAttempts, webhookDeliveries } from './tables.js'

const shownAttempts = 50

const columns = {
  delivery: webhookDeliveries,
  tried: sql<number>`(SELECT count(*) FROM webhook_attempts a WHERE a.delivery_id = webhook_deliveries.id)`,
  lastStatus: sql<number | null>`(SELECT a.status FROM webhook_attempts a WHERE a.delivery_id = webhook_deliveries.id ORDER BY a.number DESC LIMIT 1)`,
}
type Row = { delivery: typeof webhookDeliveries.$inferSelect; tried: number; lastStatus: number | null }

export const toDelivery = ({ delivery, tried, lastStatus }: Row): WebhookDelivery => ({
  id: delivery.id, endpointId: delivery.endpointId, eventId: delivery.eventId, seq: delivery.eventSeq, event: delivery.eventName, state: delivery.state, attempts: tried, lastStatus,
  nextAttemptAt: delivery.nextAt === null ? null : iso(delivery.nextAt), createdAt: iso(delivery.createdAt), finishedAt: delivery.finishedAt === null ? null : iso(delivery.finishedAt),
})

export const listDeliveries = defineOperation({
  name: 'webhooks.deliveries',
  summary: 'List deliveries, newest first',
  access: 'read',
  allow: keepers,
  input: ListDeliveriesInput,
  output: DeliveryPage,
  async run(ctx, { endpointId, state, event, limit, cursor }) {
    const after = decodeCursor('webhook_deliveries', ['number', 'text'], cursor)
    const { createdAt, id } = webhookDeliveries
    const where = and(
      endpointId === undefined ? undefined : eq(webhookDeliveries.endpointId, endpointId),
      state === undefined ? undefined : eq(webhookDeliveries.state, state),
      event === undefined ? undefined : eq(webhookDeliveries.eventName, event),
      after && or(lt(createdAt, after[0]), and(eq(createdAt, after[0]), lt(id, after[1]))),
    )
    const rows = await ctx.db.select(columns).from(webhookDeliveries).where(where).orderBy(desc(createdAt), desc(id)).limit(limit + 1)
    return toPage(rows, limit, toDelivery, ({ delivery }) => encodeCursor('webhook_deliveries', [delivery.createdAt, delivery.id]))
  },
})

export const getDelivery = defineOperation({
  name: 'webhooks.delivery',
  summary: 'Get a delivery: what was sent, and what came back at each try',
  access: 'read',
  allow: keepers,
  input: DeliveryInput,
  output: DeliveryDetail,
  async run(ctx, { id }) {
    const [row] = await ctx.db.select(columns).from(webhookDeliveries).where(eq(webhookDeliveries.id, id))
    if (!row) throw webhookErrors.webhook_delivery_not_found()
    const [fact] = await ctx.db.select().from(events).where(eq(events.seq, row.delivery.eventSeq))
    const attempts = await ctx.db.select().from(webhookAttempts).where(eq(webhookAttempts.deliveryId, id)).orderBy(desc(webhookAttempts.number)).limit(shownAttempts)
    return {
      ...toDelivery(row),
      body: bodyOf(fact!),
      log: attempts.map(({ number, at, byHand, url, status, error, body, ms }) => ({ number, at: iso(at), byHand, request: { url, headers: headersOf(row.delivery.eventId, at) }, status, error, body, ms })),
    }
  },
})

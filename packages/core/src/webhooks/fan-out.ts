import { and, eq, isNull } from 'drizzle-orm'
import type { EventName } from '../events/catalogue.js'
import { defineReaction } from '../events/reaction.js'
import type { WriteCtx } from '../foundation/index.js'
import { wakeAll } from '../jobs/index.js'
import { isEventType } from './offered-events.js'
import { sendWebhooks } from './send-webhooks.js'
import { webhookDeliveries, webhookEndpoints } from './tables.js'

type Wanted = { all: boolean; names: ReadonlySet<string> }

const wantedOf = (ctx: WriteCtx): Promise<Wanted> =>
  ctx.once('webhooks.wanted', async () => {
    const rows = await ctx.peek("SELECT events FROM webhook_endpoints WHERE state = 'enabled' AND removed_at IS NULL", [])
    const lists = rows.map(({ events }) => (typeof events === 'string' ? (JSON.parse(events) as string[] | null) : null))
    return { all: lists.includes(null), names: new Set(lists.flatMap((list) => list ?? [])) }
  })

/** Whether any endpoint is to be told of such a fact. Runs inside every write that says something: one small read for all writes of a commit. */
export async function isWanted(ctx: WriteCtx, { name }: { name: EventName }): Promise<boolean> {
  if (!isEventType(name)) return false
  const { all, names } = await wantedOf(ctx)
  return all || names.has(name)
}

/** A delivery for each endpoint that wants the fact, and somebody to send it. */
export const fanOut = defineReaction({
  name: 'webhooks.fanOut',
  reach: 'live',
  async run(ctx, event) {
    const endpoints = await ctx.tx.select({ id: webhookEndpoints.id, events: webhookEndpoints.events }).from(webhookEndpoints).where(and(eq(webhookEndpoints.state, 'enabled'), isNull(webhookEndpoints.removedAt)))
    const wanting = endpoints.filter(({ events }) => events === null || events.includes(event.name))
    if (wanting.length === 0) return
    const rows = wanting.map(({ id }) => ({
      id: ctx.newId('dlv'), endpointId: id, eventId: event.id, eventSeq: event.seq, eventName: event.name, state: 'waiting' as const, attempts: 0, nextAt: ctx.now(), createdAt: ctx.now(), finishedAt: null,
    }))
    const made = await ctx.tx.insert(webhookDeliveries).values(rows).onConflictDoNothing().returning({ endpointId: webhookDeliveries.endpointId })
    await wakeAll(ctx, { kind: sendWebhooks, subjects: made.map(({ endpointId }) => endpointId) })
  },
})

import { and, eq, lte, min, notInArray } from 'drizzle-orm'
import { events } from '../events/tables.js'
import { defineJob, retire, wake, type JobCtx, type JobKind } from '../jobs/index.js'
import { attempt, type Delivery } from './attempt.js'
import type { Fact } from './body.js'
import { webhookDeliveries } from './tables.js'

/** So many of one endpoint are under way at once: a receiver is not flooded, and keeps pace where an answer takes 100 ms. */
const parallel = 8
/** A run starts nothing new after so long, in ms; another goes on from there, so that none holds a place for ever. */
const runMs = 20_000
/** What still waits after a run in which nothing came through waits for this, in ms: an endpoint that hangs costs little. */
const pauseMs = 5_000
const lookAgainMs = 100

/**
 * Sends what waits for one endpoint, in the order in which it became due. One job for each endpoint that has something waiting, so that
 * none waits for another; what is under way together may arrive in any order.
 */
export const sendWebhooks: JobKind = defineJob({
  kind: 'webhooks.send',
  reach: 'live',
  leaseMs: 60_000,
  maxAttempts: 1_000,
  async run(ctx) {
    const endpointId = ctx.job.subject!
    const until = ctx.now() + runMs
    const underWay = new Map<string, Promise<void>>()
    let cameThrough = 0
    let problem: unknown
    for (;;) {
      const goesOn = problem === undefined && ctx.now() < until
      for (const { delivery, fact } of goesOn ? await dueOf(ctx, endpointId, [...underWay.keys()]) : []) {
        const done = attempt(ctx, delivery, fact)
          .then((came) => void (cameThrough += came ? 1 : 0), (error: unknown) => void (problem ??= error))
          .finally(() => underWay.delete(delivery.id))
        underWay.set(delivery.id, done)
      }
      if (underWay.size > 0) await Promise.race([...underWay.values(), new Promise<void>((resolve) => setTimeout(resolve, lookAgainMs))])
      else if (problem !== undefined) throw problem
      else if (await rests(ctx, endpointId, goesOn, cameThrough > 0 ? 0 : pauseMs)) return
    }
  },
})

async function dueOf(ctx: JobCtx, endpointId: string, underWay: string[]): Promise<{ delivery: Delivery; fact: Fact }[]> {
  if (underWay.length >= parallel) return []
  return ctx.db
    .select({ delivery: webhookDeliveries, fact: { seq: events.seq, id: events.id, name: events.name, at: events.at, data: events.data } })
    .from(webhookDeliveries)
    .innerJoin(events, eq(events.seq, webhookDeliveries.eventSeq))
    .where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.state, 'waiting'), lte(webhookDeliveries.nextAt, ctx.now()), notInArray(webhookDeliveries.id, underWay)))
    .orderBy(webhookDeliveries.nextAt, webhookDeliveries.id)
    .limit(parallel - underWay.length)
}

/** Ends this run unless there is more to send now; whatever waits for later gets a run of its own then. */
const rests = (ctx: JobCtx, endpointId: string, mayGoOn: boolean, pause: number): Promise<boolean> =>
  ctx.chunk(async (write) => {
    const [{ nextAt } = { nextAt: null }] = await write.tx.select({ nextAt: min(webhookDeliveries.nextAt) }).from(webhookDeliveries).where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.state, 'waiting')))
    const isDue = nextAt !== null && nextAt <= ctx.now()
    if (isDue && mayGoOn) return false
    await retire(write, ctx, sendWebhooks)
    if (nextAt !== null) await wake(write, { kind: sendWebhooks, subject: endpointId, dueAt: isDue ? ctx.now() + pause : nextAt })
    return true
  })

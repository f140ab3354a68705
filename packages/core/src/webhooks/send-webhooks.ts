import { and, eq, exists, isNull, lte, min, notInArray, sql } from 'drizzle-orm'
import { events } from '../events/tables.js'
import { defineJob, retire, wake, type JobCtx, type JobKind } from '../jobs/index.js'
import type { Db } from '../foundation/index.js'
import { attempt, settle, succeeded, type Sending, type Sent } from './attempt.js'
import type { EndpointRow } from './endpoint.js'
import { webhookDeliveries, webhookEndpoints } from './tables.js'

/** So many of one endpoint are under way at once: a receiver is not flooded, and keeps pace where an answer takes 100 ms. */
const parallel = 8
/** So many are read at once. An endpoint that somebody disables meanwhile may still get these. */
const page = 32
/** A run starts nothing new after so long, in ms; another goes on from there, so that none holds a place for ever. */
const runMs = 20_000
/** What still waits after a run in which nothing came through waits for this, in ms: an endpoint that hangs costs little. */
const restMs = 5_000
/** All endpoints look at the same moments, so that what they write shares commits. */
const lookAgainMs = 50
/** So often it looks again before it rests: while facts keep coming, none of them costs a run of its own. */
const looksBeforeRest = 4

/**
 * Sends what waits for one endpoint, in the order in which it became due. One job for each endpoint that has something waiting, so that
 * none waits for another; what is under way together may arrive in any order. Answers that come in during a commit share the next one.
 */
export const sendWebhooks: JobKind = defineJob({
  kind: 'webhooks.send',
  reach: 'live',
  leaseMs: 60_000,
  maxAttempts: 1_000,
  async run(ctx) {
    const endpointId = ctx.job.subject!
    const until = ctx.now() + runMs
    const unsettled = new Set<string>()
    const posting = new Set<Promise<void>>()
    const sent: Sent[] = []
    let due: Sending[] = []
    let settling: Promise<void> | undefined
    let cameThrough = 0
    let looks = 0
    let problem: unknown

    const start = (sending: Sending) => {
      unsettled.add(sending.delivery.id)
      const posted = attempt(ctx, sending).then((one) => void sent.push(one)).finally(() => posting.delete(posted))
      posting.add(posted)
    }
    async function settleAll(some: Sent[]): Promise<void> {
      try {
        await ctx.chunk((write) => settle(write, some))
        const came = some.filter(({ answer }) => succeeded(answer)).length
        cameThrough += came
        if (came < some.length) due = [] // the endpoint may have been disabled for it
        for (const { delivery } of some) unsettled.delete(delivery.id)
      } catch (error) {
        problem ??= error
      } finally {
        settling = undefined
      }
    }

    for (;;) {
      const goesOn = problem === undefined && ctx.now() < until
      if (!goesOn) due = []
      if (!settling && sent.length > 0 && (due.length === 0 || sent.length >= page)) settling = settleAll(sent.splice(0))
      if (goesOn && due.length === 0 && posting.size < parallel) due = await dueOf(ctx, endpointId, [...unsettled])
      if (due.length > 0) looks = 0
      while (goesOn && due.length > 0 && posting.size < parallel) start(due.shift()!)
      if (posting.size > 0 || settling) await Promise.race([nextLook(ctx), ...(due.length > 0 ? posting : [])])
      else if (problem !== undefined) throw problem
      else if (sent.length > 0) continue // settled at the next turn
      else if (goesOn && cameThrough > 0 && looks++ < looksBeforeRest) await nextLook(ctx)
      else if (await rests(ctx, endpointId, goesOn, cameThrough > 0 ? 0 : restMs)) return
    }
  },
})

const nextLook = (ctx: JobCtx) => new Promise<void>((resolve) => setTimeout(resolve, lookAgainMs - (ctx.now() % lookAgainMs)))

async function dueOf(ctx: JobCtx, endpointId: string, unsettled: string[]): Promise<Sending[]> {
  if (unsettled.length >= 2 * page) return []
  const endpoint = (await endpointsDue(ctx)).get(endpointId)
  if (!endpoint) return []
  const rows = await ctx.db
    .select({ delivery: webhookDeliveries, tried: sql<number>`(SELECT coalesce(max(number), 0) FROM webhook_attempts a WHERE a.delivery_id = webhook_deliveries.id)`, fact: { seq: events.seq, id: events.id, name: events.name, at: events.at, data: events.data } })
    .from(webhookDeliveries)
    .innerJoin(events, eq(events.seq, webhookDeliveries.eventSeq))
    .where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.state, 'waiting'), lte(webhookDeliveries.nextAt, ctx.now()), notInArray(webhookDeliveries.id, unsettled)))
    .orderBy(webhookDeliveries.nextAt, webhookDeliveries.id)
    .limit(page)
  return rows.map((row) => ({ ...row, endpoint }))
}

const asked = new WeakMap<Db, Promise<ReadonlyMap<string, EndpointRow>>>()

/** The endpoints that something is due for. All that look at the same moment share one question. */
function endpointsDue({ db, now }: JobCtx): Promise<ReadonlyMap<string, EndpointRow>> {
  const already = asked.get(db)
  if (already) return already
  const isDue = exists(
    db.select({ one: sql`1` }).from(webhookDeliveries).where(and(eq(webhookDeliveries.endpointId, webhookEndpoints.id), eq(webhookDeliveries.state, 'waiting'), lte(webhookDeliveries.nextAt, now()))),
  )
  const question = db.select().from(webhookEndpoints).where(and(eq(webhookEndpoints.state, 'enabled'), isNull(webhookEndpoints.removedAt), isDue)).then((rows) => new Map(rows.map((row) => [row.id, row])))
  asked.set(db, question)
  setImmediate(() => asked.delete(db))
  return question
}

/** Ends this run unless there is more to send now; whatever waits for later gets a run of its own then. */
const rests = (ctx: JobCtx, endpointId: string, mayGoOn: boolean, restsMs: number): Promise<boolean> =>
  ctx.chunk(async (write) => {
    const [{ nextAt } = { nextAt: null }] = await write.tx.select({ nextAt: min(webhookDeliveries.nextAt) }).from(webhookDeliveries).where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.state, 'waiting')))
    const isDue = nextAt !== null && nextAt <= ctx.now()
    if (isDue && mayGoOn) return false
    await retire(write, ctx, sendWebhooks)
    if (nextAt !== null) await wake(write, { kind: sendWebhooks, subject: endpointId, dueAt: isDue ? ctx.now() + restsMs : nextAt })
    return true
  })

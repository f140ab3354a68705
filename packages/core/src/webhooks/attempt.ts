import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { hash, KitError, type Vault, type WriteCtx } from '../foundation/index.js'
import type { JobCtx } from '../jobs/index.js'
import type { WebAnswer } from '../ports/index.js'
import { bodyOf, headersOf, signatureOf, type Fact } from './body.js'
import { disable, dropWaiting, secretPurpose, type EndpointRow } from './endpoint.js'
import { nextAttemptAt } from './retry-after.js'
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from './tables.js'

export type Delivery = typeof webhookDeliveries.$inferSelect

const timeoutMs = 15_000
/** How much of an answer is kept, in bytes. */
const keepBytes = 4_096
/** An endpoint that took nothing for so long is disabled, in ms. */
const givenUpAfterMs = 5 * 86_400_000

const succeeded = (answer: WebAnswer) => 'status' in answer && answer.status >= 200 && answer.status < 300

/** Tries one delivery once and writes down what came of it. Answers whether it came through. */
export async function attempt(ctx: JobCtx, delivery: Delivery, fact: Fact): Promise<boolean> {
  const [endpoint] = await ctx.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, delivery.endpointId))
  if (endpoint?.state !== 'enabled') {
    await ctx.chunk((write) => dropWaiting(write, delivery.endpointId))
    return false
  }
  const at = ctx.now()
  const answer = await post(ctx, endpoint, fact, at)
  await ctx.chunk((write) => settle(write, delivery, endpoint.url, at, answer))
  return succeeded(answer)
}

async function post(ctx: JobCtx, endpoint: EndpointRow, fact: Fact, at: number): Promise<WebAnswer> {
  if (!ctx.ports.webRequests) return { refused: 'This server has no way out to the web.', ms: 0 }
  const body = bodyOf(fact)
  try {
    const headers = { ...headersOf(fact.id, at), 'webhook-signature': signatureOf(goodSecrets(ctx.vault, endpoint, at), fact.id, at, body) }
    return await ctx.ports.webRequests.post({ url: endpoint.url, headers, body, timeoutMs, keepBytes })
  } catch (error) {
    return { failed: error instanceof KitError ? error.message : 'It could not be sent.', ms: 0 }
  }
}

function goodSecrets(vault: Vault, { secret, previousSecret, previousUntil }: EndpointRow, at: number): string[] {
  const both = previousSecret !== null && previousUntil !== null && previousUntil > at ? [secret, previousSecret] : [secret]
  return both.map((sealed) => vault.open(sealed, secretPurpose))
}

const storable = (text: string) => text.replaceAll('\0', '\ufffd').toWellFormed()

async function settle(ctx: WriteCtx, delivery: Delivery, url: string, at: number, answer: WebAnswer): Promise<void> {
  const [{ tried } = { tried: 0 }] = await ctx.tx.all<{ tried: number }>(sql`SELECT coalesce(max(number), 0) AS tried FROM webhook_attempts WHERE delivery_id = ${delivery.id}`)
  ctx.append(webhookAttempts, {
    id: ctx.newId('atm'), deliveryId: delivery.id, number: tried + 1, at, byHand: delivery.attempts === 0 && tried > 0, url, ms: answer.ms,
    status: 'status' in answer ? answer.status : null,
    body: 'status' in answer ? storable(answer.body) : '',
    error: 'refused' in answer ? `Not sent. ${answer.refused}` : 'failed' in answer ? answer.failed : null,
  })
  // One that was dropped or replayed meanwhile keeps the state it was given.
  const still = and(eq(webhookDeliveries.id, delivery.id), eq(webhookDeliveries.state, 'waiting'), eq(webhookDeliveries.attempts, delivery.attempts))
  const attempts = delivery.attempts + 1
  if (succeeded(answer)) {
    await ctx.tx.update(webhookDeliveries).set({ state: 'delivered', attempts, nextAt: null, finishedAt: ctx.now() }).where(still)
    await ctx.tx.update(webhookEndpoints).set({ failingSince: null }).where(and(eq(webhookEndpoints.id, delivery.endpointId), isNotNull(webhookEndpoints.failingSince)))
    return
  }
  const spread = parseInt(hash(`${delivery.id}:${attempts}`).slice(0, 4), 16) / 0xffff
  const nextAt = nextAttemptAt(attempts, spread, 'status' in answer ? answer.headers['retry-after'] : undefined, ctx.now())
  await ctx.tx.update(webhookDeliveries).set(nextAt === null ? { state: 'failed', attempts, nextAt, finishedAt: ctx.now() } : { attempts, nextAt }).where(still)
  await noteFailure(ctx, delivery.endpointId, 'status' in answer && answer.status === 410)
}

async function noteFailure(ctx: WriteCtx, endpointId: string, gone: boolean): Promise<void> {
  const [endpoint] = await ctx.tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpointId))
  if (endpoint?.state !== 'enabled') return
  if (endpoint.failingSince === null) await ctx.tx.update(webhookEndpoints).set({ failingSince: ctx.now() }).where(eq(webhookEndpoints.id, endpointId))
  if (gone) await disable(ctx, endpointId, 'gone')
  else if (endpoint.failingSince !== null && ctx.now() - endpoint.failingSince >= givenUpAfterMs) await disable(ctx, endpointId, 'failing')
}

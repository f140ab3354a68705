import { and, eq } from 'drizzle-orm'
import { hash, KitError, type Vault, type WriteCtx } from '../foundation/index.js'
import type { JobCtx } from '../jobs/index.js'
import type { WebAnswer } from '../ports/index.js'
import { bodyOf, headersOf, signatureOf, type Fact } from './body.js'
import { disable, secretPurpose, type EndpointRow } from './endpoint.js'
import { nextAttemptAt } from './retry-after.js'
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from './tables.js'

export type Delivery = typeof webhookDeliveries.$inferSelect

const timeoutMs = 15_000
/** How much of an answer is kept, in bytes. */
const keepBytes = 4_096
/** An endpoint that took nothing for so long is disabled, in ms. */
const givenUpAfterMs = 5 * 86_400_000

export const succeeded = (answer: WebAnswer) => 'status' in answer && answer.status >= 200 && answer.status < 300

/** One delivery on its way: to where, and what is to be told. */
export type Sending = { delivery: Delivery; endpoint: EndpointRow; fact: Fact }
/** What came of it; `at` in ms. */
export type Sent = Sending & { at: number; answer: WebAnswer }

/** Tries one delivery once. */
export async function attempt(ctx: JobCtx, sending: Sending): Promise<Sent> {
  const at = ctx.now()
  return { ...sending, at, answer: await post(ctx, sending.endpoint, sending.fact, at) }
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

/** Writes down what came of a try. */
export async function settle(ctx: WriteCtx, { delivery, endpoint, at, answer }: Sent): Promise<void> {
  const [{ tried } = { tried: 0 }] = await ctx.peek('SELECT coalesce(max(number), 0) AS tried FROM webhook_attempts WHERE delivery_id = ?', [delivery.id]) as { tried: number }[]
  ctx.append(webhookAttempts, {
    id: ctx.newId('atm'), deliveryId: delivery.id, number: tried + 1, at, byHand: delivery.attempts === 0 && tried > 0, url: endpoint.url, ms: answer.ms,
    status: 'status' in answer ? answer.status : null,
    body: 'status' in answer ? storable(answer.body) : '',
    error: 'refused' in answer ? `Not sent. ${answer.refused}` : 'failed' in answer ? answer.failed : null,
  })
  // One that was dropped or replayed meanwhile keeps the state it was given.
  const attempts = delivery.attempts + 1
  if (succeeded(answer)) {
    await ctx.peek("UPDATE webhook_deliveries SET state = 'delivered', attempts = ?, next_at = NULL, finished_at = ? WHERE id = ? AND state = 'waiting' AND attempts = ?", [attempts, ctx.now(), delivery.id, delivery.attempts])
    if (endpoint.failingSince !== null) await ctx.tx.update(webhookEndpoints).set({ failingSince: null }).where(eq(webhookEndpoints.id, endpoint.id))
    return
  }
  const spread = parseInt(hash(`${delivery.id}:${attempts}`).slice(0, 4), 16) / 0xffff
  const nextAt = nextAttemptAt(attempts, spread, 'status' in answer ? answer.headers['retry-after'] : undefined, ctx.now())
  const still = and(eq(webhookDeliveries.id, delivery.id), eq(webhookDeliveries.state, 'waiting'), eq(webhookDeliveries.attempts, delivery.attempts))
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

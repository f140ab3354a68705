import { and, eq, inArray } from 'drizzle-orm'
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

/** One delivery on its way: to where, what is to be told, and how often it was tried, by hand too. */
export type Sending = { delivery: Delivery; tried: number; endpoint: EndpointRow; fact: Fact }
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

/** Writes down what came of some tries of one endpoint. */
export async function settle(ctx: WriteCtx, sent: readonly Sent[]): Promise<void> {
  for (const { delivery, tried, endpoint, at, answer } of sent) {
    ctx.append(webhookAttempts, {
      id: ctx.newId('atm'), deliveryId: delivery.id, number: tried + 1, at, byHand: delivery.attempts === 0 && tried > 0, url: endpoint.url, ms: answer.ms,
      status: 'status' in answer ? answer.status : null,
      body: 'status' in answer ? storable(answer.body) : '',
      error: 'refused' in answer ? `Not sent. ${answer.refused}` : 'failed' in answer ? answer.failed : null,
    })
  }
  await settleArrived(ctx, sent.filter(({ answer }) => succeeded(answer)))
  for (const one of sent) if (!succeeded(one.answer)) await settleFailed(ctx, one)
}

// One that was dropped or replayed meanwhile keeps the state it was given.
async function settleArrived(ctx: WriteCtx, arrived: readonly Sent[]): Promise<void> {
  if (arrived.length === 0) return
  const { id, state, attempts } = webhookDeliveries
  for (const before of new Set(arrived.map(({ delivery }) => delivery.attempts))) {
    const ids = arrived.filter(({ delivery }) => delivery.attempts === before).map(({ delivery }) => delivery.id)
    const still = and(inArray(id, ids), eq(state, 'waiting'), eq(attempts, before))
    await ctx.tx.update(webhookDeliveries).set({ state: 'delivered', attempts: before + 1, nextAt: null, finishedAt: ctx.now() }).where(still)
  }
  const { endpoint } = arrived[0]!
  if (arrived.some((one) => one.endpoint.failingSince !== null)) await ctx.tx.update(webhookEndpoints).set({ failingSince: null }).where(eq(webhookEndpoints.id, endpoint.id))
}

async function settleFailed(ctx: WriteCtx, { delivery, answer }: Sent): Promise<void> {
  const attempts = delivery.attempts + 1
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

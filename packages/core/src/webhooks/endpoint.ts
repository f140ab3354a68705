import { and, eq, isNull } from 'drizzle-orm'
import { iso, type Db, type WriteCtx } from '../foundation/index.js'
import { webhookErrors } from './errors.js'
import type { WebhookEndpoint } from './schemas.js'
import { webhookDeliveries, webhookEndpoints } from './tables.js'

export type EndpointRow = typeof webhookEndpoints.$inferSelect

/** What signing secrets are sealed for. */
export const secretPurpose = 'webhook-endpoint'

const isoOrNull = (at: number | null) => (at === null ? null : iso(at))

export const toEndpoint = (row: EndpointRow, now: number): WebhookEndpoint => ({
  id: row.id, url: row.url, description: row.description, events: row.events, state: row.state, disabledReason: row.disabledReason,
  failingSince: isoOrNull(row.failingSince), previousSecretUntil: row.previousUntil !== null && row.previousUntil > now ? iso(row.previousUntil) : null, createdAt: iso(row.createdAt),
})

/** Throws `webhook_endpoint_not_found`, for one that was removed as well. */
export async function findEndpoint({ db }: { db: Db }, id: string): Promise<EndpointRow> {
  const [row] = await db.select().from(webhookEndpoints).where(and(eq(webhookEndpoints.id, id), isNull(webhookEndpoints.removedAt)))
  if (!row) throw webhookErrors.webhook_endpoint_not_found()
  return row
}

/** What the audit trail shows of an endpoint. An address may hold a password of somebody's: only where it leads is told. */
export const shownOf = ({ url, description, events, state }: Pick<EndpointRow, 'url' | 'description' | 'events' | 'state'>) => ({ host: new URL(url).host, description, events, state })

/** Nothing more is sent there, and what waits is dropped. */
export async function disable(ctx: WriteCtx, id: string, reason: 'by_hand' | 'gone' | 'failing'): Promise<void> {
  await ctx.tx.update(webhookEndpoints).set({ state: 'disabled', disabledReason: reason }).where(eq(webhookEndpoints.id, id))
  await dropWaiting(ctx, id)
  await ctx.emit('webhook.endpoint_disabled', { endpointId: id, reason })
  ctx.forget('webhooks.wanted')
}

export const dropWaiting = (ctx: WriteCtx, endpointId: string) =>
  ctx.tx.update(webhookDeliveries).set({ state: 'dropped', nextAt: null, finishedAt: ctx.now() }).where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.state, 'waiting')))

import { and, asc, eq, ne } from 'drizzle-orm'
import { defineErrors, type ReadCtx, type WriteCtx } from '../foundation/index.js'
import { inbound, inboundBodies } from './tables.js'

export const inboundErrors = defineErrors({
  inbound_not_found: { kind: 'not_found', message: 'Nothing was received under this id.' },
})

/** What the outside sent: `externalId` is its own name for it (an event id, a Message-ID), `body` is kept word for word. */
export type Received = { source: string; externalId: string; headers: Record<string, string>; body: string }

export type Inbound = Received & { id: string; receivedAt: number; state: 'received' | 'handled' | 'failed'; attempts: number; lastError: string | null }

/**
 * Keeps what the outside told us, once per source and external id, before anybody looks at it. `fresh` is false where it was
 * here already: answer as the first time and handle nothing.
 */
export async function receive(ctx: WriteCtx, { source, externalId, headers, body }: Received): Promise<{ id: string; fresh: boolean }> {
  const id = ctx.newId('inb')
  const kept = await ctx.peek(
    "INSERT INTO inbound (id, source, external_id, received_at, state, attempts) VALUES (?, ?, ?, ?, 'received', 0) ON CONFLICT (source, external_id) DO NOTHING RETURNING id",
    [id, source, externalId, ctx.now()],
  )
  if (kept.length > 0) {
    ctx.append(inboundBodies, { inboundId: id, headers, body })
    return { id, fresh: true }
  }
  const [before] = await ctx.peek('SELECT id FROM inbound WHERE source = ? AND external_id = ?', [source, externalId])
  return { id: before!['id'] as string, fresh: false }
}

/** One message, as it was received. Throws `inbound_not_found`. */
export async function readInbound(ctx: ReadCtx, id: string): Promise<Inbound> {
  const [row] = await ctx.db.select().from(inbound).innerJoin(inboundBodies, eq(inboundBodies.inboundId, inbound.id)).where(eq(inbound.id, id))
  if (!row) throw inboundErrors.inbound_not_found({ id })
  const { source, externalId, receivedAt, state, attempts, lastError } = row.inbound
  return { id, source, externalId, receivedAt, state, attempts, lastError, headers: row.inbound_bodies.headers, body: row.inbound_bodies.body }
}

/** Ids of what is not handled yet, oldest first. */
export const listWaiting = async (ctx: ReadCtx, source: string, limit: number): Promise<string[]> =>
  (await ctx.db.select({ id: inbound.id }).from(inbound).where(and(eq(inbound.source, source), ne(inbound.state, 'handled'))).orderBy(asc(inbound.receivedAt), asc(inbound.id)).limit(limit)).map(({ id }) => id)

const change = async (ctx: WriteCtx, id: string, set: string, args: (string | number | null)[]): Promise<void> => {
  if ((await ctx.peek(`UPDATE inbound SET ${set} WHERE id = ? RETURNING id`, [...args, id])).length === 0) throw inboundErrors.inbound_not_found({ id })
}

/** In the same transaction as what the message led to, so that it is handled once. */
export const markHandled = (ctx: WriteCtx, id: string): Promise<void> => change(ctx, id, "state = 'handled', attempts = attempts + 1, handled_at = ?, last_error = NULL", [ctx.now()])

/** Says why a message could not be handled. `reason` is a code, never words out of the message. */
export const markFailed = (ctx: WriteCtx, id: string, reason: string): Promise<void> => change(ctx, id, "state = 'failed', attempts = attempts + 1, last_error = ?", [reason])

/** Puts a message back as if it had just come. Handle it with origin `history`: what reached a person then must not reach him again. */
export const replay = (ctx: WriteCtx, id: string): Promise<void> => change(ctx, id, "state = 'received', handled_at = NULL, last_error = NULL", [])

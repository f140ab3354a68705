import { iso, type WriteCtx } from '../foundation/index.js'
import { jobs } from '../jobs/tables.js'
import type { EventData, EventName, KitEvent } from './catalogue.js'
import { reactionKind, type Wiring } from './reaction.js'
import { events } from './tables.js'

export type ReactionsByEvent = ReadonlyMap<EventName | '*', readonly Wiring[]>

const reactionAttempts = 12

/** Writes a fact with the next sequence number, and one job for each reaction that it concerns. */
export async function emitInto<N extends EventName>(reactions: ReactionsByEvent, ctx: WriteCtx, name: N, data: EventData<N>): Promise<void> {
  const id = ctx.newId('evt')
  const seq = await ctx.series('events')
  ctx.append(events, { seq, id, name, origin: ctx.origin, at: ctx.now(), actorRole: ctx.actor.role, actorId: ctx.actor.id, data })
  for (const { reaction, asks } of reactions.get(name) ?? reactions.get('*') ?? []) {
    if ((reaction.reach === 'live' && ctx.origin === 'history') || reaction.concerns?.(data as never) === false) continue
    if (asks && !(await asks(ctx, { name, data }))) continue
    ctx.append(jobs, {
      id: ctx.newId('job'), kind: reactionKind(reaction.name), subject: id, payload: { seq }, origin: ctx.origin, state: 'ready',
      priority: 0, runAt: ctx.now(), attempts: 0, maxAttempts: reactionAttempts, dedupeKey: `${id}:${reaction.name}`, createdAt: ctx.now(),
    })
  }
}

export const toEvent = (row: typeof events.$inferSelect): KitEvent =>
  ({ seq: row.seq, id: row.id, name: row.name, origin: row.origin, at: iso(row.at), actor: { role: row.actorRole, id: row.actorId }, data: row.data }) as unknown as KitEvent

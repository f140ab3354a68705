import { canonical, hash, iso, type WriteCtx } from '../foundation/index.js'
import { audit } from './tables.js'

/** Adds a line to the audit trail, chained to the one before. Called by `bind`, once per write at the door. */
export async function record(ctx: WriteCtx, action: string, subject: string | null): Promise<void> {
  const row = { at: ctx.now(), actorRole: ctx.actor.role, actorId: ctx.actor.id, action, subject, origin: ctx.origin, requestId: ctx.requestId }
  const { seq, hash: link } = await ctx.chain('audit', digestOf(row))
  ctx.append(audit, { seq, ...row, hash: link })
}

export type AuditRow = { at: number; actorRole: string; actorId: string; action: string; subject: string | null; origin: string; requestId: string | null }

/** What the chain covers of a line. */
export const digestOf = (row: AuditRow): string =>
  hash(canonical({ at: iso(row.at), actorRole: row.actorRole, actorId: row.actorId, action: row.action, subject: row.subject, origin: row.origin, requestId: row.requestId }))

import { canonical, hash, iso, token, type Change, type WriteCtx } from '../foundation/index.js'
import { audit, auditDetails } from './tables.js'

/** Adds a line to the audit trail, chained to the one before. Called by `bind`, once per write at the door. */
export async function record(ctx: WriteCtx, action: string, subject: string | null, changes: readonly Change[]): Promise<void> {
  const words = wordsOf(ctx, changes)
  const salt = words && token(12)
  const detail = words && hash(`${salt}:${canonical(words)}`)
  const row = { at: ctx.now(), actorRole: ctx.actor.role, actorId: ctx.actor.id, action, subject, origin: ctx.origin, requestId: ctx.requestId, detail }
  const { seq, hash: link } = await ctx.chain('audit', digestOf(row))
  ctx.append(audit, { seq, ...row, hash: link })
  if (words) ctx.append(auditDetails, { seq, salt: salt!, ...words })
}

/** What stands beside a line: nothing, where nobody knows more than the line says. */
function wordsOf({ actor, from }: WriteCtx, changes: readonly Change[]) {
  if (!from && changes.length === 0) return null
  return { actorName: actor.name ?? null, address: from?.address ?? null, userAgent: from?.userAgent?.slice(0, 300) ?? null, changes: JSON.parse(JSON.stringify(changes)) as Change[] }
}

export type AuditRow = { at: number; actorRole: string; actorId: string; action: string; subject: string | null; origin: string; requestId: string | null; detail?: string | null }

/** What the chain covers of a line. Lines without words read as they did before there were any. */
export const digestOf = (row: AuditRow): string =>
  hash(canonical({ at: iso(row.at), actorRole: row.actorRole, actorId: row.actorId, action: row.action, subject: row.subject, origin: row.origin, requestId: row.requestId, ...(row.detail && { detail: row.detail }) }))

import { canonical, hash, iso, token, type Actor, type Change, type Source, type WriteCtx } from '../foundation/index.js'
import { redact, redactText } from './redact.js'
import { audit, auditDetails } from './tables.js'

/** One line to be: who did what to which thing, when, from where, and what it changed. */
export type Line = { actor: Pick<Actor, 'role' | 'id' | 'name'>; action: string; subject: string | null; changes: readonly Change[]; from: Source | null; at: number; origin: 'live' | 'history'; requestId: string | null }

/** Adds the line of an operation that was called at the door. Called by `bind`, once per write. */
export async function record(ctx: WriteCtx, action: string, subject: string | null, changes: readonly Change[]): Promise<void> {
  // What is told is a line by itself.
  if (action === 'audit.tell') return
  await addLine(ctx, { actor: ctx.actor, action, subject, changes, from: ctx.from, at: ctx.now(), origin: ctx.origin, requestId: ctx.requestId })
}

/** Adds a line to the audit trail, chained to the one before; answers its position. */
export async function addLine(ctx: WriteCtx, { actor, action, subject, changes, from, at, origin, requestId }: Line): Promise<number> {
  const words = wordsOf({ actor, changes, from })
  const salt = words && token(12)
  const row = { at, actorRole: actor.role, actorId: actor.id, action, subject, origin, requestId, detail: words && digestOfWords(salt!, words) }
  const { seq, hash: link } = await ctx.chain('audit', digestOf(row))
  ctx.append(audit, { seq, ...row, hash: link })
  if (words) ctx.append(auditDetails, { seq, salt: salt!, ...words })
  return seq
}

/** What stands beside a line: nothing, where nobody knows more than the line says. */
function wordsOf({ actor, from, changes }: Pick<Line, 'actor' | 'from' | 'changes'>): AuditWords | null {
  if (!from && changes.length === 0) return null
  return {
    actorName: actor.name ?? null, address: from?.address ?? null, userAgent: from?.userAgent ? redactText(from.userAgent.slice(0, 300)) : null,
    changes: changes.length === 0 ? [] : (redact(JSON.parse(JSON.stringify(changes))) as Change[]),
  }
}

export type AuditWords = { actorName: string | null; address: string | null; userAgent: string | null; changes: Change[] }

/** What a line keeps of the words beside it. Without the salt it says nothing of them, so erased words are gone. */
export const digestOfWords = (salt: string, { actorName, address, userAgent, changes }: AuditWords): string => hash(`${salt}:${canonical({ actorName, address, userAgent, changes })}`)

export type AuditRow = { at: number; actorRole: string; actorId: string; action: string; subject: string | null; origin: string; requestId: string | null; detail?: string | null }

/** What the chain covers of a line. Lines without words read as they did before there were any. */
export const digestOf = (row: AuditRow): string =>
  hash(canonical({ at: iso(row.at), actorRole: row.actorRole, actorId: row.actorId, action: row.action, subject: row.subject, origin: row.origin, requestId: row.requestId, ...(row.detail && { detail: row.detail }) }))

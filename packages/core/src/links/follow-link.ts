import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { hash, iso, type ReadCtx, type WriteCtx } from '../foundation/index.js'
import { linkErrors } from './errors.js'
import type { LinkData } from './issue-link.js'
import type { LinkPurpose } from './purpose.js'
import { links } from './tables.js'

/** What a link opens. */
export type FoundLink = { id: string; subject: string; data: LinkData; expiresAt: string }

const shape = /^lk_[\w-]{43}$/

type Row = typeof links.$inferSelect
const toFound = ({ id, subject, data, expiresAt }: Row): FoundLink => ({ id, subject, data, expiresAt: iso(expiresAt) })

// One answer for all that never was, was taken back, is spent or is for something else: whoever tries tokens learns nothing.
async function find(ctx: ReadCtx, purpose: LinkPurpose, token: string): Promise<Row> {
  const [row] = shape.test(token) ? await ctx.db.select().from(links).where(and(eq(links.hash, hash(token)), eq(links.purpose, purpose.name))) : []
  if (!row || row.revokedAt !== null || (row.once && row.usedAt !== null)) throw linkErrors.link_invalid()
  if (row.expiresAt <= ctx.now()) throw linkErrors.link_over()
  return row
}

/** What a token opens, for showing it. Changes nothing, however often it is asked: programs follow links before people do. Throws `link_invalid`, `link_over`. */
export const readLink = async (ctx: ReadCtx, purpose: LinkPurpose, token: string): Promise<FoundLink> => toFound(await find(ctx, purpose, token))

/**
 * Does what the link is for: call it in the transaction of the act itself. A link that is good once is spent by it, and of two who use
 * it at once one gets `link_invalid`. Throws `link_over` too.
 */
export async function useLink(ctx: WriteCtx, purpose: LinkPurpose, token: string): Promise<FoundLink> {
  const row = await find(ctx, purpose, token)
  const claimed = await ctx.tx
    .update(links)
    .set({ usedAt: ctx.now() })
    .where(and(eq(links.id, row.id), isNull(links.revokedAt), gt(links.expiresAt, ctx.now()), or(eq(links.once, false), isNull(links.usedAt))))
    .returning({ id: links.id })
  if (claimed.length === 0) throw linkErrors.link_invalid()
  return toFound(row)
}

/** Takes back every link of a purpose to one thing. Answers how many there were. */
export async function revokeLinks(ctx: WriteCtx, purpose: LinkPurpose, subject: string): Promise<number> {
  const revoked = await ctx.tx.update(links).set({ revokedAt: ctx.now() }).where(and(eq(links.purpose, purpose.name), eq(links.subject, subject), isNull(links.revokedAt))).returning({ id: links.id })
  return revoked.length
}

import { sql } from 'drizzle-orm'
import { hash, token, type WriteCtx } from '../foundation/index.js'
import type { LinkPurpose } from './purpose.js'
import { links } from './tables.js'

/** What a link carries for whoever follows it: plain values, no secrets. */
export type LinkData = Record<string, string | number | boolean | null>

/** `subject` is the id of the one thing that the link opens; `expiresAt` in ms. */
export type NewLink = { purpose: LinkPurpose; subject: string; data?: LinkData; expiresAt: number }

// So long an old link is still known as one that expired, instead of as nothing.
const rememberedMs = 30 * 86_400_000
const sweptAtOnce = 20

/**
 * Makes a link and answers its token, `lk_` and 256 random bits: put it into an address. Only its hash is kept, so the token cannot be
 * told again. Each new link also removes some that have been over for a month.
 */
export async function issueLink(ctx: WriteCtx, { purpose, subject, data = {}, expiresAt }: NewLink): Promise<string> {
  if (expiresAt <= ctx.now()) throw new RangeError(`A link of ${purpose.name} would be over before it is made.`)
  if (expiresAt > ctx.now() + purpose.longestMs) throw new RangeError(`A link of ${purpose.name} may not be good for so long.`)
  await ctx.tx.run(sql`DELETE FROM links WHERE id IN (SELECT id FROM links WHERE expires_at < ${ctx.now() - rememberedMs} LIMIT ${sweptAtOnce})`)
  const secret = `lk_${token(32)}`
  await ctx.tx.insert(links).values({ id: ctx.newId('lnk'), purpose: purpose.name, subject, hash: hash(secret), data, once: purpose.once, createdAt: ctx.now(), expiresAt, usedAt: null, revokedAt: null })
  return secret
}

import { sql } from 'drizzle-orm'
import type { WriteCtx } from '../foundation/index.js'
import type { Link } from './admit.js'
import { among } from './card.js'
import { livingIds } from './directory.js'
import { mergePair } from './merge-pair.js'
import { contactReviews } from './tables.js'

const pairOf = (a: string, b: string): [string, string] => (a < b ? [a, b] : [b, a])

/** The contacts that a set of links made one, and the reviews that were opened. `living` answers for every id of the links. */
export type Linked = { reviewIds: Map<string, string[]>; living: Map<string, string> }

/** Merges what the rules merge and asks about what they doubt; a pair that somebody has decided about is left as it is. */
export async function applyLinks(ctx: WriteCtx, links: readonly Link[]): Promise<Linked> {
  const reviewIds = new Map<string, string[]>()
  if (links.length === 0) return { reviewIds, living: new Map() }
  const ids = [...new Set(links.flatMap(({ a, b }) => [a, b]))]
  const decided = await decidedPairs(ctx, ids)

  let living = await livingIds(ctx, ids)
  for (const { a, b, rule } of links.filter((link) => link.decision === 'merge')) {
    const pair = pairOf(living.get(a) ?? a, living.get(b) ?? b)
    if (pair[0] === pair[1] || decided.get(pair.join())?.state === 'separate') continue
    await mergePair(ctx, pair, rule)
    living = await livingIds(ctx, ids)
  }

  for (const { a, b, rule } of links.filter((link) => link.decision === 'review')) {
    const [contactA, contactB] = pairOf(living.get(a) ?? a, living.get(b) ?? b)
    const known = decided.get(`${contactA},${contactB}`)
    if (contactA === contactB || known?.state === 'separate') continue
    const id = known?.id ?? ctx.newId('rev')
    reviewIds.set(a, [...(reviewIds.get(a) ?? []), id])
    if (known) continue
    decided.set(`${contactA},${contactB}`, { id, state: 'open' })
    ctx.append(contactReviews, { id, contactA, contactB, rule, state: 'open', openedAt: ctx.now() })
    await ctx.emit('contact.review_opened', { reviewId: id, contactIds: [contactA, contactB], rule })
  }
  return { reviewIds, living }
}

/** What is known about pairs of which one is among these, by the living ids of the two: `separate` before `open`. */
async function decidedPairs(ctx: WriteCtx, ids: readonly string[]): Promise<Map<string, { id: string; state: string }>> {
  const own = sql`(SELECT c.id FROM contacts c WHERE c.id IN ${among(ids)} UNION SELECT c.id FROM contacts c WHERE c.merged_into IN ${among(ids)})`
  const rows = await ctx.db.all<{ id: string; a: string; b: string; state: string }>(sql`
    SELECT r.id, coalesce(a.merged_into, a.id) AS a, coalesce(b.merged_into, b.id) AS b, r.state
    FROM contact_reviews r JOIN contacts a ON a.id = r.contact_a JOIN contacts b ON b.id = r.contact_b
    WHERE r.contact_a IN ${own} OR r.contact_b IN ${own}`)
  const pairs = new Map<string, { id: string; state: string }>()
  for (const { id, a, b, state } of rows) {
    const pair = pairOf(a, b).join()
    if (state === 'separate' || !pairs.has(pair)) pairs.set(pair, { id, state })
  }
  return pairs
}

import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import * as z from 'zod'
import { decodeCursor, defineOperation, encodeCursor, Id, iso, pageInput, pageOf, staff, toPage, type ReadCtx, type WriteCtx } from '../foundation/index.js'
import { externalIdOf, loadCards, recordOf } from './card.js'
import { livingIds } from './directory.js'
import { contactErrors } from './errors.js'
import { mergePair } from './merge-pair.js'
import { mergeRecords } from './merge-records.js'
import { ContactReview, type Rule } from './schemas.js'
import { contactReviews } from './tables.js'
import { toContacts, toMerged } from './to-contact.js'

type Row = typeof contactReviews.$inferSelect

export const listReviews = defineOperation({
  name: 'contacts.reviews',
  summary: 'List pairs that may be one person, newest first',
  access: 'read',
  allow: staff,
  input: z.strictObject({ ...pageInput, state: z.enum(['open', 'merged', 'separate']).default('open') }),
  output: pageOf(ContactReview),
  async run(ctx, { state, limit, cursor }) {
    const order = `reviews:${state}`
    const after = decodeCursor(order, ['number', 'text'], cursor)
    const rows = await ctx.db
      .select()
      .from(contactReviews)
      .where(and(eq(contactReviews.state, state), after && or(lt(contactReviews.openedAt, after[0]), and(eq(contactReviews.openedAt, after[0]), lt(contactReviews.id, after[1])))))
      .orderBy(desc(contactReviews.openedAt), desc(contactReviews.id))
      .limit(limit + 1)
    const page = toPage(rows, limit, (row) => row, (row) => encodeCursor(order, [row.openedAt, row.id]))
    return { ...page, data: await toReviews(ctx, page.data) }
  },
})

export const decideReview = defineOperation({
  name: 'contacts.decideReview',
  summary: 'Say whether two contacts are one person: merge them, or keep them apart for good',
  access: 'write',
  allow: ['owner', 'support', 'key', 'system'],
  input: z.strictObject({ reviewId: Id, decision: z.enum(['merge', 'separate']) }),
  output: z.object({ review: ContactReview, mergeId: Id.nullable() }),
  async run(ctx, { reviewId, decision }) {
    const find = async () => (await ctx.tx.select().from(contactReviews).where(eq(contactReviews.id, reviewId)))[0]
    const review = await find()
    if (!review) throw contactErrors.review_not_found()
    if (review.state !== 'open') throw contactErrors.review_closed({ state: review.state })

    const living = await livingIds(ctx, [review.contactA, review.contactB])
    const pair: [string, string] = [living.get(review.contactA)!, living.get(review.contactB)!]
    let mergeId: string | null = null
    if (decision === 'merge') ({ mergeId } = await mergePair(ctx, pair, review.rule))
    else await keepApart(ctx, pair)
    ctx.note({ subject: reviewId, before: { state: 'open' }, after: { decision, contactIds: pair, mergeId } })
    await ctx.emit('contact.review_decided', { reviewId, decision })
    const [decided] = await toReviews(ctx, [(await find())!])
    return { review: decided!, mergeId }
  },
})

// The same two may be asked about more than once after others have been merged into them.
async function keepApart(ctx: WriteCtx, [one, other]: readonly [string, string]): Promise<void> {
  const everybodyOf = (id: string) => sql`(SELECT id FROM contacts WHERE id = ${id} OR merged_into = ${id})`
  const between = (a: string, b: string) => and(sql`${contactReviews.contactA} IN ${everybodyOf(a)}`, sql`${contactReviews.contactB} IN ${everybodyOf(b)}`)
  await ctx.tx
    .update(contactReviews)
    .set({ state: 'separate', decidedAt: ctx.now(), decidedBy: ctx.actor.id })
    .where(and(eq(contactReviews.state, 'open'), or(between(one, other), between(other, one))))
}

async function toReviews(ctx: Pick<ReadCtx, 'db'>, rows: readonly Row[]): Promise<ContactReview[]> {
  const living = await livingIds(ctx, rows.flatMap((row) => [row.contactA, row.contactB]))
  const idsOf = (row: Row) => [...new Set([living.get(row.contactA)!, living.get(row.contactB)!])]
  const ids = [...new Set(rows.flatMap(idsOf))]
  const contacts = new Map((await toContacts(ctx, ids)).map((contact) => [contact.id, contact]))
  const cards = await loadCards(ctx, ids)
  return rows.map((row) => {
    const [a, b] = idsOf(row).map((id) => cards.get(id)!)
    const known = [a, b].map((card) => (card ? externalIdOf(card) : null))
    const mergeable = a !== undefined && b !== undefined && (known[0] === null || known[1] === null || known[0] === known[1])
    return {
      id: row.id,
      rule: row.rule as Rule,
      state: row.state,
      contacts: idsOf(row).map((id) => contacts.get(id)!),
      merged: mergeable ? toMerged(mergeRecords([recordOf(a), recordOf(b)])) : null,
      openedAt: iso(row.openedAt),
      decidedAt: row.decidedAt === null ? null : iso(row.decidedAt),
    }
  })
}

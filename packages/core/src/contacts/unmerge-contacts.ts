import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, Id, type WriteCtx } from '../foundation/index.js'
import { loadCards, wordKeys, type ContactRow } from './card.js'
import { contactErrors } from './errors.js'
import { stateOf } from './merge-pair.js'
import { revertState } from './revert-state.js'
import { Contact } from './schemas.js'
import { sumFacts } from './sum-facts.js'
import { contactIdentities, contactMerges, contactReviews, contacts, contactTags, contactTexts } from './tables.js'
import { findContact } from './to-contact.js'
import { textOf, writeTexts } from './write-directory.js'

export const unmergeContacts = defineOperation({
  name: 'contacts.unmerge',
  summary: 'Undo a merge: both contacts are as they were, and keep what was learnt since',
  access: 'write',
  allow: ['owner', 'support', 'key', 'system'],
  input: z.strictObject({ mergeId: Id }),
  output: z.object({ contact: Contact, restored: Contact }),
  async run(ctx, { mergeId }) {
    const [merge] = await ctx.tx.select().from(contactMerges).where(eq(contactMerges.id, mergeId))
    if (!merge) throw contactErrors.merge_not_found()
    if (merge.undoneAt !== null) throw contactErrors.merge_undone()
    const { survivorId, absorbedId, snapshot } = merge
    const survivor = (await loadCards(ctx, [survivorId])).get(survivorId)!
    if (survivor.row.mergedInto !== null) throw contactErrors.merge_covered({ contactId: survivor.row.mergedInto })

    await ctx.tx.update(contactMerges).set({ undoneAt: ctx.now() }).where(eq(contactMerges.id, mergeId))
    const absorbedBefore = await mergedInto(ctx, absorbedId)
    await ctx.tx.update(contacts).set({ mergedInto: null, updatedAt: ctx.now() }).where(eq(contacts.id, absorbedId))
    if (absorbedBefore.length > 0) await ctx.tx.update(contacts).set({ mergedInto: absorbedId }).where(inArray(contacts.id, absorbedBefore))
    await ctx.tx
      .update(contactIdentities)
      .set({ contactId: absorbedId, position: sql`position - ${snapshot.shift}` })
      .where(and(inArray(contactIdentities.id, snapshot.identityIds), eq(contactIdentities.contactId, survivorId)))

    const state = revertState(stateOf(survivor), snapshot)
    const { tags, ...fields } = state
    await ctx.tx
      .update(contacts)
      .set({ ...(fields as Partial<ContactRow>), ...wordKeys(state), updatedAt: Math.max(ctx.now(), survivor.row.updatedAt + 1) })
      .where(eq(contacts.id, survivorId))
    const gone = survivor.tags.filter((tag) => !tags.includes(tag))
    if (gone.length > 0) await ctx.tx.delete(contactTags).where(and(eq(contactTags.contactId, survivorId), inArray(contactTags.tag, gone)))

    // Later merges of this survivor remember a state that held this one: it comes out of their memory too.
    const later = await ctx.tx.select().from(contactMerges).where(and(eq(contactMerges.survivorId, survivorId), isNull(contactMerges.undoneAt), gt(contactMerges.id, mergeId)))
    for (const { id, snapshot: kept } of later) {
      await ctx.tx.update(contactMerges).set({ snapshot: { ...kept, before: revertState(kept.before, snapshot), after: revertState(kept.after, snapshot) } }).where(eq(contactMerges.id, id))
    }

    await neverAskAgain(ctx, survivorId, absorbedId, merge.rule)
    const cards = await loadCards(ctx, [survivorId, absorbedId])
    await writeTexts(ctx, [cards.get(survivorId)!])
    ctx.append(contactTexts, { contactId: absorbedId, ...textOf(cards.get(absorbedId)!) })
    await sumFacts(ctx, [survivorId, absorbedId])
    ctx.note({ subject: survivorId, before: { mergeId, absorbedId }, after: { mergeId: null } })
    await ctx.emit('contact.unmerged', { contactId: survivorId, absorbedId, mergeId })
    const [contact, restored] = [await findContact(ctx, survivorId), await findContact(ctx, absorbedId)].map(({ mergedFrom: _, ...rest }) => rest)
    return { contact: contact!, restored: restored! }
  },
})

/** Everybody who had become this contact before it was absorbed itself. */
async function mergedInto(ctx: WriteCtx, id: string): Promise<string[]> {
  const rows = await ctx.db.all<{ id: string }>(sql`
    WITH RECURSIVE below (id) AS (
      SELECT absorbed_id FROM contact_merges WHERE survivor_id = ${id} AND undone_at IS NULL
      UNION SELECT m.absorbed_id FROM contact_merges m JOIN below ON m.survivor_id = below.id WHERE m.undone_at IS NULL)
    SELECT id FROM below`)
  return rows.map((row) => row.id)
}

/** Whoever takes two apart has decided: the rules neither merge them again nor ask. */
async function neverAskAgain(ctx: WriteCtx, one: string, other: string, rule: string): Promise<void> {
  const [contactA, contactB] = one < other ? [one, other] : [other, one]
  const decided = { state: 'separate' as const, decidedAt: ctx.now(), decidedBy: ctx.actor.id }
  const everybodyOf = (id: string) => sql`(SELECT id FROM contacts WHERE id = ${id} OR merged_into = ${id})`
  await ctx.tx
    .insert(contactReviews)
    .values({ id: ctx.newId('rev'), contactA, contactB, rule, openedAt: ctx.now(), ...decided })
    .onConflictDoUpdate({ target: [contactReviews.contactA, contactReviews.contactB], set: decided })
  await ctx.tx.update(contactReviews).set(decided).where(and(
    eq(contactReviews.state, 'merged'),
    or(
      and(sql`${contactReviews.contactA} IN ${everybodyOf(one)}`, sql`${contactReviews.contactB} IN ${everybodyOf(other)}`),
      and(sql`${contactReviews.contactA} IN ${everybodyOf(other)}`, sql`${contactReviews.contactB} IN ${everybodyOf(one)}`),
    ),
  ))
}

import { and, eq, or, sql } from 'drizzle-orm'
import type { WriteCtx } from '../foundation/index.js'
import { externalIdOf, loadCards, recordOf, wordKeys, type Card } from './card.js'
import { contactErrors } from './errors.js'
import { mergeRecords } from './merge-records.js'
import { sumFacts } from './sum-facts.js'
import { contactIdentities, contactMerges, contactReviews, contacts, contactTags, contactTexts, type MergeState } from './tables.js'
import { writeTexts } from './write-directory.js'

/** What a merge changes on the survivor. */
export const stateOf = ({ row, tags }: Card): MergeState => ({
  name: row.name, company: row.company, country: row.country, type: row.type, stage: row.stage, marketingConsent: row.marketingConsent,
  source: row.source, createdAt: row.createdAt, lastSeenAt: row.lastSeenAt, customFields: row.customFields, tags,
})

/** Makes two living contacts one. The absorbed row stays as it was, so that it can come back. */
export async function mergePair(ctx: WriteCtx, ids: readonly [string, string], rule: string): Promise<{ survivorId: string; mergeId: string }> {
  const cards = await loadCards(ctx, ids)
  const pair = ids.map((id) => cards.get(id)) as [Card, Card]
  if (ids[0] === ids[1]) throw contactErrors.same_contact()
  if (!pair[0] || !pair[1]) throw contactErrors.contact_not_found()
  const known = pair.map(externalIdOf)
  if (known[0] !== null && known[1] !== null && known[0] !== known[1]) throw contactErrors.external_ids_differ()

  const merged = mergeRecords([recordOf(pair[0]), recordOf(pair[1])])
  const [survivor, absorbed] = merged.id === pair[0].row.id ? pair : [pair[1], pair[0]]
  const before = stateOf(survivor)
  const { name, company, country, type, stage, marketingConsent, source, createdAt, customFields } = merged
  const lastSeenAt = Math.max(survivor.row.lastSeenAt, absorbed.row.lastSeenAt)
  Object.assign(survivor.row, { name, company, country, type, stage, marketingConsent, source, createdAt, customFields, lastSeenAt, ...wordKeys(merged), updatedAt: Math.max(ctx.now(), survivor.row.updatedAt + 1) })
  const added = merged.tags.filter((tag) => !survivor.tags.includes(tag))
  survivor.tags = [...merged.tags]
  const shift = 1 + Math.max(-1, ...survivor.identities.map((identity) => identity.position))
  const mergeId = ctx.newId('mrg')
  const [survivorId, absorbedId] = [survivor.row.id, absorbed.row.id]

  await ctx.tx.update(contacts).set(survivor.row).where(eq(contacts.id, survivorId))
  await ctx.tx.update(contacts).set({ mergedInto: survivorId }).where(or(eq(contacts.id, absorbedId), eq(contacts.mergedInto, absorbedId)))
  await ctx.tx.update(contactIdentities).set({ contactId: survivorId, position: sql`position + ${shift}` }).where(eq(contactIdentities.contactId, absorbedId))
  await ctx.tx.delete(contactTexts).where(eq(contactTexts.contactId, absorbedId))
  for (const tag of added) ctx.append(contactTags, { contactId: survivorId, tag })
  ctx.append(contactMerges, {
    id: mergeId, survivorId, absorbedId, rule,
    snapshot: { absorbed: { ...absorbed.row, tags: absorbed.tags, identities: absorbed.identities }, identityIds: absorbed.identities.map((identity) => identity.id!), shift, before, after: stateOf(survivor) },
    actorRole: ctx.actor.role, actorId: ctx.actor.id, mergedAt: ctx.now(),
  })
  survivor.identities = [...survivor.identities, ...absorbed.identities]
  await writeTexts(ctx, [survivor])
  await sumFacts(ctx, [survivorId])
  await closeReviews(ctx, survivorId)
  await ctx.emit('contact.merged', { contactId: survivorId, absorbedId, mergeId, rule })
  return { survivorId, mergeId }
}

/** Open questions between contacts that have become one are answered. */
async function closeReviews(ctx: WriteCtx, survivorId: string): Promise<void> {
  const own = sql`(SELECT id FROM contacts WHERE id = ${survivorId} OR merged_into = ${survivorId})`
  await ctx.tx
    .update(contactReviews)
    .set({ state: 'merged', decidedAt: ctx.now(), decidedBy: ctx.actor.id })
    .where(and(eq(contactReviews.state, 'open'), sql`${contactReviews.contactA} IN ${own}`, sql`${contactReviews.contactB} IN ${own}`))
}


import { asc, sql } from 'drizzle-orm'
import { iso, toTotal, type ReadCtx } from '../foundation/index.js'
import { among, externalIdOf, loadCards, valuesOf, type Card, type Identity } from './card.js'
import { contactErrors } from './errors.js'
import type { Contact, Evidence, FirstTouch, MergedContact } from './schemas.js'
import type { Merged } from './merge-records.js'
import { contacts } from './tables.js'

type Reader = Pick<ReadCtx, 'db'>

/** Living contacts on the wire, in the order of the ids. Merged and unknown ids are left out. */
export async function toContacts(ctx: Reader, ids: readonly string[]): Promise<Contact[]> {
  if (ids.length === 0) return []
  const cards = await loadCards(ctx, ids)
  const values = await ctx.db.all<{ id: string; currency: string; total: string }>(sql`
    SELECT contact_id AS id, currency, CAST(total AS TEXT) AS total FROM contact_facts WHERE contact_id IN ${among(ids)} AND total IS NOT NULL ORDER BY currency`)
  const absorbed = await ctx.db.select({ id: contacts.id, into: contacts.mergedInto }).from(contacts).where(sql`${contacts.mergedInto} IN ${among(ids)}`).orderBy(asc(contacts.createdAt), asc(contacts.id))
  const touches = await ctx.db.all<{ id: string; at: number } & Omit<FirstTouch, 'at' | 'referralCode'> & { referralCode: string | null }>(sql`
    SELECT coalesce(c.merged_into, c.id) AS id, t.at, t.channel, t.referrer, t.page, t.campaign, t.referral_code AS referralCode
    FROM contact_touches t JOIN contacts c ON c.id = t.contact_id
    WHERE t.contact_id IN (SELECT value FROM json_each(${JSON.stringify([...ids, ...absorbed.map((row) => row.id)])})) ORDER BY t.at DESC, t.contact_id DESC`)
  const firstTouch = new Map(touches.map(({ id, at, ...rest }): [string, FirstTouch] => [id, { at: iso(at), ...rest }]))

  return ids.flatMap((id) => {
    const card = cards.get(id)
    if (!card || card.row.mergedInto !== null) return []
    return {
      ...ownWords(card),
      value: values.filter((value) => value.id === id && value.total !== '0').map(({ currency, total }) => ({ currency, amount: toTotal(BigInt(total)) })),
      firstTouch: firstTouch.get(id) ?? null,
      mergedIds: absorbed.filter((row) => row.into === id).map((row) => row.id),
    }
  })
}

const ownWords = (card: Card): Omit<Contact, 'value' | 'firstTouch' | 'mergedIds'> => ({
  id: card.row.id,
  type: card.row.type,
  stage: card.row.stage,
  name: card.row.name,
  company: card.row.company,
  country: card.row.country,
  emails: distinct(valuesOf(card, 'email')).map(({ value, evidence }) => ({ value, evidence })),
  phones: distinct(valuesOf(card, 'phone')).map(({ value, extension, evidence }) => ({ value, extension, evidence })),
  externalId: externalIdOf(card),
  tags: card.tags,
  marketingConsent: card.row.marketingConsent,
  source: card.row.source,
  customFields: card.row.customFields,
  lastSeenAt: card.row.lastSeenAt === 0 ? null : iso(card.row.lastSeenAt),
  createdAt: iso(card.row.createdAt),
  updatedAt: iso(card.row.updatedAt),
})

/** Each value once; verified where any says so. */
function distinct(identities: readonly Identity[]): Identity[] {
  const kept = new Map<string, Identity>()
  for (const identity of identities) {
    const name = `${identity.value} ${identity.extension ?? ''}`
    const before = kept.get(name)
    const evidence: Evidence = before?.evidence === 'verified' ? 'verified' : identity.evidence
    kept.set(name, { ...(before ?? identity), evidence })
  }
  return [...kept.values()]
}

/** The living contact that an id leads to. `mergedFrom` is that id where it was another's. */
export async function findContact(ctx: Reader, id: string): Promise<Contact & { mergedFrom: string | null }> {
  const [row] = await ctx.db.all<{ living: string }>(sql`SELECT coalesce(merged_into, id) AS living FROM contacts WHERE id = ${id}`)
  const [contact] = row ? await toContacts(ctx, [row.living]) : []
  if (!contact) throw contactErrors.contact_not_found()
  return { ...contact, mergedFrom: contact.id === id ? null : id }
}

/** The living cards that some ids lead to, in their order, each person once. An unknown id is an error. */
export async function livingCards(ctx: Reader, ids: readonly string[]): Promise<Card[]> {
  const rows = await ctx.db.all<{ id: string; living: string }>(sql`SELECT id, coalesce(merged_into, id) AS living FROM contacts WHERE id IN ${among(ids)}`)
  const living = new Map(rows.map((row) => [row.id, row.living]))
  const wanted = [...new Set(ids.map((id) => living.get(id)))]
  const cards = await loadCards(ctx, wanted.filter((id) => id !== undefined))
  return wanted.map((id) => {
    const card = id === undefined ? undefined : cards.get(id)
    if (!card) throw contactErrors.contact_not_found()
    return card
  })
}

export const toMerged = ({ stage: _, createdAt, ...merged }: Merged): MergedContact => ({
  ...merged,
  emails: [...merged.emails],
  phones: [...merged.phones],
  tags: [...merged.tags],
  customFields: { ...merged.customFields },
  createdAt: iso(createdAt),
})

import { asc, sql } from 'drizzle-orm'
import type { ReadCtx } from '../foundation/index.js'
import { readCompany } from './company-forms.js'
import { readEmail, type EmailForm } from './email-forms.js'
import type { Profile } from './match.js'
import type { MergeRecord } from './merge-records.js'
import { fold, readName } from './name-forms.js'
import { readPhone, type PhoneForm } from './phone-forms.js'
import { contactIdentities, contactTags, contacts } from './tables.js'

export type ContactRow = typeof contacts.$inferSelect
export type NewIdentity = Omit<typeof contactIdentities.$inferSelect, 'id' | 'contactId'>
export type Identity = NewIdentity & { id: number | null }

/** A contact as operations hold it in memory: its row, what it is known by (in order), its tags (sorted). */
export type Card = { row: ContactRow; identities: Identity[]; tags: string[] }

/** Rows whose column is one of many values: one parameter, whatever their number. */
export const among = (values: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`

/** The cards of these ids, merged contacts as they are, in no order. Unknown ids are missing. */
export async function loadCards(ctx: Pick<ReadCtx, 'db'>, ids: readonly string[]): Promise<Map<string, Card>> {
  if (ids.length === 0) return new Map()
  const some = among([...new Set(ids)])
  const rows = await ctx.db.select().from(contacts).where(sql`${contacts.id} IN ${some}`)
  const identities = await ctx.db.select().from(contactIdentities).where(sql`${contactIdentities.contactId} IN ${some}`).orderBy(asc(contactIdentities.position), asc(contactIdentities.id))
  const tags = await ctx.db.select().from(contactTags).where(sql`${contactTags.contactId} IN ${some}`).orderBy(asc(contactTags.tag))
  const cards = new Map(rows.map((row): [string, Card] => [row.id, { row, identities: [], tags: [] }]))
  for (const { contactId, ...identity } of identities) cards.get(contactId)?.identities.push(identity)
  for (const { contactId, tag } of tags) cards.get(contactId)?.tags.push(tag)
  return cards
}

export const valuesOf = (card: Card, kind: Identity['kind']) => card.identities.filter((identity) => identity.kind === kind)

export const externalIdOf = (card: Card): string | null => card.identities.find((identity) => identity.kind === 'external')?.value ?? null

/** Stored phones are in normal form, or are no evidence. */
const phoneForm = (identity: Identity): PhoneForm | null => (identity.key === null ? null : { e164: identity.value, extension: identity.extension, key: identity.key, national: '' })

export const profileOf = (card: Card): Profile => ({
  externalId: externalIdOf(card),
  name: readName(card.row.name),
  company: card.row.companyKey ?? '',
  emails: valuesOf(card, 'email').map((identity) => readEmail(identity.value)).filter((form) => form !== null),
  phones: valuesOf(card, 'phone').map(phoneForm).filter((form) => form !== null),
})

export const recordOf = (card: Card): MergeRecord => ({
  id: card.row.id,
  externalId: externalIdOf(card),
  name: card.row.name,
  company: card.row.company,
  country: card.row.country,
  emails: valuesOf(card, 'email').map((identity) => identity.value),
  phones: valuesOf(card, 'phone').filter((identity) => identity.key !== null).map((identity) => identity.value),
  type: card.row.type,
  stage: card.row.stage,
  tags: card.tags,
  marketingConsent: card.row.marketingConsent,
  createdAt: card.row.createdAt,
  source: card.row.source,
  customFields: card.row.customFields,
})

/** What the row keeps beside the words themselves, to sort and to look up by. */
export const wordKeys = (words: { name: string | null; company: string | null }) => ({ nameOrder: words.name === null ? '' : fold(words.name).trim(), companyKey: readCompany(words.company) || null })

type Said = { evidence: Identity['evidence']; createdAt: number }
const identity = (kind: Identity['kind'], value: string, rest: Partial<Identity> & Said): Identity => ({ id: null, kind, value, extension: null, key: null, base: null, sole: false, position: 0, ...rest })

export const emailIdentity = (form: EmailForm, said: Said): Identity =>
  identity('email', form.address, { ...said, key: form.kind === 'noreply' ? null : form.key, base: form.kind === 'noreply' ? null : form.base, sole: form.kind === 'personal' })

/** A number that is not valid is kept as it was written, without a key. */
export function phoneIdentity(text: string, country: string | null, said: Said): Identity {
  const form = readPhone(text, country)
  return form ? identity('phone', form.e164, { ...said, extension: form.extension, key: form.key }) : identity('phone', text.trim(), said)
}

export const externalIdentity = (id: string, createdAt: number): Identity => identity('external', id, { evidence: 'verified', createdAt, key: id, sole: true })
export const visitorIdentity = (id: string, said: Said): Identity => identity('visitor', id, { ...said, key: id, sole: true })
export const referenceIdentity = (id: string, createdAt: number): Identity => identity('reference', id, { evidence: 'verified', createdAt, key: id, sole: true })

/** Whether two identities say the same. */
export const sameIdentity = (a: Identity, b: Identity): boolean => a.kind === b.kind && a.value === b.value && a.extension === b.extension

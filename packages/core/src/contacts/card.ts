import { sql } from 'drizzle-orm'
import type { ReadCtx } from '../foundation/index.js'
import { readCompany } from './company-forms.js'
import { readEmail, type EmailForm } from './email-forms.js'
import type { Profile } from './match.js'
import type { MergeRecord } from './merge-records.js'
import { fold, readName } from './name-forms.js'
import type { PhoneForm } from './phone-forms.js'
import type { contactIdentities, contacts } from './tables.js'

export type ContactRow = typeof contacts.$inferSelect
export type NewIdentity = Omit<typeof contactIdentities.$inferSelect, 'id' | 'contactId'>
/** `national`: what stands behind the country code of a new number, while that is still at hand. */
export type Identity = NewIdentity & { id: number | null; national?: string }

/** A contact as operations hold it in memory: its row, what it is known by (in order), its tags (sorted). */
export type Card = { row: ContactRow; identities: Identity[]; tags: string[] }

/** Rows whose column is one of many values: one parameter, whatever their number. */
export const among = (values: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`

type StoredIdentity = [id: number, kind: Identity['kind'], value: string, extension: string | null, key: string | null, base: string | null, evidence: Identity['evidence'], sole: number, position: number, createdAt: number]
type StoredCard = { row: Omit<ContactRow, 'marketingConsent'> & { marketingConsent: number | null }; identities: StoredIdentity[]; tags: string[] }

/**
 * The cards of these ids, merged contacts as they are, in no order. Unknown ids are missing. Each comes as one JSON text: the driver
 * spends more on a row's columns than the database on finding them.
 */
export async function loadCards(ctx: Pick<ReadCtx, 'db'>, ids: readonly string[]): Promise<Map<string, Card>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.all<{ card: string }>(sql`
    SELECT json_object(
      'row', json_object('id', c.id, 'type', c.type, 'stage', c.stage, 'name', c.name, 'nameOrder', c.name_order, 'company', c.company, 'companyKey', c.company_key, 'country', c.country,
        'marketingConsent', c.marketing_consent, 'source', c.source, 'customFields', json(c.custom_fields), 'lastSeenAt', c.last_seen_at, 'mergedInto', c.merged_into, 'createdAt', c.created_at, 'updatedAt', c.updated_at),
      'identities', json((SELECT json_group_array(json_array(i.id, i.kind, i.value, i.extension, i.key, i.base, i.evidence, i.sole, i.position, i.created_at)) FROM contact_identities i WHERE i.contact_id = c.id)),
      'tags', json((SELECT json_group_array(t.tag) FROM contact_tags t WHERE t.contact_id = c.id))) AS card
    FROM contacts c WHERE c.id IN ${among([...new Set(ids)])}`)
  return new Map(
    rows.map(({ card }): [string, Card] => {
      const stored = JSON.parse(card) as StoredCard
      const row = { ...stored.row, marketingConsent: stored.row.marketingConsent === null ? null : stored.row.marketingConsent === 1 }
      const identities = stored.identities.map(([id, kind, value, extension, key, base, evidence, sole, position, createdAt]): Identity => ({ id, kind, value, extension, key, base, evidence, sole: sole === 1, position, createdAt }))
      return [row.id, { row, identities: identities.sort((a, b) => a.position - b.position || a.id! - b.id!), tags: stored.tags.sort() }]
    }),
  )
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
export const phoneIdentity = (written: string, form: PhoneForm | null, said: Said): Identity =>
  form ? identity('phone', form.e164, { ...said, extension: form.extension, key: form.key, national: form.national }) : identity('phone', written.trim(), said)

export const externalIdentity = (id: string, createdAt: number): Identity => identity('external', id, { evidence: 'verified', createdAt, key: id, sole: true })
export const visitorIdentity = (id: string, said: Said): Identity => identity('visitor', id, { ...said, key: id, sole: true })
export const referenceIdentity = (id: string, createdAt: number): Identity => identity('reference', id, { evidence: 'verified', createdAt, key: id, sole: true })

/** Whether two identities say the same. */
export const sameIdentity = (a: Identity, b: Identity): boolean => a.kind === b.kind && a.value === b.value && a.extension === b.extension

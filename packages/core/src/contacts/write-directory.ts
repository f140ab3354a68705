import { inArray, sql } from 'drizzle-orm'
import type { WriteCtx } from '../foundation/index.js'
import type { Card, Identity } from './card.js'
import { changedFields, copyOf, type Directory, type Entry } from './directory.js'
import { searchText, type SearchText } from './search-text.js'
import { contactIdentities, contacts, contactTags, contactTexts } from './tables.js'

/** Writes what changed in a directory: new contacts with the group, changed ones with one statement for all of them. */
export async function writeDirectory(ctx: WriteCtx, directory: Directory): Promise<void> {
  const entries = [...directory.entries.values()].filter((entry) => entry.dirty)
  const changed = entries.filter((entry) => entry.stored !== null && changedFields(entry).length > 0)
  if (changed.length > 0) await writeChanged(ctx, changed)
  for (const { card, stored } of entries) {
    if (stored) continue
    ctx.append(contacts, card.row)
    ctx.append(contactTexts, { contactId: card.row.id, ...textOf(card) })
    for (const tag of card.tags) ctx.append(contactTags, { contactId: card.row.id, tag })
    appendIdentities(ctx, card)
  }
  for (const entry of entries) Object.assign(entry, { stored: copyOf(entry.card), dirty: false })
}

function appendIdentities(ctx: WriteCtx, card: Card): void {
  for (const { id, national: _, ...identity } of card.identities) if (id === null) ctx.append(contactIdentities, { ...identity, contactId: card.row.id })
}

async function writeChanged(ctx: WriteCtx, changed: readonly Entry[]): Promise<void> {
  const rows = changed.map(({ card: { row } }) => ({
    ...row, marketingConsent: row.marketingConsent === null ? null : Number(row.marketingConsent), customFields: JSON.stringify(row.customFields),
  }))
  await ctx.tx.run(sql`
    UPDATE contacts SET type = j.value ->> 'type', stage = j.value ->> 'stage', name = j.value ->> 'name', name_order = j.value ->> 'nameOrder', company = j.value ->> 'company',
      company_key = j.value ->> 'companyKey', country = j.value ->> 'country', marketing_consent = j.value ->> 'marketingConsent', source = j.value ->> 'source',
      custom_fields = j.value ->> 'customFields', last_seen_at = j.value ->> 'lastSeenAt', created_at = j.value ->> 'createdAt', updated_at = j.value ->> 'updatedAt'
    FROM json_each(${JSON.stringify(rows)}) j WHERE contacts.id = j.value ->> 'id'`)

  const gone: number[] = []
  const moved: Pick<Identity, 'id' | 'position' | 'evidence'>[] = []
  const untagged: { id: string; tag: string }[] = []
  for (const { card, stored } of changed) {
    const now = new Map(card.identities.map((identity) => [identity.id, identity]))
    for (const before of stored!.identities) {
      const after = now.get(before.id)
      if (!after) gone.push(before.id!)
      else if (after.evidence !== before.evidence || after.position !== before.position) moved.push({ id: after.id, position: after.position, evidence: after.evidence })
    }
    for (const tag of stored!.tags) if (!card.tags.includes(tag)) untagged.push({ id: card.row.id, tag })
  }
  if (gone.length > 0) await ctx.tx.delete(contactIdentities).where(inArray(contactIdentities.id, gone))
  if (moved.length > 0) {
    await ctx.tx.run(sql`
      UPDATE contact_identities SET position = j.value ->> 'position', evidence = j.value ->> 'evidence'
      FROM json_each(${JSON.stringify(moved)}) j WHERE contact_identities.id = j.value ->> 'id'`)
  }
  if (untagged.length > 0) await ctx.tx.run(sql`DELETE FROM contact_tags WHERE (contact_id, tag) IN (SELECT value ->> 'id', value ->> 'tag' FROM json_each(${JSON.stringify(untagged)}))`)
  for (const { card, stored } of changed) {
    appendIdentities(ctx, card)
    for (const tag of card.tags) if (!stored!.tags.includes(tag)) ctx.append(contactTags, { contactId: card.row.id, tag })
  }
  await writeTexts(ctx, changed.filter(({ card, stored }) => JSON.stringify(textOf(card)) !== JSON.stringify(textOf(stored!))).map(({ card }) => card))
}

/** Brings the words that contacts are found by up to date. */
export async function writeTexts(ctx: WriteCtx, cards: readonly Card[]): Promise<void> {
  if (cards.length === 0) return
  const texts = cards.map((card) => ({ id: card.row.id, ...textOf(card) }))
  await ctx.tx.run(sql`
    UPDATE contact_texts SET name = j.value ->> 'name', company = j.value ->> 'company', emails = j.value ->> 'emails', phones = j.value ->> 'phones'
    FROM json_each(${JSON.stringify(texts)}) j WHERE contact_texts.contact_id = j.value ->> 'id'`)
}

export function textOf(card: Card): SearchText {
  const emails: string[] = []
  const phones: Identity[] = []
  for (const identity of card.identities) {
    if (identity.kind === 'phone') phones.push(identity)
    else if (identity.kind === 'email' || identity.kind === 'external') emails.push(identity.value)
  }
  return searchText({ name: card.row.name, company: card.row.company, country: card.row.country, emails, phones })
}

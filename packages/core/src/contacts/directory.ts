import { sql } from 'drizzle-orm'
import type { WriteCtx } from '../foundation/index.js'
import { among, loadCards, profileOf, recordOf, sameIdentity, wordKeys, type Card, type Identity } from './card.js'
import type { Described } from './describe.js'
import { compareNames, readName } from './name-forms.js'
import type { Profile } from './match.js'
import { mergeRecords } from './merge-records.js'

/** A contact in the directory. `stored` is what the database holds, null for one that is new; `dirty`: may differ from it. */
export type Entry = { card: Card; profile: Profile; stored: Card | null; dirty: boolean }

function keysOf(card: Card, profile: Profile): string[] {
  const keys: string[] = []
  for (const { kind, key, base } of card.identities) {
    if (key !== null) keys.push(`${kind} ${key}`)
    if (base !== null) keys.push(`base ${base}`)
  }
  if (card.row.companyKey !== null && profile.name.length > 1) keys.push(`company ${card.row.companyKey}`)
  return keys
}

const unique = <T>(values: readonly T[]) => [...new Set(values)]

// Whoever works at a company of thousands is not compared with all of them.
const colleagues = 200

/** Whoever works where one of these does and may have the same name. */
async function namesakes(ctx: Pick<WriteCtx, 'db'>, newcomers: readonly Described[]): Promise<string[]> {
  const employed = newcomers.filter(({ card, profile }) => card.row.companyKey !== null && profile.name.length > 1)
  if (employed.length === 0) return []
  const rows = await ctx.db.all<{ known: string }>(sql`
    SELECT json_array(j.value, c.id, c.name) AS known FROM json_each(${JSON.stringify(unique(employed.map(({ card }) => card.row.companyKey)))}) j CROSS JOIN contacts c
    WHERE c.id IN (SELECT id FROM contacts WHERE company_key = j.value AND merged_into IS NULL LIMIT ${colleagues})`)
  const staff = new Map<string, { id: string; name: string[] }[]>()
  for (const { known } of rows) {
    const [company, id, name] = JSON.parse(known) as [string, string, string | null]
    staff.set(company, [...(staff.get(company) ?? []), { id, name: readName(name) }])
  }
  return employed.flatMap(({ card, profile }) => (staff.get(card.row.companyKey!) ?? []).filter(({ name }) => compareNames(profile.name, name) === 'compatible').map(({ id }) => id))
}

/**
 * Everybody who could be one of some newcomers, in memory: loaded with a few statements for any number of them, changed here,
 * written by `writeDirectory`.
 */
export class Directory {
  readonly entries = new Map<string, Entry>()
  readonly #byKey = new Map<string, Entry[]>()

  /** Loads whoever shares a key with one of these, and the contacts of some ids. */
  static async load(ctx: Pick<WriteCtx, 'db'>, newcomers: readonly Described[], alsoIds: readonly string[] = []): Promise<Directory> {
    const keys: [Identity['kind'], string][] = []
    const bases: string[] = []
    for (const { card } of newcomers) {
      for (const { kind, key, base } of card.identities) {
        if (key !== null) keys.push([kind, key])
        if (base !== null) bases.push(base)
      }
    }
    const found = await ctx.db.all<{ id: string }>(sql`
      SELECT i.contact_id AS id FROM json_each(${JSON.stringify(keys)}) j CROSS JOIN contact_identities i ON i.key = j.value ->> 1 AND i.kind = j.value ->> 0
      UNION SELECT i.contact_id FROM json_each(${JSON.stringify(bases)}) j CROSS JOIN contact_identities i ON i.base = j.value`)
    const ids = [...alsoIds, ...found.map((row) => row.id), ...(await namesakes(ctx, newcomers))]
    const directory = new Directory()
    for (const card of (await loadCards(ctx, ids)).values()) directory.#index({ card, profile: profileOf(card), stored: copyOf(card), dirty: false })
    return directory
  }

  #index(entry: Entry): void {
    this.entries.set(entry.card.row.id, entry)
    if (entry.card.row.mergedInto !== null) return
    for (const key of keysOf(entry.card, entry.profile)) {
      const holders = this.#byKey.get(key)
      if (!holders) this.#byKey.set(key, [entry])
      else if (!holders.includes(entry)) holders.push(entry)
    }
  }

  holder(kind: Identity['kind'], key: string): Entry | undefined {
    return this.#byKey.get(`${kind} ${key}`)?.[0]
  }

  /** Whoever shares any key with this one, each once. */
  candidates({ card, profile }: Described): Entry[] {
    const found = new Set<Entry>()
    for (const key of keysOf(card, profile)) {
      const sameCompany = key.startsWith('company ')
      for (const entry of this.#byKey.get(key) ?? []) if (entry.card !== card && (!sameCompany || compareNames(profile.name, entry.profile.name) === 'compatible')) found.add(entry)
    }
    return [...found]
  }

  /** The other contact that alone may be known by this, if there is one. */
  soleHolder(identity: Identity, except?: Card): Entry | undefined {
    for (const entry of this.#byKey.get(`${identity.kind} ${identity.key}`) ?? []) {
      if (entry.card !== except && entry.card.identities.some((other) => other.sole && other.kind === identity.kind && other.key === identity.key)) return entry
    }
    return undefined
  }

  /** A contact more. What another one alone may hold stands here as well, without that claim. */
  add({ card, profile }: Described): Entry {
    for (const identity of card.identities) if (identity.sole && this.soleHolder(identity)) identity.sole = false
    const entry: Entry = { card, profile, stored: null, dirty: true }
    this.#index(entry)
    return entry
  }

  /** Adds to what a contact is known by; what it is known by already becomes verified where this is. */
  addIdentities(entry: Entry, identities: readonly Identity[]): void {
    const { card } = entry
    let position = Math.max(-1, ...card.identities.map((identity) => identity.position))
    for (const identity of identities) {
      const known = card.identities.find((other) => sameIdentity(other, identity))
      if (known) {
        if (identity.evidence === 'verified') known.evidence = 'verified'
        continue
      }
      const held = card.identities.some((other) => other.sole && other.kind === identity.kind && other.key === identity.key)
      card.identities.push({ ...identity, position: ++position, sole: identity.sole && !held && !this.soleHolder(identity, card) })
    }
    this.refresh(entry)
  }

  /** Takes into a contact what a newcomer brings, as if both had been merged. The id stays. */
  fold(entry: Entry, newcomer: Described, now: number): void {
    const { card } = entry
    const merged = mergeRecords([recordOf(card), recordOf(newcomer.card)])
    const { name, company, country, type, stage, marketingConsent, source, createdAt, customFields } = merged
    Object.assign(card.row, { name, company, country, type, stage, marketingConsent, source, createdAt, customFields, ...wordKeys(merged) })
    card.row.lastSeenAt = Math.max(card.row.lastSeenAt, newcomer.card.row.lastSeenAt)
    card.tags = [...merged.tags]
    this.addIdentities(entry, newcomer.card.identities)
    this.touch(entry, now)
  }

  /** Reads a changed card anew, so that whoever comes next is compared with what it says now. */
  refresh(entry: Entry): void {
    entry.profile = profileOf(entry.card)
    entry.dirty = true
    this.#index(entry)
  }

  /** Says that a contact changed, if it did. Its time of change always rises: two changes in one millisecond are told apart. */
  touch(entry: Entry, now: number): void {
    if (entry.stored && changedFields(entry).some((field) => field !== 'lastSeenAt')) entry.card.row.updatedAt = Math.max(now, entry.stored.row.updatedAt + 1)
  }
}

export const copyOf = (card: Card): Card => ({ row: { ...card.row }, identities: card.identities.map((identity) => ({ ...identity })), tags: [...card.tags] })

const shown = ['type', 'stage', 'name', 'company', 'country', 'marketingConsent', 'source', 'customFields', 'createdAt', 'lastSeenAt'] as const

/** What differs from what is stored, by the names on the wire. */
export function changedFields({ card, stored }: Entry): string[] {
  if (!stored) return []
  const fields: string[] = shown.filter((field) => JSON.stringify(card.row[field]) !== JSON.stringify(stored.row[field]))
  const known = (of: Card, ...kinds: Identity['kind'][]) => JSON.stringify(of.identities.filter((one) => kinds.includes(one.kind)).map((one) => [one.value, one.extension, one.evidence]))
  if (known(card, 'email') !== known(stored, 'email')) fields.push('emails')
  if (known(card, 'phone') !== known(stored, 'phone')) fields.push('phones')
  if (known(card, 'external') !== known(stored, 'external')) fields.push('externalId')
  if (known(card, 'visitor', 'reference') !== known(stored, 'visitor', 'reference')) fields.push('identities')
  if (JSON.stringify(card.tags) !== JSON.stringify(stored.tags)) fields.push('tags')
  return fields
}

/** How some fields of a contact look, for the audit trail. Of custom fields only those in which the two cards differ. */
export function looksOf(card: Card, other: Card, fields: readonly string[]): Record<string, unknown> {
  const values = (kind: Identity['kind']) => card.identities.filter((one) => one.kind === kind).map(({ value }) => value)
  const own = Object.entries(card.row.customFields).filter(([name, value]) => other.row.customFields[name] !== value)
  const special: Record<string, () => unknown> = { emails: () => values('email'), phones: () => values('phone'), externalId: () => values('external')[0] ?? null, tags: () => card.tags, customFields: () => Object.fromEntries(own) }
  return Object.fromEntries(fields.filter((field) => field in special || field in card.row).map((field) => [field, special[field] ? special[field]() : card.row[field as keyof Card['row']]]))
}

/** Ids that stand for merged contacts, as the living ones. */
export async function livingIds(ctx: Pick<WriteCtx, 'db'>, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.db.all<{ id: string; living: string }>(sql`SELECT id, coalesce(merged_into, id) AS living FROM contacts WHERE id IN ${among([...new Set(ids)])}`)
  return new Map(rows.map((row) => [row.id, row.living]))
}

import * as z from 'zod'
import { defineOperation, Id, Instant, ms, staff } from '../foundation/index.js'
import { askAbout, refuseTaken } from './create-contact.js'
import { phoneIdentity, sameIdentity, wordKeys, type Card, type Identity } from './card.js'
import { cleanTags, describe, requireEmails } from './describe.js'
import { changedFields, Directory, looksOf } from './directory.js'
import { contactErrors } from './errors.js'
import { readPhone } from './phone-forms.js'
import { Contact, ContactPatch } from './schemas.js'
import { findContact, livingCards } from './to-contact.js'
import { writeDirectory } from './write-directory.js'

export const updateContact = defineOperation({
  name: 'contacts.update',
  summary: 'Change a contact',
  access: 'write',
  allow: staff,
  input: z.strictObject({ id: Id, ...ContactPatch.shape, expectedUpdatedAt: Instant.optional() }),
  output: Contact,
  async run(ctx, { id, expectedUpdatedAt, ...patch }) {
    requireEmails(patch.emails)
    const [current] = await livingCards(ctx, [id])
    if (expectedUpdatedAt !== undefined && ms(expectedUpdatedAt) !== current!.row.updatedAt) throw contactErrors.contact_changed({ id: current!.row.id })

    const said = describe(patch, { id: current!.row.id, now: ctx.now(), evidence: 'claimed' })
    const directory = await Directory.load(ctx, [said], [current!.row.id])
    const entry = directory.entries.get(current!.row.id)!
    const { row } = entry.card
    const text = (given: string | null | undefined, before: string | null) => (given === undefined ? before : given?.trim() || null)
    const words = { name: text(patch.name, row.name), company: text(patch.company, row.company) }
    Object.assign(row, words, wordKeys(words), {
      country: text(patch.country, row.country),
      source: text(patch.source, row.source),
      type: patch.type ?? row.type,
      stage: patch.stage ?? row.stage,
      marketingConsent: patch.marketingConsent === undefined ? row.marketingConsent : patch.marketingConsent,
      customFields: withFields(row.customFields, patch.customFields ?? {}),
    })
    if (patch.tags) entry.card.tags = cleanTags(patch.tags)
    const replaced: Identity['kind'][] = [...(patch.emails ? ['email' as const] : []), ...(patch.phones ? ['phone' as const] : []), ...(patch.externalId !== undefined ? ['external' as const] : [])]
    const added = replaceIdentities(entry.card, replaced, said.card)
    // A number that was kept as written may become a valid one now that the country is known.
    if (row.country !== entry.stored!.row.country) rereadPhones(entry.card, ctx.now())
    directory.refresh(entry)
    refuseTaken(directory, entry)
    directory.touch(entry, ctx.now())

    const fields = changedFields(entry)
    if (fields.length > 0) ctx.note({ subject: row.id, before: looksOf(entry.stored!, entry.card, fields), after: looksOf(entry.card, entry.stored!, fields) })
    await writeDirectory(ctx, directory)
    if (fields.length > 0) await ctx.emit('contact.updated', { contactId: row.id, fields })
    if (added) await askAbout(ctx, directory, entry)
    const { mergedFrom: _, ...contact } = await findContact(ctx, row.id)
    return contact
  },
})

function withFields(before: Card['row']['customFields'], patch: Card['row']['customFields']): Card['row']['customFields'] {
  const fields = new Map([...Object.entries(before), ...Object.entries(patch)])
  return Object.fromEntries([...fields].filter(([, value]) => value !== null))
}

/** The identities of some kinds as they were said, in that order; those that stay keep their evidence. Answers whether any is new. */
function replaceIdentities(card: Card, kinds: readonly Identity['kind'][], said: Card): boolean {
  if (kinds.length === 0) return false
  const kept = card.identities.filter((identity) => !kinds.includes(identity.kind))
  const wanted = said.identities.filter((identity) => kinds.includes(identity.kind))
  const next = wanted.map((identity) => card.identities.find((known) => sameIdentity(known, identity)) ?? identity)
  card.identities = [...next, ...kept].map((identity, position) => ({ ...identity, position }))
  return next.some((identity) => identity.id === null)
}

function rereadPhones(card: Card, now: number): void {
  card.identities = card.identities.map((identity) =>
    identity.kind === 'phone' && identity.key === null ? { ...phoneIdentity(identity.value, readPhone(identity.value, card.row.country), { evidence: identity.evidence, createdAt: now }), position: identity.position } : identity)
}

import { defineOperation, staff, type WriteCtx } from '../foundation/index.js'
import type { Link } from './admit.js'
import { applyLinks } from './apply-links.js'
import { describe, requireEmails, type Described } from './describe.js'
import { Directory } from './directory.js'
import { contactErrors } from './errors.js'
import { compareProfiles } from './match.js'
import { Contact, ContactInput, Evidence, Touch } from './schemas.js'
import { findContact } from './to-contact.js'
import { keepTouches } from './touches.js'
import { writeDirectory } from './write-directory.js'

export const createContact = defineOperation({
  name: 'contacts.create',
  summary: 'Add a contact',
  access: 'write',
  allow: staff,
  input: ContactInput.extend({ evidence: Evidence.default('claimed'), touch: Touch.nullish() }),
  output: Contact,
  async run(ctx, { evidence, touch, ...input }) {
    requireEmails(input.emails)
    const described = describe(input, { id: ctx.newId('con'), now: ctx.now(), evidence, type: 'lead' })
    const directory = await Directory.load(ctx, [described])
    refuseTaken(directory, described)
    const { card } = directory.add(described)
    await writeDirectory(ctx, directory)
    if (touch) await keepTouches(ctx, [{ contactId: card.row.id, touch, fresh: true }])
    await ctx.emit('contact.created', { contactId: card.row.id })
    await askAbout(ctx, directory, described)
    const { mergedFrom: _, ...contact } = await findContact(ctx, card.row.id)
    return contact
  },
})

/** What a person writes down merges nobody: where the rules would, they ask. */
export async function askAbout(ctx: WriteCtx, directory: Directory, described: Described): Promise<void> {
  const links = directory.candidates(described).flatMap((other): Link[] => {
    const { decision, rule } = compareProfiles(described.profile, other.profile)
    return decision === 'separate' ? [] : [{ a: described.card.row.id, b: other.card.row.id, decision: 'review', rule }]
  })
  await applyLinks(ctx, links)
}

/** Refuses what only one contact may be known by and another is. */
export function refuseTaken(directory: Directory, { card }: Described): void {
  for (const identity of card.identities) {
    const holder = identity.sole && identity.id === null ? directory.soleHolder(identity, card) : undefined
    if (holder) throw contactErrors.identity_taken({ kind: identity.kind, contactId: holder.card.row.id })
  }
}

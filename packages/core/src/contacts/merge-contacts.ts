import { desc, eq, or, sql } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, Id, iso, staff } from '../foundation/index.js'
import { livingIds } from './directory.js'
import { contactErrors } from './errors.js'
import { mergePair } from './merge-pair.js'
import { Contact, ContactMerge } from './schemas.js'
import { contactMerges, contacts } from './tables.js'
import { findContact } from './to-contact.js'

export const mergeContacts = defineOperation({
  name: 'contacts.merge',
  summary: 'Make two contacts one; can be undone',
  access: 'write',
  allow: ['owner', 'support', 'key', 'system'],
  input: z.strictObject({ contactIds: z.tuple([Id, Id]) }),
  output: z.object({ mergeId: Id, contact: Contact }),
  async run(ctx, { contactIds }) {
    const living = await livingIds(ctx, contactIds)
    const [a, b] = contactIds.map((id) => living.get(id))
    if (a === undefined || b === undefined) throw contactErrors.contact_not_found()
    const { mergeId, survivorId } = await mergePair(ctx, [a, b], 'by_hand')
    ctx.note({ subject: survivorId, after: { mergeId, absorbedId: survivorId === a ? b : a } })
    const { mergedFrom: _, ...contact } = await findContact(ctx, survivorId)
    return { mergeId, contact }
  },
})

export const listMerges = defineOperation({
  name: 'contacts.merges',
  summary: 'List the merges that made a contact what it is, newest first',
  access: 'read',
  allow: staff,
  input: z.strictObject({ contactId: Id }),
  output: z.object({ data: z.array(ContactMerge) }),
  async run(ctx, { contactId }) {
    const { id } = await findContact(ctx, contactId)
    const own = sql`(SELECT id FROM contacts WHERE merged_into = ${id})`
    const rows = await ctx.db
      .select({ merge: contactMerges, name: contacts.name })
      .from(contactMerges)
      .innerJoin(contacts, eq(contacts.id, contactMerges.absorbedId))
      .where(or(eq(contactMerges.survivorId, id), sql`${contactMerges.survivorId} IN ${own}`))
      .orderBy(desc(contactMerges.mergedAt), desc(contactMerges.id))
    return {
      data: rows.map(({ merge, name }) => ({
        id: merge.id, contactId: merge.survivorId, absorbedId: merge.absorbedId, absorbedName: name, rule: merge.rule, mergedAt: iso(merge.mergedAt), undoneAt: merge.undoneAt === null ? null : iso(merge.undoneAt),
      })),
    }
  },
})

import * as z from 'zod'
import { defineOperation, Id, staff } from '../foundation/index.js'
import { profileOf, recordOf } from './card.js'
import { cluster } from './cluster.js'
import { contactErrors } from './errors.js'
import { compareProfiles } from './match.js'
import { mergeRecords, type MergeRecord } from './merge-records.js'
import { Decision, MergedContact, Rule } from './schemas.js'
import { livingCards, toMerged } from './to-contact.js'

export const compareContacts = defineOperation({
  name: 'contacts.compare',
  summary: 'Say whether two contacts are one person, by which rule, and what they would be as one',
  access: 'read',
  allow: staff,
  input: z.strictObject({ contactIds: z.tuple([Id, Id]) }),
  output: z.object({ decision: Decision, rule: Rule, merged: MergedContact.nullable() }),
  async run(ctx, { contactIds }) {
    const [a, b] = await livingCards(ctx, contactIds)
    if (!a || !b) throw contactErrors.same_contact()
    const { decision, rule } = compareProfiles(profileOf(a), profileOf(b))
    return { decision, rule, merged: decision === 'separate' ? null : toMerged(mergeRecords([recordOf(a), recordOf(b)])) }
  },
})

export const clusterContacts = defineOperation({
  name: 'contacts.cluster',
  summary: 'Say which of several contacts are one person, and which pairs somebody should look at',
  access: 'read',
  allow: staff,
  input: z.strictObject({ contactIds: z.array(Id).min(1).max(500) }),
  output: z.object({
    groups: z.array(z.array(Id)),
    reviewPairs: z.array(z.object({ contactIds: z.tuple([Id, Id]), rule: Rule })),
    /** What each group of several would be as one, in the order of the groups. */
    merged: z.array(MergedContact),
  }),
  async run(ctx, { contactIds }) {
    const records = (await livingCards(ctx, contactIds)).map((card) => ({ record: recordOf(card), profile: profileOf(card) }))
    const { groups, reviewPairs } = cluster(records)
    return {
      groups: groups.map((group) => group.map(({ record }) => record.id)),
      reviewPairs: reviewPairs.map(({ pair: [a, b], rule }) => ({ contactIds: [a.record.id, b.record.id] as [string, string], rule })),
      merged: groups.filter((group) => group.length > 1).map((group) => toMerged(mergeRecords(group.map(({ record }) => record) as [MergeRecord]))),
    }
  },
})

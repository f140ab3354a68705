import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareProfiles, readProfile, type Described } from './match.js'

const compare = (a: Described, b: Described) => {
  const verdicts = [compareProfiles(readProfile(a), readProfile(b)), compareProfiles(readProfile(b), readProfile(a))]
  expect(verdicts[0]).toEqual(verdicts[1])
  return `${verdicts[0]!.decision} [${verdicts[0]!.rule}]`
}
const mia = { name: 'Mia Kern', emails: ['mia@kern.example'] }

describe('two records are', () => {
  it.each<[string, Described, Described, string]>([
    ['one where the external id is the same, whatever else', { ...mia, externalId: 'u1' }, { name: 'Bob', emails: ['bob@x.example'], externalId: 'u1' }, 'merge [external_id]'],
    ['two where both have another external id, whatever else', { ...mia, externalId: 'u1' }, { ...mia, externalId: 'U1' }, 'separate [external_id_conflict]'],
    ['one by a personal mailbox', mia, { name: 'Mia K.', emails: ['Mia <MIA@kern.example>'] }, 'merge [email]'],
    ['one by a personal mailbox where one has no name', mia, { emails: ['mia@kern.example'] }, 'merge [email]'],
    ['one by a personal mailbox where only one has an external id', { ...mia, externalId: 'u1' }, mia, 'merge [email]'],
    ['to be looked at where the mailbox is the same and the names conflict', mia, { ...mia, name: 'Tom Kern' }, 'review [name_conflict]'],
    ['one by a role mailbox and a name', { name: 'Ida Holm', emails: ['info@holm.example'] }, { name: 'Holm, I.', emails: ['INFO@holm.example'] }, 'merge [role_mailbox_and_name]'],
    ['to be looked at by a role mailbox without a name', { name: 'Ida Holm', emails: ['info@holm.example'] }, { emails: ['info@holm.example'] }, 'review [role_mailbox_without_name]'],
    ['two where only a role mailbox is shared', { name: 'Ida Holm', emails: ['info@holm.example'] }, { name: 'Per Holm', emails: ['info@holm.example'] }, 'separate [role_mailbox_name_conflict]'],
    ['one by a phone and a name', { name: 'Lia Conti', phones: ['06 698 12345'], country: 'IT' }, { name: 'L. Conti', phones: ['+390669812345'] }, 'merge [phone_and_name]'],
    ['to be looked at by a phone without a name', { name: 'Lia Conti', phones: ['+390669812345'] }, { phones: ['+390669812345'] }, 'review [phone_without_name]'],
    ['two where only a phone is shared', { name: 'Lia Conti', phones: ['+390669812345'] }, { name: 'Ugo Conti', phones: ['+390669812345'] }, 'separate [name_conflict]'],
    ['two where the extension differs', { name: 'Lia', phones: ['+1 212 555 0199 x1'] }, { name: 'Lia', phones: ['+1 212 555 0199 x2'] }, 'separate [none]'],
    ['two where a number is not valid', { name: 'Lia', phones: ['12345'] }, { name: 'Lia', phones: ['12345'] }, 'separate [none]'],
    ['two where an address is none', { name: 'Lia', emails: ['lia'] }, { name: 'Lia', emails: ['lia'] }, 'separate [none]'],
    ['to be looked at by a +tag where nobody knows what it means', mia, { emails: ['mia+shop@kern.example'] }, 'review [plus_tag_unknown_provider]'],
    ['to be looked at by two different +tags', { emails: ['mia+a@kern.example'] }, { emails: ['mia+b@kern.example'] }, 'review [plus_tag_unknown_provider]'],
    ['two by a +tag of another domain', mia, { emails: ['mia+shop@other.example'] }, 'separate [none]'],
    ['two by a hyphen tag', { emails: ['mia-a@yahoo.com'] }, { emails: ['mia-b@yahoo.com'] }, 'separate [none]'],
    ['one by a +tag at a provider that drops it', { emails: ['mia+a@outlook.com'] }, { emails: ['mia@outlook.com'] }, 'merge [email]'],
    ['to be looked at by full name and company', { name: 'Mia Kern', company: 'Kern GmbH' }, { name: 'Kern, Mia', company: 'KERN' }, 'review [name_and_company]'],
    ['two by a first name and company', { name: 'Mia', company: 'Kern' }, { name: 'Mia Kern', company: 'Kern' }, 'separate [none]'],
    ['two by a name without a company', { name: 'Mia Kern' }, { name: 'Mia Kern' }, 'separate [none]'],
    ['two where only a mailbox is shared that nobody reads', { name: 'Mia', emails: ['noreply@kern.example'] }, { name: 'Mia', emails: ['noreply@kern.example'] }, 'separate [noreply]'],
    ['two by a +tag on a mailbox that nobody reads', { emails: ['noreply+1@kern.example'] }, { emails: ['noreply+2@kern.example'] }, 'separate [none]'],
    ['two where nothing is known', {}, {}, 'separate [none]'],
  ])('%s', (_, a, b, verdict) => expect(compare(a, b)).toBe(verdict))

  it.each<[string, Described, Described, string]>([
    ['merge over review', { name: 'Ida', emails: ['info@h.example', 'ida@h.example'] }, { emails: ['info@h.example', 'ida@h.example'] }, 'merge [email]'],
    ['review over separate', { name: 'Ida', emails: ['ida@h.example'], phones: ['+390669812345'] }, { name: 'Tom', emails: ['ida@h.example'], phones: ['+390669812345'] }, 'review [name_conflict]'],
    ['a phone and a name over a +tag', { name: 'Ida', emails: ['ida@h.example'], phones: ['+390669812345'] }, { name: 'Ida', emails: ['ida+x@h.example'], phones: ['+390669812345'] }, 'merge [phone_and_name]'],
    ['a real mailbox over one that nobody reads', { emails: ['noreply@h.example', 'ida@h.example'] }, { emails: ['noreply@h.example', 'ida@h.example'] }, 'merge [email]'],
    ['of two merges, the mailbox', { name: 'Ida', emails: ['info@h.example', 'ida@h.example'] }, { name: 'Ida', emails: ['info@h.example', 'ida@h.example'] }, 'merge [email]'],
  ])('decided by the strongest evidence: %s', (_, a, b, verdict) => expect(compare(a, b)).toBe(verdict))
})

const described: fc.Arbitrary<Described> = fc.record({
  externalId: fc.constantFrom(null, null, 'u1', 'u2'),
  name: fc.constantFrom('', 'Mia Kern', 'Kern, Mia', 'M. Kern', 'Tom Kern', 'Bob', 'Robert'),
  company: fc.constantFrom('', 'Kern', 'Kern GmbH', 'Other'),
  emails: fc.subarray(['mia@kern.example', 'mia+a@kern.example', 'mia.kern@gmail.com', 'miakern@gmail.com', 'info@kern.example', 'noreply@kern.example', 'x']),
  phones: fc.subarray(['+390669812345', '+1 212 555 0199 x1', '+12125550199', '1']),
})

it('the verdict on two records is the same whichever comes first, and a record with evidence is never two with itself', () => {
  fc.assert(
    fc.property(described, described, (a, b) => {
      expect(compareProfiles(readProfile(a), readProfile(b))).toEqual(compareProfiles(readProfile(b), readProfile(a)))
      const self = readProfile(a)
      if (self.emails.some((email) => email.kind === 'personal')) expect(compareProfiles(self, self).decision).toBe('merge')
    }),
  )
})

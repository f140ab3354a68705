import { readCompany } from './company-forms.js'
import { readEmail, type EmailForm } from './email-forms.js'
import { compareNames, readName } from './name-forms.js'
import { readPhone, type PhoneForm } from './phone-forms.js'
import type { Decision, Rule } from './schemas.js'

/** What identity is decided by, in normal form. */
export type Profile = { externalId: string | null; name: string[]; company: string; emails: EmailForm[]; phones: PhoneForm[] }

export type Verdict = { decision: Decision; rule: Rule }

export type Described = { externalId?: string | null; name?: string | null; company?: string | null; country?: string | null; emails?: readonly string[]; phones?: readonly string[] }

/** Brings what was written into normal form. What has none is no evidence and falls away. */
export const readProfile = (record: Described): Profile => ({
  externalId: record.externalId?.trim() || null,
  name: readName(record.name),
  company: readCompany(record.company),
  emails: (record.emails ?? []).map(readEmail).filter((email) => email !== null),
  phones: (record.phones ?? []).map((phone) => readPhone(phone, record.country ?? null)).filter((phone) => phone !== null),
})

const strength: Record<Decision, number> = { merge: 2, review: 1, separate: 0 }

/** Whether two records are one person, and by which rule. The strongest of all evidence decides; of equals, the rule that stands first here. */
export function compareProfiles(a: Profile, b: Profile): Verdict {
  if (a.externalId !== null && b.externalId !== null) {
    return a.externalId === b.externalId ? { decision: 'merge', rule: 'external_id' } : { decision: 'separate', rule: 'external_id_conflict' }
  }

  const names = compareNames(a.name, b.name)
  const pairs = a.emails.flatMap((one) => b.emails.map((other) => [one, other] as const))
  const shared = new Set(pairs.filter(([one, other]) => one.key === other.key).map(([one]) => one.kind))
  const found: Verdict[] = []

  if (shared.has('personal')) found.push(names === 'conflicting' ? { decision: 'review', rule: 'name_conflict' } : { decision: 'merge', rule: 'email' })
  if (shared.has('role')) {
    if (names === 'compatible') found.push({ decision: 'merge', rule: 'role_mailbox_and_name' })
    else if (names === 'unknown') found.push({ decision: 'review', rule: 'role_mailbox_without_name' })
    else found.push({ decision: 'separate', rule: 'role_mailbox_name_conflict' })
  }
  if (a.phones.some((one) => b.phones.some((other) => one.key === other.key))) {
    if (names === 'compatible') found.push({ decision: 'merge', rule: 'phone_and_name' })
    else if (names === 'unknown') found.push({ decision: 'review', rule: 'phone_without_name' })
    else found.push({ decision: 'separate', rule: 'name_conflict' })
  }
  if (pairs.some(([one, other]) => one.kind !== 'noreply' && one.base === other.base && one.key !== other.key)) found.push({ decision: 'review', rule: 'plus_tag_unknown_provider' })
  if (names === 'compatible' && a.name.length > 1 && b.name.length > 1 && a.company !== '' && a.company === b.company) found.push({ decision: 'review', rule: 'name_and_company' })
  if (shared.has('noreply')) found.push({ decision: 'separate', rule: 'noreply' })

  return found.reduce((best, next) => (strength[next.decision] > strength[best.decision] ? next : best), found[0] ?? { decision: 'separate', rule: 'none' })
}

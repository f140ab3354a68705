import { ms } from '../foundation/index.js'
import { emailIdentity, externalIdentity, phoneIdentity, referenceIdentity, sameIdentity, visitorIdentity, wordKeys, type Card, type Identity } from './card.js'
import { readEmail } from './email-forms.js'
import { contactErrors } from './errors.js'
import type { Profile } from './match.js'
import { readName } from './name-forms.js'
import { readPhone } from './phone-forms.js'
import type { ContactStage, ContactType, Evidence } from './schemas.js'

/** What somebody or something says about a contact, in whichever input it came. */
export type Description = {
  name?: string | null | undefined
  company?: string | null | undefined
  country?: string | null | undefined
  emails?: readonly string[] | null | undefined
  phones?: readonly string[] | null | undefined
  externalId?: string | null | undefined
  visitorId?: string | null | undefined
  reference?: string | null | undefined
  type?: ContactType | null | undefined
  stage?: ContactStage | null | undefined
  tags?: readonly string[] | null | undefined
  marketingConsent?: boolean | null | undefined
  source?: string | null | undefined
  customFields?: Record<string, string | number | boolean | null> | null | undefined
  createdAt?: string | null | undefined
}

export type Described = { card: Card; profile: Profile }

const blankToNull = (text: string | null | undefined) => text?.trim() || null

/** What was said as a contact that does not exist yet. Addresses that are none fall away; numbers that are not valid stay as written. */
export function describe(said: Description, as: { id: string; now: number; evidence: Evidence; type?: ContactType }): Described {
  const createdAt = said.createdAt ? ms(said.createdAt) : as.now
  const country = said.country?.toUpperCase() ?? null
  const words = { name: blankToNull(said.name), company: blankToNull(said.company) }
  const by = { evidence: as.evidence, createdAt: as.now }
  const externalId = blankToNull(said.externalId)
  const emails = (said.emails ?? []).map(readEmail).filter((form) => form !== null)
  const phones = (said.phones ?? []).filter((phone) => phone.trim() !== '').map((written) => ({ written, form: readPhone(written, country) }))
  const identities = distinct([
    ...emails.map((form) => emailIdentity(form, by)),
    ...phones.map(({ written, form }) => phoneIdentity(written, form, by)),
    ...(externalId ? [externalIdentity(externalId, as.now)] : []),
    ...(said.visitorId ? [visitorIdentity(said.visitorId, by)] : []),
    ...(said.reference ? [referenceIdentity(said.reference, as.now)] : []),
  ])
  const known = words.name !== null || identities.some((identity) => identity.kind === 'email' || identity.kind === 'phone' || identity.kind === 'external')
  const type = said.type ?? as.type ?? (known ? 'lead' : 'visitor')
  const card: Card = {
    row: {
      id: as.id, type, stage: said.stage ?? (type === 'customer' ? 'customer' : 'prospect'), ...words, ...wordKeys(words), country,
      marketingConsent: said.marketingConsent ?? null, source: blankToNull(said.source), customFields: said.customFields ?? {}, lastSeenAt: 0, mergedInto: null, createdAt, updatedAt: as.now,
    },
    identities,
    tags: cleanTags(said.tags ?? []),
  }
  return { card, profile: { externalId, name: readName(words.name), company: card.row.companyKey ?? '', emails, phones: phones.flatMap(({ form }) => form ?? []) } }
}

/** Tags without blanks around them, each once, sorted. */
export const cleanTags = (tags: readonly string[]) => [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))].sort()

/** For inputs of people: an address that is none is said so, instead of dropped. */
export function requireEmails(emails: readonly string[] | undefined): void {
  const wrong = (emails ?? []).findIndex((email) => readEmail(email) === null)
  if (wrong >= 0) throw contactErrors.email_not_valid({}, { issues: [{ path: `emails.${wrong}`, code: 'email_not_valid', message: contactErrors.email_not_valid.message }] })
}

function distinct(identities: Identity[]): Identity[] {
  const kept: Identity[] = []
  for (const identity of identities) if (!kept.some((other) => sameIdentity(other, identity))) kept.push({ ...identity, position: kept.length, sole: identity.sole && !kept.some((other) => other.kind === identity.kind && other.key === identity.key) })
  return kept
}

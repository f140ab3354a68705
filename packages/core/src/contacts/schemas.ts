import * as z from 'zod'
import { Currency, Id, Instant, Metadata, text, Total } from '../foundation/index.js'

/** Who somebody is to the business. `visitor` is a contact that nobody has identified yet. */
export const ContactType = z.enum(['visitor', 'lead', 'customer', 'partner']).meta({ id: 'ContactType' })

/** How far along somebody is. */
export const ContactStage = z.enum(['prospect', 'qualified', 'customer', 'at_risk', 'churned']).meta({ id: 'ContactStage' })

/** `verified`: a signed token, a link that was followed, a payment, authenticated mail. `claimed`: typed by somebody. */
export const Evidence = z.enum(['verified', 'claimed']).meta({ id: 'Evidence' })

/** A country by ISO 3166, two capital letters. National phone numbers are read by it. */
export const Country = z.string().regex(/^[A-Z]{2}$/).meta({ example: 'DE' })

/** How somebody first came. Kept for ever. */
export const Touch = z
  .strictObject({
    at: Instant.optional(),
    channel: text(64, 1).nullish(),
    referrer: text(2000, 1).nullish(),
    page: text(2000, 1).nullish(),
    campaign: text(255, 1).nullish(),
    referralCode: text(255, 1).nullish(),
  })
  .meta({ id: 'Touch' })

export const FirstTouch = z
  .object({
    at: Instant,
    channel: z.string().nullable(),
    referrer: z.string().nullable(),
    page: z.string().nullable(),
    campaign: z.string().nullable(),
    referralCode: z.string().nullable(),
  })
  .meta({ id: 'FirstTouch' })

/** An address, lower case with its domain in punycode. */
export const ContactEmail = z.object({ value: z.string(), evidence: Evidence }).meta({ id: 'ContactEmail' })

/** `value` is E.164 where the number is a valid one, else as it was written. */
export const ContactPhone = z.object({ value: z.string(), extension: z.string().nullable(), evidence: Evidence }).meta({ id: 'ContactPhone' })

/** What somebody paid in all, in minor units. */
export const ContactValue = z.object({ currency: Currency, amount: Total }).meta({ id: 'ContactValue' })

export const Contact = z
  .object({
    id: Id,
    type: ContactType,
    stage: ContactStage,
    name: z.string().nullable(),
    company: z.string().nullable(),
    country: z.string().nullable(),
    emails: z.array(ContactEmail),
    phones: z.array(ContactPhone),
    /** The id that the business's own application knows this person by. */
    externalId: z.string().nullable(),
    tags: z.array(z.string()),
    /** null: never asked. */
    marketingConsent: z.boolean().nullable(),
    source: z.string().nullable(),
    customFields: Metadata,
    value: z.array(ContactValue),
    firstTouch: FirstTouch.nullable(),
    lastSeenAt: Instant.nullable(),
    /** Contacts that turned out to be this person. Their ids still lead here. */
    mergedIds: z.array(Id),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Contact' })

/** A contact looked up by id. `mergedFrom` is the id that was asked for, where that contact has since been merged into this one. */
export const FoundContact = Contact.extend({ mergedFrom: Id.nullable() }).meta({ id: 'FoundContact' })

const Name = text(200)
const Email = text(320, 3)
const Phone = text(64, 1)
const ExternalId = text(255, 1)
const Source = text(64, 1)
const Tag = text(50, 1)
const Tags = z.array(Tag).max(50)
const Emails = z.array(Email).max(50)
const Phones = z.array(Phone).max(50)

/** What a person or a program says about a contact it adds. */
export const ContactInput = z
  .strictObject({
    name: Name.nullish(),
    company: Name.nullish(),
    country: Country.nullish(),
    emails: Emails.optional(),
    phones: Phones.optional(),
    externalId: ExternalId.nullish(),
    type: ContactType.optional(),
    stage: ContactStage.optional(),
    tags: Tags.optional(),
    marketingConsent: z.boolean().nullish(),
    source: Source.nullish(),
    customFields: Metadata.optional(),
  })
  .meta({ id: 'ContactInput' })

/** What changes. A key left out stays as it is; lists replace; a custom field set to null is removed. */
export const ContactPatch = z
  .strictObject({
    name: Name.nullable().optional(),
    company: Name.nullable().optional(),
    country: Country.nullable().optional(),
    emails: Emails.optional(),
    phones: Phones.optional(),
    externalId: ExternalId.nullable().optional(),
    type: ContactType.optional(),
    stage: ContactStage.optional(),
    tags: Tags.optional(),
    marketingConsent: z.boolean().nullable().optional(),
    source: Source.nullable().optional(),
    customFields: Metadata.optional(),
  })
  .meta({ id: 'ContactPatch' })

/** What somebody brings along: a message, a booking, a payment, a form, a row of an old system. */
export const Newcomer = ContactInput.extend({
  /** The device or browser, where it is known. */
  visitorId: text(128, 1).nullish(),
  evidence: Evidence,
  touch: Touch.nullish(),
  /** When this was first known, for history. Now, where left out. */
  createdAt: Instant.optional(),
  /** The row of another system that says so, like `clients:q4p2`. The same reference is resolved only once. */
  reference: text(255, 1).nullish(),
}).meta({ id: 'Newcomer' })

/** A contact brought in as it is. `reference` is its id in the system it comes from. */
export const ImportedContact = z
  .strictObject({
    reference: text(255, 1),
    name: Name.nullish(),
    company: Name.nullish(),
    country: z.string().regex(/^[A-Za-z]{2}$/).nullish(),
    emails: z.array(text(1000)).max(50).nullish(),
    phones: z.array(text(200)).max(50).nullish(),
    externalId: text(255).nullish(),
    type: ContactType.nullish(),
    stage: ContactStage.nullish(),
    tags: Tags.nullish(),
    marketingConsent: z.boolean().nullish(),
    createdAt: Instant.nullish(),
    source: Source.nullish(),
    customFields: Metadata.nullish(),
    evidence: Evidence.optional(),
  })
  .meta({ id: 'ImportedContact' })

/** `merge`: one person. `review`: somebody should look. `separate`: not the same. */
export const Decision = z.enum(['merge', 'review', 'separate']).meta({ id: 'IdentityDecision' })

/** The rule of contact identity that decided. */
export const Rule = z
  .enum([
    'workspace', 'external_id', 'external_id_conflict', 'email', 'name_conflict', 'role_mailbox_and_name', 'role_mailbox_without_name',
    'role_mailbox_name_conflict', 'phone_and_name', 'phone_without_name', 'plus_tag_unknown_provider', 'name_and_company', 'noreply', 'none',
  ])
  .meta({ id: 'IdentityRule' })

/** What two or more contacts would be as one. */
export const MergedContact = z
  .object({
    id: Id,
    name: z.string().nullable(),
    company: z.string().nullable(),
    externalId: z.string().nullable(),
    country: z.string().nullable(),
    emails: z.array(z.string()),
    phones: z.array(z.string()),
    type: ContactType,
    tags: z.array(z.string()),
    marketingConsent: z.boolean().nullable(),
    createdAt: Instant,
    source: z.string().nullable(),
    customFields: Metadata,
    mergedIds: z.array(Id),
  })
  .meta({ id: 'MergedContact' })

/** `by` is the rule that found the contact: a rule of identity, `visitor`, or `reference`. Null where it is new. */
export const Resolution = z
  .object({
    contactId: Id,
    created: z.boolean(),
    rule: z.union([Rule, z.enum(['visitor', 'reference'])]).nullable(),
    reviewIds: z.array(Id),
  })
  .meta({ id: 'Resolution' })

export const ContactReview = z
  .object({
    id: Id,
    rule: Rule,
    state: z.enum(['open', 'merged', 'separate']),
    contacts: z.array(Contact),
    /** What they would be as one. Null where they cannot be merged. */
    merged: MergedContact.nullable(),
    openedAt: Instant,
    decidedAt: Instant.nullable(),
  })
  .meta({ id: 'ContactReview' })

export const ContactMerge = z
  .object({
    id: Id,
    contactId: Id,
    absorbedId: Id,
    absorbedName: z.string().nullable(),
    /** The rule, or `by_hand`. */
    rule: z.string(),
    mergedAt: Instant,
    undoneAt: Instant.nullable(),
  })
  .meta({ id: 'ContactMerge' })

export type Contact = z.output<typeof Contact>
export type ContactType = z.output<typeof ContactType>
export type ContactStage = z.output<typeof ContactStage>
export type Evidence = z.output<typeof Evidence>
export type ContactInput = z.output<typeof ContactInput>
export type ContactPatch = z.output<typeof ContactPatch>
export type Newcomer = z.output<typeof Newcomer>
export type ImportedContact = z.output<typeof ImportedContact>
export type Decision = z.output<typeof Decision>
export type Rule = z.output<typeof Rule>
export type MergedContact = z.output<typeof MergedContact>
export type Resolution = z.output<typeof Resolution>
export type ContactReview = z.output<typeof ContactReview>
export type ContactMerge = z.output<typeof ContactMerge>
export type FirstTouch = z.output<typeof FirstTouch>
export type Touch = z.output<typeof Touch>

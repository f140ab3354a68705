import type * as z from 'zod'
import type { Newcomer } from '../contacts/index.js'
import { iso } from '../foundation/index.js'
import { happenedAt, type Document } from './document.js'
import type { ContactTable } from './legacy-tables.js'

type Said = z.input<typeof Newcomer>
export type ReadContact = { newcomer: Said; warnings: string[] }

/** Whom a row names. The business's own tables are believed; what somebody typed into a chat is only claimed. Null where it names nobody. */
export function readContact(table: ContactTable, document: Document): ReadContact | null {
  const said = readers[table](document)
  if (!said.name && !said.emails?.length && !said.phones?.length && table === 'chatbot_conversations') return null
  const at = happenedAt(document)
  const warnings = [
    ...(said.emails?.some((email) => !/^[^@]+@[^@]+\.[^@]+$/.test(email)) ? ['email_not_valid'] : []),
    ...(said.name || said.emails?.length || said.phones?.length ? [] : ['nobody_named']),
  ]
  return { newcomer: { ...said, evidence: table === 'chatbot_conversations' ? 'claimed' : 'verified', reference: `${table}:${document.id}`, ...(at !== null && { createdAt: iso(at) }) }, warnings }
}

const readers: Record<ContactTable, (document: Document) => Omit<Said, 'evidence'>> = {
  saas_customers: (document) => ({
    type: 'customer',
    name: document.text('customerName', 200),
    company: document.text('companyName', 200) ?? document.text('customerCompany', 200),
    // Whoever answers for a customer is that customer, not a second one.
    emails: emails(document.text('customerEmail', 320), document.text('contactPersonEmail', 320)),
    phones: phones(document.text('customerPhone', 64), document.text('contactPersonPhone', 64)),
    tags: document.texts('tags', 50).slice(0, 50),
    customFields: fields(document, { contactPersonName: 'contactPerson', customerAddress: 'address', taxId: 'taxId', customerType: 'customerType' }),
  }),
  clients: (document) => ({
    type: 'customer',
    name: document.text('name', 200),
    company: document.text('company', 200),
    emails: emails(document.text('email', 320)),
    phones: phones(document.text('phone', 64)),
    tags: document.texts('tags', 50).slice(0, 50),
    customFields: fields(document, { timezone: 'timeZone', notes: 'notes' }),
  }),
  leads: (document) => {
    const status = document.text('status', 64)?.toLowerCase()
    const won = status === 'converted' || status === 'won'
    const source = document.text('source', 64)
    const touch = { ...some('channel', source), ...some('campaign', document.text('utmCampaign') ?? document.text('campaign')), ...some('referrer', document.text('referrer', 2000)), ...some('page', document.text('landingPage', 2000)) }
    return {
      type: won ? 'customer' : 'lead',
      stage: won ? 'customer' : status === 'qualified' ? 'qualified' : 'prospect',
      name: document.text('name', 200) ?? fullName(document),
      company: document.text('company', 200),
      emails: emails(document.text('email', 320)),
      phones: phones(document.text('phone', 64)),
      tags: document.texts('tags', 50).slice(0, 50),
      ...(source && { source }),
      ...(Object.keys(touch).length > 0 && { touch }),
      customFields: fields(document, { status: 'leadStatus', notes: 'notes' }),
    }
  },
  chatbot_conversations: (document) => {
    const given = document.inner('leadData') ?? document.inner('lead')
    const either = (field: string, own: string, max: number) => document.text(own, max) ?? given?.text(field, max) ?? null
    return {
      type: 'lead',
      name: either('name', 'userName', 200),
      company: either('company', 'userCompany', 200),
      emails: emails(either('email', 'userEmail', 320)),
      phones: phones(either('phone', 'userPhone', 64)),
      source: 'chatbot',
      touch: { channel: 'chat', ...some('page', document.text('pageUrl', 2000)), ...some('referrer', document.text('referrer', 2000)) },
    }
  },
}

const emails = (...given: (string | null)[]) => given.filter((email): email is string => email !== null && email.length >= 3)
const phones = (...given: (string | null)[]) => given.filter((phone): phone is string => phone !== null)
const some = <K extends string>(name: K, value: string | null) => (value === null ? {} : ({ [name]: value } as Record<K, string>))

/** What a person is called where it stands in two fields. */
export const fullName = (document: Document): string | null =>
  document.text('fullName', 200) ?? ([document.text('firstName', 99), document.text('lastName', 99)].filter(Boolean).join(' ') || null)

function fields(document: Document, names: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(names).flatMap(([from, to]) => (document.text(from, 2000) ? [[to, document.text(from, 2000)!]] : [])))
}

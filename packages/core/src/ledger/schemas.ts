import * as z from 'zod'
import { Currency, Day, Id, Instant, Metadata, Minor, pageInput, pageOf, text, Total } from '../foundation/index.js'
import { Account, EntryType, RevenueSource } from './accounts.js'

/** Stripe's names for what is behind an entry. */
export const StripeIds = z
  .strictObject({
    paymentIntentId: text(255, 1).optional(),
    chargeId: text(255, 1).optional(),
    invoiceId: text(255, 1).optional(),
    subscriptionId: text(255, 1).optional(),
    customerId: text(255, 1).optional(),
  })
  .meta({ id: 'StripeIds' })

/** Something that an entry points at and that is not a column of its own: an invoice number, a legacy row, a refund id. */
export const EntryLink = z
  .object({ kind: text(40, 1), target: text(255, 1), warning: z.enum(['dangling_reference']).nullable(), learnedAt: Instant })
  .meta({ id: 'EntryLink' })

export const LinkInput = z.strictObject({ kind: text(40, 1), target: text(255, 1), warning: z.enum(['dangling_reference']).optional() })

export const Reconciliation = z
  .object({ id: Id, at: Instant, by: z.object({ role: z.string(), id: z.string() }), against: text(255, 1), note: text(2000) })
  .meta({ id: 'Reconciliation' })

export const LedgerEntry = z
  .object({
    id: Id,
    number: z.string().meta({ example: 'TXN-2026-000001' }),
    type: EntryType,
    source: RevenueSource,
    amount: Minor.meta({ description: 'Cash that moved, in minor units, never negative.' }),
    net: z.int().meta({ description: 'The same, signed: what it adds to revenue.' }),
    tax: Minor.meta({ description: 'The part of the amount that is tax.' }),
    currency: Currency,
    debit: Account,
    credit: Account,
    contact: z.object({ id: Id, name: z.string() }).nullable(),
    recordedBy: z.object({ role: z.string(), id: z.string() }),
    subscriptionId: Id.nullable(),
    invoiceId: Id.nullable(),
    stripe: StripeIds,
    tokens: z.int().nullable(),
    description: z.string(),
    metadata: Metadata,
    happenedAt: Instant,
    recordedAt: Instant,
    naturalKey: z.string().nullable().meta({ description: "The fact's own key: a fact is booked once under it." }),
    reverses: Id.nullable(),
    reversedBy: Id.nullable(),
    reconciliation: Reconciliation.nullable(),
    links: z.array(EntryLink),
    position: z.int().meta({ description: 'Place in the hash chain, from 1.' }),
    hash: z.string(),
  })
  .meta({ id: 'LedgerEntry' })
export type LedgerEntry = z.output<typeof LedgerEntry>

export const RecordEntryInput = z
  .strictObject({
    type: EntryType,
    source: RevenueSource,
    amount: Minor,
    currency: Currency,
    tax: Minor.optional(),
    debit: Account.optional(),
    credit: Account.optional(),
    contactId: Id.optional(),
    subscriptionId: Id.optional(),
    invoiceId: Id.optional(),
    stripe: StripeIds.optional(),
    tokens: z.int().min(0).optional(),
    description: text(500).optional(),
    metadata: Metadata.optional(),
    happenedAt: Instant.optional(),
    naturalKey: text(255, 1).optional(),
    links: z.array(LinkInput).max(20).optional(),
  })
  .meta({ id: 'RecordEntryInput' })
export type RecordEntryInput = z.output<typeof RecordEntryInput>

/** Sorts a list can have; each ends in the entry's place in the chain, so that a page never skips or repeats. */
export const EntrySort = z.enum(['-happenedAt', 'happenedAt', '-recordedAt', 'recordedAt', '-amount', 'amount']).meta({ id: 'EntrySort' })

export const entryFilter = {
  type: z.array(EntryType).max(6).optional(),
  source: z.array(RevenueSource).max(4).optional(),
  contactId: Id.optional(),
  subscriptionId: Id.optional(),
  currency: Currency.optional(),
  amount: Minor.optional(),
  minAmount: Minor.optional(),
  maxAmount: Minor.optional(),
  from: Day.optional().meta({ description: 'First day, in the reporting time zone.' }),
  to: Day.optional().meta({ description: 'Last day, included.' }),
  text: text(200, 1).optional().meta({ description: 'Words of the description, a number, a Stripe id, a contact’s name, or an amount in major units.' }),
  reconciled: z.boolean().optional(),
}
export const EntryFilter = z.strictObject(entryFilter)
export type EntryFilter = z.output<typeof EntryFilter>

export const ListEntriesInput = z.strictObject({ ...entryFilter, sort: EntrySort.default('-happenedAt'), ...pageInput })
export const EntryPage = pageOf(LedgerEntry).meta({ id: 'EntryPage' })

/** Counts and sums of what a filter finds, per currency. */
export const EntrySummary = z.object({ count: z.int(), totals: z.array(z.object({ currency: Currency, net: Total })) }).meta({ id: 'EntrySummary' })

import * as z from 'zod'
import { Currency, Day, Instant, text } from '../foundation/index.js'
import { LedgerEntry } from '../ledger/index.js'

/** One record in the chain behind an entry. `state` says how well it is known. */
export const TraceStep = z
  .object({
    kind: z.enum(['entry', 'reversal', 'contact', 'subscription', 'subscription_event', 'invoice', 'stripe', 'legacy_row', 'first_touch']),
    id: z.string().nullable(),
    title: z.string(),
    detail: z.string(),
    at: Instant.nullable(),
    amount: z.object({ amount: z.int(), currency: Currency }).nullable(),
    state: z.enum(['exact', 'known_by_id', 'dangling_reference', 'unknown']),
    because: z.string().meta({ description: 'Why this record stands behind the one before.' }),
    raw: z.object({ source: z.string(), received: z.boolean(), body: z.string(), marks: z.array(z.string()) }).nullable().meta({ description: 'The record as it came in, and the pieces of it that were used.' }),
  })
  .meta({ id: 'TraceStep' })

export const Trace = z.object({ entry: LedgerEntry, sentence: z.string(), steps: z.array(TraceStep) }).meta({ id: 'Trace' })

export const TraceInput = z.strictObject({
  id: text(255, 1).optional().meta({ description: 'An entry’s id or number, a Stripe id, an invoice number, a legacy row’s id.' }),
  amount: text(40, 1).optional().meta({ description: 'An amount in major units: "1000", "1,000.00".' }),
  currency: Currency.optional(),
  from: Day.optional(),
  to: Day.optional(),
  limit: z.int().min(1).max(20).default(5),
})
/** Chains of the entries that match, the likeliest first. */
export const TraceResult = z
  .object({ query: z.object({ id: z.string().nullable(), amounts: z.array(z.object({ amount: z.int(), currency: Currency })) }), candidates: z.array(Trace), more: z.boolean() })
  .meta({ id: 'TraceResult' })

import * as z from 'zod'
import { Currency, Id, Instant, Metadata, Minor, pageInput, pageOf, text } from '../foundation/index.js'
import { RevenueSource, StripeIds } from '../ledger/index.js'

/** Whose tokens: a contact's, or those of an account that another system knows by its own id. */
export const CreditAccount = z
  .union([z.strictObject({ contactId: Id }), z.strictObject({ externalId: text(255, 1) })])
  .meta({ id: 'CreditAccount' })
export type CreditAccount = z.output<typeof CreditAccount>

export const CreditBalance = z
  .object({ account: z.string(), contactId: Id.nullable(), externalId: z.string().nullable(), balance: z.int(), updatedAt: Instant.nullable() })
  .meta({ id: 'CreditBalance' })

export const CreditMovement = z
  .object({
    id: Id, account: z.string(), kind: z.enum(['purchase', 'grant', 'spend']), tokens: z.int(), balance: z.int().nullable(), entryId: Id.nullable(), reason: z.string(),
    happenedAt: Instant, recordedAt: Instant,
  })
  .meta({ id: 'CreditMovement' })

/** What was spent. Tokens that a contact got by a merge stand on accounts of their own, with a movement each. */
export const CreditSpend = CreditMovement.extend({ also: z.array(CreditMovement).meta({ description: 'Further movements, on the accounts of contacts merged into this one. Empty where one account held enough.' }) }).meta({ id: 'CreditSpend' })

const Tokens = z.int().min(1).max(1_000_000_000_000)
const shared = { account: CreditAccount, tokens: Tokens, reason: text(500).default(''), happenedAt: Instant.optional(), naturalKey: text(255, 1).optional() }

export const PurchaseInput = z.strictObject({ ...shared, amount: Minor, currency: Currency, source: RevenueSource.default('manual'), contactId: Id.optional(), stripe: StripeIds.optional(), metadata: Metadata.optional() })
export const GrantInput = z.strictObject({ ...shared, source: z.enum(['manual', 'referral_bonus']).default('manual'), currency: Currency.optional(), contactId: Id.optional() })
export const SpendInput = z.strictObject(shared)

export const MovementPage = pageOf(CreditMovement).meta({ id: 'MovementPage' })
export const ListMovementsInput = z.strictObject({ contactId: Id.optional(), externalId: text(255, 1).optional(), ...pageInput })

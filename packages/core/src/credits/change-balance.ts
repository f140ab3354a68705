import * as z from 'zod'
import { bookkeepers, defineOperation, type WriteCtx } from '../foundation/index.js'
import { LedgerEntry, recordEntry } from '../ledger/index.js'
import { businessOf } from '../settings/index.js'
import { giveTokens, takeTokens } from './move-tokens.js'
import { CreditMovement, CreditSpend, GrantInput, PurchaseInput, SpendInput, type CreditAccount } from './schemas.js'

const booked = z.object({ movement: CreditMovement, entry: LedgerEntry })

export const purchaseCredits = defineOperation({
  name: 'credits.purchase',
  summary: 'Book the purchase of tokens and put them on the account',
  access: 'write',
  allow: bookkeepers,
  input: PurchaseInput,
  output: booked,
  async run(ctx, { account, tokens, reason, happenedAt, naturalKey, amount, currency, source, contactId, stripe, metadata }) {
    const payer = payerOf(account, contactId)
    const entry = await ctx.run(recordEntry, {
      type: 'credit_purchase', source, amount, currency, tokens, description: reason,
      ...(payer && { contactId: payer }), ...(happenedAt && { happenedAt }), ...(naturalKey && { naturalKey }), ...(stripe && { stripe }), ...(metadata && { metadata }),
    })
    return { entry, movement: await giveTokens(ctx, { account, kind: 'purchase', tokens, reason, entryId: entry.id, happenedAt, naturalKey }) }
  },
})

export const grantCredits = defineOperation({
  name: 'credits.grant',
  summary: 'Give tokens without payment: a bonus, a referral, goodwill',
  access: 'write',
  allow: bookkeepers,
  input: GrantInput,
  output: booked,
  async run(ctx, { account, tokens, reason, happenedAt, naturalKey, source, currency, contactId }) {
    const payer = payerOf(account, contactId)
    const entry = await ctx.run(recordEntry, {
      type: 'credit_purchase', source, amount: 0, currency: currency ?? (await businessCurrency(ctx)), tokens, description: reason,
      // No cash moves: the tokens are a promotion, whoever is thanked with them.
      debit: 'expenses:promotions', credit: 'income:credits',
      ...(payer && { contactId: payer }), ...(happenedAt && { happenedAt }), ...(naturalKey && { naturalKey }),
    })
    return { entry, movement: await giveTokens(ctx, { account, kind: 'grant', tokens, reason, entryId: entry.id, happenedAt, naturalKey }) }
  },
})

export const spendCredits = defineOperation({
  name: 'credits.spend',
  summary: 'Take tokens from an account, never below zero',
  access: 'write',
  allow: ['owner', 'billing', 'support', 'key', 'system'],
  input: SpendInput,
  output: CreditSpend,
  async run(ctx, input) {
    const [first, ...also] = await takeTokens(ctx, input)
    return { ...first, also }
  },
})

const payerOf = (account: CreditAccount, contactId: string | undefined): string | undefined => contactId ?? ('contactId' in account ? account.contactId : undefined)

const businessCurrency = async (ctx: WriteCtx): Promise<string> => (await businessOf(ctx)).currency

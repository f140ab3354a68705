import * as z from 'zod'

/** The chart of accounts, named as hledger prints them. */
export const accounts = {
  'assets:stripe': 'Stripe balance',
  'assets:bank': 'Bank',
  'income:subscriptions': 'Subscription revenue',
  'income:services': 'Service revenue',
  'income:credits': 'Credit revenue',
  'income:refunds': 'Refunds',
  'income:chargebacks': 'Chargebacks',
  'liabilities:tax': 'Tax payable',
  'expenses:fees': 'Processing fees',
  'expenses:promotions': 'Promotions',
} as const

export const Account = z.enum(Object.keys(accounts) as [keyof typeof accounts, ...(keyof typeof accounts)[]]).meta({ id: 'Account' })
export type Account = z.output<typeof Account>

export const EntryType = z.enum(['subscription_charge', 'subscription_refund', 'one_time_payment', 'credit_purchase', 'refund', 'chargeback']).meta({ id: 'EntryType' })
export type EntryType = z.output<typeof EntryType>

export const RevenueSource = z.enum(['stripe_subscription', 'stripe_payment', 'manual', 'referral_bonus']).meta({ id: 'RevenueSource' })
export type RevenueSource = z.output<typeof RevenueSource>

const outgoing: ReadonlySet<EntryType> = new Set(['subscription_refund', 'refund', 'chargeback'])

/** Whether money of this type leaves the business. */
export const isOutgoing = (type: EntryType): boolean => outgoing.has(type)

const counterpart: Record<EntryType, Account> = {
  subscription_charge: 'income:subscriptions',
  subscription_refund: 'income:refunds',
  one_time_payment: 'income:services',
  credit_purchase: 'income:credits',
  refund: 'income:refunds',
  chargeback: 'income:chargebacks',
}

const cash: Record<RevenueSource, Account> = {
  stripe_subscription: 'assets:stripe',
  stripe_payment: 'assets:stripe',
  manual: 'assets:bank',
  referral_bonus: 'expenses:promotions',
}

/** From which account to which an entry moves money, unless it says so itself. */
export const accountsOf = (type: EntryType, source: RevenueSource): { debit: Account; credit: Account } =>
  isOutgoing(type) ? { debit: counterpart[type], credit: cash[source] } : { debit: cash[source], credit: counterpart[type] }

/** What an entry adds to revenue: refunds and chargebacks take away, and a reversal does the opposite of its type. */
export const signOf = (type: EntryType, reverses: string | null): 1 | -1 => (isOutgoing(type) === (reverses === null) ? -1 : 1)

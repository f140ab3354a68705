import type { ContactStage, ContactType, EntryType, RevenueSource } from '../wire.js'

export const typeNames: Record<EntryType, string> = {
  subscription_charge: 'Subscription charge', subscription_refund: 'Subscription refund', one_time_payment: 'One-time payment',
  credit_purchase: 'Credit purchase', refund: 'Refund', chargeback: 'Chargeback',
}
export const typeNamesMany: Record<EntryType, string> = {
  subscription_charge: 'Subscription charges', subscription_refund: 'Subscription refunds', one_time_payment: 'One-time payments',
  credit_purchase: 'Credit purchases', refund: 'Refunds', chargeback: 'Chargebacks',
}
export const sourceNames: Record<RevenueSource, string> = { stripe_subscription: 'Stripe subscription', stripe_payment: 'Stripe payment', manual: 'Manual', referral_bonus: 'Referral bonus' }
export const sourceNamesMany: Record<RevenueSource, string> = { stripe_subscription: 'Stripe subscriptions', stripe_payment: 'Stripe payments', manual: 'Manual', referral_bonus: 'Referral bonus' }
/** In a narrow column. */
export const sourceShort: Record<RevenueSource, string> = { stripe_subscription: 'Stripe', stripe_payment: 'Stripe', manual: 'Manual', referral_bonus: 'Referral' }

const accountNames: Record<string, string> = {
  'assets:stripe': 'Stripe balance', 'assets:bank': 'Bank', 'income:subscriptions': 'Subscription revenue', 'income:services': 'Service revenue', 'income:credits': 'Credit revenue',
  'income:refunds': 'Refunds', 'income:chargebacks': 'Chargebacks', 'liabilities:tax': 'Tax payable', 'expenses:fees': 'Processing fees', 'expenses:promotions': 'Promotions',
}
export const accountName = (account: string): string => accountNames[account] ?? account

export const contactTypeNames: Record<ContactType, string> = { visitor: 'Visitor', lead: 'Lead', customer: 'Customer', partner: 'Partner' }
export const stageNames: Record<ContactStage, string> = { prospect: 'Prospect', qualified: 'Qualified', customer: 'Customer', at_risk: 'At risk', churned: 'Churned' }

/** "MO" for Maya Okafor, "N" for Northwind, "?" for nobody. */
export function initials(name: string | null | undefined): string {
  const words = (name ?? '').match(/[\p{L}\p{N}][^\s@.,&/-]*/gu) ?? []
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1)
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('') || '?'
}

/** What to call somebody of whom there may be no name. */
export const calledBy = (contact: { name: string | null; company?: string | null; emails?: readonly { value: string }[]; phones?: readonly { value: string }[] }): string =>
  contact.name || contact.company || contact.emails?.[0]?.value || contact.phones?.[0]?.value || 'Somebody without a name'

const roleNames: Record<string, string> = { owner: 'the owner', billing: 'billing', support: 'support', key: 'a program', system: 'StartupKit', customer: 'the customer', visitor: 'a visitor' }
export const roleName = (role: string): string => roleNames[role] ?? role

const titles: Record<string, string> = { owner: 'Owner', billing: 'Billing', support: 'Support' }
/** A role as a title: "Owner", or what a workspace calls its own. */
export const titleOf = (role: string, name: string): string => titles[role] ?? name

/** Code words as words: `by_hand` → "by hand". */
export const asWords = (code: string): string => code.replaceAll('_', ' ')
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

import { describe, expect, it } from 'vitest'
import { readDocument, type Document } from './document.js'
import type { MoneyTable } from './legacy-tables.js'
import { readPayment, type Payment } from './read-payment.js'

const how = { unit: 'major', currency: 'EUR' } as const
const read = (table: MoneyTable, fields: object) => readPayment(table, readDocument(JSON.stringify({ _id: 'x', createdAt: 1_000, ...fields })) as Document, how)
const brief = (payment: ReturnType<typeof read>) => {
  const { type, source, direction, amount, currency, currencyAssumed, tokens } = payment as Payment
  return { type, source, direction, amount, currency, currencyAssumed, tokens }
}

describe('transactions', () => {
  it.each([
    [{ type: 'subscription', amount: 10, currency: 'usd', stripeSubscriptionId: 's' }, 'subscription_charge', 'stripe_subscription', 1],
    [{ type: 'payment', amount: 10, currency: 'Usd', stripePaymentIntentId: 'p' }, 'one_time_payment', 'stripe_payment', 1],
    [{ type: 'payment', amount: 10, currency: 'usd' }, 'one_time_payment', 'manual', 1],
    [{ type: ' Credit ', amount: 10, currency: 'usd', stripePaymentIntentId: 'p' }, 'credit_purchase', 'stripe_payment', 1],
    [{ type: 'bonus', amount: 10, currency: 'usd' }, 'credit_purchase', 'referral_bonus', 1],
    [{ type: 'refund', amount: 10, currency: 'usd', stripePaymentIntentId: 'p' }, 'refund', 'stripe_payment', -1],
    [{ type: 'refund', amount: -10, currency: 'USD', stripeSubscriptionId: 's' }, 'refund', 'stripe_subscription', -1],
  ] as const)('%o', (fields, type, source, direction) => expect(brief(read('transactions', fields))).toMatchObject({ type, source, direction, amount: 1_000, currency: 'USD', currencyAssumed: false }))

  it('gives tokens of a referral without an amount in the currency of the business', () => {
    expect(brief(read('transactions', { type: 'referral', tokens: 50 }))).toEqual({ type: 'credit_purchase', source: 'referral_bonus', direction: 1, amount: 0, currency: 'EUR', currencyAssumed: true, tokens: 50 })
  })

  it.each([
    [{ type: 'gift', amount: 1, currency: 'usd' }, 'type_unknown'], [{ amount: 1, currency: 'usd' }, 'type_unknown'], [{ type: 'constructor', amount: 1, currency: 'usd' }, 'type_unknown'],
    [{ type: 'payment', currency: 'usd' }, 'amount_missing'], [{ type: 'payment', amount: null, currency: 'usd' }, 'amount_missing'], [{ type: 'payment' }, 'amount_missing'],
    [{ type: 'payment', amount: '12,50', currency: 'usd' }, 'amount_not_a_number'], [{ type: 'payment', amount: '12,50' }, 'amount_not_a_number'], [{ type: 'payment', amount: 1, currency: 'zzz9' }, 'currency_unknown'],
    [{ type: 'payment', amount: 1 }, 'currency_missing'], [{ type: 'payment', amount: 1.005, currency: 'usd' }, 'amount_too_precise'], [{ type: 'payment', amount: 1.5, currency: 'jpy' }, 'amount_too_precise'],
    [{ type: 'payment', amount: -1, currency: 'usd' }, 'amount_negative'], [{ type: 'payment', amount: 1e300, currency: 'usd' }, 'amount_too_large'], [{ type: 'payment', amount: 1, currency: 'usd', createdAt: null }, 'time_missing'],
  ])('rejects %o as %s', (fields, reason) => expect(read('transactions', fields)).toBe(reason))
})

describe('subscription_transactions', () => {
  it('are money only where they name an amount', () => {
    expect(read('subscription_transactions', { action: 'created' })).toBeNull()
    expect(read('subscription_transactions', { action: 'created', amount: null })).toBeNull()
    expect(brief(read('subscription_transactions', { action: 'renewal', amount: 9, currency: 'usd', stripeSubscriptionId: 's' }))).toMatchObject({ type: 'subscription_charge', amount: 900 })
    expect(brief(read('subscription_transactions', { action: 'refunded', amount: -9, currency: 'usd' }))).toMatchObject({ type: 'subscription_refund', direction: -1, amount: 900 })
    expect(read('subscription_transactions', { action: 'renewal', amount: -9, currency: 'usd' })).toBe('amount_negative')
  })
})

describe('credits_ledger', () => {
  it('buys, gives and spends', () => {
    expect(brief(read('credits_ledger', { tokens: 10, amountPaid: 5, currency: 'USD', stripePaymentIntentId: 'p' }))).toMatchObject({ type: 'credit_purchase', source: 'stripe_payment', amount: 500, currency: 'USD', tokens: 10 })
    expect(brief(read('credits_ledger', { tokens: 10, reason: 'Referral bonus #1' }))).toMatchObject({ source: 'referral_bonus', amount: 0, currency: 'EUR', currencyAssumed: true, tokens: 10 })
    expect(brief(read('credits_ledger', { tokens: 10, reason: 'Referral bonus', stripePaymentIntentId: 'p' }))).toMatchObject({ source: 'manual', amount: 0 })
    expect(brief(read('credits_ledger', { tokens: 10, reason: 'Goodwill', amountPaid: 0, currency: 'usd' }))).toMatchObject({ source: 'manual', amount: 0, currency: 'USD', currencyAssumed: false })
    expect(read('credits_ledger', { tokens: 10, type: 'usage' })).toMatchObject({ kind: 'spend', tokens: -10 })
    expect(read('credits_ledger', { tokens: -10 })).toMatchObject({ kind: 'spend', tokens: -10 })
  })

  it.each([
    [{ tokens: 10.5 }, 'tokens_not_whole'], [{ reason: 'Referral' }, 'tokens_missing'], [{ type: 'usage' }, 'tokens_missing'], [{ tokens: 10, amountPaid: '5', currency: 'usd' }, 'amount_not_a_number'],
    [{ tokens: 10, amountPaid: 5, currency: 'nope' }, 'currency_unknown'], [{ tokens: 10, amountPaid: 5.001, currency: 'usd' }, 'amount_too_precise'],
  ])('rejects %o as %s', (fields, reason) => expect(read('credits_ledger', fields)).toBe(reason))
})

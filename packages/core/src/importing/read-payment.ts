import type { EntryType, RevenueSource } from '../ledger/index.js'
import { isNothing, isPositive, readAmount, readCurrency, type Unit } from './amounts.js'
import { happenedAt, type Document } from './document.js'
import type { MoneyTable } from './legacy-tables.js'
import type { RejectionReason } from './reasons.js'
import type { LegacyMoneyExtra } from './tables.js'

/** What a row says about money and tokens, in normal form. `direction` is 1 for money that came in, -1 for money that went out. */
export type Payment = {
  kind: 'entry' | 'spend'
  type: EntryType
  source: RevenueSource
  direction: 1 | -1
  amount: number
  currency: string
  currencyAssumed: boolean
  tokens: number | null
  at: number
  intent: string | null
  subscription: string | null
  invoiceNumber: string | null
  userRef: string | null
  company: string | null
  extra: LegacyMoneyExtra
}

export type ReadWith = { unit: Unit; currency: string }
type Read = Payment | RejectionReason | null

const types: Record<string, { type: EntryType; granted?: true }> = {
  subscription: { type: 'subscription_charge' },
  payment: { type: 'one_time_payment' },
  credit: { type: 'credit_purchase' },
  referral: { type: 'credit_purchase', granted: true },
  bonus: { type: 'credit_purchase', granted: true },
  refund: { type: 'refund' },
}

/** The payment that a row of a money table tells of, or why it cannot be booked; null where it claims no money. */
export function readPayment(table: MoneyTable, document: Document, how: ReadWith): Read {
  if (table === 'transactions') return readTransaction(document, how)
  if (table === 'subscription_transactions') return readSubscriptionCharge(document, how)
  return readCredits(document, how)
}

function readTransaction(document: Document, how: ReadWith): Read {
  const name = document.text('type')?.toLowerCase() ?? ''
  const known = Object.hasOwn(types, name) ? types[name] : undefined
  if (!known) return 'type_unknown'
  const tokens = document.whole('tokens')
  const warnings = document.has('tokens') && tokens === null ? ['tokens_not_whole'] : []
  const more = { type: known.type, tokens: tokens !== null && tokens >= 0 ? tokens : null, warnings, ...(known.granted && { source: 'referral_bonus' as const }) }
  if (known.granted && isNothing(document.written('amount'))) return grant(document, how, more)
  const money = readMoney(document, 'amount', how)
  if (typeof money === 'string') return money
  if (known.type === 'refund') return payment(document, { ...more, ...money, amount: Math.abs(money.amount), direction: -1 })
  return money.amount < 0 ? 'amount_negative' : payment(document, { ...more, ...money })
}

function readSubscriptionCharge(document: Document, how: ReadWith): Read {
  if (!document.has('amount')) return null
  const money = readMoney(document, 'amount', how)
  if (typeof money === 'string') return money
  const refunded = /refund/i.test(`${document.text('action') ?? ''} ${document.text('eventType') ?? ''}`)
  if (refunded) return payment(document, { ...money, type: 'subscription_refund', amount: Math.abs(money.amount), direction: -1 })
  return money.amount < 0 ? 'amount_negative' : payment(document, { ...money, type: 'subscription_charge' })
}

function readCredits(document: Document, how: ReadWith): Read {
  const written = document.written('tokens')
  const tokens = document.whole('tokens')
  const paid = document.written('amountPaid')
  if (written !== undefined && written !== 'null' && tokens === null) return 'tokens_not_whole'
  if (document.text('type')?.toLowerCase() === 'usage' || (tokens !== null && tokens < 0)) {
    if (tokens === null || tokens === 0) return 'tokens_missing'
    return grant(document, how, { kind: 'spend', tokens: -Math.abs(tokens) })
  }
  if (paid !== undefined && !isNothing(paid) && (isPositive(paid) || !/^-\d/.test(paid))) {
    const money = readMoney(document, 'amountPaid', how)
    return typeof money === 'string' ? money : payment(document, { ...money, type: 'credit_purchase', tokens })
  }
  if (tokens === null) return 'tokens_missing'
  const referral = document.text('stripePaymentIntentId') === null && /referr?al/i.test(document.text('reason', 2000) ?? '')
  return grant(document, how, { tokens, source: referral ? 'referral_bonus' : 'manual', warnings: paid?.startsWith('-') ? ['negative_amount_ignored'] : [] })
}

function readMoney(document: Document, field: string, { unit }: ReadWith): { amount: number; currency: string } | RejectionReason {
  const currency = readCurrency(own(document, 'currency'))
  const text = document.written(field)
  // A missing amount is the plainer thing to say of a row that has neither.
  if (text === undefined || text === 'null') return 'amount_missing'
  if (typeof currency === 'string') return readAmount(text, 'USD', 'minor') === 'amount_not_a_number' ? 'amount_not_a_number' : currency
  const amount = readAmount(text, currency.code, unit)
  return typeof amount === 'string' ? amount : { amount, currency: currency.code }
}

const own = (document: Document, field: string): unknown => (document.has(field) ? (document.text(field, 40) ?? 0) : undefined)

type Given = Partial<Omit<Payment, 'extra'>> & { warnings?: string[] }

/** Tokens that moved without money. They are booked with amount 0 in the row's currency, else in that of the business. */
function grant(document: Document, { currency }: ReadWith, given: Given): Read {
  const own = readCurrency(document.text('currency', 40))
  const assumed = typeof own === 'string'
  const warnings = [...(given.warnings ?? []), ...(own === 'currency_unknown' ? ['currency_unknown'] : [])]
  return payment(document, { type: 'credit_purchase', source: 'manual', ...given, warnings, amount: 0, currency: assumed ? currency : own.code, currencyAssumed: assumed })
}

function payment(document: Document, given: Given & { type?: EntryType; amount: number; currency: string }): Read {
  const at = happenedAt(document)
  if (at === null) return 'time_missing'
  const intent = document.text('stripePaymentIntentId') ?? document.text('paymentIntentId')
  const subscription = document.text('stripeSubscriptionId')
  const { warnings, ...fact } = given
  const type = fact.type ?? 'one_time_payment'
  const extra: LegacyMoneyExtra = {
    ...some('chargeId', document.text('stripeChargeId')),
    ...some('invoiceId', document.text('stripeInvoiceId')),
    ...some('customerId', document.text('stripeCustomerId')),
    ...some('description', document.text('description', 500) ?? document.text('reason', 500)),
    metadata: Object.fromEntries(['companyId', 'plan', 'action', 'status', 'eventType'].flatMap((field) => (document.text(field) ? [[field, document.text(field)]] : []))),
    ...(warnings?.length && { warnings }),
  }
  const byStripe = Boolean(intent || subscription || extra.chargeId || extra.invoiceId || extra.customerId || document.text('source')?.toLowerCase().startsWith('stripe'))
  return {
    kind: 'entry', direction: 1, currencyAssumed: false, tokens: null, source: sourceOf(type, byStripe, intent !== null), ...fact, type, at, intent, subscription,
    invoiceNumber: document.text('invoiceNo') ?? document.text('invoiceNumber'), userRef: document.text('userId'), company: document.text('companyId'), extra,
  }
}

function sourceOf(type: EntryType, byStripe: boolean, hasIntent: boolean): RevenueSource {
  if (!byStripe) return 'manual'
  return type.startsWith('subscription_') || (type === 'refund' && !hasIntent) ? 'stripe_subscription' : 'stripe_payment'
}

const some = <K extends string>(name: K, value: string | null) => (value === null ? {} : ({ [name]: value } as Record<K, string>))

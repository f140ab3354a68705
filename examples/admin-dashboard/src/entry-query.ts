import type { EntryFilter, EntrySort, EntryType, RevenueSource } from './wire.js'
import { major, parseAmount } from './words/money.js'

export const entryTypes: readonly EntryType[] = ['subscription_charge', 'one_time_payment', 'credit_purchase', 'subscription_refund', 'refund', 'chargeback']
export const revenueSources: readonly RevenueSource[] = ['stripe_subscription', 'stripe_payment', 'manual', 'referral_bonus']
export const entrySorts: readonly EntrySort[] = ['-happenedAt', 'happenedAt', '-amount', 'amount', '-recordedAt', 'recordedAt']

const day = /^\d{4}-\d{2}-\d{2}$/
const code = /^[A-Z]{3}$/
const among = <T extends string>(text: string | null, all: readonly T[]): T[] => (text ?? '').split(',').filter((one): one is T => (all as readonly string[]).includes(one))

/**
 * Reads filters from an address. Amounts stand there in major units, as a person would type them, so they count only beside a currency.
 * What cannot be read is left out: an old or mistyped link still opens the list.
 */
export function readEntryFilter(search: string): EntryFilter {
  const query = new URLSearchParams(search)
  const filter: EntryFilter = {}
  const type = among(query.get('type'), entryTypes)
  const source = among(query.get('source'), revenueSources)
  if (type.length) filter.type = type
  if (source.length) filter.source = source
  for (const key of ['contactId', 'subscriptionId'] as const) {
    const id = query.get(key)
    if (id) filter[key] = id
  }
  const currency = query.get('currency')
  if (currency && code.test(currency)) filter.currency = currency
  for (const key of ['amount', 'minAmount', 'maxAmount'] as const) {
    const value = filter.currency ? parseAmount(query.get(key) ?? '', filter.currency) : null
    if (value !== null) filter[key] = value
  }
  for (const key of ['from', 'to'] as const) {
    const value = query.get(key)
    if (value && day.test(value) && !Number.isNaN(Date.parse(value))) filter[key] = value
  }
  const text = query.get('text')?.trim()
  if (text) filter.text = text.slice(0, 200)
  const reconciled = query.get('reconciled')
  if (reconciled === 'yes' || reconciled === 'no') filter.reconciled = reconciled === 'yes'
  return filter
}

export function readEntrySort(search: string): EntrySort {
  const asked = new URLSearchParams(search).get('sort')
  return entrySorts.find((sort) => sort === asked) ?? '-happenedAt'
}

/** The same filters as an address has them; what is not set is not there. */
export function writeEntryFilter(filter: EntryFilter, sort: EntrySort = '-happenedAt'): string {
  const query = new URLSearchParams()
  if (filter.text) query.set('text', filter.text)
  if (filter.type?.length) query.set('type', filter.type.join(','))
  if (filter.source?.length) query.set('source', filter.source.join(','))
  if (filter.contactId) query.set('contactId', filter.contactId)
  if (filter.subscriptionId) query.set('subscriptionId', filter.subscriptionId)
  if (filter.currency) query.set('currency', filter.currency)
  for (const key of ['amount', 'minAmount', 'maxAmount'] as const) {
    const value = filter[key]
    if (value !== undefined && filter.currency) query.set(key, major(value, filter.currency))
  }
  if (filter.from) query.set('from', filter.from)
  if (filter.to) query.set('to', filter.to)
  if (filter.reconciled !== undefined) query.set('reconciled', filter.reconciled ? 'yes' : 'no')
  if (sort !== '-happenedAt') query.set('sort', sort)
  return query.toString().replaceAll('%2C', ',')
}

export const isFiltered = (filter: EntryFilter): boolean => Object.values(filter).some((value) => value !== undefined)

/** Whether a search is an amount that a person means: "1000", "$1,000.00", "1000 EUR". */
export const meansAmount = (text: string): boolean => /^(?:[A-Za-z]{3}\s*|\p{Sc}\s*)?[−-]?\d[\d.,\s]*(?:\s*[A-Za-z]{3}|\s*\p{Sc})?$/u.test(text.trim()) && text.replace(/\D/g, '').length <= 13

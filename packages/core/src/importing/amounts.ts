import { decimals, isCurrency } from '../foundation/index.js'
import type { RejectionReason } from './reasons.js'

export type Unit = 'major' | 'minor'

const number = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/

/**
 * Minor units of an amount by the text of its JSON number, exactly and signed; or why it is none. A float is never asked:
 * 0.1 + 0.2 was written with seventeen decimals and has too many.
 */
export function readAmount(text: string | undefined, currency: string, unit: Unit): number | RejectionReason {
  if (text === undefined || text === 'null') return 'amount_missing'
  const match = number.exec(text)
  if (!match) return 'amount_not_a_number'
  const [, sign, whole = '', fraction = '', power = '0'] = match
  const digits = (whole + fraction).replace(/^0+/, '')
  const kept = digits.replace(/0+$/, '')
  if (kept === '') return 0
  const shift = (unit === 'major' ? decimals(currency) : 0) - fraction.length + Number(power) + (digits.length - kept.length)
  if (shift < 0) return 'amount_too_precise'
  if (kept.length + shift > 16) return 'amount_too_large'
  const size = Number(kept + '0'.repeat(shift))
  return size > Number.MAX_SAFE_INTEGER ? 'amount_too_large' : sign === '-' ? -size : size
}

/** Whether the text of a JSON value is a number above zero, however small or large. */
export const isPositive = (text: string): boolean => number.test(text) && !text.startsWith('-') && /[1-9]/.test(text.replace(/[eE].*$/, ''))

/** An ISO 4217 code of any spelling, upper case; or why it is none. */
export function readCurrency(value: unknown): { code: string } | RejectionReason {
  if (value === undefined || value === null || value === '') return 'currency_missing'
  const code = typeof value === 'string' ? value.trim().toUpperCase() : ''
  return isCurrency(code) ? { code } : 'currency_unknown'
}

/** Whether the text of a JSON value is no amount at all: left out, null or zero. */
export const isNothing = (text: string | undefined): boolean => text === undefined || text === 'null' || (number.test(text) && !/[1-9]/.test(text.replace(/[eE].*$/, '')))

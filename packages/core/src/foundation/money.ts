import * as z from 'zod'

// ISO 4217 active codes whose minor unit is not 2; every other code below has 2 decimals.
const decimalsOf: Record<string, number> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4,
}
const twoDecimals =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG'
for (const code of twoDecimals.split(' ')) decimalsOf[code] = 2

/** Every ISO 4217 currency that can be booked. */
export const currencies: readonly string[] = Object.keys(decimalsOf).sort()

export const isCurrency = (code: string): boolean => Object.hasOwn(decimalsOf, code)

/** How many decimals a currency's major unit has (JPY 0, USD 2, KWD 3). */
export function decimals(currency: string): number {
  const found = decimalsOf[currency]
  if (found === undefined) throw new RangeError(`Unknown currency ${currency}`)
  return found
}

/** A currency code, upper case. */
export const Currency = z.string().regex(/^[A-Z]{3}$/).refine(isCurrency, { message: 'Not a currency of ISO 4217.' }).meta({ example: 'USD' })

/** An amount of money: a whole number of minor units (cents for USD), never negative, up to 2^53 − 1. */
export const Minor = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

/** A sum of amounts in minor units, signed. Beyond 2^53 − 1 it is a decimal string. */
export const Total = z.union([z.int(), z.string().regex(/^-?\d+$/)])

/** A total for the wire from an exact sum. */
export const toTotal = (sum: bigint): number | string =>
  sum <= BigInt(Number.MAX_SAFE_INTEGER) && sum >= -BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : String(sum)

/** The exact sum behind a total. */
export const fromTotal = (total: number | string): bigint => BigInt(total)

const plainDecimal = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * Minor units of a decimal text in major units, exactly: `'10.5'` USD is 1050n.
 * Null where it is no number or has more decimals than the currency.
 */
export function parseMajor(text: string, currency: string): bigint | null {
  const match = plainDecimal.exec(text.trim())
  if (!match) return null
  const [, sign, whole = '', fraction = '', power = '0'] = match
  const digits = whole + fraction
  const shift = decimals(currency) - fraction.length + Number(power)
  if (shift >= 0) {
    if (shift > 40) return null
    const value = BigInt(digits + '0'.repeat(shift))
    return sign === '-' ? -value : value
  }
  const cut = digits.padStart(-shift + 1, '0')
  if (/[1-9]/.test(cut.slice(shift))) return null
  const value = BigInt(cut.slice(0, shift))
  return sign === '-' ? -value : value
}

/** Decimal text in major units, all decimals of the currency shown: 1050n USD is `'10.50'`. */
export function formatMajor(amount: bigint | number, currency: string): string {
  const places = decimals(currency)
  const value = BigInt(amount)
  const digits = String(value < 0n ? -value : value).padStart(places + 1, '0')
  const sign = value < 0n ? '-' : ''
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** `numerator / denominator` rounded to a whole number, halves away from zero. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('Division by zero')
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const rounded = (2n * n + d) / (2n * d)
  return negative ? -rounded : rounded
}

/** Splits an amount by weights so that the parts add up to it exactly (largest remainder, earlier part first on a tie). */
export function allocate(amount: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  if (total <= 0n || weights.some((weight) => weight < 0n)) throw new RangeError('Weights must be positive in sum')
  const negative = amount < 0n
  const size = negative ? -amount : amount
  const parts = weights.map((weight) => (size * weight) / total)
  let rest = size - parts.reduce((sum, part) => sum + part, 0n)
  const order = weights.map((weight, at) => ({ at, remainder: (size * weight) % total })).sort((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder > b.remainder ? -1 : 1))
  for (const { at } of order) {
    if (rest === 0n) break
    parts[at]! += 1n
    rest -= 1n
  }
  return negative ? parts.map((part) => -part) : parts
}

/** A sum in minor units; beyond 2^53 − 1 the wire has it as a decimal string. */
export type Total = number | string

// ISO 4217 where it is not two decimals. Intl follows another list (IQD, for one), and the ledger follows ISO.
const decimalsOf: Record<string, number> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4,
}

export const decimals = (currency: string): number => decimalsOf[currency] ?? 2

/** Decimal text in major units, exact at any size: 1050 USD is `10.50`. */
export function major(total: Total, currency: string): string {
  const value = BigInt(total)
  const places = decimals(currency)
  const digits = String(value < 0n ? -value : value).padStart(places + 1, '0')
  const cut = digits.length - places
  return (value < 0n ? '-' : '') + (places ? `${digits.slice(0, cut)}.${digits.slice(cut)}` : digits)
}

/** Minor units of what a person typed: "1,000", "$1000.5", "1 000,00". Null where it is no amount of that currency. */
export function parseAmount(typed: string, currency: string): number | null {
  const bare = typed.trim().replace(/^[^\d.,−-]+|[^\d.,]+$/g, '').replace(/^[−-]/, '').replace(/[\s\u00a0\u202f'’]/g, '')
  if (!/^\d[\d.,]*$/.test(bare)) return null
  const places = decimals(currency)
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','))
  const mixed = bare.includes('.') && bare.includes(',')
  const grouped = last >= 0 && !mixed && /^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(bare) && !(bare[last] === '.' && places === 3)
  const whole = last < 0 || grouped ? bare.replace(/[.,]/g, '') : bare.slice(0, last).replace(/[.,]/g, '')
  const fraction = last < 0 || grouped ? '' : bare.slice(last + 1)
  if (fraction.length > places && /[1-9]/.test(fraction.slice(places))) return null
  const value = Number(whole + fraction.slice(0, places).padEnd(places, '0'))
  return Number.isSafeInteger(value) ? value : null
}

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(currency: string, cents: boolean): Intl.NumberFormat {
  const key = `${currency}${cents}`
  let format = formats.get(key)
  if (!format) {
    const places = cents ? decimals(currency) : 0
    format = new Intl.NumberFormat('en', { style: 'currency', currency, minimumFractionDigits: places, maximumFractionDigits: places })
    formats.set(key, format)
  }
  return format
}

const trueMinus = (text: string): string => text.replace('-', '−')
const isNegative = (total: Total): boolean => String(total).startsWith('-')

/** Money as rows show it: `$1,000.00`, `−$349.00`, `KWD 108.250`. */
export const money = (total: Total, currency: string): string => trueMinus(formatOf(currency, true).format(major(total, currency) as Intl.StringNumericLiteral))

/** Money as headlines show it, without cents: `$48,210`. */
export const wholeMoney = (total: Total, currency: string): string => trueMinus(formatOf(currency, false).format(major(total, currency) as Intl.StringNumericLiteral)).replace(/^−(\D*0)$/, '$1')

const signed = (show: typeof money) => (total: Total, currency: string): string => (isNegative(total) || BigInt(total) === 0n ? '' : '+') + show(total, currency)

/** With a sign before it either way, for what changed. */
export const signedMoney = signed(money)
export const signedWholeMoney = signed(wholeMoney)

/** Money on an axis: `$50k`, `$1.2m`. */
export function axisMoney(value: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1, minimumFractionDigits: 0 })
  return trueMinus(format.format(value / 10 ** decimals(currency))).replace(/([KMBT])$/, (unit) => unit.toLowerCase())
}

/** The symbol alone, as it stands before an amount that somebody types. */
export const symbolOf = (currency: string): string => formatOf(currency, true).formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency

const names = new Intl.DisplayNames('en', { type: 'currency' })

/** "US dollars", or the code where it has no name. */
export function currencyName(currency: string): string {
  const name = names.of(currency)
  if (name === undefined || name === currency) return currency
  return name.replace(/^US Dollar$/, 'US dollars')
}

const plain = new Intl.NumberFormat('en')
export const count = (value: number): string => trueMinus(plain.format(value))

/** "1 entry", "11 entries", "1,204 contacts". */
export const counted = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`

/** A change of rate `0.039` as `3.9%`: the arrow beside it says the direction. */
export function percent(rate: string): string {
  const value = Math.abs(Number(rate))
  return new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: value < 9.995 ? 1 : 0, maximumFractionDigits: value < 9.995 ? 1 : 0 }).format(value)
}

import * as z from 'zod'
import { Currency, decimals, divideRounded } from '../foundation/index.js'

/** One rate per currency for a whole report: what one major unit of it is worth in major units of the reporting currency. */
export const Rates = z.record(Currency, z.string().regex(/^\d{1,12}(?:\.\d{1,12})?$/)).meta({ id: 'ExchangeRates', example: { EUR: '1.10' } })
export type Rates = z.output<typeof Rates>

/** Turns minor units of a currency into minor units of `into`, rounded once, halves away from zero. Null where there is no rate. */
export function converter(into: string, rates: Rates): (amount: bigint, currency: string) => bigint | null {
  return (amount, currency) => {
    if (currency === into) return amount
    const rate = rates[currency]
    if (rate === undefined) return null
    const [whole = '0', fraction = ''] = rate.split('.')
    return divideRounded(amount * BigInt(whole + fraction) * 10n ** BigInt(decimals(into)), 10n ** BigInt(decimals(currency) + fraction.length))
  }
}

import { divideRounded } from '../foundation/index.js'
import type { Interval, Terms } from './schemas.js'

/** Months' worth of one interval, as a fraction: a week is 52/12 of a month's price, exactly. */
const monthly: Record<Interval, readonly [bigint, bigint]> = { day: [365n, 12n], week: [52n, 12n], month: [1n, 1n], quarter: [1n, 3n], year: [1n, 12n] }

/**
 * Monthly recurring revenue of terms, in minor units of their currency. Percents off come before amounts off, only discounts for ever
 * count, use is never recurring; rounded once, at the end, halves away from zero.
 */
export function mrrOf(terms: Terms): bigint {
  if (terms.usageType === 'metered') return 0n
  let over = BigInt(terms.unitAmount) * BigInt(terms.quantity)
  let under = 1n
  const lasting = terms.discounts.filter((discount) => discount.duration === 'forever')
  for (const discount of lasting) {
    if (!('percentOff' in discount)) continue
    const [whole = '0', fraction = ''] = discount.percentOff.split('.')
    const hundred = 100n * 10n ** BigInt(fraction.length)
    over *= hundred - BigInt(whole + fraction)
    under *= hundred
  }
  for (const discount of lasting) if ('amountOff' in discount) over -= BigInt(discount.amountOff) * under
  if (over <= 0n) return 0n
  const [times, by] = monthly[terms.interval]
  return divideRounded(over * times, under * by * BigInt(terms.intervalCount))
}

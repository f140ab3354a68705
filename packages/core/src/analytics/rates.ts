import type * as z from 'zod'
import { divideRounded, toTotal } from '../foundation/index.js'
import type { Change } from './schemas.js'

const million = 1_000_000n

/** A fraction with six decimals, halves away from zero: `'-0.500000'`. Null over nothing. */
export function rateOf(numerator: bigint, denominator: bigint): string | null {
  if (denominator === 0n) return null
  const rounded = divideRounded(numerator * million, denominator)
  const size = rounded < 0n ? -rounded : rounded
  return `${rounded < 0n ? '-' : ''}${size / million}.${String(size % million).padStart(6, '0')}`
}

/** A figure against an earlier one; `previous` null where there is nothing to compare with. */
export function changeOf(value: bigint, previous: bigint | null): z.output<typeof Change> {
  if (previous === null) return { previous: null, difference: null, rate: null }
  return { previous: toTotal(previous), difference: toTotal(value - previous), rate: previous > 0n ? rateOf(value - previous, previous) : null }
}

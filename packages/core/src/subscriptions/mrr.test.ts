import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mrrOf } from './mrr.js'
import { Terms } from './schemas.js'

const terms = (some: Partial<Terms>) => Terms.parse({ plan: 'pro', unitAmount: 1000, currency: 'USD', interval: 'month', ...some })

describe('monthly recurring revenue of terms', () => {
  it.each<[string, Partial<Terms>, bigint]>([
    ['a month is itself', {}, 1000n],
    ['a year is a twelfth', { unitAmount: 120_000, interval: 'year' }, 10_000n],
    ['a quarter is a third', { unitAmount: 1000, interval: 'quarter' }, 333n],
    ['a week is 52 twelfths', { unitAmount: 1000, interval: 'week' }, 4333n],
    ['a day is 365 twelfths', { unitAmount: 100, interval: 'day' }, 3042n],
    ['every second year is half of it', { unitAmount: 2400, interval: 'year', intervalCount: 2 }, 100n],
    ['seats multiply', { unitAmount: 999, quantity: 7 }, 6993n],
    ['use never recurs', { unitAmount: 50_000, usageType: 'metered' }, 0n],
    ['a half rounds away from zero', { unitAmount: 1806, interval: 'year' }, 151n],
    ['percents come before amounts', { discounts: [{ amountOff: 100, duration: 'forever' }, { percentOff: '50', duration: 'forever' }] }, 400n],
    ['percents follow each other', { discounts: [{ percentOff: '50', duration: 'forever' }, { percentOff: '50', duration: 'forever' }] }, 250n],
    ['a percentage with decimals is exact', { unitAmount: 2500, discounts: [{ percentOff: '12.5', duration: 'forever' }] }, 2188n],
    ['a passing discount leaves it alone', { discounts: [{ percentOff: '50', duration: 'once' }, { amountOff: 100, duration: 'repeating' }] }, 1000n],
    ['it never falls below nothing', { discounts: [{ amountOff: 5000, duration: 'forever' }] }, 0n],
    ['everything off is nothing', { discounts: [{ percentOff: '100', duration: 'forever' }] }, 0n],
  ])('%s', (_, some, expected) => {
    expect(mrrOf(terms(some))).toBe(expected)
  })

  it('is exact past what a float holds', () => {
    expect(mrrOf(terms({ unitAmount: Number.MAX_SAFE_INTEGER, quantity: 1_000_000_000 }))).toBe(9_007_199_254_740_991_000_000_000n)
  })

  it('is off by at most half a unit, once, whatever the discounts', () => {
    const percent = fc.integer({ min: 0, max: 10_000 }).map((bp) => ({ percentOff: `${Math.floor(bp / 100)}${bp === 10_000 ? '' : `.${String(bp % 100).padStart(2, '0')}`}`, duration: 'forever' as const, bp: BigInt(bp) }))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.constantFrom('month', 'quarter', 'year' as const), fc.integer({ min: 1, max: 12 }), fc.array(percent, { maxLength: 4 }), (unitAmount, interval, intervalCount, off) => {
        const months = { month: 1n, quarter: 3n, year: 12n }[interval] * BigInt(intervalCount)
        const under = months * 10_000n ** BigInt(off.length)
        const exact = off.reduce((over, { bp }) => over * (10_000n - bp), BigInt(unitAmount))
        const mrr = mrrOf(terms({ unitAmount, interval, intervalCount, discounts: off.map(({ percentOff, duration }) => ({ percentOff, duration })) }))
        const twice = 2n * (mrr * under - exact)
        expect(twice <= under && twice > -under).toBe(true)
      }),
    )
  })
})

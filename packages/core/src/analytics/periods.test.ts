import { describe, expect, it } from 'vitest'
import { addMonths, daysOf, lastDay, lengthOf, monthsBetween, spanBefore } from './periods.js'
import { changeOf, rateOf } from './rates.js'
import { converter } from './exchange.js'
import { wholeOf } from './exact-sums.js'

describe('periods', () => {
  it.each([
    ['a month so far: as far into the month before', '2026-11-01', '2026-11-19', '2026-10-01', '2026-10-19'],
    ['a whole month: the whole month before', '2026-11-01', '2026-11-30', '2026-10-01', '2026-10-31'],
    ['a longer month so far: to the end of a shorter one', '2026-03-01', '2026-03-30', '2026-02-01', '2026-02-28'],
    ['a quarter: the quarter before', '2026-04-01', '2026-06-30', '2026-01-01', '2026-03-31'],
    ['a year: the year before', '2024-01-01', '2024-12-31', '2023-01-01', '2023-12-31'],
    ['any other days: as many days before', '2026-11-05', '2026-11-11', '2026-10-29', '2026-11-04'],
    ['a day of a month: the day before', '2026-11-05', '2026-11-05', '2026-11-04', '2026-11-04'],
  ])('compare %s', (_, from, to, earlier, until) => {
    expect(spanBefore({ from, to })).toEqual({ from: earlier, to: until })
  })

  it('count months and days, over years and leap days', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
    expect([addMonths('2026-01', -1), addMonths('2026-12', 1)]).toEqual(['2025-12', '2027-01'])
    expect([lastDay('2024-02'), lastDay('2026-02')]).toEqual(['2024-02-29', '2026-02-28'])
    expect(daysOf({ from: '2024-02-28', to: '2024-03-01' })).toEqual(['2024-02-28', '2024-02-29', '2024-03-01'])
    expect(lengthOf({ from: '2024-02-28', to: '2024-03-01' })).toBe(3)
  })
})

describe('rates', () => {
  it.each([[1n, 3n, '0.333333'], [2n, 3n, '0.666667'], [-1n, 2n, '-0.500000'], [1n, 2_000_000n, '0.000001'], [-1n, 2_000_000n, '-0.000001'], [1n, 2_000_001n, '0.000000'], [0n, 5n, '0.000000'], [5n, 0n, null]])('%d of %d is %s', (a, b, rate) => {
    expect(rateOf(a, b)).toBe(rate)
  })

  it('have no percentage where there is nothing before, or nothing to divide by', () => {
    expect(changeOf(500n, null)).toEqual({ previous: null, difference: null, rate: null })
    expect(changeOf(500n, 0n)).toEqual({ previous: 0, difference: 500, rate: null })
    expect(changeOf(500n, -100n)).toEqual({ previous: -100, difference: 600, rate: null })
    expect(changeOf(2n ** 60n, 2n ** 59n)).toEqual({ previous: String(2n ** 59n), difference: String(2n ** 59n), rate: '1.000000' })
  })

  it('of exchange turn minor units of one currency into those of another, rounded once', () => {
    const convert = converter('USD', { EUR: '1.10', JPY: '0.0068', KWD: '3.25' })
    expect([convert(4550n, 'EUR'), convert(1000n, 'JPY'), convert(10_010n, 'KWD'), convert(7n, 'USD'), convert(7n, 'GBP')]).toEqual([5005n, 680n, 3253n, 7n, null])
  })

  it('come from sums put together of two halves', () => {
    expect(wholeOf({ high: 9_007_199_254, low: 740_993 + 2_000_000_000 })).toBe(9_007_199_256_000_740_993n)
    expect(wholeOf({ high: null, low: null })).toBe(0n)
    expect(wholeOf({ high: -3, low: -5 })).toBe(-3_000_000_005n)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMajor } from '../foundation/index.js'
import { isNothing, isPositive, readAmount, readCurrency } from './amounts.js'

describe('reading amounts', () => {
  it.each([
    ['4900.0', 'USD', 490_000], ['10', 'USD', 1_000], ['-1205.83', 'EUR', -120_583], ['29677.0', 'JPY', 29_677], ['838.743', 'KWD', 838_743], ['1e3', 'USD', 100_000], ['1.5E-1', 'USD', 15],
    ['0.0', 'USD', 0], ['-0.0', 'USD', 0], ['10.50000', 'USD', 1_050], ['90071992547409.91', 'USD', 9_007_199_254_740_991], ['0e999999999999', 'USD', 0], ['100e-2', 'JPY', 1],
  ])('%s %s is %d minor units', (text, currency, minor) => expect(readAmount(text, currency, 'major')).toBe(minor))

  it.each([
    [undefined, 'amount_missing'], ['null', 'amount_missing'], ['"12,50"', 'amount_not_a_number'], ['"12.50"', 'amount_not_a_number'], ['{}', 'amount_not_a_number'], ['true', 'amount_not_a_number'],
    ['0.30000000000000004', 'amount_too_precise'], ['10.000000000000000001', 'amount_too_precise'], ['1e-9', 'amount_too_precise'], ['1e-999999', 'amount_too_precise'],
    ['1e309', 'amount_too_large'], ['90071992547409.92', 'amount_too_large'], ['1e999999999', 'amount_too_large'],
  ])('%s is refused as %s', (text, reason) => expect(readAmount(text, 'USD', 'major')).toBe(reason))

  it('takes minor units as whole numbers', () => {
    expect(readAmount('1050.0', 'USD', 'minor')).toBe(1_050)
    expect(readAmount('10.5', 'USD', 'minor')).toBe('amount_too_precise')
  })

  it('reads back every amount as it would be printed', () => {
    fc.assert(fc.property(fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }), fc.constantFrom('USD', 'JPY', 'KWD', 'CLF'), (minor, currency) => {
      expect(readAmount(formatMajor(minor, currency), currency, 'major')).toBe(minor)
    }))
  })

  it('knows nothing from something', () => {
    expect([undefined, 'null', '0', '0.00', '-0', '0e5'].map(isNothing)).toEqual([true, true, true, true, true, true])
    expect(['0.01', '-1', '"0"', '1e-400'].map(isNothing)).toEqual([false, false, false, false])
    expect(['0.01', '1e-400', '-1', '"1"', '0'].map(isPositive)).toEqual([true, true, false, false, false])
  })

  it('reads currencies of any spelling, and no others', () => {
    expect(['usd', 'Usd', ' EUR ', 'kWd'].map(readCurrency)).toEqual([{ code: 'USD' }, { code: 'USD' }, { code: 'EUR' }, { code: 'KWD' }])
    expect(['zzz9', 'toString', 7, undefined, null, ''].map(readCurrency)).toEqual(['currency_unknown', 'currency_unknown', 'currency_unknown', 'currency_missing', 'currency_missing', 'currency_missing'])
  })
})

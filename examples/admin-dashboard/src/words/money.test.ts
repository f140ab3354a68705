import { describe, expect, it } from 'vitest'
import { axisMoney, counted, currencyName, major, money, parseAmount, percent, signedWholeMoney, wholeMoney } from './money.js'

describe('money in words', () => {
  it('is set with its currency, its own decimals and a true minus', () => {
    expect([money(100_000, 'USD'), money(-34_900, 'USD'), money(108_250, 'KWD').replace(/\u00a0/g, ' '), money(52_000, 'JPY')]).toEqual(['$1,000.00', '−$349.00', 'KWD 108.250', '¥52,000'])
  })

  it('follows the ledger where Intl counts decimals differently', () => {
    expect(money(1_500, 'IQD').replace(/\u00a0/g, ' ')).toBe('IQD 1.500')
  })

  it('is exact where floats are not', () => {
    expect(money('900719925474099312345', 'USD')).toBe('$9,007,199,254,740,993,123.45')
    expect(major('-5', 'USD')).toBe('-0.05')
  })

  it('has no cents in headlines, and a sign where it says what changed', () => {
    expect([wholeMoney(4_821_000, 'USD'), signedWholeMoney(179_000, 'USD'), signedWholeMoney(-109_400, 'USD'), signedWholeMoney(0, 'USD'), wholeMoney(-20, 'USD')]).toEqual(['$48,210', '+$1,790', '−$1,094', '$0', '$0'])
  })

  it('is short on an axis', () => {
    expect([axisMoney(5_000_000, 'USD'), axisMoney(120_000_000, 'USD'), axisMoney(0, 'USD')]).toEqual(['$50k', '$1.2m', '$0'])
  })

  it('reads percentages, counts and names', () => {
    expect([percent('0.038561'), percent('-0.070000'), percent('12.500000')]).toEqual(['3.9%', '7.0%', '1,250%'])
    expect([counted(1, 'entry', 'entries'), counted(4_907, 'entry', 'entries'), currencyName('USD'), currencyName('EUR')]).toEqual(['1 entry', '4,907 entries', 'US dollars', 'Euro'])
  })
})

describe('an amount that somebody typed', () => {
  it.each([
    ['1000', 'USD', 100_000], ['1,000', 'USD', 100_000], ['$1,000.00', 'USD', 100_000], ['1.000,50', 'EUR', 100_050], ['1 000', 'EUR', 100_000], ['10.5', 'USD', 1_050], ['1000', 'JPY', 1_000], ['1.250', 'KWD', 1_250], ['−349', 'USD', 34_900],
  ])('%s in %s is %i minor units', (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor)
  })

  it.each([['abc', 'USD'], ['', 'USD'], ['10.5555', 'USD'], ['1.5', 'JPY'], ['99999999999999999999', 'USD'], ['12 apples 3', 'USD']])('%s in %s is none', (text, currency) => {
    expect(parseAmount(text, currency)).toBeNull()
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entrySorts, entryTypes, isFiltered, meansAmount, readEntryFilter, readEntrySort, revenueSources, writeEntryFilter } from './entry-query.js'
import type { EntryFilter } from './wire.js'

describe('filters in the address', () => {
  it('say amounts in major units, beside their currency', () => {
    expect(readEntryFilter('?type=refund,chargeback&currency=USD&minAmount=1000&to=2026-01-31&reconciled=no')).toEqual({ type: ['refund', 'chargeback'], currency: 'USD', minAmount: 100_000, to: '2026-01-31', reconciled: false })
    expect(writeEntryFilter({ type: ['refund'], currency: 'KWD', amount: 1_250 })).toBe('type=refund&currency=KWD&amount=1.250')
  })

  it('leave out what cannot be read, so that an old link still opens', () => {
    expect(readEntryFilter('?type=gift&source=&currency=usd&amount=10&from=soon&to=2026-13-40&reconciled=maybe&text=%20')).toEqual({})
    expect(readEntrySort('?sort=random')).toBe('-happenedAt')
  })

  it('come back as they were written', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
    const text = fc.string({ minLength: 1, maxLength: 40 }).map((one) => one.trim()).filter(Boolean)
    const filter = fc.record(
      {
        type: fc.subarray([...entryTypes], { minLength: 1 }), source: fc.subarray([...revenueSources], { minLength: 1 }), contactId: fc.constant('con_1'), currency: fc.constantFrom('USD', 'JPY', 'KWD'),
        amount: fc.nat({ max: 2 ** 31 }), minAmount: fc.nat({ max: 2 ** 31 }), from: day, to: day, text, reconciled: fc.boolean(),
      },
      { requiredKeys: ['currency'] },
    )
    fc.assert(fc.property(filter, fc.constantFrom(...entrySorts), (given, sort) => {
      const search = `?${writeEntryFilter(given as EntryFilter, sort)}`
      expect(readEntryFilter(search)).toEqual(given)
      expect(readEntrySort(search)).toBe(sort)
    }))
  })

  it('know when there are none', () => {
    expect([isFiltered({}), isFiltered({ reconciled: false })]).toEqual([false, true])
  })
})

describe('a search that means an amount', () => {
  it.each(['1000', '$1,000.00', '1000 EUR', 'usd 20', '1.000,50 €', '−349'])('%s does', (text) => {
    expect(meansAmount(text)).toBe(true)
  })
  it.each(['Maya', 'TXN-2026-000010', 'pi_1000', '1000 documents', '', '12345678901234567'])('%s does not', (text) => {
    expect(meansAmount(text)).toBe(false)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pairByIntent, pairByTime, type Telling } from './pair-payments.js'

const minute = 60_000
const row = (rowId: number, place: number, more: Partial<Telling> = {}): Telling => ({ rowId, place, amount: 1_000, currency: 'USD', intent: 'pi', at: 0, leader: null, settled: false, places: 1 << place, ...more })
const pairs = (found: Map<number, number>) => Object.fromEntries(found)

describe('rows with one payment intent', () => {
  it('are one payment in two tables, whatever the amounts', () => {
    expect(pairs(pairByIntent([row(1, 0), row(2, 2)]))).toEqual({ 2: 1 })
    expect(pairs(pairByIntent([row(1, 0), row(2, 2, { amount: 0 })]))).toEqual({ 2: 1 })
    expect(pairs(pairByIntent([row(1, 0), row(2, 1), row(3, 2)]))).toEqual({ 2: 1, 3: 1 })
  })

  it('are one payment delivered twice where a table repeats the amount, and two where it does not', () => {
    expect(pairs(pairByIntent([row(1, 0), row(2, 0), row(3, 0, { amount: 500 })]))).toEqual({ 2: 1 })
    expect(pairs(pairByIntent([row(1, 0), row(2, 0, { currency: 'EUR' })]))).toEqual({})
  })

  it('pair one to one, equal amounts first', () => {
    expect(pairs(pairByIntent([row(1, 0, { amount: 500 }), row(2, 0), row(3, 2), row(4, 2, { amount: 700 }), row(5, 2, { amount: 900 })]))).toEqual({ 3: 2, 4: 1 })
  })

  it('follow what an earlier import booked', () => {
    expect(pairs(pairByIntent([row(9, 0), row(3, 1, { settled: true })]))).toEqual({ 9: 3 })
    expect(pairs(pairByIntent([row(3, 0, { settled: true, places: 0b101 }), row(4, 2, { settled: true, leader: 3 }), row(8, 2), row(9, 2, { amount: 1 })]))).toEqual({ 8: 3 })
  })

  it('are found the same again after a worker died between finding and booking', () => {
    expect(pairs(pairByIntent([row(1, 0, { places: 0b101 }), row(2, 2, { settled: true, leader: 1 })]))).toEqual({})
  })
})

describe('rows about one subscription and amount', () => {
  const at = (rowId: number, place: number, minutes: number, more: Partial<Telling> = {}) => row(rowId, place, { intent: null, at: minutes * minute, ...more })

  it('are one charge within an hour in two tables, never in one', () => {
    expect(pairs(pairByTime([at(1, 0, 0), at(2, 1, 60)]))).toEqual({ 2: 1 })
    expect(pairs(pairByTime([at(1, 0, 0), at(2, 1, 60.001)]))).toEqual({})
    expect(pairs(pairByTime([at(1, 0, 0), at(2, 0, 1)]))).toEqual({})
  })

  it('pair one to one, as many as can be', () => {
    expect(pairs(pairByTime([at(1, 0, 0), at(2, 0, 50), at(3, 1, 45), at(4, 1, 105)]))).toEqual({ 3: 1, 4: 2 })
    expect(pairs(pairByTime([at(1, 0, 0), at(2, 1, 1), at(3, 1, 2)]))).toEqual({ 2: 1 })
  })

  it('are two charges where both name a payment intent and not the same', () => {
    expect(pairs(pairByTime([at(1, 0, 0, { intent: 'a' }), at(2, 1, 0, { intent: 'b' })]))).toEqual({})
    expect(pairs(pairByTime([at(1, 0, 0, { intent: 'a' }), at(2, 1, 0)]))).toEqual({ 2: 1 })
  })

  it('give each payment at most one row of each table, and lead straight to it', () => {
    const rows = fc.array(fc.record({ place: fc.integer({ min: 0, max: 2 }), minutes: fc.integer({ min: 0, max: 300 }), amount: fc.constantFrom(1, 2) }), { maxLength: 30 })
    fc.assert(fc.property(rows, fc.boolean(), (given, byIntent) => {
      const all = given.map(({ place, minutes, amount }, index) => at(index + 1, place, minutes, { amount: byIntent ? amount : 1 }))
      const found = byIntent ? pairByIntent(all) : pairByTime(all)
      for (const leader of found.values()) expect(found.has(leader)).toBe(false)
      if (byIntent) return
      for (const one of all) {
        const told = [one, ...all.filter((other) => found.get(other.rowId) === one.rowId)]
        expect(new Set(told.map((other) => other.place)).size).toBe(told.length)
        for (const other of told) expect(Math.abs(other.at - one.at)).toBeLessThanOrEqual(60 * minute)
      }
    }))
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aMonth } from '../../testing/records.js'
import { chartShape, lineTicks, roundBelow } from './chart-shape.js'

const k = 100_000
const months = [
  aMonth('2026-09', { start: 42 * k, new: 3 * k, churn: k, end: 44 * k }),
  aMonth('2026-10', { start: 44 * k, new: 2 * k, expansion: k, contraction: k / 2, end: 46 * k + k / 2 }),
  aMonth('2026-11', { complete: false, until: '2026-11-19', start: 46 * k + k / 2, reactivation: k, end: 47 * k + k / 2 }),
]

describe('the scale of the line', () => {
  it('has four round numbers around the values', () => {
    expect(lineTicks([30_900, 48_210].map((value) => value * 100))).toEqual([50, 44, 38, 32].map((value) => value * k))
    expect(lineTicks([0, 580_000])).toEqual([600_000, 400_000, 200_000, 0])
  })

  it('is nothing but zero where nothing was earned', () => {
    expect(lineTicks([0, 0])).toEqual([0])
    expect(lineTicks([])).toEqual([0])
  })

  it('covers every value, and never goes below zero', () => {
    fc.assert(fc.property(fc.array(fc.nat({ max: 1e12 }), { minLength: 1, maxLength: 36 }), (values) => {
      const ticks = lineTicks(values)
      expect(ticks[0]).toBeGreaterThanOrEqual(Math.max(...values) * (1 - 1e-6))
      expect(Math.min(...ticks)).toBeGreaterThanOrEqual(0)
      expect([...ticks].sort((a, b) => b - a)).toEqual(ticks)
    }))
  })

  it('is labelled below the tallest bar', () => {
    expect([roundBelow(4_233), roundBelow(1_000), roundBelow(0)]).toEqual([4_000, 1_000, 0])
  })
})

describe('the chart', () => {
  const shape = chartShape(months, 716)

  it('stacks gains up from zero and losses down from it', () => {
    const [september] = shape.columns
    const gain = september!.bars.find((bar) => bar.kind === 'new')!
    const loss = september!.bars.find((bar) => bar.kind === 'churn')!
    expect(gain.y + gain.height).toBeCloseTo(shape.zeroY - 1)
    expect(loss.y).toBeCloseTo(shape.zeroY + 1)
    expect(gain.height / loss.height).toBeCloseTo(3)
  })

  it('draws no bar for what did not happen', () => {
    expect(shape.columns.map((column) => column.bars.map((bar) => bar.kind))).toEqual([['new', 'churn'], ['new', 'expansion', 'contraction'], ['reactivation']])
  })

  it('dots the line into a month that is running', () => {
    expect(shape.solid.split('L')).toHaveLength(2)
    expect(shape.dotted.split('L')).toHaveLength(2)
    expect(chartShape(months.slice(0, 2), 716).dotted).toBe('')
  })

  it('stays inside its frame at any width', () => {
    fc.assert(fc.property(fc.integer({ min: 120, max: 2_000 }), (width) => {
      const drawn = chartShape(months, width)
      for (const { bars, pointY } of drawn.columns) {
        expect(pointY).toBeLessThan(drawn.zeroY)
        for (const bar of bars) expect(bar.x >= 0 && bar.x + bar.width <= drawn.plotWidth && bar.y >= 0 && bar.y + bar.height <= drawn.bandHeight).toBe(true)
      }
    }))
  })
})

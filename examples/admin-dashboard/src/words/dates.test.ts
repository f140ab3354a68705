import { describe, expect, it } from 'vitest'
import { dateTime, dayIn, duration, exactInstant, lastDay, period, plusMonths, when } from './dates.js'

const now = Date.parse('2026-11-19T12:06:00Z')

describe('times as people say them', () => {
  it.each([
    ['2026-11-19T12:05:30Z', 'just now'], ['2026-11-19T11:42:00Z', '11:42'], ['2026-11-18T23:59:00Z', 'Yesterday'], ['2026-11-16T09:14:00Z', '16 Nov'], ['2025-05-12T00:00:00Z', '12 May 2025'],
  ])('%s is %s', (instant, words) => {
    expect(when(instant, now, 'UTC')).toBe(words)
  })

  it('are of the business’s own time zone', () => {
    expect(dayIn('2026-11-19T23:30:00Z', 'Europe/Madrid')).toBe('2026-11-20')
    expect(dateTime('2026-11-16T09:14:00Z', 'America/New_York')).toBe('16 Nov 2026, 04:14')
    expect(exactInstant('2026-11-16T09:14:05Z', 'UTC')).toMatch(/Monday.*16 November 2026.*09:14:05.*UTC/)
  })

  it('call the ninth month by three letters like the others', () => {
    expect(when('2026-09-02T00:00:00Z', now, 'UTC')).toBe('2 Sep')
  })
})

describe('periods', () => {
  it.each([
    ['2026-11-01', '2026-11-19', '1–19 Nov'], ['2026-11-01', '2026-11-30', 'November 2026'], ['2026-10-30', '2026-11-02', '30 Oct – 2 Nov 2026'], ['2025-12-30', '2026-01-02', '30 Dec 2025 – 2 Jan 2026'], ['2026-11-03', '2026-11-03', '3 Nov'],
  ])('%s to %s is %s', (from, to, words) => {
    expect(period(from, to)).toBe(words)
  })

  it('know how long months are', () => {
    expect([lastDay('2026-02'), lastDay('2028-02'), plusMonths('2026-01', -1), plusMonths('2026-11', 2)]).toEqual(['2026-02-28', '2028-02-29', '2025-12', '2027-01'])
  })

  it('are said in the largest unit that fits', () => {
    expect([duration(2_000), duration(90_000), duration(86_400_000), duration(47_300_000_000)]).toEqual(['2 seconds', '2 minutes', '1 day', '18 months'])
  })
})

import { describe, expect, it } from 'vitest'
import { hoursOn, openingAt, wallOf, weekAround, type Hours, type Interval } from './opening.js'

const week = (day: Interval[], over: Partial<Hours['weekly']> = {}): Hours['weekly'] => ({ monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: [], ...over })
const office: Hours = { timeZone: 'Europe/Berlin', weekly: week([{ from: '09:00', to: '12:30' }, { from: '13:30', to: '17:00' }]), exceptions: [{ date: '2026-05-01', reason: 'Labour Day', intervals: [] }] }
const at = (instant: string, hours: Hours = office) => openingAt(hours, Date.parse(instant))

describe('openingAt', () => {
  it('is open from the first minute and closed from the last', () => {
    expect(at('2026-03-02T07:59:59Z')).toEqual({ open: false, next: { days: 0, date: '2026-03-02', time: '09:00' } })
    expect(at('2026-03-02T08:00:00Z')).toEqual({ open: true, until: '12:30', minutesLeft: 210 })
    expect(at('2026-03-02T11:29:59Z')).toEqual({ open: true, until: '12:30', minutesLeft: 1 })
    expect(at('2026-03-02T11:30:00Z')).toEqual({ open: false, next: { days: 0, date: '2026-03-02', time: '13:30' } })
  })

  it('counts in the time zone of the business, over the change of the clocks', () => {
    expect(at('2026-03-27T08:00:00Z')).toMatchObject({ open: true }) // 09:00 winter time
    expect(at('2026-03-30T07:00:00Z')).toMatchObject({ open: true }) // 09:00 summer time
    expect(at('2026-03-30T06:59:00Z')).toMatchObject({ open: false })
  })

  it('looks past closed days and exceptions to the next that is open', () => {
    expect(at('2026-03-06T16:00:00Z')).toEqual({ open: false, next: { days: 3, date: '2026-03-09', time: '09:00' } })
    expect(at('2026-05-01T08:00:00Z')).toEqual({ open: false, next: { days: 3, date: '2026-05-04', time: '09:00' } })
    expect(at('2026-03-02T08:00:00Z', { ...office, weekly: week([]) })).toEqual({ open: false, next: null })
  })

  it('goes on past midnight where the next day does', () => {
    const bar: Hours = { timeZone: 'UTC', weekly: week([], { friday: [{ from: '20:00', to: '24:00' }], saturday: [{ from: '00:00', to: '02:00' }] }), exceptions: [] }
    expect(at('2026-03-06T23:00:00Z', bar)).toEqual({ open: true, until: '02:00', minutesLeft: 180 })
    expect(at('2026-03-07T01:00:00Z', bar)).toEqual({ open: true, until: '02:00', minutesLeft: 60 })
    const late: Hours = { ...bar, weekly: week([], { friday: [{ from: '20:00', to: '24:00' }] }) }
    expect(at('2026-03-06T23:00:00Z', late)).toEqual({ open: true, until: '00:00', minutesLeft: 60 })
  })

  it('knows of no end where there is none', () => {
    const always: Hours = { timeZone: 'UTC', weekly: week([{ from: '00:00', to: '24:00' }], { saturday: [{ from: '00:00', to: '24:00' }], sunday: [{ from: '00:00', to: '24:00' }] }), exceptions: [] }
    expect(at('2026-03-06T23:00:00Z', always)).toEqual({ open: true, until: null, minutesLeft: null })
  })

  it('takes times that touch for one', () => {
    const touching: Hours = { timeZone: 'UTC', weekly: week([{ from: '09:00', to: '12:00' }, { from: '12:00', to: '17:00' }]), exceptions: [] }
    expect(at('2026-03-02T10:00:00Z', touching)).toEqual({ open: true, until: '17:00', minutesLeft: 420 })
  })
})

describe('a week', () => {
  it('begins where the locale begins it, and holds today', () => {
    const sunday = Date.parse('2026-03-08T12:00:00Z')
    const dates = (firstDay: number) => weekAround(office, sunday, firstDay).map(({ date }) => date.slice(8))
    expect(dates(1)).toEqual(['02', '03', '04', '05', '06', '07', '08'])
    expect(dates(7)).toEqual(['08', '09', '10', '11', '12', '13', '14'])
    expect(dates(6)).toEqual(['07', '08', '09', '10', '11', '12', '13'])
    expect(weekAround(office, sunday, 1).filter(({ isToday }) => isToday).map(({ date }) => date)).toEqual(['2026-03-08'])
  })

  it('says why a date is another', () => {
    expect(hoursOn(office, '2026-05-01')).toMatchObject({ intervals: [], reason: 'Labour Day' })
    expect(hoursOn(office, '2026-05-02')).toMatchObject({ intervals: [], reason: null })
  })

  it('takes its date from the wall of the business, not of the visitor', () => {
    expect(wallOf(Date.parse('2026-03-02T23:30:00Z'), 'Asia/Tokyo')).toEqual({ date: '2026-03-03', minute: 510 })
    expect(wallOf(Date.parse('2026-03-02T00:00:00Z'), 'America/New_York')).toEqual({ date: '2026-03-01', minute: 1_140 })
  })
})

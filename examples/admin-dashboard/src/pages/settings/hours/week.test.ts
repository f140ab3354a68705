import { describe, expect, it } from 'vitest'
import { copied, faultOf, openFor, plusInterval, type Weekly } from './week.js'

const day = [{ from: '09:00', to: '12:30' }, { from: '13:30', to: '17:00' }]
const weekly: Weekly = { monday: day, tuesday: [], wednesday: [], thursday: [], friday: [{ from: '08:00', to: '24:00' }], saturday: [], sunday: [] }

describe('the times of a week', () => {
  it('go on after those that are there, and never past midnight', () => {
    expect([plusInterval([]), plusInterval(day)[2], plusInterval([{ from: '08:00', to: '23:30' }])[1]]).toEqual([[{ from: '09:00', to: '17:00' }], { from: '18:00', to: '20:00' }, { from: '23:00', to: '24:00' }])
  })

  it.each([
    ['nothing', day, null],
    ['touching', [{ from: '09:00', to: '12:00' }, { from: '12:00', to: '13:00' }], null],
    ['until midnight', [{ from: '20:00', to: '24:00' }], null],
    ['overlap', [{ from: '13:00', to: '15:00' }, { from: '09:00', to: '13:30' }], 'overlap'],
    ['turned round', [{ from: '17:00', to: '09:00' }], 'before it begins'],
    ['half typed', [{ from: '', to: '09:00' }], 'missing'],
  ])('say what is wrong with them: %s', (_, intervals, words) => {
    if (words === null) expect(faultOf(intervals)).toBeNull()
    else expect(faultOf(intervals)).toContain(words)
  })

  it('are copied to other days, and add up', () => {
    expect(copied(weekly, 'monday', ['tuesday', 'friday'])).toEqual({ ...weekly, tuesday: day, friday: day })
    expect([openFor(weekly), openFor({ ...weekly, monday: [], friday: [] }), openFor({ ...weekly, monday: [{ from: '09:00', to: '09:30' }], friday: [] })]).toEqual(['Open 23 h a week', 'Closed all week', 'Open 30 min a week'])
  })
})

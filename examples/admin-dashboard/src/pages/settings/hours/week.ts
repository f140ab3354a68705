import type { OpenInterval, OpeningHours } from '../../../wire.js'

export type Weekly = OpeningHours['weekly']
export type Weekday = keyof Weekly

export const weekdays: readonly (readonly [Weekday, string])[] = [
  ['monday', 'Monday'], ['tuesday', 'Tuesday'], ['wednesday', 'Wednesday'], ['thursday', 'Thursday'], ['friday', 'Friday'], ['saturday', 'Saturday'], ['sunday', 'Sunday'],
]

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const clock = (at: number) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`

/** One more, after those that are there: two hours from an hour later, or what fits before midnight. */
export function plusInterval(intervals: readonly OpenInterval[]): OpenInterval[] {
  if (intervals.length === 0) return [{ from: '09:00', to: '17:00' }]
  const last = Math.max(...intervals.map(({ to }) => minutes(to)))
  const from = Math.min(last + 60, 23 * 60)
  return [...intervals, { from: clock(from), to: clock(Math.min(from + 120, 24 * 60)) }]
}

/** What is wrong with the times of a day, in a sentence, before the server says it. */
export function faultOf(intervals: readonly OpenInterval[]): string | null {
  if (intervals.some(({ from, to }) => !from || !to)) return 'A time is missing.'
  if (intervals.some(({ from, to }) => from >= to)) return 'Ends before it begins. What lasts past midnight is two lines: until 24:00, and from 00:00 the day after.'
  const sorted = [...intervals].sort((one, other) => (one.from < other.from ? -1 : 1))
  return sorted.some(({ from }, at) => at > 0 && from < sorted[at - 1]!.to) ? 'Two of these times overlap.' : null
}

/** The times of a day on other days as well. */
export const copied = (weekly: Weekly, day: Weekday, to: readonly Weekday[]): Weekly => ({ ...weekly, ...Object.fromEntries(to.map((one) => [one, weekly[day]])) })

/** "40 h a week", "37 h 30 min a week". */
export function openFor(weekly: Weekly): string {
  const sum = Object.values(weekly).flat().reduce((total, { from, to }) => total + Math.max(0, from && to ? minutes(to) - minutes(from) : 0), 0)
  if (sum === 0) return 'Closed all week'
  return `Open ${[sum >= 60 ? `${Math.floor(sum / 60)} h` : '', sum % 60 ? `${sum % 60} min` : ''].filter(Boolean).join(' ')} a week`
}

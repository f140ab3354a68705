/** Open from one time of a day to another, `09:00` to `24:00`, the end not included. */
export type Interval = { from: string; to: string }
type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'
export type Hours = {
  timeZone: string
  weekly: Readonly<Record<Weekday, readonly Interval[]>>
  exceptions: readonly { date: string; reason: string | null; intervals: readonly Interval[] }[]
}

/** A day as the business counts it: its date, and how many minutes of it have passed. */
type Wall = { date: string; minute: number }

/** One day of the week that is shown. */
export type HoursDay = { date: string; intervals: readonly Interval[]; reason: string | null; isToday: boolean }

/** Whether the business is open, until when, or when it opens next; `days` ahead of today, null where no day of the next two weeks is open. */
export type Opening =
  | { open: true; until: string | null; minutesLeft: number | null }
  | { open: false; next: { days: number; date: string; time: string } | null }

const weekdays: readonly Weekday[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** What the clock on the wall of the business says. */
export function wallOf(instant: number, timeZone: string): Wall {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'gregory', numberingSystem: 'latn', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '0'
  return { date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`, minute: Number(part('hour')) * 60 + Number(part('minute')) }
}

/** The date some days later, as a calendar counts: no clock and no time zone comes into it. */
export const laterDate = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** When the business is open on a date; an exception stands in place of the week. */
export function hoursOn(hours: Hours, date: string): { intervals: readonly Interval[]; reason: string | null } {
  const exception = hours.exceptions.find((one) => one.date === date)
  if (exception) return exception
  return { intervals: hours.weekly[weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()]!], reason: null }
}

/** The end of what is open at a minute of a date, across midnight where the next day goes on. Null where it never closes within a week. */
function endOf(hours: Hours, date: string, interval: Interval): { days: number; time: string } | null {
  let to = interval.to
  for (let days = 0; days < 7; days++) {
    const today = hoursOn(hours, laterDate(date, days)).intervals
    for (let more = today.find((one) => one.from === to && days === 0); more; more = today.find((one) => one.from === to)) to = more.to
    if (to !== '24:00') return { days, time: to }
    const on = hoursOn(hours, laterDate(date, days + 1)).intervals.find((one) => one.from === '00:00')
    if (!on) return { days: days + 1, time: '00:00' }
    to = on.to
  }
  return null
}

/** What holds at a moment. */
export function openingAt(hours: Hours, instant: number): Opening {
  const { date, minute } = wallOf(instant, hours.timeZone)
  const now = hoursOn(hours, date).intervals.find(({ from, to }) => minuteOf(from) <= minute && minute < minuteOf(to))
  if (now) {
    const end = endOf(hours, date, now)
    return { open: true, until: end?.time ?? null, minutesLeft: end && end.days * 1_440 + minuteOf(end.time) - minute }
  }
  for (let days = 0; days < 15; days++) {
    const next = hoursOn(hours, laterDate(date, days)).intervals.filter(({ from }) => days > 0 || minuteOf(from) > minute).map(({ from }) => from).sort()[0]
    if (next) return { open: false, next: { days, date: laterDate(date, days), time: next } }
  }
  return { open: false, next: null }
}

/** The seven days from the first day of the week that today stands in. `firstDay` is 1 for Monday to 7 for Sunday. */
export function weekAround(hours: Hours, instant: number, firstDay: number): HoursDay[] {
  const { date } = wallOf(instant, hours.timeZone)
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7
  const start = laterDate(date, -((weekday - firstDay + 7) % 7))
  return Array.from({ length: 7 }, (_, day) => {
    const on = laterDate(start, day)
    return { date: on, isToday: on === date, ...hoursOn(hours, on) }
  })
}

// Words are English; days come before months and months are words, so that nobody reads a date the wrong way round.
const language = 'en-GB'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(instant: number | Date, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options)
  let found = formats.get(key)
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(language, options)))
  return found.format(instant).replace(/\bSept\b/, 'Sep')
}

const at = (instant: string): Date => new Date(instant)

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayIn(instant: string | number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(new Date(instant))
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('year')}-${of('month')}-${of('day')}`
}

/** "16 Nov 2026, 09:14" */
export const dateTime = (instant: string, timeZone: string): string => format(at(instant), { timeZone, day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })

/** The instant to the second with its zone, for a hover. */
export const exactInstant = (instant: string, timeZone: string): string =>
  format(at(instant), { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' })

/** "16 November 2026" */
export const longDate = (instant: string, timeZone: string): string => format(at(instant), { timeZone, day: 'numeric', month: 'long', year: 'numeric' })

/** Within a day relative, the date after: "just now", "11:42", "Yesterday", "16 Nov", "16 Nov 2025". */
export function when(instant: string, now: number, timeZone: string): string {
  const ago = now - at(instant).getTime()
  const day = dayIn(instant, timeZone)
  const today = dayIn(now, timeZone)
  if (ago >= 0 && ago < 60_000) return 'just now'
  if (day === today) return format(at(instant), { timeZone, hour: '2-digit', minute: '2-digit' })
  if (day === plusDays(today, -1)) return 'Yesterday'
  return day.slice(0, 4) === today.slice(0, 4) ? format(at(instant), { timeZone, day: 'numeric', month: 'short' }) : format(at(instant), { timeZone, day: 'numeric', month: 'short', year: 'numeric' })
}

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`)
const dayFormat = (day: string, options: Intl.DateTimeFormatOptions): string => format(utc(day), { timeZone: 'UTC', ...options })

export const plusDays = (day: string, plus: number): string => new Date(utc(day).getTime() + plus * 86_400_000).toISOString().slice(0, 10)

export function plusMonths(month: string, plus: number): string {
  const [year = 0, index = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, index - 1 + plus, 1)).toISOString().slice(0, 7)
}

export const firstDay = (month: string): string => `${month}-01`
export const lastDay = (month: string): string => plusDays(firstDay(plusMonths(month, 1)), -1)

/** "31 Oct" */
export const shortDay = (day: string): string => dayFormat(day, { day: 'numeric', month: 'short' })
/** "27 January 2026" */
export const longDay = (day: string): string => dayFormat(day, { day: 'numeric', month: 'long', year: 'numeric' })
/** "November 2026" */
export const monthName = (month: string): string => dayFormat(firstDay(month), { month: 'long', year: 'numeric' })
/** "November" */
export const monthWord = (month: string): string => dayFormat(firstDay(month), { month: 'long' })
/** "Nov" */
export const monthShort = (month: string): string => dayFormat(firstDay(month), { month: 'short' })

/** "1–19 Nov", "30 Oct – 2 Nov 2026", "All of November 2026". */
export function period(from: string, to: string): string {
  if (from === to) return shortDay(from)
  if (from.slice(0, 7) === to.slice(0, 7)) return from.endsWith('-01') && to === lastDay(from.slice(0, 7)) ? monthName(from.slice(0, 7)) : `${Number(from.slice(8))}–${shortDay(to)}`
  return from.slice(0, 4) === to.slice(0, 4) ? `${shortDay(from)} – ${shortDay(to)} ${to.slice(0, 4)}` : `${shortDay(from)} ${from.slice(0, 4)} – ${shortDay(to)} ${to.slice(0, 4)}`
}

const steps: [number, string][] = [[31_557_600_000, 'year'], [2_629_800_000, 'month'], [86_400_000, 'day'], [3_600_000, 'hour'], [60_000, 'minute'], [1_000, 'second']]

/** How long in the largest fitting unit: "2 seconds", "18 months". */
export function duration(ms: number): string {
  const size = Math.max(0, ms)
  const [unit, name] = (size >= 31_557_600_000 && size < 2 * 31_557_600_000 ? steps[1] : steps.find(([length]) => size >= length)) ?? [1_000, 'second']
  const value = Math.round(size / unit)
  return `${value} ${name}${value === 1 ? '' : 's'}`
}

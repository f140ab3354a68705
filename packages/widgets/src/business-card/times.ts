import type { Interval } from './opening.js'

// Times of a wall clock are drawn as UTC ones, so that no time zone comes into it.
const at = (time: string) => Date.parse(`2026-01-05T${time === '24:00' ? '00:00' : time}:00Z`)
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(locale: string): Intl.DateTimeFormat {
  const kept = clocks.get(locale) ?? new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
  clocks.set(locale, kept)
  return kept
}

/** `17:00` as the locale writes it. */
export const clock = (time: string, locale: string): string => clockOf(locale).format(at(time))

/** From one time to another, as the locale writes a span. */
export const span = ({ from, to }: Interval, locale: string): string =>
  to === '24:00' ? `${clock(from, locale)} – ${clock(to, locale)}` : clockOf(locale).formatRange(at(from), at(to))

/** The day of the week of a date. */
export const weekday = (date: string, locale: string, form: 'long' | 'short'): string => new Intl.DateTimeFormat(locale, { weekday: form, timeZone: 'UTC' }).format(Date.parse(`${date}T00:00:00Z`))

type WithWeek = Intl.Locale & { weekInfo?: { firstDay: number }; getWeekInfo?: () => { firstDay: number } }

/** The first day of the week where a locale is spoken, 1 for Monday to 7 for Sunday. Monday where the browser does not know. */
export function firstDayOf(locale: string): number {
  const known = new Intl.Locale(locale) as WithWeek
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1
}

/** A time zone as people call it: "Central European Time". */
export const zoneName = (timeZone: string, locale: string, instant: number): string =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone

import { Temporal } from 'temporal-polyfill'

/** The first instant of a day in a time zone, in ms; `plus` days later. */
export function startOfDay(day: string, timeZone: string, plus = 0): number {
  const date = Temporal.PlainDate.from(day).add({ days: plus })
  return date.toZonedDateTime({ timeZone }).epochMilliseconds
}

/** The next time, in ms, that clocks in a time zone show this hour. On a day that has no such hour it is the one after the gap. */
export function nextHour(after: number, hour: number, timeZone: string): number {
  const now = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone)
  const today = now.toPlainDate().toZonedDateTime({ timeZone, plainTime: { hour } })
  return (today.epochMilliseconds > after ? today : now.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: { hour } })).epochMilliseconds
}

/** Another day, `plus` days later. */
export const addDays = (day: string, plus: number): string => Temporal.PlainDate.from(day).add({ days: plus }).toString()

/** Days in order with the instants, in ms, from which and until which they last in a time zone. */
export function daySpans(first: string, count: number, timeZone: string): { day: string; start: number; until: number }[] {
  const days = Array.from({ length: count + 1 }, (_, plus) => addDays(first, plus)).map((day) => ({ day, start: startOfDay(day, timeZone) }))
  return days.slice(0, -1).map((one, at) => ({ ...one, until: days[at + 1]!.start }))
}

import { Temporal } from 'temporal-polyfill'

/** The first instant of a day in a time zone, in ms; `plus` days later. */
export function startOfDay(day: string, timeZone: string, plus = 0): number {
  const date = Temporal.PlainDate.from(day).add({ days: plus })
  return date.toZonedDateTime({ timeZone }).epochMilliseconds
}

/** Another day, `plus` days later. */
export const addDays = (day: string, plus: number): string => Temporal.PlainDate.from(day).add({ days: plus }).toString()

import { Temporal } from 'temporal-polyfill'

/** Days from and to, both included: `YYYY-MM-DD`. */
export type Span = { from: string; to: string }

export const monthOf = (day: string): string => day.slice(0, 7)
export const firstDay = (month: string): string => `${month}-01`
export const addMonths = (month: string, plus: number): string => Temporal.PlainYearMonth.from(month).add({ months: plus }).toString()

export function lastDay(month: string): string {
  const whole = Temporal.PlainYearMonth.from(month)
  return whole.toPlainDate({ day: whole.daysInMonth }).toString()
}

/** Every month from one to another, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month)
  return months
}

/** Every day of a span. */
export function daysOf({ from, to }: Span): string[] {
  const days: string[] = []
  const last = Temporal.PlainDate.from(to)
  for (let day = Temporal.PlainDate.from(from); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) days.push(day.toString())
  return days
}

export const lengthOf = ({ from, to }: Span): number => Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days + 1

/**
 * What a span is compared with. From the first of a month: as many months before, to the same day (1–19 November: 1–19 October; whole
 * months: whole months). Otherwise as many days just before.
 */
export function spanBefore(span: Span): Span {
  const from = Temporal.PlainDate.from(span.from)
  if (from.day !== 1) {
    const length = lengthOf(span)
    return { from: from.subtract({ days: length }).toString(), to: from.subtract({ days: 1 }).toString() }
  }
  const to = Temporal.PlainDate.from(span.to)
  const months = (to.year - from.year) * 12 + to.month - from.month + 1
  const earlier = to.subtract({ months })
  return { from: from.subtract({ months }).toString(), to: (to.day === to.daysInMonth ? earlier.with({ day: earlier.daysInMonth }) : earlier).toString() }
}

/** Milliseconds since 1970, read from whoever opened the kit: never `Date.now()` in core. */
export type Clock = { now(): number }

export const systemClock: Clock = { now: () => Date.now() }

/** ISO string of a stored instant. */
export const iso = (ms: number): string => new Date(ms).toISOString()

/** Stored instant of an ISO string that a schema has already checked. */
export const ms = (text: string): number => Date.parse(text)

const formatters = new Map<string, Intl.DateTimeFormat>()

/** The calendar day `YYYY-MM-DD` that an instant falls on in a time zone. */
export function dayOf(at: number, timeZone: string): string {
  if (timeZone === 'UTC') return iso(at).slice(0, 10)
  let format = formatters.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formatters.set(timeZone, format)
  }
  return format.format(at)
}

/** Whether the runtime knows a time zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

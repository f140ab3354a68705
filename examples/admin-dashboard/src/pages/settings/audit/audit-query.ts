import type { AuditFilter } from '../../../wire.js'
import { plusDays } from '../../../words/dates.js'

export const roles = ['owner', 'billing', 'support', 'key', 'customer', 'visitor', 'system'] as const
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/** The instant at which a day begins in a time zone. */
export function startOfDay(day: string, timeZone: string): string {
  const utc = Date.parse(`${day}T00:00:00Z`)
  const ahead = (at: number) => {
    const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).formatToParts(at)
    const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
    return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - at
  }
  return new Date(utc - ahead(utc - ahead(utc))).toISOString()
}

/** What the address asks for. Days are those of the time zone, the last one included; what cannot be asked is left out. */
export function readAuditFilter(search: string, timeZone: string): AuditFilter {
  const of = (name: string) => new URLSearchParams(search).get(name)?.trim() ?? ''
  const role = roles.find((one) => one === of('role'))
  const [text, from, to] = [of('text').slice(0, 100), of('from'), of('to')]
  return {
    ...(role && { role }),
    ...(text.length >= 2 && { text }),
    ...Object.fromEntries((['actor', 'action', 'subject'] as const).flatMap((name) => (of(name) ? [[name, of(name)]] : []))),
    ...(isDay(from) && { from: startOfDay(from, timeZone) }),
    ...(isDay(to) && { to: startOfDay(plusDays(to, 1), timeZone) }),
  }
}

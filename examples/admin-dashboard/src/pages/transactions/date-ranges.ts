import { firstDay, lastDay, longDay, period, plusMonths } from '../../words/dates.js'

/** What a range of days is called on its chip. */
export function dateWords(from: string | undefined, to: string | undefined): string | undefined {
  if (from && to) return period(from, to)
  return from ? `from ${longDay(from)}` : to ? `until ${longDay(to)}` : undefined
}

/** The ranges that people ask for most, as of a day. */
export function usualRanges(today: string): [string, string, string][] {
  const month = today.slice(0, 7)
  const before = plusMonths(month, -1)
  const year = today.slice(0, 4)
  return [
    ['This month', firstDay(month), lastDay(month)],
    ['Last month', firstDay(before), lastDay(before)],
    ['This year', `${year}-01-01`, `${year}-12-31`],
    ['Last year', `${Number(year) - 1}-01-01`, `${Number(year) - 1}-12-31`],
  ]
}

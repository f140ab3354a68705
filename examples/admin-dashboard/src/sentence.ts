import type { TraceStep } from './wire.js'
import { longDay } from './words/dates.js'
import { counted, decimals, money, parseAmount } from './words/money.js'

/** A sentence of the API as a person would set it: `1000.00 USD` is $1,000.00, `2026-01-10` is 10 January 2026. */
export function readable(sentence: string): string {
  return sentence
    .replace(/(?<![\w.])(-?\d+(?:\.\d+)?) ([A-Z]{3})\b/g, (whole, amount: string, currency: string) => {
      const places = amount.split('.')[1]?.length ?? 0
      const minor = places === decimals(currency) ? parseAmount(amount, currency) : null
      return minor === null ? whole : money(amount.startsWith('-') ? -minor : minor, currency)
    })
    .replace(/\b\d{4}-\d{2}-\d{2}\b(?!T)/g, (day) => (Number.isNaN(Date.parse(day)) ? day : longDay(day)))
}

/** Cuts a text at the words that matter, so that they can be set in bold: names and plans are text, never markup. */
export function emphasized(text: string, words: readonly (string | null | undefined)[]): { text: string; strong: boolean }[] {
  const wanted = words.filter((word): word is string => !!word && text.includes(word)).sort((a, b) => b.length - a.length)
  if (wanted.length === 0) return text ? [{ text, strong: false }] : []
  const pattern = new RegExp(`(${wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`)
  return text.split(pattern).filter(Boolean).map((part) => ({ text: part, strong: wanted.includes(part) }))
}

export const stateWords: Record<TraceStep['state'], string> = { exact: 'Exact', known_by_id: 'Known by its id', dangling_reference: 'Leads nowhere', unknown: 'Not known' }
export const stateMeanings: Record<TraceStep['state'], string> = {
  exact: 'The record itself is here.',
  known_by_id: 'Only its id is known; the record itself was never received.',
  dangling_reference: 'An earlier record names it, and there is no such record.',
  unknown: 'Nothing was recorded.',
}

/** How good a chain is, in a line: "6 records, every link exact". */
export function chainSummary(steps: readonly TraceStep[]): string {
  const records = counted(steps.filter((step) => step.state !== 'unknown').length, 'record')
  const of = (state: TraceStep['state']) => steps.filter((step) => step.state === state).length
  const flaws = [
    of('known_by_id') && `${of('known_by_id')} known by id`,
    of('dangling_reference') && `${of('dangling_reference')} ${of('dangling_reference') === 1 ? 'leads' : 'lead'} nowhere`,
    of('unknown') && `${of('unknown')} not known`,
  ].filter(Boolean)
  return flaws.length ? `${records}, ${flaws.join(', ')}` : `${records}, every link exact`
}

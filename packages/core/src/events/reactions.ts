import { keepContactValue } from '../ledger/keep-contact-value.js'
import { rebuildLedgerInTimeZone } from '../ledger/rebuild.js'
import { followMergedContact, followTimeZone } from '../subscriptions/rebuild.js'
import { tellingWires } from '../notifications/tell-members.js'
import { fanOut, isWanted } from '../webhooks/index.js'
import type { EventName } from './catalogue.js'
import { when, whenAny, type Wiring } from './reaction.js'

/** When a fact is known, who does something about it. Each line runs once per fact, retried until it succeeds. */
export const reactions: readonly Wiring[] = [
  when('ledger.entry_recorded', keepContactValue.recorded),
  when('ledger.entries_recorded', keepContactValue.recordedMany),
  when('ledger.entry_reversed', keepContactValue.reversed),

  when('contact.merged', followMergedContact),
  when('contact.unmerged', followMergedContact),

  when('settings.changed', rebuildLedgerInTimeZone),
  when('settings.changed', followTimeZone),

  ...tellingWires, // who hears of what: notifications/kinds.ts
  whenAny(fanOut, isWanted),
]

/** The wiring by event, as `emit` needs it: lines for facts of every name stand with each, and under `*` for names without a line. */
export function byEvent(wiring: readonly Wiring[]): ReadonlyMap<EventName | '*', readonly Wiring[]> {
  const always = wiring.filter((line) => line.event === '*')
  const map = new Map<EventName | '*', Wiring[]>([['*', always]])
  for (const name of new Set(wiring.map((line) => line.event))) map.set(name, wiring.filter((line) => line.event === name || line.event === '*'))
  return map
}

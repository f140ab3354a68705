import type { EventName } from './catalogue.js'
import type { Reaction, Wiring } from './reaction.js'

/** When a fact is known, who does something about it. Each line runs once per fact, retried until it succeeds. */
export const reactions: readonly Wiring[] = []

/** The wiring by event, as `emit` needs it. */
export function byEvent(wiring: readonly Wiring[]): ReadonlyMap<EventName, readonly Reaction[]> {
  const map = new Map<EventName, Reaction[]>()
  for (const { event, reaction } of wiring) map.set(event, [...(map.get(event) ?? []), reaction])
  return map
}

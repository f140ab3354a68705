import type { Schema } from './wire.js'

/** The name of a fact: `ledger.entry_recorded`. */
export type EventName = Schema<'LiveEvent'>['name']

/** A fact, with the data that its name promises. `seq` is its place in the log, from 1, without gaps. */
export type LiveEvent<N extends EventName = EventName> = Extract<Schema<'LiveEvent'>, { name: N }>

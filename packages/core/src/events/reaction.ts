import type { WriteCtx } from '../foundation/index.js'
import type { EventData, EventName, KitEvent } from './catalogue.js'

/**
 * What a room does about a fact: once per fact, retried until it has succeeded once.
 * `live` reactions reach a person or the outside and never run for history.
 */
export type Reaction<N extends EventName = EventName> = {
  name: string
  reach: 'live' | 'always'
  /** Whether there is anything to do about such a fact: no job is made for the others. All of them, unless given. */
  concerns?(data: EventData<N>): boolean
  run(ctx: WriteCtx, event: KitEvent<N>): Promise<void>
}

export const defineReaction = <N extends EventName>(reaction: Reaction<N>): Reaction<N> => reaction

/** `event` is `*` for what concerns facts of every name; `asks` then decides, inside the transaction, which of them. */
export type Wiring = { event: EventName | '*'; reaction: Reaction; asks?: (ctx: WriteCtx, event: { name: EventName; data: unknown }) => Promise<boolean> }

/** One line of the wiring page. */
export const when = <N extends EventName>(event: N, reaction: Reaction<N>): Wiring => ({ event, reaction: reaction as unknown as Reaction })

/** One line for facts of every name. `asks` must be cheap: it runs inside every write that says something (read through `ctx.once`). */
export const whenAny = (reaction: Reaction, asks: NonNullable<Wiring['asks']>): Wiring => ({ event: '*', reaction, asks })

/** The kind of the job that runs a reaction. One kind each, so that a worker claims only those it knows. */
export const reactionKind = (name: string): string => `reaction:${name}`

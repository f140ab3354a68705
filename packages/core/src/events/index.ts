export { catalogue, type Audience, type EventData, type EventName, type KitEvent } from './catalogue.js'
export { emitInto, toEvent, type ReactionsByEvent } from './emit.js'
export { eventsAfter, lastSeq } from './tail.js'
export { defineReaction, reactionKind, when, whenAny, type Reaction, type Wiring } from './reaction.js'

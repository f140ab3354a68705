import type { AnyOperation } from './foundation/index.js'
import { rooms } from './rooms.js'

/** Every operation, by room and verb: what the server exposes, and the reference documents. */
export const contract: { readonly [room: string]: { readonly [verb: string]: AnyOperation } } = rooms as never

export { rooms }
export { catalogue as events, type EventName } from './events/catalogue.js'
export { csvLine, defineErrors, KitError, kitErrors, streamRow, type Access, type Actor, type AnyOperation, type ErrorKind, type Issue, type Role } from './foundation/index.js'

export { createClient, type Client } from './client.js'
export { type Download } from './download.js'
export {
  ConflictError, ConnectionError, ForbiddenError, InternalError, InvalidError, LimitedError, NotFoundError, StartupKitError, TimeoutError, UnauthenticatedError, UnavailableError,
  type ErrorKind, type Issue,
} from './errors.js'
export type { EventName, LiveEvent } from './events.js'
export { live, type LiveOptions } from './live.js'
export type { Listing, Page } from './paginate.js'
export { createRequest, type Bytes, type CallOptions, type ClientOptions, type KitRequest } from './request.js'
export { contacts } from './resources/contacts.js'
export { credits } from './resources/credits.js'
export { keys } from './resources/keys.js'
export { ledger } from './resources/ledger.js'
export { provenance } from './resources/provenance.js'
export { settings } from './resources/settings.js'
export { workspaces } from './resources/workspaces.js'
export type { Answer, Input, Row, Schema } from './wire.js'

import type { CallOptions, KitRequest } from '../request.js'
import type { Schema } from '../wire.js'

/** The visitor of a page, as the server sees them: for a publishable key, with or without a visitor token. */
export function visitor(request: KitRequest) {
  return {
    /** Who it is, and until when: a customer with a contact where the token says so, else nobody in particular. */
    get: (options?: CallOptions): Promise<Schema<'Visitor'>> => request('get', '/v1/visitor', {}, options),
  }
}

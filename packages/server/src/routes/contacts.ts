import { rooms } from '@startupkit/core/contract'
import type { App } from '../exchange.js'
import { expose } from '../expose.js'

const { contacts } = rooms

/** People. Fixed words stand before `{id}`: the first route that matches answers. */
export function contactRoutes(app: App): void {
  expose(app, contacts.list, { method: 'get', path: '/v1/contacts' })
  expose(app, contacts.create, { method: 'post', path: '/v1/contacts', status: 201 })
  expose(app, contacts.search, { method: 'get', path: '/v1/contacts/search' })
  expose(app, contacts.statistics, { method: 'get', path: '/v1/contacts/statistics' })
  expose(app, contacts.resolve, { method: 'post', path: '/v1/contacts/resolve' })
  expose(app, contacts.resolveMany, { method: 'post', path: '/v1/contacts/resolve-many' })
  expose(app, contacts.import, { method: 'post', path: '/v1/contacts/import' })
  expose(app, contacts.merge, { method: 'post', path: '/v1/contacts/merge' })
  expose(app, contacts.compare, { method: 'post', path: '/v1/contacts/compare' })
  expose(app, contacts.cluster, { method: 'post', path: '/v1/contacts/cluster' })

  expose(app, contacts.reviews, { method: 'get', path: '/v1/contacts/reviews' })
  expose(app, contacts.decideReview, { method: 'post', path: '/v1/contacts/reviews/{reviewId}/decide' })
  expose(app, contacts.unmerge, { method: 'post', path: '/v1/contacts/merges/{mergeId}/undo' })

  expose(app, contacts.get, { method: 'get', path: '/v1/contacts/{id}' })
  expose(app, contacts.update, { method: 'patch', path: '/v1/contacts/{id}' })
  expose(app, contacts.merges, { method: 'get', path: '/v1/contacts/{contactId}/merges' })
  expose(app, contacts.touch, { method: 'post', path: '/v1/contacts/{contactId}/touches', status: 201 })
  expose(app, contacts.notes, { method: 'get', path: '/v1/contacts/{contactId}/notes' })
  expose(app, contacts.addNote, { method: 'post', path: '/v1/contacts/{contactId}/notes', status: 201 })
  expose(app, contacts.editNote, { method: 'patch', path: '/v1/notes/{id}' })
  expose(app, contacts.removeNote, { method: 'delete', path: '/v1/notes/{id}' })
}

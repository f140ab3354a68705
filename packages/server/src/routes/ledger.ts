import { rooms } from '@startupkit/core/contract'
import type { App } from '../exchange.js'
import { expose } from '../expose.js'

const { ledger, provenance } = rooms

/** The books. Fixed words stand before `{id}`: the first route that matches answers. */
export function ledgerRoutes(app: App): void {
  expose(app, ledger.list, { method: 'get', path: '/v1/ledger/entries' })
  expose(app, ledger.record, { method: 'post', path: '/v1/ledger/entries', status: 201 })
  expose(app, ledger.recordMany, { method: 'post', path: '/v1/ledger/entries/batch', status: 201 })
  expose(app, ledger.summary, { method: 'get', path: '/v1/ledger/entries/summary' })
  expose(app, ledger.export, { method: 'get', path: '/v1/ledger/entries/export' })
  expose(app, ledger.reconcile, { method: 'post', path: '/v1/ledger/entries/reconcile' })
  expose(app, ledger.unreconcile, { method: 'post', path: '/v1/ledger/entries/unreconcile' })
  expose(app, ledger.link, { method: 'post', path: '/v1/ledger/entries/link' })
  expose(app, ledger.get, { method: 'get', path: '/v1/ledger/entries/{id}' })
  expose(app, ledger.reverse, { method: 'post', path: '/v1/ledger/entries/{id}/reverse', status: 201 })

  expose(app, ledger.post, { method: 'post', path: '/v1/ledger/journals', status: 201 })
  expose(app, ledger.exportJournal, { method: 'get', path: '/v1/ledger/journals/export' })
  expose(app, ledger.verify, { method: 'get', path: '/v1/ledger/verify' })
  expose(app, ledger.rebuild, { method: 'post', path: '/v1/ledger/rebuild' })

  expose(app, provenance.trace, { method: 'get', path: '/v1/provenance/trace' })
}

import { rooms } from '@startupkit/core/contract'
import type { App } from '../exchange.js'
import { expose } from '../expose.js'

const { audit } = rooms

/** Who did what. */
export function auditRoutes(app: App): void {
  expose(app, audit.list, { method: 'get', path: '/v1/audit' })
  expose(app, audit.verify, { method: 'get', path: '/v1/audit/verify' })
  expose(app, audit.export, { method: 'get', path: '/v1/audit/export' })
  expose(app, audit.get, { method: 'get', path: '/v1/audit/{position}' })
}

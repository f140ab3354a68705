import { rooms } from '@startupkit/core/contract'
import type { App } from '../exchange.js'
import { expose } from '../expose.js'

const { team } = rooms

/** Who works for the business. */
export function teamRoutes(app: App): void {
  expose(app, team.list, { method: 'get', path: '/v1/team' })
  expose(app, team.get, { method: 'get', path: '/v1/team/{id}' })
  expose(app, team.importMembers, { method: 'post', path: '/v1/team/import' })
}

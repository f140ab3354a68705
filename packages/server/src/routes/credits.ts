import { rooms } from '@startupkit/core/contract'
import type { App } from '../exchange.js'
import { expose } from '../expose.js'

const { credits } = rooms

/** Token balances. */
export function creditRoutes(app: App): void {
  expose(app, credits.balance, { method: 'get', path: '/v1/credits/balance' })
  expose(app, credits.movements, { method: 'get', path: '/v1/credits/movements' })
  expose(app, credits.importMovements, { method: 'post', path: '/v1/credits/movements/import' })
  expose(app, credits.purchase, { method: 'post', path: '/v1/credits/purchase', status: 201 })
  expose(app, credits.grant, { method: 'post', path: '/v1/credits/grant', status: 201 })
  expose(app, credits.spend, { method: 'post', path: '/v1/credits/spend', status: 201 })
}

import { rooms } from '@startupkit/core/contract'
import type { App } from '../exchange.js'
import { expose } from '../expose.js'

const { analytics } = rooms

/** Figures across rooms. */
export function analyticsRoutes(app: App): void {
  expose(app, analytics.revenueOverview, { method: 'get', path: '/v1/analytics/revenue' })
  expose(app, analytics.revenueTotals, { method: 'get', path: '/v1/analytics/revenue/totals' })
  expose(app, analytics.recurringRevenue, { method: 'get', path: '/v1/analytics/mrr' })
  expose(app, analytics.verify, { method: 'get', path: '/v1/analytics/verify' })
  expose(app, analytics.rebuild, { method: 'post', path: '/v1/analytics/rebuild' })
}

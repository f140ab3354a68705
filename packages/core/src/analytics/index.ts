import { rebuildFigures } from './rebuild-figures.js'
import { recurringRevenue } from './recurring-revenue.js'
import { revenueOverview } from './revenue-overview.js'
import { revenueTotals } from './revenue-totals.js'
import { verifyFigures } from './verify-figures.js'

/** Figures across rooms. Amounts are minor units of one currency; currencies are never added together. */
export const analytics = { revenueOverview, revenueTotals, recurringRevenue, rebuild: rebuildFigures, verify: verifyFigures }
export { rebuildFigures, recurringRevenue, revenueOverview, revenueTotals, verifyFigures }
export { analyticsErrors } from './errors.js'
export * from './schemas.js'

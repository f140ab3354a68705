import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/** Figures across rooms: whole minor units of one currency, never of several added together. Months and days are of the reporting time zone. */
export function analytics(request: KitRequest) {
  return {
    /** What the business earns: MRR, ARR, total, this period beside the one before, month by month, by source and by type. */
    revenueOverview: (input: Input<'analytics.revenueOverview'> = {}, options?: CallOptions): Promise<Schema<'RevenueOverview'>> =>
      request('get', '/v1/analytics/revenue', input, options),

    /**
     * Net revenue in groups, beside the period of the same length before; a `previous` of null says that there is nothing to compare with.
     * @example await client.analytics.revenueTotals({ by: 'contact', from: '2026-01-01', to: '2026-12-31' })
     */
    revenueTotals: (input: Input<'analytics.revenueTotals'>, options?: CallOptions): Promise<Schema<'RevenueTotals'>> =>
      request('get', '/v1/analytics/revenue/totals', input, options),

    /** Recurring revenue by month: what moved it, churn, value and cohorts. */
    recurringRevenue: (input: Input<'analytics.recurringRevenue'>, options?: CallOptions): Promise<Answer<'analytics.recurringRevenue'>> =>
      request('get', '/v1/analytics/mrr', input, options),

    /** Compares every kept figure with the rows it comes from. It reads everything. */
    verify: (input: Input<'analytics.verify'> = {}, options?: CallOptions): Promise<Answer<'analytics.verify'>> => request('get', '/v1/analytics/verify', input, options),

    /** Works out every kept figure anew, in the background. An owner's doing. */
    rebuild: (input: Input<'analytics.rebuild'> = {}, options?: CallOptions): Promise<Answer<'analytics.rebuild'>> => request('post', '/v1/analytics/rebuild', input, options),
  }
}

import * as z from 'zod'
import { Currency, Day, Id, Instant, Total } from '../foundation/index.js'
import { EntryType, RevenueSource } from '../ledger/index.js'
import { Rates } from './exchange.js'

export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/).meta({ example: '2026-11' })

/** A change against an earlier figure. `rate` has six decimals, null where there is nothing to compare with. */
export const Change = z.object({ previous: Total.nullable(), difference: Total.nullable(), rate: z.string().nullable() }).meta({ id: 'Change' })

const Period = z.object({ from: Day, to: Day, complete: z.boolean() })

/** One month of recurring revenue: start, what moved it, end. The bridge closes to the unit. */
export const MrrMonth = z
  .object({
    month: Month,
    until: Day.meta({ description: 'Last day looked at; before the end of the month while it is running.' }),
    complete: z.boolean(),
    start: Total,
    new: Total,
    expansion: Total,
    reactivation: Total,
    contraction: Total,
    churn: Total,
    end: Total,
    activeStart: z.int(),
    activeEnd: z.int(),
    joined: z.int(),
    left: z.int(),
    revenue: Total.meta({ description: 'Net revenue of the same month.' }),
  })
  .meta({ id: 'MrrMonth' })

const BySource = z.object({ source: RevenueSource, count: z.int(), net: Total })
const ByType = z.object({ type: EntryType, count: z.int(), net: Total })

export const RevenueOverview = z
  .object({
    currency: Currency,
    currencies: z.array(Currency).meta({ description: 'Every currency with entries or subscriptions.' }),
    reportingTimeZone: z.string(),
    asOf: Instant.meta({ description: 'The instant the figures speak of.' }),
    asOfNewest: z.boolean().meta({ description: 'True where that is the newest row instead of now.' }),
    entries: z.int().meta({ description: 'All entries of the ledger, in every currency.' }),
    total: z.object({ net: Total, gross: Total, refunds: Total, chargebacks: Total }).meta({ description: 'Of all time.' }),
    mrr: z.object({ value: Total, change: Change, since: Day }),
    arr: z.object({ value: Total, change: Change, since: Day }),
    revenue: z.object({ period: Period, value: Total, against: Period, change: Change }),
    activeCustomers: z.object({ value: z.int(), change: z.int(), joined: z.int(), left: z.int() }),
    months: z.array(MrrMonth),
    bySource: z.array(BySource).meta({ description: 'Of the period of `revenue`.' }),
    byType: z.array(ByType).meta({ description: 'Of the period of `revenue`.' }),
    totalBySource: z.array(BySource).meta({ description: 'Of all time.' }),
    totalByType: z.array(ByType).meta({ description: 'Of all time.' }),
  })
  .meta({ id: 'RevenueOverview' })
export type RevenueOverview = z.output<typeof RevenueOverview>

export const RevenueOverviewInput = z.strictObject({
  currency: Currency.optional(),
  month: Month.optional().meta({ description: 'The month the tiles speak of; the one of `asOf` unless given.' }),
  months: z.int().min(1).max(36).default(12),
})

/** Net revenue in groups, one period beside the one before. */
export const RevenueTotalsInput = z.strictObject({
  by: z.enum(['day', 'month', 'type', 'source', 'contactType', 'stage', 'tag', 'contact']),
  currency: Currency.optional(),
  from: Day,
  to: Day,
  limit: z.int().min(1).max(500).default(100).meta({ description: 'How many contacts at most, those with the most revenue first.' }),
})
export const RevenueTotals = z
  .object({
    currency: Currency,
    period: Period,
    against: Period,
    net: Total,
    change: Change,
    groups: z
      .array(z.object({ key: z.string(), label: z.string(), contactId: Id.nullable(), count: z.int(), net: Total, previous: Total.nullable() }))
      .meta({ description: 'A contact with several tags counts under each; what belongs to nobody has the key "".' }),
    more: z.int().meta({ description: 'Contacts beyond the limit.' }),
  })
  .meta({ id: 'RevenueTotals' })

export const RecurringRevenueInput = z.strictObject({
  from: Month,
  to: Month,
  currency: Currency.optional(),
  rates: Rates.optional().meta({ description: 'Without rates only what is agreed in the currency itself counts.' }),
})

const perMovement = <T extends z.ZodType>(value: T) => z.object({ new: value, expansion: value, contraction: value, churn: value, reactivation: value })

/** A month of recurring revenue in full. Rates have six decimals, null where they are undefined. */
export const RecurringMonth = z
  .object({
    month: Month,
    mrrStart: Total,
    mrrEnd: Total,
    arrEnd: Total,
    netNewMrr: Total,
    movements: perMovement(Total),
    movementCounts: perMovement(z.int()),
    activeStart: z.int(),
    activeEnd: z.int(),
    customersChurned: z.int().meta({ description: 'Customers active at the start and not at the end.' }),
    customerChurnRate: z.string().nullable(),
    grossMrrChurnRate: z.string().nullable(),
    netMrrChurnRate: z.string().nullable(),
    arpu: Total.nullable(),
    ltv: Total.nullable().meta({ description: 'Expected revenue of a customer: (MRR ÷ active) ÷ customer churn rate.' }),
    mrrByCurrency: z.record(Currency, Total),
  })
  .meta({ id: 'RecurringMonth' })

/** Customers by the month of their first movement; place k of each list is k months later. */
export const RetentionCohort = z
  .object({ month: Month, size: z.int(), active: z.array(z.int()), mrr: z.array(Total), retention: z.array(z.string()) })
  .meta({ id: 'RetentionCohort' })

export const RecurringRevenue = z
  .object({
    currency: Currency,
    reportingTimeZone: z.string(),
    asOf: Instant,
    withoutRate: z.array(Currency).meta({ description: 'Currencies left out because no rate was given.' }),
    months: z.array(RecurringMonth),
    cohorts: z.array(RetentionCohort),
  })
  .meta({ id: 'RecurringRevenue' })

import { sql } from 'drizzle-orm'
import { peopleOf } from '../contacts/index.js'
import { defineProjection } from '../database/index.js'
import { dayOf, type WriteCtx } from '../foundation/index.js'
import { businessOf } from '../settings/index.js'
import { movementsOf, type Step } from './movements.js'
import { mrrDays, mrrMovements } from './tables.js'
import type { MovementKind } from './schemas.js'

export const byMrrDay = defineProjection(mrrDays, { key: ['day', 'currency', 'kind'], sums: ['count', 'amount'] })

/** Whose MRR it is: the contact, else the account, else the subscription itself. */
export const customerOf = (row: { id: string; contactId: string | null; account: string | null }): string => row.contactId ?? (row.account === null ? row.id : `account:${row.account}`)

/** Works out anew what moved the MRR of these customers, and what that comes to by day. */
export async function projectCustomers(ctx: WriteCtx, customers: readonly string[]): Promise<void> {
  if (customers.length === 0) return
  const { reportingTimeZone } = await businessOf(ctx)
  const people = await peopleOf(ctx, customers)
  const keys = JSON.stringify([...new Set([...customers, ...people.keys()])])
  const kept = await ctx.tx.all<{ currency: string; at: number; kind: MovementKind; amount: string }>(
    sql`SELECT m.currency, m.at, m.kind, CAST(m.amount AS TEXT) AS amount FROM json_each(${keys}) j JOIN mrr_movements m ON m.customer = j.value`,
  )
  const steps = await ctx.tx.all<{ customer: string; currency: string; subscriptionId: string; fromAt: number; mrr: number }>(
    sql`SELECT s.customer, s.currency, s.subscription_id AS subscriptionId, s.from_at AS fromAt, s.mrr FROM json_each(${keys}) j JOIN subscription_mrr s ON s.customer = j.value`,
  )
  const count = (currency: string, at: number, kind: MovementKind, times: 1 | -1, amount: bigint) =>
    ctx.project(byMrrDay, { day: dayOf(at, reportingTimeZone), currency, kind }, { count: times, amount: BigInt(times) * amount })

  if (kept.length) await ctx.tx.run(sql`DELETE FROM mrr_movements WHERE customer IN (SELECT value FROM json_each(${keys}))`)
  for (const one of kept) count(one.currency, one.at, one.kind, -1, BigInt(one.amount))

  const groups = new Map<string, { customer: string; currency: string; steps: Step[] }>()
  for (const { customer: as, currency, subscriptionId, fromAt, mrr } of steps) {
    const customer = people.get(as) ?? as
    const group = groups.get(`${customer} ${currency}`) ?? { customer, currency, steps: [] }
    groups.set(`${customer} ${currency}`, group)
    group.steps.push({ subscriptionId, fromAt, mrr: BigInt(mrr) })
  }
  for (const { customer, currency, steps: mine } of groups.values()) {
    for (const { at, kind, amount, after } of movementsOf(mine)) {
      // One customer's sum may pass 2^53: the driver takes a bigint as it is.
      ctx.append(mrrMovements, { customer, currency, at, kind, amount: amount as unknown as number, after: after as unknown as number })
      count(currency, at, kind, 1, amount)
    }
  }
  // What was taken away entirely leaves no row, as in figures that were never there.
  if (kept.length) await ctx.tx.run(sql`DELETE FROM mrr_days WHERE count = 0`)
}

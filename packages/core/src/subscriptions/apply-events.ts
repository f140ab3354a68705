import { getTableColumns, sql } from 'drizzle-orm'
import { contactErrors } from '../contacts/index.js'
import { constraintOf, type Explain } from '../database/index.js'
import { ms, type WriteCtx } from '../foundation/index.js'
import { subscriptionErrors } from './errors.js'
import { fold, type Folded } from './fold.js'
import { mrrOf } from './mrr.js'
import { customerOf, projectCustomers } from './project-customers.js'
import type { EventInput } from './schemas.js'
import { subscriptionEvents, subscriptionMrr, subscriptionReasons, subscriptions } from './tables.js'

export type SubscriptionRow = typeof subscriptions.$inferSelect
export type EventRow = typeof subscriptionEvents.$inferSelect

/** A subscription as it is to be, with the events that are new. */
export type Change = { row: SubscriptionRow; isNew: boolean; added: readonly EventInput[] }

const atOnce = 100

/**
 * Records events and brings everything that follows from them up to date, also where they are older than what was known.
 * `anew` does so although nothing happened: no row counts as changed by it.
 */
export async function applyChanges(ctx: WriteCtx, changes: readonly Change[], { anew = false } = {}): Promise<{ rows: SubscriptionRow[]; events: EventRow[] }> {
  const old = changes.flatMap(({ row, isNew }) => (isNew ? [] : [row.id]))
  const known = await eventsOf(ctx, old)
  const stepsBefore = await stepsOf(ctx, old)
  const events: EventRow[] = []
  const reasons: (typeof subscriptionReasons.$inferInsert)[] = []
  const rows: SubscriptionRow[] = []
  const steps: (typeof subscriptionMrr.$inferInsert)[] = []
  const moved = new Set<string>()
  const restepped: string[] = []

  for (const { row, isNew, added } of changes) {
    const before = known.get(row.id) ?? []
    const mine = added.map((event, place) => eventRow(ctx, row.id, before.length + place + 1, event))
    added.forEach((event, place) => event.reason && reasons.push({ eventId: mine[place]!.id, reason: event.reason }))
    const all = [...before, ...mine]
    fillPlans(all, mine)
    const folded = fold(all)
    const next = { ...row, ...columnsOf(folded, row), updatedAt: isNew || anew ? row.updatedAt : ctx.now() }
    rows.push(next)
    events.push(...mine)
    if (isNew) ctx.append(subscriptions, next, explain(next))

    const customer = customerOf(next)
    const wanted = folded.steps.map((step) => ({ subscriptionId: row.id, currency: step.currency, fromAt: step.fromAt, mrr: Number(step.mrr), customer }))
    const had = stepsBefore.get(row.id) ?? []
    if (sameSteps(had, wanted)) continue
    for (const step of [...had, ...wanted]) moved.add(step.customer)
    if (had.length) restepped.push(row.id)
    steps.push(...wanted)
  }

  await updateRows(ctx, rows.filter((_, place) => !changes[place]!.isNew))
  for (const event of events) ctx.append(subscriptionEvents, event, (broken) =>
    broken.kind === 'foreign_key' || event.naturalKey === null ? undefined : subscriptionErrors.event_recorded({ naturalKey: event.naturalKey }),
  )
  for (const reason of reasons) ctx.append(subscriptionReasons, reason)
  if (restepped.length) await ctx.tx.run(sql`DELETE FROM subscription_mrr WHERE subscription_id IN (SELECT value FROM json_each(${JSON.stringify(restepped)}))`)
  for (const step of steps) ctx.append(subscriptionMrr, step)
  await projectCustomers(ctx, [...moved])
  return { rows, events }
}

/** A subscription before anything has happened to it. */
export const emptyRow = (ctx: WriteCtx, about: Pick<SubscriptionRow, 'externalId' | 'account' | 'contactId'> & Partial<SubscriptionRow>): SubscriptionRow => ({
  id: ctx.newId('sub'), status: 'incomplete', statedStatus: null, plan: null, unitAmount: null, currency: null, interval: null, intervalCount: null, quantity: null,
  discounts: [], usageType: null, termsAssumed: false, mrrComplete: true, startedAt: null, currentPeriodEnd: null, cancelAt: null, endedAt: null, mrr: 0,
  createdAt: ctx.now(), updatedAt: ctx.now(), ...about,
})

function eventRow(ctx: WriteCtx, subscriptionId: string, position: number, event: EventInput): EventRow {
  if (event.terms && mrrOf(event.terms) > BigInt(Number.MAX_SAFE_INTEGER)) throw subscriptionErrors.mrr_too_large({ plan: event.terms.plan })
  return {
    id: ctx.newId('sev'), subscriptionId, position, type: event.type, at: event.at === undefined ? ctx.now() : ms(event.at),
    effectiveAt: event.effectiveAt === undefined ? null : ms(event.effectiveAt), terms: event.terms ?? null, fromPlan: event.fromPlan ?? null, toPlan: event.toPlan ?? null,
    naturalKey: event.naturalKey ?? null, actorRole: ctx.actor.role, actorId: ctx.actor.id, recordedAt: ctx.now(),
  }
}

/** Says from which plan to which, where the caller did not. */
function fillPlans(all: readonly EventRow[], added: readonly EventRow[]): void {
  const fresh = new Set(added)
  let plan: string | null = null
  for (const event of [...all].sort((a, b) => a.at - b.at || a.position - b.position)) {
    const next: string | null = event.terms?.plan ?? event.toPlan ?? plan
    if (fresh.has(event) && next !== plan) {
      event.fromPlan ??= plan
      event.toPlan ??= next
    }
    plan = next
  }
}

const columnsOf = (folded: Folded, row: SubscriptionRow) => ({
  status: folded.status === 'cancelled' ? folded.status : (row.statedStatus ?? folded.status),
  plan: folded.plan, unitAmount: folded.terms?.unitAmount ?? null, currency: folded.terms?.currency ?? null, interval: folded.terms?.interval ?? null,
  intervalCount: folded.terms?.intervalCount ?? null, quantity: folded.terms?.quantity ?? null, discounts: folded.terms?.discounts ?? [], usageType: folded.terms?.usageType ?? null,
  mrr: Number(folded.mrr), mrrComplete: folded.mrrComplete, startedAt: folded.startedAt, cancelAt: folded.cancelAt, endedAt: folded.endedAt,
})

const explain = (row: SubscriptionRow): Explain => (broken) => {
  if (broken.kind === 'foreign_key') return contactErrors.contact_unknown({ contactId: row.contactId })
  return broken.kind === 'unique' && row.externalId !== null ? subscriptionErrors.subscription_exists({ externalId: row.externalId }) : undefined
}

const replaced = Object.fromEntries(Object.entries(getTableColumns(subscriptions)).filter(([name]) => name !== 'id').map(([name, column]) => [name, sql.raw(`excluded."${column.name}"`)]))

async function updateRows(ctx: WriteCtx, rows: readonly SubscriptionRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += atOnce) {
    try {
      await ctx.tx.insert(subscriptions).values(rows.slice(at, at + atOnce)).onConflictDoUpdate({ target: subscriptions.id, set: replaced })
    } catch (error) {
      throw constraintOf(error)?.kind === 'foreign_key' ? contactErrors.contact_unknown() : error
    }
  }
}

async function eventsOf(ctx: WriteCtx, ids: readonly string[]): Promise<Map<string, EventRow[]>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.tx.select().from(subscriptionEvents).where(sql`subscription_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`).orderBy(subscriptionEvents.subscriptionId, subscriptionEvents.position)
  return groupBy(rows)
}

async function stepsOf(ctx: WriteCtx, ids: readonly string[]): Promise<Map<string, (typeof subscriptionMrr.$inferSelect)[]>> {
  if (ids.length === 0) return new Map()
  return groupBy(await ctx.tx.select().from(subscriptionMrr).where(sql`subscription_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`))
}

function groupBy<R extends { subscriptionId: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const group = groups.get(row.subscriptionId)
    if (group) group.push(row)
    else groups.set(row.subscriptionId, [row])
  }
  return groups
}

function sameSteps(a: readonly (typeof subscriptionMrr.$inferInsert)[], b: readonly (typeof subscriptionMrr.$inferInsert)[]): boolean {
  const name = (step: typeof subscriptionMrr.$inferInsert) => `${step.currency} ${step.fromAt} ${step.mrr} ${step.customer}`
  const had = new Set(a.map(name))
  return a.length === b.length && b.every((step) => had.has(name(step)))
}

import { sql } from 'drizzle-orm'
import type { WriteCtx } from '../foundation/index.js'
import { recordSubscriptions } from '../subscriptions/index.js'
import { settle, type Settled } from './archive.js'
import { buildSubscription, type Charge, type ToldEvent } from './build-subscription.js'
import type { LegacyTerms } from './read-subscription.js'
import type { Work } from './work.js'

const refsAtOnce = 200
const eventsAtOnce = 2_000
const eventsInAll = 10_000

type Told = { rowId: number; ref: string; kind: 'terms' | 'event'; fact: string; done: number }
type Known = { id: number; ref: string; rows: Told[]; charges: Charge[] }

/** Brings in the subscriptions that rows speak of, with what happened to them. */
export async function subscriptionsStep(work: Work): Promise<void> {
  for (;;) {
    const open = await work.ctx.db.all<{ ref: string }>(sql`SELECT DISTINCT ref FROM legacy_subscription_rows WHERE done = 0 ORDER BY ref LIMIT ${work.atOnce(refsAtOnce)}`)
    if (open.length === 0) return
    const refs = JSON.stringify(open.map((one) => one.ref))
    const rows = await work.ctx.db.all<Told>(sql`
      SELECT s.row_id AS rowId, s.ref, s.kind, s.fact, s.done FROM json_each(${refs}) j CROSS JOIN legacy_subscription_rows s ON s.ref = j.value ORDER BY s.ref, s.at, s.row_id`)
    const charges = await work.ctx.db.all<Charge & { ref: string }>(sql`
      SELECT m.subscription AS ref, m.at, m.amount, m.currency, m.contact_id AS contactId FROM json_each(${refs}) j CROSS JOIN legacy_money m ON m.subscription = j.value
      WHERE m.direction = 1 AND m.type = 'subscription_charge' ORDER BY m.at, m.row_id`)
    const rowsOf = byRef(rows)
    const chargesOf = byRef(charges)
    const known = open.map(({ ref }): Known => ({ id: rowsOf.get(ref)!.find((row) => !row.done)!.rowId, ref, rows: rowsOf.get(ref)!, charges: chargesOf.get(ref) ?? [] }))
    await work.apply(known, recordSome, rejectOne)
  }
}

async function recordSome(ctx: WriteCtx, some: readonly Known[]): Promise<void> {
  const given = some.map(({ ref, rows, charges }) => {
    const events = rows.filter((row) => row.kind === 'event').map((row) => JSON.parse(row.fact) as ToldEvent)
    return buildSubscription(ref, termsOf(rows), events, charges)
  })
  const ids = await record(ctx, given)
  const settled = some.flatMap(({ rows }, at) => rows.filter((row) => !row.done).flatMap((row) => outcomeOf(row, rows, ids[at]!)))
  await ctx.peek('INSERT OR REPLACE INTO legacy_subscriptions (ref, subscription_id) SELECT value ->> 0, value ->> 1 FROM json_each(?)', [JSON.stringify(some.map(({ ref }, at) => [ref, ids[at]]))])
  await ctx.peek('UPDATE legacy_subscription_rows SET done = 1 WHERE done = 0 AND ref IN (SELECT value FROM json_each(?))', [JSON.stringify(some.map(({ ref }) => ref))])
  await settle(ctx, settled)
}

/** In sets that one call takes: a subscription with more events than that comes in several. */
async function record(ctx: WriteCtx, given: readonly ReturnType<typeof buildSubscription>[]): Promise<string[]> {
  const ids: string[] = []
  let set: { at: number; part: ReturnType<typeof buildSubscription> }[] = []
  let events = 0
  const send = async () => {
    if (set.length === 0) return
    const answer = await ctx.run(recordSubscriptions, { subscriptions: set.map(({ part }) => part), skipRecorded: true })
    set.forEach(({ at }, place) => (ids[at] = answer.ids[place]!))
    set = []
    events = 0
  }
  for (const [at, one] of given.entries()) {
    for (let from = 0; from === 0 || from < one.events.length; from += eventsAtOnce) {
      const part = { ...one, events: one.events.slice(from, from + eventsAtOnce) }
      if (events + part.events.length > eventsInAll) await send()
      set.push({ at, part })
      events += part.events.length
    }
  }
  await send()
  return ids
}

/** Nothing is known of a subscription that was refused but what its rows say of money. */
async function rejectOne(ctx: WriteCtx, { ref, rows }: Known, code: string): Promise<void> {
  await ctx.peek('UPDATE legacy_subscription_rows SET done = 1 WHERE ref = ?', [ref])
  await settle(ctx, rows.filter((row) => !row.done && !isCharge(row)).map((row) => ({ id: row.rowId, outcome: 'rejected' as const, reason: 'refused' as const, warnings: [code] })))
}

/** The newest row counts where several describe one subscription. */
function termsOf(rows: readonly Told[]): LegacyTerms | null {
  const row = rows.findLast((one) => one.kind === 'terms')
  return row ? (JSON.parse(row.fact) as LegacyTerms) : null
}

function outcomeOf(row: Told, rows: readonly Told[], subscriptionId: string): Settled[] {
  const target = { kind: 'subscription', id: subscriptionId }
  if (row.kind === 'terms') return [{ id: row.rowId, outcome: row === rows.findLast((one) => one.kind === 'terms') ? 'imported' : 'merged', target }]
  // What such a row says of money is booked later, and that is what became of it.
  return isCharge(row) ? [] : [{ id: row.rowId, outcome: 'imported', target }]
}

const isCharge = (row: Told): boolean => row.kind === 'event' && (JSON.parse(row.fact) as ToldEvent).isCharge

function byRef<R extends { ref: string }>(rows: readonly R[]): Map<string, R[]> {
  const map = new Map<string, R[]>()
  for (const row of rows) {
    const own = map.get(row.ref)
    if (own) own.push(row)
    else map.set(row.ref, [row])
  }
  return map
}

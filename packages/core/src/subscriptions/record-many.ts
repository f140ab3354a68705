import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { bookkeepers, defineOperation, Id, ms, type WriteCtx } from '../foundation/index.js'
import { applyChanges, emptyRow, type Change, type SubscriptionRow } from './apply-events.js'
import { subscriptionErrors } from './errors.js'
import { SubscriptionWithEvents, type EventInput } from './schemas.js'
import { subscriptions } from './tables.js'

type Pending = Omit<Change, 'added'> & { before: string; added: EventInput[] }

export const recordMany = defineOperation({
  name: 'subscriptions.recordMany',
  summary: 'Bring in subscriptions with what happened to them, all or none',
  access: 'write',
  allow: bookkeepers,
  input: z.strictObject({
    subscriptions: z.array(SubscriptionWithEvents).min(1).max(2_000).refine((all) => all.reduce((sum, one) => sum + one.events.length, 0) <= 20_000, { message: 'At most 20,000 events at once.' }),
    skipRecorded: z.boolean().default(false).meta({ description: 'Leave out events that are recorded already instead of refusing the whole set.' }),
  }),
  output: z.object({
    created: z.int(),
    changed: z.int().meta({ description: 'Subscriptions that were known and are different now.' }),
    events: z.int().meta({ description: 'How many events were recorded now.' }),
    ids: z.array(Id).meta({ description: 'One id for each subscription given, in the order given.' }),
  }),
  async run(ctx, input) {
    const given = input.subscriptions
    const known = await rowsByExternalId(ctx, given.flatMap((one) => one.externalId ?? []))
    const recorded = await recordedKeys(ctx, given.flatMap((one) => one.events.flatMap((event) => event.naturalKey ?? [])))
    const pending = new Map<string, Pending>()
    const ids = given.map((one) => {
      const change = changeFor(ctx, one, known, pending)
      pending.set(change.row.id, change)
      for (const event of one.events) {
        if (event.naturalKey !== undefined && recorded.has(event.naturalKey)) {
          if (!input.skipRecorded) throw subscriptionErrors.event_recorded({ naturalKey: event.naturalKey })
          continue
        }
        if (event.naturalKey !== undefined) recorded.add(event.naturalKey)
        change.added.push(event)
      }
      return change.row.id
    })
    const changes = [...pending.values()].filter(({ row, isNew, before, added }) => isNew || added.length > 0 || JSON.stringify(row) !== before)
    const { events } = await applyChanges(ctx, changes)
    const created = changes.filter((change) => change.isNew).length
    if (changes.length) await ctx.emit('subscriptions.recorded', { created, changed: changes.length - created, events: events.length })
    return { created, changed: changes.length - created, events: events.length, ids }
  },
})

/** The subscription that is meant, known before or earlier in this set, with what is said about it now. */
function changeFor(ctx: WriteCtx, one: SubscriptionWithEvents, known: Map<string, SubscriptionRow>, pending: ReadonlyMap<string, Pending>): Pending {
  const old = one.externalId === undefined ? undefined : known.get(one.externalId)
  const row = old ?? emptyRow(ctx, { externalId: one.externalId ?? null, account: null, contactId: null, createdAt: createdAtOf(ctx, one) })
  const change = pending.get(row.id) ?? { row: { ...row }, isNew: old === undefined, before: JSON.stringify(row), added: [] }
  if (one.account !== undefined) change.row.account = one.account
  if (one.contactId !== undefined) change.row.contactId = one.contactId
  if (one.currentPeriodEnd !== undefined) change.row.currentPeriodEnd = ms(one.currentPeriodEnd)
  if (one.status !== undefined) change.row.statedStatus = one.status
  if (one.termsAssumed !== undefined) change.row.termsAssumed = one.termsAssumed
  if (row.externalId !== null) known.set(row.externalId, change.row)
  return change
}

function createdAtOf(ctx: WriteCtx, one: SubscriptionWithEvents): number {
  if (one.createdAt !== undefined) return ms(one.createdAt)
  return one.events.reduce((first, event) => Math.min(first, event.at === undefined ? first : ms(event.at)), ctx.now())
}

async function rowsByExternalId(ctx: WriteCtx, externalIds: readonly string[]): Promise<Map<string, SubscriptionRow>> {
  if (externalIds.length === 0) return new Map()
  const rows = await ctx.tx.select().from(subscriptions).where(sql`external_id IN (SELECT value FROM json_each(${JSON.stringify(externalIds)}))`)
  return new Map(rows.map((row) => [row.externalId!, row]))
}

async function recordedKeys(ctx: WriteCtx, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await ctx.tx.all<{ key: string }>(sql`SELECT e.natural_key AS key FROM json_each(${JSON.stringify(keys)}) j JOIN subscription_events e ON e.natural_key = j.value`)
  return new Set(rows.map((row) => row.key))
}

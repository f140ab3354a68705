import { and, desc, eq, inArray, or, sql } from 'drizzle-orm'
import { contacts, contactIdentities, contactTouches } from '../contacts/tables.js'
import type { ReadCtx } from '../foundation/index.js'
import { legacyRaw, legacyRefs, legacyRows } from '../importing/tables.js'
import { inbound, inboundBodies } from '../inbound/tables.js'
import { toEntries, type EntryRow, type LedgerEntry } from '../ledger/index.js'
import { subscriptionEvents, subscriptions } from '../subscriptions/tables.js'

/** A row of the old system behind an entry, as it was read. */
export type LegacyEvidence = { table: string; id: string; line: number; outcome: string; body: string | null }
export type ReceivedEvidence = { externalId: string; receivedAt: number; body: string }

/** Everything that the chains of some entries are made of, read in a dozen statements however many entries there are. */
export type Evidence = {
  entries: LedgerEntry[]
  contacts: Map<string, typeof contacts.$inferSelect>
  emails: Map<string, string>
  touches: Map<string, typeof contactTouches.$inferSelect>
  subscriptions: Map<string, typeof subscriptions.$inferSelect>
  subscriptionEvents: Map<string, (typeof subscriptionEvents.$inferSelect)[]>
  legacy: Map<string, LegacyEvidence>
  /** Invoices of the old system, by their numbers. */
  invoices: Map<string, LegacyEvidence>
  received: Map<string, ReceivedEvidence>
  others: Map<string, string>
}

export async function loadEvidence(ctx: ReadCtx, rows: readonly EntryRow[]): Promise<Evidence> {
  const entries = await toEntries(ctx, rows)
  const living = unique(entries.flatMap((entry) => (entry.contact ? [entry.contact.id] : [])))
  const stripeSubs = unique(entries.flatMap((entry) => (entry.stripe.subscriptionId === undefined ? [] : [entry.stripe.subscriptionId])))
  const subIds = unique(entries.flatMap((entry) => (entry.subscriptionId === null ? [] : [entry.subscriptionId])))
  const stripeIds = unique(entries.flatMap((entry) => Object.values(entry.stripe).filter((id) => id !== undefined)))
  const relatives = unique(entries.flatMap((entry) => [entry.reverses, entry.reversedBy].filter((id) => id !== null)))
  const [people, emails, touches, subs, legacy, invoices, received, others] = await Promise.all([
    living.length ? ctx.db.select().from(contacts).where(inArray(contacts.id, living)) : [],
    living.length ? ctx.db.select({ contactId: contactIdentities.contactId, value: contactIdentities.value }).from(contactIdentities).where(and(inArray(contactIdentities.contactId, living), eq(contactIdentities.kind, 'email'))) : [],
    living.length ? loadTouches(ctx, living) : [],
    subIds.length + stripeSubs.length ? ctx.db.select().from(subscriptions).where(sql`${subscriptions.id} IN ${[...subIds, '']} OR ${subscriptions.externalId} IN ${[...stripeSubs, '']}`) : [],
    loadLegacy(ctx, entries),
    loadInvoices(ctx, unique(entries.flatMap(invoiceNumbersOf))),
    stripeIds.length ? loadReceived(ctx, stripeIds) : [],
    relatives.length ? ctx.db.all<{ id: string; number: string }>(sql`SELECT id, number FROM ledger_entries WHERE id IN ${relatives}`) : [],
  ])
  const events = subs.length ? await ctx.db.select().from(subscriptionEvents).where(inArray(subscriptionEvents.subscriptionId, subs.map((sub) => sub.id))).orderBy(subscriptionEvents.at, subscriptionEvents.position) : []
  const eventsOf = new Map<string, typeof events>()
  for (const event of events) eventsOf.set(event.subscriptionId, [...(eventsOf.get(event.subscriptionId) ?? []), event])
  return {
    entries,
    contacts: new Map(people.map((row) => [row.id, row])),
    emails: new Map([...emails].reverse().map((row) => [row.contactId, row.value])),
    touches: new Map(touches.map(({ living: id, touch }) => [id, touch])),
    subscriptions: new Map(subs.flatMap((row) => [[row.id, row] as const, ...(row.externalId === null ? [] : [[row.externalId, row] as const])])),
    subscriptionEvents: eventsOf,
    legacy: new Map(legacy.map((row) => [`${row.table}:${row.id}`, row])),
    invoices: new Map(invoices.map(({ number, ...row }) => [number, row])),
    received: new Map(received.map((row) => [row.externalId, row])),
    others: new Map(others.map((row) => [row.id, row.number])),
  }
}

/** The latest first: the earliest of all that turned out to be one person is kept. */
const loadTouches = (ctx: ReadCtx, living: readonly string[]) =>
  ctx.db
    .select({ living: sql<string>`coalesce(${contacts.mergedInto}, ${contacts.id})`, touch: contactTouches })
    .from(contactTouches)
    .innerJoin(contacts, eq(contacts.id, contactTouches.contactId))
    .where(or(inArray(contacts.id, [...living]), inArray(contacts.mergedInto, [...living])))
    .orderBy(desc(contactTouches.at), desc(contactTouches.contactId))

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** The legacy rows that an entry was made of: its own key, then those that told of the same money. */
export const legacyKeysOf = (entry: LedgerEntry): string[] =>
  unique([...(entry.naturalKey?.startsWith('legacy:') ? [entry.naturalKey] : []), ...entry.links.filter((link) => link.kind === 'legacy_row').map((link) => link.target)].map((key) => key.replace(/^legacy:/, '')))

export const invoiceNumbersOf = (entry: LedgerEntry): string[] => entry.links.filter((link) => link.kind === 'invoice').map((link) => link.target)

async function loadLegacy(ctx: ReadCtx, entries: readonly LedgerEntry[]): Promise<LegacyEvidence[]> {
  const keys = unique(entries.flatMap(legacyKeysOf)).map((key) => [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)] as const)
  if (keys.length === 0) return []
  return ctx.db
    .select(legacyColumns)
    .from(legacyRows)
    .leftJoin(legacyRaw, eq(legacyRaw.rowId, legacyRows.id))
    .where(sql`(${legacyRows.tableName}, ${legacyRows.legacyId}) IN (VALUES ${sql.join(keys.map(([table, id]) => sql`(${table}, ${id})`), sql`, `)})`)
}

const legacyColumns = { table: legacyRows.tableName, id: legacyRows.legacyId, line: legacyRows.line, outcome: legacyRows.outcome, body: legacyRaw.body }

async function loadInvoices(ctx: ReadCtx, numbers: readonly string[]): Promise<(LegacyEvidence & { number: string })[]> {
  if (numbers.length === 0) return []
  return ctx.db
    .select({ number: legacyRefs.ref, ...legacyColumns })
    .from(legacyRefs)
    .innerJoin(legacyRows, eq(legacyRows.id, legacyRefs.rowId))
    .leftJoin(legacyRaw, eq(legacyRaw.rowId, legacyRows.id))
    .where(and(eq(legacyRefs.kind, 'invoice'), inArray(legacyRefs.ref, [...numbers])))
}

const loadReceived = (ctx: ReadCtx, externalIds: readonly string[]): Promise<ReceivedEvidence[]> =>
  ctx.db
    .select({ externalId: inbound.externalId, receivedAt: inbound.receivedAt, body: inboundBodies.body })
    .from(inbound)
    .innerJoin(inboundBodies, eq(inboundBodies.inboundId, inbound.id))
    .where(and(eq(inbound.source, 'stripe'), inArray(inbound.externalId, [...externalIds])))

import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { importMovements } from '../credits/index.js'
import { iso, type WriteCtx } from '../foundation/index.js'
import { linkEntries, recordMany, type RecordEntryInput } from '../ledger/index.js'
import { settle } from './archive.js'
import { moneyTables } from './legacy-tables.js'
import type { EntryType, RevenueSource } from '../ledger/index.js'
import type { LegacyMoneyExtra } from './tables.js'
import type { Work } from './work.js'

const rowsAtOnce = 500

type Staged = {
  id: number; place: number; legacyId: string; type: EntryType | null; source: RevenueSource; amount: number; currency: string; tokens: number | null; toldTokens: number | null; at: number
  intent: string | null; subscription: string | null; subscriptionId: string | null; invoiceNumber: string | null; invoiceRow: number | null; userRef: string | null; company: string | null
  contactId: string | null; extra: LegacyMoneyExtra
}

const nameOf = ({ place, legacyId }: { place: number; legacyId: string }) => `${moneyTables[place]}:${legacyId}`
export const keyOf = (row: { place: number; legacyId: string }) => `legacy:${nameOf(row)}`

/** What the booked row says, else what a further row says of the same money: the first by its table. */
const orToldBy = (column: 'user_ref' | 'company' | 'contact_id') =>
  sql.raw(`coalesce(m.${column}, (SELECT d.${column} FROM legacy_money d WHERE d.leader = m.row_id AND d.${column} IS NOT NULL ORDER BY d.place, d.row_id LIMIT 1))`)

/** Books what is to be booked, oldest first, then links the rows that tell of the same money. */
export async function bookingStep(work: Work): Promise<void> {
  for (;;) {
    // One column of JSON: the driver is slow at many.
    const packed = await work.ctx.db.all<{ row: string }>(sql`
      SELECT json_object('id', m.row_id, 'place', m.place, 'legacyId', m.legacy_id, 'type', m.type, 'source', m.source, 'amount', m.amount, 'currency', m.currency, 'tokens', m.tokens, 'at', m.at,
        'intent', m.intent, 'subscription', m.subscription, 'subscriptionId', s.subscription_id, 'extra', json(m.extra),
        'userRef', ${orToldBy('user_ref')}, 'company', ${orToldBy('company')}, 'contactId', ${orToldBy('contact_id')},
        'invoiceNumber', m.invoice_number, 'invoiceRow', (SELECT f.row_id FROM legacy_refs f WHERE f.kind = 'invoice' AND f.ref = m.invoice_number),
        'toldTokens', (SELECT max(d.tokens) FROM legacy_money d WHERE d.leader = m.row_id)) AS row
      FROM legacy_money m LEFT JOIN legacy_subscriptions s ON s.ref = m.subscription WHERE m.state = 'staged' ORDER BY m.at, m.row_id LIMIT ${work.atOnce(rowsAtOnce)}`)
    if (packed.length === 0) break
    await work.apply(packed.map(({ row }) => JSON.parse(row) as Staged), book, reject)
  }
  for (;;) {
    const rows = await work.ctx.db.all<Duplicate>(sql`
      SELECT r.id, m.place, m.legacy_id AS legacyId, m.extra, l.entry_id AS entryId, l.amount <> m.amount OR l.currency <> m.currency AS differs
      FROM legacy_rows r JOIN legacy_money m ON m.row_id = r.id JOIN legacy_money l ON l.row_id = m.leader
      WHERE r.outcome = 'pending' AND r.table_name IN ${[...moneyTables]} AND m.state = 'duplicate' AND l.entry_id IS NOT NULL LIMIT ${work.atOnce(rowsAtOnce)}`)
    if (rows.length === 0) break
    await work.apply(rows, linkDuplicates)
  }
}

async function book(ctx: WriteCtx, rows: readonly Staged[]): Promise<void> {
  const entries = rows.filter((row) => row.type !== null)
  const { ids } = entries.length ? await ctx.run(recordMany, { entries: entries.map(entryOf), skipBooked: true }) : { ids: [] }
  const entryIds = new Map(entries.map((row, at) => [row.id, ids[at]!]))
  const moves = rows.flatMap((row) => movementOf(row, entryIds.get(row.id)) ?? [])
  if (moves.length) await ctx.run(importMovements, { movements: moves })
  await ctx.peek(
    "UPDATE legacy_money SET state = CASE WHEN legacy_money.type IS NULL THEN 'spent' ELSE 'booked' END, entry_id = j.value ->> 1 FROM json_each(?) AS j WHERE legacy_money.row_id = j.value ->> 0",
    [JSON.stringify(rows.map((row) => [row.id, entryIds.get(row.id) ?? null]))],
  )
  await settle(ctx, rows.map((row) => {
    const entryId = entryIds.get(row.id)
    const account = accountOf(row)
    return { id: row.id, outcome: 'imported', warnings: warningsOf(row), ...(entryId ? { target: { kind: 'ledger_entry', id: entryId } } : account && { target: { kind: 'credit_account', id: account.externalId ?? account.contactId! } }) }
  }))
}

function entryOf(row: Staged): z.input<typeof RecordEntryInput> {
  const { chargeId, invoiceId, customerId, description, metadata } = row.extra
  const stripe = { ...some('paymentIntentId', row.intent), ...some('chargeId', chargeId), ...some('invoiceId', invoiceId), ...some('subscriptionId', row.subscription), ...some('customerId', customerId) }
  const tokens = row.tokens ?? row.toldTokens
  // Tokens that nobody paid for are a promotion, whoever is thanked with them.
  const given = row.type === 'credit_purchase' && row.amount === 0 ? { debit: 'expenses:promotions' as const, credit: 'income:credits' as const } : {}
  return {
    type: row.type!, source: row.source, amount: row.amount, currency: row.currency, happenedAt: iso(row.at), naturalKey: keyOf(row), ...given,
    ...some('contactId', row.contactId), ...some('subscriptionId', row.subscriptionId), ...some('description', description),
    ...(Object.keys(stripe).length > 0 && { stripe }),
    ...(tokens !== null && tokens >= 0 && { tokens }),
    ...(metadata && Object.keys(metadata).length > 0 && { metadata }),
    ...(row.invoiceNumber !== null && { links: [{ kind: 'invoice', target: row.invoiceNumber, ...(row.invoiceRow === null && { warning: 'dangling_reference' as const }) }] }),
  }
}

export type Account = { externalId: string; contactId?: undefined } | { contactId: string; externalId?: undefined }

/** Whose tokens: the company's account, else the person's. */
export function accountOf({ company, contactId, userRef }: Pick<Staged, 'company' | 'contactId' | 'userRef'>): Account | null {
  if (company !== null) return { externalId: company }
  if (contactId !== null) return { contactId }
  return userRef === null ? null : { externalId: userRef }
}

function movementOf(row: Staged, entryId: string | undefined) {
  const tokens = row.toldTokens ?? row.tokens ?? 0
  const account = accountOf(row)
  // What a refund says of tokens is which were paid back, not that some were given.
  if (tokens === 0 || account === null || row.type === 'refund') return null
  const { description } = row.extra
  const kind = tokens < 0 ? ('spend' as const) : row.amount > 0 ? ('purchase' as const) : ('grant' as const)
  return { account, kind, tokens: Math.abs(tokens), happenedAt: iso(row.at), naturalKey: keyOf(row), ...(entryId && { entryId }), ...some('reason', description) }
}

function warningsOf(row: Staged): string[] {
  const { warnings = [] } = row.extra
  const dangling = (row.invoiceNumber !== null && row.invoiceRow === null) || (row.subscription !== null && row.subscriptionId === null)
  const tokens = row.tokens ?? row.toldTokens
  return [
    ...warnings,
    ...(dangling ? ['dangling_reference'] : []),
    ...(row.tokens !== null && row.toldTokens !== null && row.tokens !== row.toldTokens ? ['tokens_differ'] : []),
    ...(tokens !== null && tokens !== 0 && accountOf(row) === null ? ['account_unknown'] : []),
  ]
}

type Duplicate = { id: number; place: number; legacyId: string; extra: string; entryId: string; differs: number }

async function linkDuplicates(ctx: WriteCtx, rows: readonly Duplicate[]): Promise<void> {
  await ctx.run(linkEntries, { links: rows.map((row) => ({ entryId: row.entryId, kind: 'legacy_row', target: nameOf(row) })) })
  await settle(ctx, rows.map((row) => ({
    id: row.id, outcome: 'duplicate', target: { kind: 'ledger_entry', id: row.entryId },
    warnings: [...((JSON.parse(row.extra) as LegacyMoneyExtra).warnings ?? []), ...(row.differs ? ['amount_differs'] : [])],
  })))
}

/** A row that the books refuse leads nobody: the next that tells of the same money takes its place. */
async function reject(ctx: WriteCtx, row: Staged, code: string): Promise<void> {
  await ctx.peek('DELETE FROM legacy_money WHERE row_id = ?', [row.id])
  await ctx.peek('UPDATE legacy_money SET leader = (SELECT min(row_id) FROM legacy_money WHERE leader = ?) WHERE leader = ?', [row.id, row.id])
  await ctx.peek("UPDATE legacy_money SET state = 'staged', leader = NULL WHERE leader = row_id", [])
  await settle(ctx, [{ id: row.id, outcome: 'rejected', reason: 'refused', warnings: [code] }])
}

const some = <K extends string>(name: K, value: string | null | undefined) => (value === null || value === undefined ? {} : ({ [name]: value } as Record<K, string>))

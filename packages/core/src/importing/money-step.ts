import type { WriteCtx } from '../foundation/index.js'
import { pendingRows, settle, type PendingRow, type Settled } from './archive.js'
import { moneyTables, type MoneyTable } from './legacy-tables.js'
import { readPayment, type Payment } from './read-payment.js'
import { readEvent, readTerms } from './read-subscription.js'
import { legacyMoney, legacySubscriptionRows } from './tables.js'
import type { Work } from './work.js'

const rowsAtOnce = 1_000

/** Reads what rows say about money and subscriptions into normal form, or rejects them. Nothing is booked yet. */
export async function moneyStep(work: Work): Promise<void> {
  for (const table of [...moneyTables, 'org_subscriptions'] as const) {
    for (;;) {
      const rows = await pendingRows(work.ctx, table, Number(work.progress.cursor[table] ?? 0), work.atOnce(rowsAtOnce))
      if (rows.length === 0) break
      const made = { cursor: { ...work.progress.cursor, [table]: rows.at(-1)!.id } }
      await work.chunk(async (ctx) => {
        const fresh = await notStaged(ctx, rows)
        await settle(ctx, table === 'org_subscriptions' ? stageTerms(ctx, fresh) : await stagePayments(ctx, work, table, fresh))
      }, made)
    }
  }
}

/** Rows that an import which never finished had staged already stay as they are. */
async function notStaged(ctx: WriteCtx, rows: readonly PendingRow[]): Promise<PendingRow[]> {
  const ids = JSON.stringify(rows.map((row) => row.id))
  const staged = await ctx.peek('SELECT m.row_id AS id FROM json_each(?) j CROSS JOIN legacy_money m ON m.row_id = j.value UNION SELECT s.row_id FROM json_each(?) j CROSS JOIN legacy_subscription_rows s ON s.row_id = j.value', [ids, ids])
  const known = new Set(staged.map((row) => Number(row['id'])))
  return rows.filter((row) => !known.has(row.id))
}

async function stagePayments(ctx: WriteCtx, work: Work, table: MoneyTable, rows: readonly PendingRow[]): Promise<Settled[]> {
  const settled: Settled[] = []
  const payments: { row: PendingRow; payment: Payment }[] = []
  for (const row of rows) {
    const payment = readPayment(table, row.document, work.how)
    if (typeof payment === 'string') {
      settled.push({ id: row.id, outcome: 'rejected', reason: payment })
      continue
    }
    if (payment) payments.push({ row, payment })
    if (table === 'subscription_transactions') settled.push(...stageEvent(ctx, row, payment))
  }
  const people = await accountsOf(ctx, payments.flatMap(({ payment }) => payment.userRef ?? []))
  for (const { row, payment } of payments) {
    const { kind, extra, type, ...fact } = payment
    const account = payment.userRef === null ? undefined : people.get(payment.userRef)
    const lost = payment.userRef === null ? [] : account === undefined ? ['dangling_reference'] : account.contactId === null ? ['contact_unknown'] : []
    const warnings = [...(extra.warnings ?? []), ...lost]
    ctx.append(legacyMoney, {
      rowId: row.id, place: moneyTables.indexOf(table), legacyId: row.legacyId, state: 'staged', ...fact, type: kind === 'spend' ? null : type,
      contactId: account?.contactId ?? null, extra: { ...extra, ...(warnings.length > 0 && { warnings }) },
    })
  }
  return settled
}

function stageEvent(ctx: WriteCtx, row: PendingRow, payment: Payment | null): Settled[] {
  const event = readEvent(row.document)
  if (typeof event === 'string') return [{ id: row.id, outcome: 'rejected', reason: event }]
  const ref = row.document.text('stripeSubscriptionId')
  if (ref !== null && event.type !== null) {
    ctx.append(legacySubscriptionRows, { rowId: row.id, ref, kind: 'event', at: event.at, fact: { ...event, isCharge: payment !== null }, done: false })
    return []
  }
  return payment ? [] : [{ id: row.id, outcome: 'archived', warnings: [ref === null ? 'dangling_reference' : 'action_unknown'] }]
}

function stageTerms(ctx: WriteCtx, rows: readonly PendingRow[]): Settled[] {
  return rows.flatMap((row): Settled[] => {
    const terms = readTerms(row.document)
    if (typeof terms === 'string') return [{ id: row.id, outcome: 'rejected', reason: terms }]
    const ref = row.document.text('stripeSubscriptionId') ?? `legacy:${terms.key}`
    ctx.append(legacySubscriptionRows, { rowId: row.id, ref, kind: 'terms', at: terms.updatedAt, fact: { ...terms }, done: false })
    return []
  })
}

type Account = { contactId: string | null }

/** The accounts that references name: by the document's id, then by the id that the sign-in service gave. */
async function accountsOf(ctx: WriteCtx, refs: readonly string[]): Promise<Map<string, Account>> {
  if (refs.length === 0) return new Map()
  const asked = JSON.stringify([...new Set(refs)])
  const byId = await ctx.peek('SELECT j.value AS ref, u.contact_id FROM json_each(?) j CROSS JOIN legacy_users u ON u.legacy_id = j.value', [asked])
  const byAccount = await ctx.peek('SELECT j.value AS ref, u.contact_id FROM json_each(?) j CROSS JOIN legacy_users u ON u.account_id = j.value', [asked])
  return new Map([...byAccount, ...byId].map((row) => [row['ref'] as string, { contactId: row['contact_id'] as string | null }]))
}

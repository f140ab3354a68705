import { and, inArray, isNull } from 'drizzle-orm'
import type * as z from 'zod'
import { contactNames } from '../contacts/index.js'
import { iso, type ReadCtx } from '../foundation/index.js'
import type { EntryRow } from './find-rows.js'
import type { LedgerEntry, StripeIds } from './schemas.js'
import { ledgerEntries, ledgerLinks, ledgerReconciliations, ledgerWords } from './tables.js'

/** Rows as callers see them, with all that stands beside them: five look-ups for a whole page. */
export async function toEntries(ctx: Pick<ReadCtx, 'db'>, rows: readonly EntryRow[]): Promise<z.output<typeof LedgerEntry>[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const [words, links, reconciliations, reversals, names] = await Promise.all([
    ctx.db.select().from(ledgerWords).where(inArray(ledgerWords.entryId, ids)),
    ctx.db.select().from(ledgerLinks).where(inArray(ledgerLinks.entryId, ids)),
    ctx.db.select().from(ledgerReconciliations).where(and(inArray(ledgerReconciliations.entryId, ids), isNull(ledgerReconciliations.undoneAt))),
    ctx.db.select({ id: ledgerEntries.id, reverses: ledgerEntries.reverses }).from(ledgerEntries).where(inArray(ledgerEntries.reverses, ids)),
    contactNames(ctx, rows.flatMap((row) => (row.contactId === null ? [] : [row.contactId]))),
  ])
  const wordsOf = new Map(words.map((word) => [word.entryId, word]))
  const reconciled = new Map(reconciliations.map((one) => [one.entryId, one]))
  const reversedBy = new Map(reversals.map((one) => [one.reverses, one.id]))
  const linksOf = new Map<string, typeof links>()
  for (const link of links) linksOf.set(link.entryId, [...(linksOf.get(link.entryId) ?? []), link])
  return rows.map((row) => {
    const match = reconciled.get(row.id)
    return {
      id: row.id, number: row.number, type: row.type, source: row.source, amount: row.amount, net: row.net, tax: row.tax, currency: row.currency, debit: row.debit, credit: row.credit,
      contact: row.contactId === null ? null : (names.get(row.contactId) ?? { id: row.contactId, name: '' }),
      recordedBy: { role: row.actorRole, id: row.actorId }, subscriptionId: row.subscriptionId, invoiceId: row.invoiceId, stripe: stripeIdsOf(row), tokens: row.tokens,
      description: wordsOf.get(row.id)?.description ?? '', metadata: wordsOf.get(row.id)?.metadata ?? {},
      happenedAt: iso(row.happenedAt), recordedAt: iso(row.recordedAt), naturalKey: row.naturalKey, reverses: row.reverses, reversedBy: reversedBy.get(row.id) ?? null,
      reconciliation: match ? { id: match.id, at: iso(match.at), by: { role: match.actorRole, id: match.actorId }, against: match.against, note: match.note } : null,
      links: (linksOf.get(row.id) ?? []).map((link) => ({ kind: link.kind, target: link.target, warning: link.warning, learnedAt: iso(link.learnedAt) })),
      position: row.seq, hash: row.hash,
    }
  })
}

function stripeIdsOf(row: EntryRow): z.output<typeof StripeIds> {
  const ids = { paymentIntentId: row.paymentIntentId, chargeId: row.chargeId, invoiceId: row.stripeInvoiceId, subscriptionId: row.stripeSubscriptionId, customerId: row.stripeCustomerId }
  return Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== null))
}

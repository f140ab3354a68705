import type * as z from 'zod'
import { iso, type WriteCtx } from '../foundation/index.js'
import type { LedgerEntry, RecordEntryInput } from './schemas.js'
import type { ledgerEntries } from './tables.js'
import { contactNameOf } from '../contacts/index.js'

/** The wire form of an entry that was booked a moment ago, without reading anything back but the contact's name. */
export async function writtenEntry(ctx: WriteCtx, row: typeof ledgerEntries.$inferInsert, input: Pick<RecordEntryInput, 'stripe' | 'description' | 'metadata' | 'links'>): Promise<z.output<typeof LedgerEntry>> {
  const recordedAt = iso(row.recordedAt)
  return {
    id: row.id, number: row.number, type: row.type, source: row.source, amount: row.amount, net: row.net, tax: row.tax, currency: row.currency, debit: row.debit, credit: row.credit,
    contact: row.contactId ? await contactNameOf(ctx, row.contactId) : null,
    recordedBy: { role: row.actorRole, id: row.actorId }, subscriptionId: row.subscriptionId ?? null, invoiceId: row.invoiceId ?? null, stripe: input.stripe ?? {}, tokens: row.tokens ?? null,
    description: input.description ?? '', metadata: input.metadata ?? {}, happenedAt: iso(row.happenedAt), recordedAt, naturalKey: row.naturalKey ?? null, reverses: row.reverses ?? null, reversedBy: null,
    reconciliation: null, links: (input.links ?? []).map((link) => ({ kind: link.kind, target: link.target, warning: link.warning ?? null, learnedAt: recordedAt })), position: row.seq, hash: row.hash,
  }
}

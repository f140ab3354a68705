import { asc, gt, inArray } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, encodeCursor, formatMajor, staff, stream, type ReadCtx } from '../foundation/index.js'
import { conditionOf } from './filter-entries.js'
import { hledgerHead, hledgerJournal, hledgerEntry } from './hledger.js'
import { pageOfRows } from './list-entries.js'
import { toEntries } from './read-entries.js'
import { EntryFilter, type LedgerEntry } from './schemas.js'
import { ledgerJournalLines, ledgerJournals } from './tables.js'

const journalsAtOnce = 500

/** One entry as a line of a table: amounts in major units, signed. */
export const ExportRow = z
  .object({
    number: z.string(), happenedAt: z.string(), recordedAt: z.string(), type: z.string(), source: z.string(), contactId: z.string().nullable(), contact: z.string().nullable(),
    description: z.string(), amount: z.string(), tax: z.string(), currency: z.string(), debit: z.string(), credit: z.string(), tokens: z.int().nullable(), reverses: z.string().nullable(),
    reconciledAt: z.string().nullable(), reconciledAgainst: z.string().nullable(), paymentIntentId: z.string().nullable(), stripeInvoiceId: z.string().nullable(),
    stripeSubscriptionId: z.string().nullable(), naturalKey: z.string().nullable(), id: z.string(), hash: z.string(),
  })
  .meta({ id: 'ExportRow' })

export const exportEntries = defineOperation({
  name: 'ledger.export',
  summary: 'Export entries as CSV or JSON lines, oldest first',
  access: 'read',
  allow: staff,
  input: EntryFilter,
  output: stream(ExportRow),
  async run(ctx, input) {
    return (async function* () {
      for await (const entry of allEntries(ctx, input)) yield exportRow(entry)
    })()
  },
})

export const exportJournal = defineOperation({
  name: 'ledger.exportJournal',
  summary: 'Export the books as an hledger journal',
  access: 'read',
  allow: staff,
  input: EntryFilter,
  output: stream(z.string()),
  async run(ctx, input) {
    return (async function* () {
      yield hledgerHead()
      for await (const entry of allEntries(ctx, input)) yield hledgerEntry(entry)
      if (Object.values(input).every((value) => value === undefined)) yield* journals(ctx)
    })()
  },
})

async function* allEntries(ctx: ReadCtx, filter: EntryFilter): AsyncGenerator<z.output<typeof LedgerEntry>> {
  const where = await conditionOf(ctx, filter)
  for (let cursor: string | undefined; ; ) {
    const rows = await pageOfRows(ctx, where, 'happenedAt', cursor, 500)
    yield* await toEntries(ctx, rows.slice(0, 500))
    const last = rows[499]
    if (rows.length <= 500 || !last) return
    cursor = encodeCursor('happenedAt', [last.happenedAt, last.seq])
  }
}

/** Postings in the order in which they were posted, a page at a time with their lines. */
async function* journals(ctx: ReadCtx): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const page = await ctx.db.select().from(ledgerJournals).where(gt(ledgerJournals.seq, after)).orderBy(asc(ledgerJournals.seq)).limit(journalsAtOnce)
    const last = page.at(-1)
    if (!last) return
    const lines = await ctx.db.select().from(ledgerJournalLines).where(inArray(ledgerJournalLines.journalId, page.map((journal) => journal.id))).orderBy(asc(ledgerJournalLines.journalId), asc(ledgerJournalLines.line))
    const linesOf = new Map<string, typeof lines>()
    for (const line of lines) {
      const own = linesOf.get(line.journalId)
      if (own) own.push(line)
      else linesOf.set(line.journalId, [line])
    }
    for (const journal of page) yield hledgerJournal(journal, linesOf.get(journal.id) ?? [])
    after = last.seq
  }
}

function exportRow(entry: z.output<typeof LedgerEntry>): z.output<typeof ExportRow> {
  const { stripe, reconciliation } = entry
  return {
    number: entry.number, happenedAt: entry.happenedAt, recordedAt: entry.recordedAt, type: entry.type, source: entry.source, contactId: entry.contact?.id ?? null, contact: entry.contact?.name ?? null,
    description: entry.description, amount: formatMajor(entry.net, entry.currency), tax: formatMajor(entry.tax, entry.currency), currency: entry.currency, debit: entry.debit, credit: entry.credit,
    tokens: entry.tokens, reverses: entry.reverses, reconciledAt: reconciliation?.at ?? null, reconciledAgainst: reconciliation?.against ?? null,
    paymentIntentId: stripe.paymentIntentId ?? null, stripeInvoiceId: stripe.invoiceId ?? null, stripeSubscriptionId: stripe.subscriptionId ?? null, naturalKey: entry.naturalKey, id: entry.id, hash: entry.hash,
  }
}

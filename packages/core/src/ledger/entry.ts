import type * as z from 'zod'
import { canonical, hash, iso, ms, token, type WriteCtx } from '../foundation/index.js'
import { accountsOf, signOf } from './accounts.js'
import { ledgerErrors } from './errors.js'
import { projectEntry } from './projections.js'
import type { RecordEntryInput } from './schemas.js'
import { ledgerSearch } from './search-table.js'
import { ledgerEntries, ledgerLinks, ledgerWords } from './tables.js'

type Row = typeof ledgerEntries.$inferInsert
type Words = { salt: string; description: string; metadata: z.output<typeof import('../foundation/index.js').Metadata> }

/** What the hash chain covers of an entry: everything but its words, of which it covers a salted digest. */
export const digestOfEntry = (row: Omit<Row, 'hash' | 'seq'>): string =>
  hash(
    canonical({
      id: row.id, number: row.number, type: row.type, source: row.source, amount: row.amount, tax: row.tax, currency: row.currency, debit: row.debit, credit: row.credit,
      contactId: row.contactId ?? null, actor: `${row.actorRole}:${row.actorId}`, subscriptionId: row.subscriptionId ?? null, invoiceId: row.invoiceId ?? null,
      stripe: [row.paymentIntentId, row.chargeId, row.stripeInvoiceId, row.stripeSubscriptionId, row.stripeCustomerId].map((id) => id ?? null),
      tokens: row.tokens ?? null, happenedAt: iso(row.happenedAt), recordedAt: iso(row.recordedAt), naturalKey: row.naturalKey ?? null, reverses: row.reverses ?? null, words: row.wordsDigest,
    }),
  )

export const digestOfWords = ({ salt, description, metadata }: Words): string => hash(`${salt}:${canonical({ description, metadata })}`)

/** Books one entry with all that belongs to it. Rows are only appended: the group writes them together. */
export async function bookEntry(ctx: WriteCtx, input: RecordEntryInput, timeZone: string, reverses: string | null = null): Promise<Row> {
  const { tax = 0, stripe = {}, description = '', metadata = {} } = input
  const defaults = accountsOf(input.type, input.source)
  const debit = input.debit ?? defaults.debit
  const credit = input.credit ?? defaults.credit
  if (tax > input.amount) throw ledgerErrors.tax_exceeds_amount()
  // No invoice is kept here yet, so that none can be meant.
  if (input.invoiceId !== undefined && reverses === null) throw ledgerErrors.invoice_unknown({ invoiceId: input.invoiceId })
  if (debit === credit) throw ledgerErrors.same_account({ account: debit })

  const now = ctx.now()
  const year = iso(now).slice(0, 4)
  const words: Words = { salt: token(12), description, metadata }
  const row = {
    id: ctx.newId('led'),
    number: `TXN-${year}-${String(await ctx.series(`TXN-${year}`)).padStart(6, '0')}`,
    type: input.type, source: input.source, amount: input.amount, net: signOf(input.type, reverses) * input.amount || 0, tax, currency: input.currency, debit, credit,
    contactId: input.contactId ?? null, actorRole: ctx.actor.role, actorId: ctx.actor.id,
    subscriptionId: input.subscriptionId ?? null, invoiceId: input.invoiceId ?? null,
    paymentIntentId: stripe.paymentIntentId ?? null, chargeId: stripe.chargeId ?? null, stripeInvoiceId: stripe.invoiceId ?? null,
    stripeSubscriptionId: stripe.subscriptionId ?? null, stripeCustomerId: stripe.customerId ?? null,
    tokens: input.tokens ?? null, happenedAt: input.happenedAt === undefined ? now : ms(input.happenedAt), recordedAt: now,
    naturalKey: input.naturalKey ?? null, reverses, wordsDigest: digestOfWords(words),
  }
  const { seq, hash: link } = await ctx.chain('ledger', digestOfEntry(row))
  const entry: Row = { ...row, seq, hash: link }

  ctx.append(ledgerEntries, entry, (broken) => {
    if (broken.kind === 'foreign_key') return ledgerErrors.contact_unknown({ contactId: entry.contactId })
    if (broken.kind === 'trigger' && broken.detail.includes('subscription_unknown')) return entry.subscriptionId === null ? undefined : ledgerErrors.subscription_unknown({ subscriptionId: entry.subscriptionId })
    if (reverses !== null) return ledgerErrors.already_reversed({ entryId: reverses })
    return entry.naturalKey === null ? undefined : ledgerErrors.already_booked({ naturalKey: entry.naturalKey })
  })
  ctx.append(ledgerWords, { entryId: entry.id, ...words })
  ctx.append(ledgerSearch, { rowid: seq, text: [entry.number, description, ...Object.values(stripe)].join(' ') })
  for (const { kind, target, warning } of input.links ?? []) ctx.append(ledgerLinks, { entryId: entry.id, kind, target, warning: warning ?? null, learnedAt: now })
  projectEntry(ctx, entry, timeZone)
  return entry
}

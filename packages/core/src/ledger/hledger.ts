import type * as z from 'zod'
import { formatMajor, iso } from '../foundation/index.js'
import { accounts } from './accounts.js'
import type { LedgerEntry } from './schemas.js'
import type { ledgerJournalLines, ledgerJournals } from './tables.js'
import { postingsOf } from './verify-ledger.js'

/** The accounts that the journal uses, declared so that `hledger check accounts` passes. */
export const hledgerHead = (): string => `${Object.keys(accounts).map((name) => `account ${name}\n`).join('')}\n`

// A semicolon starts a comment and a line end a new line; neither may come out of somebody's words.
const words = (text: string) => text.replace(/[;|\r\n\t]+/g, ' ').replace(/\s+/g, ' ').trim()

const posting = (account: string, amount: number, currency: string) => `    ${account}  ${currency} ${formatMajor(amount, currency)}\n`

/** One entry as a transaction: `2026-01-14 * (TXN-2026-000004) Devan Pillai | Onboarding`. */
export function hledgerEntry(entry: z.output<typeof LedgerEntry>): string {
  const payee = words(entry.contact?.name ?? '')
  const description = words(entry.description || entry.type.replaceAll('_', ' '))
  const status = entry.reconciliation ? '*' : '!'
  const lines = postingsOf(entry).map(([account, amount]) => posting(account, amount, entry.currency))
  return `${entry.happenedAt.slice(0, 10)} ${status} (${entry.number}) ${payee ? `${payee} | ` : ''}${description}\n${lines.join('')}\n`
}

/** A fee, payout, tax or transfer as a transaction. */
export function hledgerJournal(journal: typeof ledgerJournals.$inferSelect, lines: readonly (typeof ledgerJournalLines.$inferSelect)[]): string {
  return `${iso(journal.happenedAt).slice(0, 10)} ! (${journal.id}) ${journal.kind}\n${lines.map((line) => posting(line.account, line.amount, line.currency)).join('')}\n`
}

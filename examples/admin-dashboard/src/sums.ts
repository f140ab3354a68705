import type { LedgerEntry } from './wire.js'

/** What of these rows adds up to, per currency, largest count first; sums are exact. */
export function sumOf(entries: readonly LedgerEntry[]): { currency: string; net: string }[] {
  const sums = new Map<string, bigint>()
  for (const { currency, net } of entries) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(net))
  return [...sums].map(([currency, net]) => ({ currency, net: String(net) }))
}

/** Which of the chosen rows a reconciliation can be made for, and for which it can be taken back. */
export function reconcilable(entries: readonly LedgerEntry[]): { open: string[]; matched: string[] } {
  return { open: entries.filter((one) => !one.reconciliation).map((one) => one.id), matched: entries.filter((one) => one.reconciliation).map((one) => one.id) }
}

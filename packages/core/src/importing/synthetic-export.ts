import type { MemoryTables } from './memory-source.js'

/** A number from 0 to 1 that follows from a seed alone. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const currencies = ['usd', 'USD', 'eur', 'Eur', 'jpy', 'kwd']
const start = 1_600_000_000_000

/**
 * An export of about so many rows, made line by line while it is read: one contact and one account for every twenty rows, payments, charges
 * told twice, credits bought and given. The same size gives the same export. Says what must come of it.
 */
export function syntheticExport(rows: number): { tables: MemoryTables; rows: number; entries: number; duplicates: number } {
  const people = Math.max(1, Math.floor(rows / 40))
  const payments = Math.floor(rows * 0.6)
  const charges = Math.floor(rows * 0.1)
  const credits = Math.floor(rows * 0.15)
  const told = Math.floor(charges / 2)
  const subscriptions = Math.max(1, Math.floor(charges / 12))
  const line = (id: string, at: number, fields: object) => JSON.stringify({ _creationTime: at + 0.25, _id: id, ...fields, createdAt: at })
  const charge = (at: number) => ({ amount: 10 + (at % 90), currency: 'usd', stripeSubscriptionId: `sub_${at % subscriptions}`, plan: 'pro' })
  const tables: Record<string, () => Iterable<string>> = {
    *clients() {
      for (let at = 0; at < people; at++) yield line(`c${at}`, start + at, { name: `Person ${at}`, email: `person${at}@example.test`, tags: [] })
    },
    *users() {
      for (let at = 0; at < people; at++) yield line(`u${at}`, start + at, { clerkUserId: `user_${at}`, email: `person${at}@example.test`, fullName: `Person ${at}` })
    },
    *transactions() {
      const random = seeded(1)
      for (let at = 0; at < payments; at++) {
        const currency = currencies[Math.floor(random() * currencies.length)]!
        const amount = currency === 'jpy' ? 100 + (at % 1_000) : Number((1 + (at % 100_000) / 100).toFixed(2))
        const refund = random() < 0.05
        yield line(`p${at}`, start + at * 1_000, { companyId: 'org', userId: `u${at % people}`, type: refund ? 'refund' : 'payment', amount, currency, stripePaymentIntentId: `pi_${at}`, invoiceNo: `INV-${at % 1_000}` })
      }
      for (let at = 0; at < charges; at++) yield line(`s${at}`, start + at * 7_200_000, { companyId: 'org', userId: `user_${at % people}`, type: 'subscription', ...charge(at) })
    },
    *subscription_transactions() {
      for (let at = 0; at < told; at++) yield line(`t${at}`, start + at * 7_200_000 + 500, { companyId: 'org', action: 'renewal', ...charge(at) })
    },
    *credits_ledger() {
      for (let at = 0; at < credits; at++) {
        const paid = at % 3 === 0 ? { amountPaid: 5, currency: 'usd', stripePaymentIntentId: `pi_credit_${at}` } : { reason: 'Referral bonus' }
        yield line(`k${at}`, start + at * 60_000, { companyId: `org_${at % 100}`, tokens: 10, ...paid })
      }
    },
    *email_logs() {
      for (let at = 0; at < Math.floor(rows * 0.05); at++) yield line(`m${at}`, start + at, { sentTo: `person${at % people}@example.test`, subject: 'News', htmlContent: '<p>news</p>' })
    },
  }
  const count = people * 2 + payments + charges + told + credits + Math.floor(rows * 0.05)
  return { tables, rows: count, entries: payments + charges + credits, duplicates: told }
}

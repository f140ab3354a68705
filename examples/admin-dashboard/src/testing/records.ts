import type { Contact, ContactReview, ImportReport, ImportRun, LedgerEntry, MrrMonth, Trace } from '../wire.js'

/** Records for tests, in the shapes of the API. */
export const anEntry = (over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id: 'led_1', number: 'TXN-2026-000010', type: 'one_time_payment', source: 'stripe_payment', amount: 100_000, net: 100_000, tax: 0, currency: 'USD', debit: 'assets:stripe', credit: 'income:services',
  contact: { id: 'con_1', name: 'Devan Pillai' }, recordedBy: { role: 'system', id: 'import' }, subscriptionId: null, invoiceId: null, stripe: { paymentIntentId: 'pi_2' }, tokens: null, description: 'Website, first half', metadata: {},
  happenedAt: '2026-01-21T10:00:00.000Z', recordedAt: '2026-01-21T10:00:02.000Z', naturalKey: 'legacy:transactions:a1', reverses: null, reversedBy: null, reconciliation: null, links: [], position: 10, hash: 'f631f753fadcf770c7e5', ...over,
})

export const aContact = (over: Partial<Contact> = {}): Contact => ({
  id: 'con_1', type: 'customer', stage: 'customer', name: 'Devan Pillai', company: 'Brightpath', country: null, emails: [{ value: 'dev@brightpath.example', evidence: 'verified' }], phones: [], externalId: null, tags: ['vip'],
  marketingConsent: null, source: 'import', customFields: {}, value: [{ currency: 'USD', amount: 190_000 }], firstTouch: null, lastSeenAt: null, mergedIds: [], createdAt: '2026-01-08T09:00:00.000Z', updatedAt: '2026-01-08T09:00:00.000Z', ...over,
})

export const aMonth = (month: string, over: Partial<MrrMonth> = {}): MrrMonth => ({
  month, until: `${month}-28`, complete: true, start: 0, new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0, end: 0, activeStart: 0, activeEnd: 0, joined: 0, left: 0, revenue: 0, ...over,
})

const step = { id: null, detail: '', at: null, amount: null, raw: null, state: 'exact', because: '' } as const
export const aTrace = (entry = anEntry()): Trace => ({
  entry,
  sentence: `${entry.contact?.name ?? 'Somebody not known'} paid 1000.00 USD for invoice INV-260103 on 21 January 2026.`,
  steps: [
    { ...step, kind: 'entry', id: entry.id, title: 'One-time payment', detail: `${entry.number} · 21 January 2026`, amount: { amount: entry.net, currency: entry.currency } },
    { ...step, kind: 'contact', id: 'con_1', title: 'Devan Pillai', because: 'This person paid.', at: '2026-01-08T09:00:00.000Z' },
    { ...step, kind: 'invoice', title: 'INV-260103', state: 'dangling_reference', because: 'The entry names this invoice, but no such invoice is known.' },
    { ...step, kind: 'legacy_row', title: 'Row of transactions', because: 'The entry was made from this row of the old platform.', raw: { source: 'legacy', received: true, body: '{"_id":"a1","amount":1000.0,"note":"<img src=x onerror=alert(1)>"}', marks: ['"amount":1000.0'] } },
    { ...step, kind: 'first_touch', title: 'First touch unknown', state: 'unknown', because: 'Nothing was recorded of how this person first came.' },
  ],
})

export function aReview(over: Partial<ContactReview> = {}): ContactReview {
  const contacts = [aContact(), aContact({ id: 'con_2', name: 'D. Pillai', company: null, emails: [{ value: 'devan@post.example', evidence: 'claimed' }], phones: [{ value: '+447700900318', extension: null, evidence: 'claimed' }], value: [], tags: [] })]
  const { evidence: _, ...merged } = { ...aContact(), emails: ['dev@brightpath.example', 'devan@post.example'], phones: ['+447700900318'], evidence: null }
  return { id: 'rev_1', rule: 'phone_and_name', state: 'open', contacts, merged, openedAt: '2026-02-01T09:00:00.000Z', decidedAt: null, ...over }
}

export const aRun = (over: Partial<ImportRun> = {}): ImportRun => ({
  id: 'imp_1', state: 'finished', step: 'done', name: 'export.zip', amounts: 'major', rowsRead: 53, bytesRead: 1_000, bytesTotal: 1_000, pending: 0, rowsPerSecond: 8_000, tables: [{ table: 'transactions', read: 5 }], error: null, agrees: true,
  createdAt: '2026-02-01T09:00:00.000Z', startedAt: '2026-02-01T09:00:01.000Z', finishedAt: '2026-02-01T09:00:03.000Z', ...over,
})

export const aReport = (over: Partial<ImportReport> = {}): ImportReport => ({
  importId: 'imp_1', agrees: true, unchanged: false, rows: { read: 8, imported: 5, merged: 0, duplicate: 0, archived: 2, rejected: 1, known: 0 },
  tables: [
    { table: 'transactions', becomes: 'Ledger entries', read: 6, imported: 5, merged: 0, duplicate: 0, archived: 0, rejected: 1, known: 0, changed: 0, agrees: true },
    { table: 'appointments', becomes: null, read: 2, imported: 0, merged: 0, duplicate: 0, archived: 2, rejected: 0, known: 0, changed: 0, agrees: true },
  ],
  money: [{ table: 'transactions', type: 'one_time_payment', currency: 'USD', legacy: { rows: 3, amount: 300_000 }, duplicates: { rows: 0, amount: 0 }, imported: { rows: 3, amount: 300_000 }, agrees: true }],
  types: [], currencies: [{ currency: 'USD', legacy: 300_000, imported: 300_000, agrees: true }], balances: { checked: 1, differing: 0, examples: [] }, made: { entries: 5, contacts: 2, subscriptions: 1, members: 0 },
  rejections: [{ reason: 'amount_missing', rows: 1 }], warnings: [{ warning: 'dangling_reference', rows: 1 }], ...over,
})

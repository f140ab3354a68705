import type { Total } from './words/money.js'

export type EntryType = 'subscription_charge' | 'subscription_refund' | 'one_time_payment' | 'credit_purchase' | 'refund' | 'chargeback'
export type RevenueSource = 'stripe_subscription' | 'stripe_payment' | 'manual' | 'referral_bonus'
export type ContactType = 'visitor' | 'lead' | 'customer' | 'partner'
export type ContactStage = 'prospect' | 'qualified' | 'customer' | 'at_risk' | 'churned'
export type Actor = { role: string; id: string }
export type Page<Row> = { data: Row[]; nextCursor: string | null }

export type LedgerEntry = {
  id: string
  number: string
  type: EntryType
  source: RevenueSource
  amount: number
  net: number
  tax: number
  currency: string
  debit: string
  credit: string
  contact: { id: string; name: string } | null
  recordedBy: Actor
  subscriptionId: string | null
  invoiceId: string | null
  stripe: { paymentIntentId?: string; chargeId?: string; invoiceId?: string; subscriptionId?: string; customerId?: string }
  tokens: number | null
  description: string
  metadata: Record<string, string | number | boolean | null>
  happenedAt: string
  recordedAt: string
  naturalKey: string | null
  reverses: string | null
  reversedBy: string | null
  reconciliation: { id: string; at: string; by: Actor; against: string; note: string } | null
  links: { kind: string; target: string; warning: 'dangling_reference' | null; learnedAt: string }[]
  position: number
  hash: string
}

export type EntryFilter = {
  type?: EntryType[]
  source?: RevenueSource[]
  contactId?: string
  subscriptionId?: string
  currency?: string
  amount?: number
  minAmount?: number
  maxAmount?: number
  from?: string
  to?: string
  text?: string
  reconciled?: boolean
}
export type EntrySort = '-happenedAt' | 'happenedAt' | '-recordedAt' | 'recordedAt' | '-amount' | 'amount'
export type EntrySummary = { count: number; totals: { currency: string; net: Total }[] }

export type TraceStep = {
  kind: 'entry' | 'reversal' | 'contact' | 'subscription' | 'subscription_event' | 'invoice' | 'stripe' | 'legacy_row' | 'first_touch'
  id: string | null
  title: string
  detail: string
  at: string | null
  amount: { amount: number; currency: string } | null
  state: 'exact' | 'known_by_id' | 'dangling_reference' | 'unknown'
  because: string
  raw: { source: string; received: boolean; body: string; marks: string[] } | null
}
export type Trace = { entry: LedgerEntry; sentence: string; steps: TraceStep[] }
export type TraceResult = { query: { id: string | null; amounts: { amount: number; currency: string }[] }; candidates: Trace[]; more: boolean }

export type Change = { previous: Total | null; difference: Total | null; rate: string | null }
export type Period = { from: string; to: string; complete: boolean }
export type MrrMonth = {
  month: string
  until: string
  complete: boolean
  start: Total
  new: Total
  expansion: Total
  reactivation: Total
  contraction: Total
  churn: Total
  end: Total
  activeStart: number
  activeEnd: number
  joined: number
  left: number
  revenue: Total
}
export type RevenueOverview = {
  currency: string
  currencies: string[]
  reportingTimeZone: string
  asOf: string
  asOfNewest: boolean
  entries: number
  total: { net: Total; gross: Total; refunds: Total; chargebacks: Total }
  mrr: { value: Total; change: Change; since: string }
  arr: { value: Total; change: Change; since: string }
  revenue: { period: Period; value: Total; against: Period; change: Change }
  activeCustomers: { value: number; change: number; joined: number; left: number }
  months: MrrMonth[]
  bySource: { source: RevenueSource; count: number; net: Total }[]
  byType: { type: EntryType; count: number; net: Total }[]
}

export type Evidence = 'verified' | 'claimed'
export type Contact = {
  id: string
  type: ContactType
  stage: ContactStage
  name: string | null
  company: string | null
  country: string | null
  emails: { value: string; evidence: Evidence }[]
  phones: { value: string; extension: string | null; evidence: Evidence }[]
  externalId: string | null
  tags: string[]
  marketingConsent: boolean | null
  source: string | null
  customFields: Record<string, string | number | boolean | null>
  value: { currency: string; amount: Total }[]
  firstTouch: { at: string; channel: string | null; referrer: string | null; page: string | null; campaign: string | null; referralCode: string | null } | null
  lastSeenAt: string | null
  mergedIds: string[]
  createdAt: string
  updatedAt: string
}
export type FoundContact = Contact & { mergedFrom: string | null }
export type ContactInput = Partial<Pick<Contact, 'name' | 'company' | 'country' | 'externalId' | 'type' | 'stage' | 'tags' | 'marketingConsent' | 'source' | 'customFields'>> & { emails?: string[]; phones?: string[] }
export type ContactSort = 'created' | 'updated' | 'name' | 'value' | 'lastSeen'
export type ContactFilter = { type?: ContactType; stage?: ContactStage; tag?: string; source?: string; text?: string; hasReview?: boolean }
export type MergedContact = Pick<Contact, 'id' | 'name' | 'company' | 'externalId' | 'country' | 'type' | 'tags' | 'marketingConsent' | 'createdAt' | 'source' | 'customFields' | 'mergedIds'> & { emails: string[]; phones: string[] }
export type ContactReview = { id: string; rule: string; state: 'open' | 'merged' | 'separate'; contacts: Contact[]; merged: MergedContact | null; openedAt: string; decidedAt: string | null }
export type ContactMerge = { id: string; contactId: string; absorbedId: string; absorbedName: string | null; rule: string; mergedAt: string; undoneAt: string | null }
export type ContactStatistics = {
  total: number
  byType: { type: ContactType; count: number }[]
  byStage: { stage: ContactStage; count: number }[]
  bySource: { source: string | null; count: number }[]
  created: { period: string; count: number }[]
  openReviews: number
}

export type RowOutcome = 'imported' | 'merged' | 'duplicate' | 'archived' | 'rejected'
export type ImportStep = 'waiting' | 'reading' | 'contacts' | 'people' | 'money' | 'duplicates' | 'subscriptions' | 'booking' | 'balances' | 'checking' | 'done'
export type ImportRun = {
  id: string
  state: 'queued' | 'running' | 'finished' | 'failed'
  step: ImportStep
  name: string
  amounts: 'major' | 'minor'
  rowsRead: number
  bytesRead: number
  bytesTotal: number
  pending: number
  rowsPerSecond: number | null
  tables: { table: string; read: number }[]
  error: string | null
  agrees: boolean | null
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
}
type Outcomes = { read: number; imported: number; merged: number; duplicate: number; archived: number; rejected: number }
type Money = { rows: number; amount: Total }
export type ImportReport = {
  importId: string
  agrees: boolean
  unchanged: boolean
  rows: Outcomes & { known: number }
  tables: (Outcomes & { table: string; becomes: string | null; known: number; changed: number; agrees: boolean })[]
  money: { table: string; type: EntryType; currency: string; legacy: Money; duplicates: Money; imported: Money; agrees: boolean }[]
  types: (Money & { type: EntryType; currency: string; grants: number; assumed: number })[]
  currencies: { currency: string; legacy: Total; imported: Total; agrees: boolean }[]
  balances: { checked: number; differing: number; examples: { account: string; legacy: number; imported: number }[] }
  made: { entries: number; contacts: number; subscriptions: number; members: number }
  rejections: { reason: string; rows: number }[]
  warnings: { warning: string; rows: number }[]
}
export type LegacyRow = {
  importId: string
  table: string
  legacyId: string
  line: number
  outcome: RowOutcome | null
  reason: string | null
  message: string | null
  target: { kind: string; id: string } | null
  warnings: string[]
  fingerprint: string
  raw?: { encoding: 'text' | 'base64'; body: string } | null
}

export type Business = { name: string; currency: string; reportingTimeZone: string; asOfNewest: boolean }
export type Workspace = { id: string; name: string; slug: string; mode: 'demo' | 'live'; createdAt: string }
export type LiveEvent = { seq: number; id: string; name: string; origin: 'live' | 'history'; at: string; actor: Actor; data: Record<string, unknown> }
export type ExportFormat = 'csv' | 'jsonl' | 'hledger'

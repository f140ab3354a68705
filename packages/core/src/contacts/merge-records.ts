import type { ContactStage, ContactType } from './schemas.js'

/** What survives of a contact when several become one. Addresses and numbers are in normal form already. */
export type MergeRecord = {
  id: string
  externalId: string | null
  name: string | null
  company: string | null
  country: string | null
  emails: readonly string[]
  phones: readonly string[]
  type: ContactType
  stage: ContactStage
  tags: readonly string[]
  marketingConsent: boolean | null
  createdAt: number
  source: string | null
  customFields: Readonly<Record<string, string | number | boolean | null>>
}
export type Merged = MergeRecord & { mergedIds: string[] }

const types: readonly ContactType[] = ['customer', 'partner', 'lead', 'visitor']
const stages: readonly ContactStage[] = ['at_risk', 'customer', 'churned', 'qualified', 'prospect']

/** Several records of one person as one. Order does not matter, but for the first of two that are equally old. */
export function mergeRecords(records: readonly [MergeRecord, ...MergeRecord[]]): Merged {
  const byAge = [...records].sort((a, b) => a.createdAt - b.createdAt) as [MergeRecord, ...MergeRecord[]]
  const oldest = byAge[0]
  const survivor = byAge.find((record) => record.externalId !== null) ?? oldest
  const order = [survivor, ...byAge.filter((record) => record !== survivor)]

  const first = (read: (record: MergeRecord) => string | null) => order.map(read).find((value) => value !== null && value.trim() !== '') ?? null
  const union = (read: (record: MergeRecord) => readonly string[]) => [...new Set(order.flatMap(read))]
  const strongest = <T>(ranked: readonly T[], read: (record: MergeRecord) => T) => ranked.find((value) => order.some((record) => read(record) === value))!
  const consents = order.map((record) => record.marketingConsent)

  const fields = new Map<string, string | number | boolean | null>()
  for (const record of order) for (const [key, value] of Object.entries(record.customFields)) fields.set(key, fields.get(key) ?? value)

  return {
    id: survivor.id,
    externalId: first((record) => record.externalId),
    name: first((record) => record.name),
    company: first((record) => record.company),
    country: first((record) => record.country),
    emails: union((record) => record.emails),
    phones: union((record) => record.phones),
    type: strongest(types, (record) => record.type),
    stage: strongest(stages, (record) => record.stage),
    tags: union((record) => record.tags).sort(),
    marketingConsent: consents.includes(false) ? false : consents.includes(true) ? true : null,
    createdAt: oldest.createdAt,
    source: oldest.source,
    customFields: Object.fromEntries(fields),
    mergedIds: order.slice(1).map((record) => record.id),
  }
}

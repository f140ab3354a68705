import type { ContactFilter, ContactSort, ContactStage, ContactType } from './wire.js'

export const contactTypes: readonly ContactType[] = ['customer', 'lead', 'partner', 'visitor']
export const contactStages: readonly ContactStage[] = ['prospect', 'qualified', 'customer', 'at_risk', 'churned']
export const contactSorts: readonly ContactSort[] = ['-createdAt', 'createdAt', 'name', '-name', '-value', 'value', '-lastSeenAt', 'lastSeenAt', '-updatedAt', 'updatedAt']

export type ContactQuery = ContactFilter & { sort: ContactSort }

/** Reads filters from an address; what cannot be read is left out. */
export function readContactQuery(search: string): ContactQuery {
  const query = new URLSearchParams(search)
  const one = <T extends string>(name: string, all: readonly T[]) => all.find((value) => value === query.get(name))
  const type = one('type', contactTypes)
  const stage = one('stage', contactStages)
  const tag = query.get('tag')?.trim()
  const source = query.get('source')?.trim()
  const text = query.get('text')?.trim()
  return {
    ...(type && { type }), ...(stage && { stage }), ...(tag && { tag: tag.slice(0, 50) }), ...(source && { source: source.slice(0, 64) }), ...(text && { text: text.slice(0, 200) }),
    ...(query.get('review') === 'yes' && { hasReview: true }), sort: one('sort', contactSorts) ?? '-createdAt',
  }
}

export function writeContactQuery({ hasReview, sort, ...rest }: ContactQuery): string {
  const query = new URLSearchParams()
  for (const key of ['text', 'type', 'stage', 'tag', 'source'] as const) if (rest[key]) query.set(key, rest[key])
  if (hasReview) query.set('review', 'yes')
  if (sort !== '-createdAt') query.set('sort', sort)
  return query.toString()
}

export const narrowsContacts = ({ sort: _sort, ...filter }: ContactQuery): boolean => Object.values(filter).some((value) => value !== undefined)

export type ContactColumn = 'name' | 'createdAt' | 'lastSeenAt' | 'value'

/** A column's sort when its head is pressed: names rise and everything else falls first, then it turns round. */
export const nextSort = (column: ContactColumn, now: ContactSort): ContactSort => {
  const first: ContactSort = column === 'name' ? 'name' : `-${column}`
  const second: ContactSort = column === 'name' ? '-name' : column
  return now === first ? second : first
}

import type { AuditLine } from '../../../wire.js'

/** One field that differs: by its path, before and after. `undefined` is "was not there". */
export type Difference = { path: string; before: unknown; after: unknown }

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** What differs, field by field, as deep as both sides are made of fields. */
export function differencesOf(before: unknown, after: unknown, path = ''): Difference[] {
  if (same(before, after)) return []
  const one = isPlain(before) ? before : undefined
  const other = isPlain(after) ? after : undefined
  const splits = (one && other) || (one && (after === undefined || after === null)) || (other && (before === undefined || before === null))
  if (!splits) return [{ path, before, after }]
  const fields = [...new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})])]
  return fields.flatMap((field) => differencesOf(one?.[field], other?.[field], path ? `${path}.${field}` : field))
}

/** A value of a line as somebody reads it. */
export function shownValue(value: unknown): string {
  if (value === undefined) return ''
  if (value === null || value === '') return 'empty'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (isPlain(value) && Object.keys(value).join() === 'isSet') return value['isSet'] ? 'set' : 'not set'
  if (Array.isArray(value) && value.length === 0) return 'none'
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ')
  if (Array.isArray(value)) return value.map(shownValue).join('\n')
  if (!isPlain(value)) return String(value)
  const { from, to, ...rest } = value
  if (typeof from === 'string' && typeof to === 'string' && Object.keys(rest).length === 0) return `${from}–${to}`
  return Object.entries(value).map(([field, one]) => `${fieldWords(field)}: ${shownValue(one)}`).join(', ')
}

/** `reportingTimeZone` → "Reporting time zone", `address.postalCode` → "Address › postal code". */
export function fieldWords(path: string): string {
  const words = path.split('.').map((part) => part.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase()).join(' › ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `settings.updateBusiness` → "Update business"; its room is "settings". */
export function actionWords(action: string): { room: string; verb: string } {
  const cut = action.indexOf('.')
  return { room: fieldWords(cut < 0 ? '' : action.slice(0, cut)), verb: fieldWords(cut < 0 ? action : action.slice(cut + 1).replaceAll('.', '_')) }
}

const rooms: Record<string, string> = { business: 'business', branding: 'branding', languages: 'languages', openingHours: 'hours', limits: 'limits', mail: 'mail' }

/** The page of what a line is about, where there is one. */
export function pageOf(subject: string): { page: 'contact' | 'transaction' | 'import' | 'settings'; id: string } | null {
  if (subject.startsWith('settings.')) {
    const section = rooms[subject.slice('settings.'.length)]
    return section ? { page: 'settings', id: section } : null
  }
  const known: Record<string, () => ReturnType<typeof pageOf>> = {
    con: () => ({ page: 'contact', id: subject }), led: () => ({ page: 'transaction', id: subject }), imp: () => ({ page: 'import', id: subject }),
    mal: () => ({ page: 'settings', id: `mails/${subject}` }), whk: () => ({ page: 'settings', id: `webhooks/${subject}` }), key: () => ({ page: 'settings', id: 'keys' }),
  }
  return known[subject.slice(0, subject.indexOf('_'))]?.() ?? null
}

/** Who did it, as somebody would say. */
export const whoDid = ({ actor }: Pick<AuditLine, 'actor'>, roleName: (role: string) => string): string => actor.name ?? (actor.role === 'system' ? 'StartupKit' : roleName(actor.role))

import { isSecretName } from '../audit/index.js'
import { business, branding, languages, languageTags, openingHours, weekdays } from '../settings/index.js'

/** Tables that hold choices of the business: one choice a row, or one a field. */
export const settingsTables = ['platform_config', 'org_settings', 'chatbot_config', 'lead_capture_config', 'invoice_config'] as const
export const isSettingsTable = (table: string): boolean => (settingsTables as readonly string[]).includes(table)

/** What stands in the archive in place of a secret. */
export const secretGone = '[secret, not kept: set it again]'

type Json = Record<string, unknown>
/** `group`: the object within the row that holds it. */
type Choice = { key: string; value: unknown; isSecret: boolean; group?: string }
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const isRow = (row: Json) => typeof row['key'] === 'string' && Object.hasOwn(row, 'value')
const plumbing = new Set(['_id', '_creationTime', 'createdAt', 'updatedAt', 'createdBy', 'updatedBy', 'companyId', 'orgId', 'organizationId', 'userId'])

/** The choices that a row holds. */
function choicesIn(row: Json, group?: string): Choice[] {
  if (isRow(row)) {
    const key = String(row['key'])
    return [{ key, value: row['value'], isSecret: row['isEncrypted'] === true || isSecretName(key) }]
  }
  return Object.entries(row).filter(([key]) => !plumbing.has(key)).flatMap(([key, value]) => {
    if (isRecord(value) && !Object.hasOwn(homes, plain(key))) return choicesIn(value, key.toLowerCase())
    return [{ key, value, isSecret: isSecretName(key) && typeof value === 'string' && value !== '', ...(group !== undefined && { group }) }]
  })
}

/** A row as the archive may keep it: without its secrets. The same object where it has none. */
export function withoutSecrets(row: Json): Json {
  if (isRow(row)) return choicesIn(row)[0]!.isSecret ? { ...row, value: secretGone } : row
  const kept = Object.entries(row).map(([key, value]) => [key, isSecretName(key) && typeof value === 'string' && value !== '' ? secretGone : isRecord(value) ? withoutSecrets(value) : value] as const)
  return kept.some(([key, value]) => value !== row[key]) ? Object.fromEntries(kept) : row
}

const plain = (key: string) => key.toLowerCase().replace(/[^a-z0-9]/g, '').replace(/^(?:org|organi[sz]ation|company|business|site|platform|support|contact)(?=.)/, '')

type Home = { room: SettingsRoomName; field: string; read?: (value: unknown) => unknown; isVague?: boolean }
const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() : value)
const tag = (value: unknown) => (typeof value === 'string' ? value.toLowerCase().split(/[-_]/)[0]! : value)

/** Where each choice lives now, by its name without case, signs and the word for the business in front. */
const homes: Record<string, Home> = {
  name: { room: 'business', field: 'name', isVague: true },
  legalname: { room: 'business', field: 'legalName' },
  email: { room: 'business', field: 'email', isVague: true },
  phone: { room: 'business', field: 'phone', isVague: true },
  website: { room: 'business', field: 'website' },
  url: { room: 'business', field: 'website', isVague: true },
  address: { room: 'business', field: 'address', read: readAddress, isVague: true },
  taxid: { room: 'business', field: 'taxIds', read: readTaxId },
  vatnumber: { room: 'business', field: 'taxIds', read: readTaxId },
  currency: { room: 'business', field: 'currency', read: upper },
  defaultcurrency: { room: 'business', field: 'currency', read: upper },
  timezone: { room: 'business', field: 'reportingTimeZone' },
  defaulttimezone: { room: 'business', field: 'reportingTimeZone' },
  language: { room: 'languages', field: 'default', read: tag },
  defaultlanguage: { room: 'languages', field: 'default', read: tag },
  locale: { room: 'languages', field: 'default', read: tag, isVague: true },
  languages: { room: 'languages', field: 'offered', read: readTags },
  supportedlanguages: { room: 'languages', field: 'offered', read: readTags },
  primarycolor: { room: 'branding', field: 'accentLight' },
  accentcolor: { room: 'branding', field: 'accentLight' },
  brandcolor: { room: 'branding', field: 'accentLight' },
  hours: { room: 'openingHours', field: 'weekly', read: readWeek },
  openinghours: { room: 'openingHours', field: 'weekly', read: readWeek },
  officehours: { room: 'openingHours', field: 'weekly', read: readWeek },
  workinghours: { room: 'openingHours', field: 'weekly', read: readWeek },
}

function upper(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().toUpperCase() : value
}

function readTags(value: unknown): unknown {
  const all = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',').map((one) => one.trim()) : []
  return [...new Set(all.map(tag))].filter((one) => (languageTags as readonly unknown[]).includes(one))
}

function readTaxId(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' ? [{ type: 'other', value: value.trim() }] : undefined
}

function readAddress(value: unknown): unknown {
  if (!isRecord(value)) return undefined // free text does not say which part is which
  const of = (...names: string[]) => names.map((name) => trimmed(value[name])).find((one) => typeof one === 'string' && one !== '')
  const lines = [of('line1', 'street', 'address1', 'addressLine1'), of('line2', 'address2', 'addressLine2')].filter((one) => one !== undefined)
  return { lines, city: of('city', 'town'), region: of('state', 'region', 'province') ?? null, postalCode: of('postalCode', 'zip', 'zipCode', 'postcode') ?? null, country: upper(of('countryCode', 'country')) }
}

/** A week written as `{ monday: { open, close } }`, a list of such times a day, or null and `closed` for a day off. */
function readWeek(value: unknown): unknown {
  if (!isRecord(value)) return undefined
  const days = new Map(Object.entries(value).map(([name, said]) => [name.toLowerCase().slice(0, 3), said]))
  if (!weekdays.some((day) => days.has(day.slice(0, 3)))) return undefined
  const interval = (said: unknown) => {
    if (!isRecord(said) || said['closed'] === true || said['isOpen'] === false || said['enabled'] === false) return []
    const [from, to] = [said['open'] ?? said['start'] ?? said['from'], said['close'] ?? said['end'] ?? said['to']].map((time) => (typeof time === 'string' ? time.padStart(5, '0') : time))
    return from === undefined && to === undefined ? [] : [{ from, to }]
  }
  return Object.fromEntries(weekdays.map((day) => {
    const said = days.get(day.slice(0, 3))
    return [day, (Array.isArray(said) ? said : [said]).flatMap(interval)]
  }))
}

/** Objects within a row that are about the business itself, and not about a server or a bot. */
const ownGroups = new Set(['business', 'company', 'organization', 'organisation', 'profile', 'branding', 'theme', 'general', 'localization', 'regional'])
const botTables = new Set(['chatbot_config', 'lead_capture_config'])

/** Where a choice belongs. A name or an address has to be said to be the business's own: a bot and a mail server have theirs, too. */
function homeOf(table: string, { key, group }: Choice): Home | undefined {
  const name = plain(key)
  if (!Object.hasOwn(homes, name) || (group !== undefined && !ownGroups.has(group))) return undefined
  const home = homes[name]!
  if (botTables.has(table)) return home.room === 'openingHours' ? home : undefined
  const isSaidToBeOurs = table === 'org_settings' || group !== undefined || name !== key.toLowerCase().replace(/[^a-z0-9]/g, '')
  return home.isVague && !isSaidToBeOurs ? undefined : home
}

const rooms = { business, branding, languages, openingHours }
export type SettingsRoomName = 'business' | 'branding' | 'languages' | 'openingHours'
export type Placed = { room: SettingsRoomName; field: string; value: unknown }
export type ReadRow = { placed: Placed[]; warnings: ('set_again' | 'value_unusable')[] }

/** What a row says that has a home in the settings. Secrets are never read: they have to be set again. */
export function readSettings(table: string, row: Json): ReadRow {
  const read: ReadRow = { placed: [], warnings: [] }
  for (const choice of choicesIn(row)) {
    const { value, isSecret } = choice
    const home = homeOf(table, choice)
    if (isSecret) read.warnings.push('set_again')
    if (isSecret || !home || value === null || value === '') continue
    const field = (rooms[home.room].update.input.shape as unknown as Record<string, { safeParse(value: unknown): { success: boolean; data?: unknown } }>)[home.field]!
    const parsed = field.safeParse(home.read ? home.read(value) : trimmed(value))
    if (parsed.success && parsed.data !== undefined) read.placed.push({ room: home.room, field: home.field, value: parsed.data })
    else read.warnings.push('value_unusable')
  }
  return read
}

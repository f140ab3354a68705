import { lastInstant } from '../foundation/index.js'
import { memberText } from './json-members.js'
import type { RejectionReason } from './reasons.js'

/** One document of an export, read with distrust: a field of the wrong type is a field that is not there. */
export type Document = {
  id: string
  has(field: string): boolean
  /** Text without what cannot be stored, trimmed, cut to a length; null where there is none. */
  text(field: string, max?: number): string | null
  flag(field: string): boolean
  /** A whole number, or null. */
  whole(field: string): number | null
  /** How the number or other value of a field is written, undefined where there is none. */
  written(field: string): string | undefined
  /** Milliseconds since 1970, fractions dropped; null where it is no time between 1970 and 9999. */
  time(field: string): number | null
  texts(field: string, max?: number): string[]
  inner(field: string): Document | null
  /** Everything, as it was parsed. */
  all(): Readonly<Record<string, unknown>>
}

const longestId = 180

/** The document of a line, or why the line holds none. */
export function readDocument(line: string): Document | RejectionReason {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'broken_json'
  }
  if (!isRecord(value)) return 'not_an_object'
  const id = own(value, '_id')
  if (typeof id !== 'string' || id === '') return 'id_missing'
  if (id.length > longestId || id.includes('\0') || !id.isWellFormed()) return 'id_unusable'
  return documentOf(value, id, line)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const own = (record: Record<string, unknown>, field: string): unknown => (Object.hasOwn(record, field) ? record[field] : undefined)

/** Text that every room can store, without blanks around it and no longer than it may be. */
export function cleanText(value: unknown, max: number): string | null {
  if (typeof value !== 'string') return null
  const text = value.replaceAll('\0', '').trim().toWellFormed()
  return text === '' ? null : text.length > max ? text.slice(0, max).toWellFormed().replace(/\ufffd$/, '') : text
}

function documentOf(record: Record<string, unknown>, id: string, line: string): Document {
  const number = (field: string) => {
    const value = own(record, field)
    return typeof value === 'number' ? value : null
  }
  return {
    id,
    has: (field) => own(record, field) !== undefined && own(record, field) !== null,
    text: (field, max = 255) => cleanText(own(record, field), max),
    flag: (field) => own(record, field) === true,
    whole(field) {
      const value = number(field)
      return value !== null && Number.isSafeInteger(value) ? value : null
    },
    written: (field) => (own(record, field) === undefined ? undefined : memberText(line, field)),
    time(field) {
      const value = number(field)
      return value !== null && value >= 0 && value <= lastInstant ? Math.floor(value) : null
    },
    texts(field, max = 255) {
      const value = own(record, field)
      return Array.isArray(value) ? value.flatMap((one) => cleanText(one, max) ?? []) : []
    },
    inner(field) {
      const value = own(record, field)
      return isRecord(value) ? documentOf(value, id, JSON.stringify(value)) : null
    },
    all: () => record,
  }
}

/** When a document says it happened: by its own clock, else by the database's. */
export const happenedAt = (document: Document): number | null => document.time('createdAt') ?? document.time('_creationTime')

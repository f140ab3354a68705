import * as z from 'zod'
import { kitErrors } from './errors.js'
import { isStorable, text } from './text.js'

/** What a list asks for: up to 100 rows after a cursor that an earlier page gave. */
export const pageInput = { limit: z.int().min(1).max(100).default(25), cursor: text(1000, 1).optional() }

/** What a list answers: rows and the cursor of the next page, null on the last. */
export const pageOf = <T extends z.ZodType>(row: T) => z.object({ data: z.array(row), nextCursor: z.string().nullable() })

/** A cursor names the list's order and the last row's values in it. */
export const encodeCursor = (order: string, values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify([order, ...values])).toString('base64url')

type CursorValue = { number: number; text: string }
type CursorValues<K extends readonly (keyof CursorValue)[]> = { -readonly [I in keyof K]: CursorValue[K[I]] }

/** The values of a cursor made for this order, each of its kind; anything else is `invalid_cursor`. */
export function decodeCursor<const K extends readonly (keyof CursorValue)[]>(order: string, kinds: K, cursor: string | undefined): CursorValues<K> | undefined {
  if (cursor === undefined) return undefined
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw kitErrors.invalid_cursor()
  }
  const isOf = (kind: keyof CursorValue, value: unknown) => (kind === 'number' ? Number.isFinite(value) : typeof value === 'string' && isStorable(value))
  if (!Array.isArray(read) || read.length !== kinds.length + 1 || read[0] !== order || !kinds.every((kind, at) => isOf(kind, read[at + 1]))) throw kitErrors.invalid_cursor()
  return read.slice(1) as CursorValues<K>
}

/** Cuts the one row too many that tells whether there is another page. */
export function toPage<Row, Out>(rows: readonly Row[], limit: number, map: (row: Row) => Out, cursorOf: (row: Row) => string): { data: Out[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { data: shown.map(map), nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}

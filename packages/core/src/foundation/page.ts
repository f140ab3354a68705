import * as z from 'zod'
import { kitErrors } from './errors.js'
import { text } from './text.js'

/** What a list asks for: up to 100 rows after a cursor that an earlier page gave. */
export const pageInput = { limit: z.int().min(1).max(100).default(25), cursor: text(1000, 1).optional() }

/** What a list answers: rows and the cursor of the next page, null on the last. */
export const pageOf = <T extends z.ZodType>(row: T) => z.object({ data: z.array(row), nextCursor: z.string().nullable() })

/** A cursor names the list's order and the last row's values in it. */
export const encodeCursor = (order: string, values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify([order, ...values])).toString('base64url')

/** The values of a cursor made for this order; anything else is `invalid_cursor`. */
export function decodeCursor(order: string, count: number, cursor: string | undefined): (string | number | null)[] | undefined {
  if (cursor === undefined) return undefined
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw kitErrors.invalid_cursor()
  }
  const plain = (value: unknown) => value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
  if (!Array.isArray(read) || read.length !== count + 1 || read[0] !== order || !read.every(plain)) throw kitErrors.invalid_cursor()
  return read.slice(1) as (string | number | null)[]
}

/** Cuts the one row too many that tells whether there is another page. */
export function toPage<Row, Out>(rows: readonly Row[], limit: number, map: (row: Row) => Out, cursorOf: (row: Row) => string): { data: Out[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { data: shown.map(map), nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}

import * as z from 'zod'

const clean = (text: string) => !text.includes('\0') && text.isWellFormed()

/** Text that the database keeps as it is: no NUL (cuts `length()`), no lone surrogate (stored as U+FFFD). */
export const text = (max: number, min = 0) => z.string().min(min).max(max).refine(clean, { message: 'Contains a character that cannot be stored.' })

/** An id of ours. Any short text: an id that names nothing is answered as not found, whatever its form. */
export const Id = text(64, 1)

/** An instant on the wire: ISO 8601 with an offset or Z. */
export const Instant = z.iso.datetime({ offset: true })

/** A calendar day, `YYYY-MM-DD`. */
export const Day = z.iso.date()

/** Free JSON beside a record: at most 50 keys of plain values, 16 KB as text. */
export const Metadata = z
  .record(text(64, 1), z.union([text(2000), z.number(), z.boolean(), z.null()]))
  .refine((value) => Object.keys(value).length <= 50 && JSON.stringify(value).length <= 16_384, { message: 'At most 50 keys and 16 KB.' })

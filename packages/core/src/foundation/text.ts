import * as z from 'zod'

/** Whether the database keeps a text as it is. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Text that the database keeps as it is: no NUL (cuts `length()`), no lone surrogate (stored as U+FFFD). */
export const text = (max: number, min = 0) => z.string().min(min).max(max).refine(isStorable, { message: 'Contains a character that cannot be stored.' })

/** An id of ours. Any short text: an id that names nothing is answered as not found, whatever its form. */
export const Id = text(64, 1)

/** In ms, and both included: between them a day has a year of four digits in every time zone, so that days sort as text. */
export const [firstInstant, lastInstant] = [Date.UTC(1000, 0, 2), Date.UTC(9999, 11, 31) - 1]

const isOutside = (at: number) => at < firstInstant || at > lastInstant

/** An instant on the wire: ISO 8601 with an offset or Z. */
export const Instant = z.iso.datetime({ offset: true }).refine((text) => !isOutside(Date.parse(text)), { message: 'Outside the years 1000 to 9999.' })

/** A calendar day, `YYYY-MM-DD`. */
export const Day = z.iso.date()

/** Free JSON beside a record: at most 50 keys of plain values, 16 KB as text. */
export const Metadata = z
  .record(text(64, 1), z.union([text(2000), z.number(), z.boolean(), z.null()]))
  .refine((value) => Object.keys(value).length <= 50 && JSON.stringify(value).length <= 16_384, { message: 'At most 50 keys and 16 KB.' })

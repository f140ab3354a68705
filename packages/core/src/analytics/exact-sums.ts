import { sql, type SQL } from 'drizzle-orm'

/** Two halves of a sum, as SQLite adds them up without overflow and the driver reads them without loss. Null where there is no row. */
export type Halves = { high: number | null; low: number | null }

/** Adds up a column to any size: read the answer with `wholeOf`. */
export const sumHalves = (column: 'net' | 'amount'): SQL => sql.raw(`sum(${column} / 1000000000) AS high, sum(${column} % 1000000000) AS low`)

export const wholeOf = ({ high, low }: Halves): bigint => BigInt(high ?? 0) * 1_000_000_000n + BigInt(low ?? 0)

import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

/** Figures kept up to date by the transaction that changes them: `sums` are added up under each `key`. */
export type Projection<K extends string = string, S extends string = string> = { table: SQLiteTable; key: readonly K[]; sums: readonly S[] }

/** @example const revenueDays = defineProjection(ledgerDays, { key: ['day', 'currency'], sums: ['amount'] }) */
export const defineProjection = <const K extends string, const S extends string>(table: SQLiteTable, shape: { key: readonly K[]; sums: readonly S[] }): Projection<K, S> => ({ table, ...shape })

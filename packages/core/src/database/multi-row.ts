import type { InStatement, InValue } from '@libsql/client'
import { getTableColumns, getTableName, is, SQL } from 'drizzle-orm'
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Projection } from './projection.js'

type Row = Record<string, unknown>
type Column = { property: string; name: string; column: SQLiteColumn }

// SQLite takes 32,766 variables in a statement; past a hundred rows a longer one is no faster.
const maxVariables = 30_000
const maxRows = 200

const columnsOf = new WeakMap<SQLiteTable, Column[]>()
function columns(table: SQLiteTable): Column[] {
  let found = columnsOf.get(table)
  if (!found) columnsOf.set(table, (found = Object.entries(getTableColumns(table)).map(([property, column]) => ({ property, name: column.name, column }))))
  return found
}

const ranks = new WeakMap<SQLiteTable, number>()
/** How many references deep a table stands: what is referred to is inserted first. */
export function rank(table: SQLiteTable): number {
  let found = ranks.get(table)
  if (found === undefined) {
    ranks.set(table, 0)
    const referred = getTableConfig(table).foreignKeys.map((key) => key.reference().foreignTable).filter((other) => other !== table)
    found = referred.length ? 1 + Math.max(...referred.map(rank)) : 0
    ranks.set(table, found)
  }
  return found
}

/** A row as the driver takes it, in the order of the table's columns. What cannot be kept is refused here, where its operation still runs. */
export function rowValues(table: SQLiteTable, row: Row): (InValue | undefined)[] {
  return columns(table).map(({ property, name, column }) => {
    const given = row[property] === undefined ? defaultOf(column) : row[property]
    if (given === undefined || given === null) return given
    const value = column.mapToDriverValue(given) as InValue
    if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${getTableName(table)}.${name} is not a finite number`)
    return value
  })
}

// A default that the database computes stays out of the statement.
const defaultOf = (column: SQLiteColumn): unknown => column.defaultFn?.() ?? (is(column.default, SQL) ? undefined : column.default)

/** The rows as few statements. A column that no row sets is left out, so that the database's own default applies. */
export function insertRows(table: SQLiteTable, rows: readonly (InValue | undefined)[][], conflict = ''): InStatement[] {
  const used = columns(table).flatMap(({ name }, at) => (rows.some((row) => row[at] !== undefined) ? [{ name, at }] : []))
  const perStatement = Math.max(1, Math.min(maxRows, Math.floor(maxVariables / used.length)))
  const head = `INSERT INTO "${getTableName(table)}" (${used.map(({ name }) => `"${name}"`).join(', ')}) VALUES `
  const one = `(${used.map(() => '?').join(', ')})`
  const statements: InStatement[] = []
  for (let from = 0; from < rows.length; from += perStatement) {
    const some = rows.slice(from, from + perStatement)
    const args: InValue[] = []
    for (const row of some) for (const { at } of used) args.push(row[at] ?? null)
    statements.push({ sql: `${head}${`${one}, `.repeat(some.length - 1)}${one} ${conflict}`, args })
  }
  return statements
}

/** Adds figures to a projection, making the rows that are not there yet. */
export function upsertSums(projection: Projection, figures: readonly { key: Row; sums: Record<string, bigint> }[]): InStatement[] {
  const { table, key, sums } = projection
  const named = Object.fromEntries(columns(table).map(({ property, name }) => [property, name]))
  const set = sums.map((sum) => `"${named[sum]}" = "${getTableName(table)}"."${named[sum]}" + excluded."${named[sum]}"`).join(', ')
  const zeros = Object.fromEntries(sums.map((sum) => [sum, 0n]))
  const rows = figures.map((figure) => rowValues(table, { ...zeros, ...figure.key, ...figure.sums }))
  return insertRows(table, rows, `ON CONFLICT (${key.map((part) => `"${named[part]}"`).join(', ')}) DO UPDATE SET ${set}`)
}

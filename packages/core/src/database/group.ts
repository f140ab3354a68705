import type { InValue, Transaction } from '@libsql/client'
import { getTableColumns, getTableName } from 'drizzle-orm'
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { hash } from '../foundation/index.js'
import type { Constraint } from './failure.js'
import type { Projection } from './projection.js'
import { counters } from './tables.js'

type Row = Record<string, unknown>
/** Turns a broken constraint of an appended row into the failure that its operation means. */
export type Explain = (broken: Constraint) => Error | undefined | Promise<Error | undefined>
type Pending = { table: SQLiteTable; row: Row; explain: Explain | undefined } | { projection: Projection; key: Row; add: Record<string, bigint | number> }
type Counter = { value: number; hash: string }

export type Mark = { pending: number; flushes: number; counters: Map<string, Counter>; loaded: boolean }

const maxVariables = 30_000
const maxRows = 200

const columnsOf = new WeakMap<SQLiteTable, [string, SQLiteColumn][]>()
function columns(table: SQLiteTable): [string, SQLiteColumn][] {
  let found = columnsOf.get(table)
  if (!found) columnsOf.set(table, (found = Object.entries(getTableColumns(table))))
  return found
}

const ranks = new WeakMap<SQLiteTable, number>()
/** How many references deep a table stands: what is referred to is inserted first. */
function rank(table: SQLiteTable): number {
  let found = ranks.get(table)
  if (found === undefined) {
    ranks.set(table, 0)
    const referred = getTableConfig(table).foreignKeys.map((key) => key.reference().foreignTable).filter((other) => other !== table)
    found = referred.length ? 1 + Math.max(...referred.map(rank)) : 0
    ranks.set(table, found)
  }
  return found
}

function driverValue(column: SQLiteColumn, value: unknown): InValue {
  const given = value === undefined ? column.default : value
  return given === null || given === undefined ? null : (column.mapToDriverValue(given) as InValue)
}

/**
 * What the writes of one commit share: rows and figures that wait to be written together, and the counters they draw from.
 * Writing them as a few multi-row statements is what makes a grouped write cheaper than a lone one.
 */
export class Group {
  readonly touched = new Set<string>()
  readonly #tx: Transaction
  #pending: Pending[] = []
  #flushes = 0
  #counters = new Map<string, Counter>()
  #dirty = new Set<string>()
  #once = new Map<string, Promise<unknown>>()
  #loaded = false

  constructor(tx: Transaction) {
    this.#tx = tx
  }

  append(table: SQLiteTable, row: Row, explain?: Explain): void {
    this.#pending.push({ table, row, explain })
  }

  project(projection: Projection, key: Row, add: Record<string, bigint | number>): void {
    this.#pending.push({ projection, key, add })
  }

  async #counter(name: string): Promise<Counter> {
    if (!this.#loaded) {
      const { rows } = await this.#tx.execute('SELECT name, value, hash FROM counters')
      for (const row of rows) this.#counters.set(row['name'] as string, { value: row['value'] as number, hash: row['hash'] as string })
      this.#loaded = true
    }
    return this.#counters.get(name) ?? { value: 0, hash: '' }
  }

  #set(name: string, counter: Counter): void {
    this.#counters.set(name, counter)
    this.#dirty.add(name)
  }

  async series(name: string): Promise<number> {
    const { value, hash } = await this.#counter(name)
    this.#set(name, { value: value + 1, hash })
    return value + 1
  }

  async chain(name: string, digest: string): Promise<{ seq: number; prev: string; hash: string }> {
    const { value, hash: prev } = await this.#counter(name)
    const next = { value: value + 1, hash: hash(`${prev}:${value + 1}:${digest}`) }
    this.#set(name, next)
    return { seq: next.value, prev, hash: next.hash }
  }

  once<T>(name: string, read: () => Promise<T>): Promise<T> {
    let found = this.#once.get(name)
    if (!found) this.#once.set(name, (found = read()))
    return found as Promise<T>
  }

  forget(name: string): void {
    this.#once.delete(name)
  }

  mark(): Mark {
    return { pending: this.#pending.length, flushes: this.#flushes, counters: new Map(this.#counters), loaded: this.#loaded }
  }

  /** Whether rows added since the mark wait in memory. */
  hasRowsSince(mark: Mark): boolean {
    return this.#pending.length > (this.#flushes === mark.flushes ? mark.pending : 0)
  }

  /** Forgets what was added since the mark; what was already written must be rolled back by the caller. */
  restore(mark: Mark): void {
    this.#pending.length = this.#flushes === mark.flushes ? mark.pending : 0
    this.#counters = new Map(mark.counters)
    this.#loaded = mark.loaded
    this.#once.clear()
  }

  explainsSince(mark: Mark): Explain[] {
    const from = this.#flushes === mark.flushes ? mark.pending : 0
    return this.#pending.slice(from).flatMap((one) => ('table' in one && one.explain ? [one.explain] : []))
  }

  /** Writes what waits. Called before any statement that could look at it, and before the commit. */
  async flush(): Promise<void> {
    if (this.#pending.length === 0) return
    const inserts = new Map<SQLiteTable, Row[]>()
    const figures = new Map<Projection, Map<string, { key: Row; sums: Record<string, bigint> }>>()
    for (const one of this.#pending) {
      if ('table' in one) {
        const rows = inserts.get(one.table)
        if (rows) rows.push(one.row)
        else inserts.set(one.table, [one.row])
      } else {
        let under = figures.get(one.projection)
        if (!under) figures.set(one.projection, (under = new Map()))
        const name = one.projection.key.map((k) => String(one.key[k])).join('\u0001')
        let figure = under.get(name)
        if (!figure) under.set(name, (figure = { key: one.key, sums: {} }))
        for (const [sum, by] of Object.entries(one.add)) figure.sums[sum] = (figure.sums[sum] ?? 0n) + BigInt(by)
      }
    }
    for (const [table, rows] of [...inserts].sort(([a], [b]) => rank(a) - rank(b))) await this.#insert(table, rows)
    for (const [projection, under] of figures) await this.#add(projection, [...under.values()])
    this.#pending = []
    this.#flushes++
  }

  /** Writes back the counters that were used. Last before the commit. */
  async finish(): Promise<void> {
    await this.flush()
    const changed = [...this.#dirty].flatMap((name) => {
      const counter = this.#counters.get(name)
      return counter ? [{ name, ...counter }] : []
    })
    if (changed.length) await this.#insert(counters, changed, 'ON CONFLICT (name) DO UPDATE SET value = excluded.value, hash = excluded.hash')
    this.#dirty.clear()
  }

  async #insert(table: SQLiteTable, rows: Row[], conflict = ''): Promise<void> {
    const all = columns(table)
    // A column that no row sets is left out, so that the database's own default applies.
    const used = all.filter(([property, column]) => column.default !== undefined || rows.some((row) => row[property] !== undefined))
    const perStatement = Math.max(1, Math.min(maxRows, Math.floor(maxVariables / used.length)))
    const head = `INSERT INTO "${getTableName(table)}" (${used.map(([, column]) => `"${column.name}"`).join(', ')}) VALUES `
    const one = `(${used.map(() => '?').join(', ')})`
    this.touched.add(getTableName(table))
    for (let at = 0; at < rows.length; at += perStatement) {
      const some = rows.slice(at, at + perStatement)
      const args: InValue[] = []
      for (const row of some) for (const [property, column] of used) args.push(driverValue(column, row[property]))
      await this.#tx.execute({ sql: `${head}${some.map(() => one).join(', ')} ${conflict}`, args })
    }
  }

  async #add(projection: Projection, figures: { key: Row; sums: Record<string, bigint> }[]): Promise<void> {
    const named = Object.fromEntries(columns(projection.table).map(([property, column]) => [property, column.name]))
    const sums = projection.sums.map((sum) => `"${named[sum]}" = "${getTableName(projection.table)}"."${named[sum]}" + excluded."${named[sum]}"`).join(', ')
    const conflict = `ON CONFLICT (${projection.key.map((key) => `"${named[key]}"`).join(', ')}) DO UPDATE SET ${sums}`
    await this.#insert(projection.table, figures.map(({ key, sums }) => ({ ...Object.fromEntries(projection.sums.map((sum) => [sum, 0n])), ...key, ...sums })), conflict)
  }
}

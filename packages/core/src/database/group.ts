import type { InStatement, InValue } from '@libsql/client'
import { getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { hash, type Explain } from '../foundation/index.js'
import { insertRows, rank, rowValues, upsertSums } from './multi-row.js'
import type { Projection } from './projection.js'
import type { Statements } from './statements.js'
import { counters } from './tables.js'
import { tick } from './writer.js'

type Row = Record<string, unknown>
type Appended = { table: SQLiteTable; values: (InValue | undefined)[]; explain: Explain | undefined }
type Figure = { projection: Projection; key: Row; sums: Record<string, bigint> }
type Counter = { value: number; hash: string }
// A write may append many thousand rows; timers run in between, and no request to a server grows without bounds.
const atOnce = 16
const mostUsual = 64

type Planned = { statement: InStatement; rows: readonly Appended[] }

/**
 * What the writes of one commit share: rows and figures that wait to be written together, and the counters they draw from.
 * Writing them as a few multi-row statements is what makes a grouped write cheaper than a lone one.
 */
export class Group {
  /** What broke while rows were being written. Nothing more is written until it is taken back: an operation cannot swallow it. */
  broken: { error: unknown; explains: Explain[] } | undefined
  readonly #statements: Statements
  /** Counters that recent groups used: read together, in one statement. */
  readonly #usual: Set<string>
  #rows: Appended[] = []
  #figures: Figure[] = []
  #counters = new Map<string, Counter>()
  #used = new Set<string>()
  #once = new Map<string, Promise<unknown>>()
  #flushing: Promise<void> | undefined
  // Where the running operation began, so that it can be taken back alone.
  #rowsBefore = 0
  #figuresBefore = 0
  #countersBefore: [string, Counter][] = []
  #wroteRows = false

  constructor(statements: Statements, usual: Set<string>) {
    this.#statements = statements
    this.#usual = usual
  }

  /** From here on, rows and counters belong to the next operation. */
  begin(): void {
    this.#rowsBefore = this.#rows.length
    this.#figuresBefore = this.#figures.length
    this.#countersBefore = []
    this.#wroteRows = false
  }

  /** Whether rows of the running operation have left memory. */
  get wroteRows(): boolean {
    return this.#wroteRows
  }

  /** Forgets what the running operation added; what had left memory must be rolled back by the caller. */
  undo(): void {
    this.#rows.length = this.#rowsBefore
    this.#figures.length = this.#figuresBefore
    for (const [name, before] of this.#countersBefore.reverse()) this.#counters.set(name, before)
    this.#once.clear()
    this.broken = undefined
    this.begin()
  }

  append(table: SQLiteTable, row: Row, explain?: Explain): void {
    this.#rows.push({ table, values: rowValues(table, row), explain })
  }

  project(projection: Projection, key: Row, add: Record<string, bigint | number>): void {
    const sums: Record<string, bigint> = {}
    for (const [sum, by] of Object.entries(add)) sums[sum] = BigInt(by)
    this.#figures.push({ projection, key, sums })
  }

  /** Reads the usual counters, and this one, unless they are known. */
  async load(name?: string): Promise<void> {
    if (name !== undefined) remember(this.#usual, name)
    const unknown = [...this.#usual].filter((one) => !this.#counters.has(one))
    if (unknown.length === 0) return
    const { rows } = await this.#statements.run({ sql: `SELECT name, value, hash FROM counters WHERE name IN (${unknown.map(() => '?').join(', ')})`, args: unknown })
    for (const row of rows) this.#know(row['name'] as string, { value: row['value'] as number, hash: row['hash'] as string })
    for (const one of unknown) this.#know(one, { value: 0, hash: '' })
  }

  // Two loads may run at once; what was drawn since the first must not be set back by the second.
  #know(name: string, counter: Counter): void {
    if (!this.#counters.has(name)) this.#counters.set(name, counter)
  }

  #draw(name: string, next: (before: Counter) => Counter): Counter {
    const before = this.#counters.get(name)!
    const after = next(before)
    this.#countersBefore.push([name, before])
    this.#counters.set(name, after)
    this.#used.add(name)
    return after
  }

  async series(name: string): Promise<number> {
    if (!this.#counters.has(name)) await this.load(name)
    return this.#draw(name, ({ value, hash }) => ({ value: value + 1, hash })).value
  }

  async chain(name: string, digest: string): Promise<{ seq: number; prev: string; hash: string }> {
    if (!this.#counters.has(name)) await this.load(name)
    let prev = ''
    const drawn = this.#draw(name, (before) => {
      prev = before.hash
      return { value: before.value + 1, hash: hash(`${prev}:${before.value + 1}:${digest}`) }
    })
    return { seq: drawn.value, prev, hash: drawn.hash }
  }

  once<T>(name: string, read: () => Promise<T>): Promise<T> {
    const kept = this.#once.get(name)
    if (kept) return kept as Promise<T>
    const asked = read()
    this.#once.set(name, asked)
    asked.catch(() => this.#once.get(name) === asked && this.#once.delete(name))
    return asked
  }

  forget(name: string): void {
    this.#once.delete(name)
  }

  /** Writes what waits. Before any statement that could look at it, and before the commit. */
  async flush(): Promise<void> {
    while (this.#flushing) await this.#flushing
    if (this.broken) throw this.broken.error
    if (this.#rows.length === 0 && this.#figures.length === 0) return
    await (this.#flushing = this.#write(this.#plan()).finally(() => (this.#flushing = undefined)))
  }

  /** Writes what waits and the counters that were used. Last before the commit. */
  async finish(): Promise<void> {
    while (this.#flushing) await this.#flushing
    if (this.broken) throw this.broken.error
    const planned = this.#plan()
    if (this.#used.size) {
      const rows = [...this.#used].map((name) => rowValues(counters, { name, ...this.#counters.get(name)! }))
      for (const statement of insertRows(counters, rows, 'ON CONFLICT (name) DO UPDATE SET value = excluded.value, hash = excluded.hash')) planned.push({ statement, rows: [] })
    }
    await this.#write(planned)
  }

  /** Takes what waits out of memory, as statements. Rows that are referred to come first. */
  #plan(): Planned[] {
    if (this.#rows.length > this.#rowsBefore || this.#figures.length > this.#figuresBefore) this.#wroteRows = true
    const planned: Planned[] = []
    const byTable = new Map<SQLiteTable, Appended[]>()
    for (const row of this.#rows) {
      const rows = byTable.get(row.table)
      if (rows) rows.push(row)
      else byTable.set(row.table, [row])
    }
    for (const [table, rows] of [...byTable].sort(([a], [b]) => rank(a) - rank(b))) {
      this.#statements.touched.add(getTableName(table))
      for (const statement of insertRows(table, rows.map(({ values }) => values))) planned.push({ statement, rows })
    }
    for (const [projection, figures] of sumUp(this.#figures)) {
      this.#statements.touched.add(getTableName(projection.table))
      for (const statement of upsertSums(projection, figures)) planned.push({ statement, rows: [] })
    }
    this.#rows = []
    this.#figures = []
    this.#rowsBefore = this.#figuresBefore = 0
    return planned
  }

  async #write(planned: readonly Planned[]): Promise<void> {
    for (let from = 0; from < planned.length; from += atOnce) {
      const some = planned.slice(from, from + atOnce)
      if (from > 0) await tick()
      try {
        await this.#statements.runAll(some.map(({ statement }) => statement))
      } catch (error) {
        const at = (error as { statementIndex?: unknown }).statementIndex
        const rows = typeof at === 'number' ? (some[at]?.rows ?? []) : some.flatMap((one) => one.rows)
        this.broken = { error, explains: rows.flatMap(({ explain }) => explain ?? []) }
        throw error
      }
    }
  }
}

function remember(usual: Set<string>, name: string): void {
  usual.add(name)
  if (usual.size > mostUsual) for (const oldest of usual) return void usual.delete(oldest)
}

function sumUp(figures: readonly Figure[]): Map<Projection, { key: Row; sums: Record<string, bigint> }[]> {
  const summed = new Map<Projection, Map<string, { key: Row; sums: Record<string, bigint> }>>()
  for (const { projection, key, sums } of figures) {
    let under = summed.get(projection)
    if (!under) summed.set(projection, (under = new Map()))
    const name = JSON.stringify(projection.key.map((part) => key[part]))
    const figure = under.get(name)
    if (!figure) under.set(name, { key, sums: { ...sums } })
    else for (const [sum, by] of Object.entries(sums)) figure.sums[sum] = (figure.sums[sum] ?? 0n) + by
  }
  return new Map([...summed].map(([projection, under]) => [projection, [...under.values()]]))
}

import type { InStatement, Transaction } from '@libsql/client'
import { hash, kitErrors } from '../foundation/index.js'
import type { Adapter } from './adapter.js'
import type { Gate } from './transact.js'

/** One step of the schema. Names sort in the order of application: `0001_foundation`; what stands before the digits names a series of its own. */
export type Migration = { name: string; sql: string }

type Applied = ReadonlyMap<string, string>

const separator = '--> statement-breakpoint'

/**
 * Brings a database up to date: by name, each step in a transaction of its own with its row in `migrations`.
 * An applied step that has changed, one that this version does not know, or one missing among the applied ones is an error:
 * never a silent skip. Throws `database_migration_changed`, `database_too_new`, `database_migration_gap`.
 */
export async function migrate(adapter: Adapter, gate: Gate, migrations: readonly Migration[], now: number): Promise<{ applied: string[] }> {
  const steps = [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, sql }) => ({ name, sql, hash: hash(sql) }))
  const twice = steps.find((step, at) => step.name === steps[at + 1]?.name)
  if (twice) throw new Error(`Two migrations are called ${twice.name}`)
  // Switching foreign keys off does nothing inside a transaction, and outside one a step would no longer be all or nothing.
  const pragma = steps.find(({ sql }) => /^\s*PRAGMA\b/im.test(sql))
  if (pragma) throw new Error(`Migration ${pragma.name} sets a PRAGMA, which a transaction ignores. Rebuild the table by hand.`)

  let due = unapplied(steps, await appliedIn((sql) => adapter.reader.execute(sql)))
  const applied: string[] = []
  while (due.length > 0) {
    const step = due[0]!
    // Somebody else on the same server may have been first: what is due is asked again under the lock.
    const did = await gate.alone(
      async (tx) => {
        due = unapplied(steps, await appliedIn((sql) => tx.execute(sql)))
        if (due[0]?.name !== step.name) return false
        await apply(tx, step, now)
        return true
      },
      { label: `migration ${step.name}`, again: true },
    )
    if (!did) continue
    applied.push(step.name)
    due = due.slice(1)
  }
  return { applied }
}

/**
 * The names of the steps that a database lacks, in order, without changing anything.
 * Throws `database_migration_changed`, `database_too_new`, `database_migration_gap`.
 */
export async function dueSteps(ask: (sql: string) => Promise<{ rows: Record<string, unknown>[] }>, migrations: readonly Migration[]): Promise<string[]> {
  const steps = [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, sql }) => ({ name, hash: hash(sql) }))
  return unapplied(steps, await appliedIn(ask)).map(({ name }) => name)
}

async function appliedIn(ask: (sql: string) => Promise<{ rows: Record<string, unknown>[] }>): Promise<Applied> {
  const { rows: tables } = await ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migrations'")
  if (tables.length === 0) return new Map()
  const { rows } = await ask('SELECT name, hash FROM migrations ORDER BY name')
  return new Map(rows.map((row) => [row['name'] as string, row['hash'] as string]))
}

function unapplied<Step extends { name: string; hash: string }>(steps: readonly Step[], applied: Applied): Step[] {
  const known = new Map(steps.map((step) => [step.name, step]))
  for (const [name, appliedHash] of applied) {
    const step = known.get(name)
    if (!step) throw kitErrors.database_too_new({ migration: name })
    if (step.hash !== appliedHash) throw kitErrors.database_migration_changed({ migration: name })
  }
  const due = steps.filter(({ name }) => !applied.has(name))
  for (const { name } of due) {
    const later = [...applied.keys()].find((other) => seriesOf(other) === seriesOf(name) && other > name)
    if (later) throw kitErrors.database_migration_gap({ migration: name, applied: later })
  }
  return due
}

const seriesOf = (name: string) => /^\D*/.exec(name)![0]

async function apply(tx: Transaction, step: { name: string; sql: string; hash: string }, now: number): Promise<void> {
  const statements: InStatement[] = step.sql.split(separator).filter((statement) => statement.trim() !== '')
  await tx.batch([
    'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL)',
    ...statements,
    { sql: 'INSERT INTO migrations (name, hash, applied_at) VALUES (?, ?, ?)', args: [step.name, step.hash, now] },
  ])
}

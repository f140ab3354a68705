import type { Gate } from './transact.js'
import type { Adapter } from './adapter.js'
import { hash, kitErrors } from '../foundation/index.js'

/** One step of the schema. Names sort in the order of application: `0001_foundation`. */
export type Migration = { name: string; sql: string }

const separator = '--> statement-breakpoint'

/**
 * Brings a database up to date: by name, each step in a transaction of its own with its row in `migrations`.
 * An applied step that has changed, or one that this version does not know, is an error: never a silent skip.
 */
export async function migrate(adapter: Adapter, gate: Gate, migrations: readonly Migration[], now: number): Promise<{ applied: string[] }> {
  const known = new Map(migrations.map((one) => [one.name, hash(one.sql)]))
  const { rows: existing } = await adapter.reader.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migrations'")
  const done = new Set<string>()
  if (existing.length) {
    const { rows } = await adapter.reader.execute('SELECT name, hash FROM migrations ORDER BY name')
    for (const row of rows) {
      const name = row['name'] as string
      if (!known.has(name)) throw kitErrors.database_too_new({ migration: name })
      if (known.get(name) !== row['hash']) throw kitErrors.database_migration_changed({ migration: name })
      done.add(name)
    }
  }
  const applied: string[] = []
  for (const { name, sql } of migrations) {
    if (done.has(name)) continue
    await gate.alone(async (tx) => {
      await tx.execute('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL)')
      const { rows } = await tx.execute({ sql: 'SELECT 1 FROM migrations WHERE name = ?', args: [name] })
      if (rows.length) return // another process on the same server was first
      for (const statement of sql.split(separator)) if (statement.trim()) await tx.execute(statement)
      await tx.execute({ sql: 'INSERT INTO migrations (name, hash, applied_at) VALUES (?, ?, ?)', args: [name, known.get(name)!, now] })
    })
    applied.push(name)
  }
  return { applied }
}

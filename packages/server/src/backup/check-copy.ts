import { createClient, type Client } from '@libsql/client/sqlite3'
import { openKit, type KitConfig } from '@startupkit/core'
import { workspaceMigrations, type Migration } from '@startupkit/core/plumbing'
import { copyFile, stat } from 'node:fs/promises'
import { controlMigrations } from '../control/migrations.js'
import { removeDatabase, sha256Of, urlOfFile } from './database-files.js'
import type { Part } from './manifest.js'

/** What is wrong with a copy, a sentence each. */
export class CheckError extends Error {}

export type DatabaseKind = 'control' | 'workspace'

export const stepsOf = (kind: DatabaseKind): readonly Migration[] => (kind === 'control' ? controlMigrations : workspaceMigrations)

/** Asks a database file something without becoming its owner. */
export async function withReader<T>(file: string, ask: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient({ url: urlOfFile(file), timeout: 5_000, concurrency: 1 })
  try {
    return await ask(client)
  } finally {
    client.close()
  }
}

/** What SQLite finds wrong with a file: damaged pages and rows that point to nothing. */
export async function damageOf(client: Client): Promise<string[]> {
  const integrity = (await client.execute('PRAGMA integrity_check(10)')).rows.map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok')
  const orphans = (await client.execute('PRAGMA foreign_key_check')).rows.slice(0, 10).map((row) => `a row of ${String(row['table'])} points to a row of ${String(row['parent'])} that is not there`)
  return [...integrity, ...orphans]
}

async function countsOf(client: Client): Promise<Record<string, number>> {
  const { rows } = await client.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
  const counts: Record<string, number> = {}
  for (const { name } of rows) counts[String(name)] = Number((await client.execute(`SELECT count(*) AS count FROM "${String(name).replaceAll('"', '""')}"`)).rows[0]!['count'])
  return counts
}

async function schemaOf(client: Client): Promise<Part['schema']> {
  const { rows } = await client.execute('SELECT name FROM migrations ORDER BY applied_at DESC, name DESC')
  return { version: String(rows[0]?.['name'] ?? ''), steps: rows.length }
}

/** Opens a copy as a business would be opened and has it check itself: the ledger's chain and figures, and the audit trail. */
async function checkBooks(file: string, kind: DatabaseKind): Promise<void> {
  const config: KitConfig = { database: { url: urlOfFile(file) }, ...(kind === 'control' && { migrations: controlMigrations, reactions: [], jobKinds: [] }) }
  const kit = await openKit(config)
  try {
    const rooms = kit.as({ role: 'system', id: 'backup' })
    const trail = await rooms.audit.verify({})
    if (!trail.ok) throw new CheckError(`the audit trail does not hold at line ${trail.brokenAt}`)
    const books = kind === 'workspace' ? await rooms.ledger.verify({}) : { ok: true, findings: [] }
    if (!books.ok) throw new CheckError(`the books do not hold: ${books.findings.slice(0, 3).map(({ message }) => message).join('; ')}`)
  } finally {
    await kit.close()
  }
}

/** Reopens a copy and checks everything about it that can be checked. Throws `CheckError`, `database_too_new`, `database_migration_changed`. */
export async function checkCopy(file: string, kind: DatabaseKind): Promise<Omit<Part, 'file'>> {
  const damage = await withReader(file, damageOf)
  if (damage.length > 0) throw new CheckError(damage.join('; '))
  // Opening a business writes: the copy itself is left as SQLite wrote it, and a copy of it is opened.
  const opened = `${file}.check`
  try {
    await copyFile(file, opened)
    await checkBooks(opened, kind)
  } finally {
    await removeDatabase(opened)
  }
  const { counts, schema } = await withReader(file, async (client) => ({ counts: await countsOf(client), schema: await schemaOf(client) }))
  return { bytes: (await stat(file)).size, sha256: await sha256Of(file), schema, counts }
}

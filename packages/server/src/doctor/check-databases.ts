import type { Client } from '@libsql/client'
import { existsSync } from 'node:fs'
import { damageOf, withReader } from '../backup/check-copy.js'
import { controlOf, fileOfWorkspace } from '../backup/make-backup.js'
import { schemaStates } from '../cli/migrate.js'
import type { Config } from '../config.js'
import { fail, ok, warn, type Check } from './check.js'

const countIn = async (client: Client, sql: string): Promise<number> => Number((await client.execute(sql)).rows[0]?.['count'] ?? 0)

/** What waits for somebody's attention in one database. A room that this database does not have yet is left out. */
async function troublesOf(client: Client, name: string): Promise<Check[]> {
  const found: Check[] = []
  const ask = async (sql: string, made: (count: number) => Check) => {
    const count = await countIn(client, sql).catch(() => 0)
    if (count > 0) found.push(made(count))
  }
  await ask("SELECT count(*) AS count FROM jobs WHERE state = 'dead'", (count) => warn(name, `${count} jobs were given up`, 'See the page "System health": each can be tried again.'))
  await ask("SELECT count(*) AS count FROM jobs WHERE state = 'ready' AND run_at < (unixepoch() - 3600) * 1000", (count) => warn(name, `${count} jobs are due since more than an hour`, 'Is a server running, and does its log say why they wait?'))
  await ask("SELECT count(*) AS count FROM webhook_endpoints WHERE state = 'disabled' AND disabled_reason <> 'by_hand'", (count) => warn(name, `${count} webhook endpoints are switched off`, 'See the page "Webhooks" for the reason.'))
  await ask("SELECT count(*) AS count FROM mails WHERE state = 'failed' AND created_at > (unixepoch() - 604800) * 1000", (count) => warn(name, `${count} mails of this week could not be sent`, 'See the page "Mails".'))
  return found
}

/** Each database: whether it is whole, whether its schema is this version's, and what waits in it. Nothing is changed. */
export async function checkDatabases(config: Config): Promise<Check[]> {
  const control = controlOf(config).url
  if (!control.startsWith('file:')) return [ok('databases', 'on a libSQL server, which looks after them itself')]
  const checks: Check[] = []
  for (const { database, id, due, problem } of await schemaStates(config)) {
    const file = id === null ? decodeURIComponent(control.slice('file:'.length)) : fileOfWorkspace(config.dataDir, id)
    if (problem !== null) checks.push(fail(database, problem, 'Install the version that this data was written with, or a newer one.'))
    else if (due.length > 0) checks.push(warn(database, `lacks ${due.length} steps of its schema`, 'startupkit migrate, or let the server do it when it opens it.'))
    if (!existsSync(file)) continue
    try {
      checks.push(...(await withReader(file, async (client) => {
        const damage = await damageOf(client)
        const troubles = await troublesOf(client, database)
        if (damage.length > 0) return [fail(database, damage.slice(0, 3).join('; '), 'Restore the last backup: startupkit restore PATH --replace.'), ...troubles]
        return troubles.length > 0 ? troubles : [ok(database, 'whole')]
      })))
    } catch (error) {
      checks.push(fail(database, `cannot be read: ${(error as Error).message}`, 'Restore the last backup: startupkit restore PATH --replace.'))
    }
  }
  return checks
}

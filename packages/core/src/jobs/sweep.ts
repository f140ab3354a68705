import { sql, type SQL } from 'drizzle-orm'
import type { Engine } from '../bind.js'

const hour = 3_600_000
const day = 24 * hour
/** How long the answer to an idempotency key is kept, in ms. */
const answersKeptMs = 2 * day
/** How long a reaction that is done is kept to be looked at, in ms. Other jobs stay: their `dedupeKey` still counts. */
const reactionsKeptMs = 30 * day
const atOnce = 500

const settled = new WeakMap<Engine, Promise<unknown>>()
const swept = new WeakMap<Engine, number>()

/**
 * What still runs when a database that nobody else can open is opened was running in a process that died:
 * its leases end now, so that work goes on at once.
 */
export async function settleIn(engine: Engine): Promise<void> {
  if (!engine.sole) return
  let done = settled.get(engine)
  if (!done) {
    done = endLeases(engine)
    settled.set(engine, done)
  }
  await done
}

// Looking first costs a read; a business that is only looked at never opens a second connection to write.
const anyOf = async (engine: Engine, asked: SQL) => (await engine.db.all(asked)).length > 0

async function endLeases(engine: Engine): Promise<void> {
  if (!(await anyOf(engine, sql`SELECT 1 FROM jobs INDEXED BY jobs_due WHERE state IN ('ready', 'running') AND state = 'running' LIMIT 1`))) return
  await engine.gate.write('jobs.settleIn', (scope) => scope.peek("UPDATE jobs SET lease_until = 0 WHERE state = 'running' RETURNING id", []))
}

/** Once an hour, drops answers and finished reactions that nobody will ask for any more: all of them, a few hundred in a transaction. */
export async function sweep(engine: Engine): Promise<void> {
  const now = engine.clock.now()
  if (now - (swept.get(engine) ?? 0) < hour) return
  swept.set(engine, now)
  await drop(engine, 'idempotency', 'key', sql`created_at < ${now - answersKeptMs}`)
  await drop(engine, 'jobs', 'id', sql`state = 'done' AND kind LIKE 'reaction:%' AND finished_at < ${now - reactionsKeptMs}`)
}

async function drop(engine: Engine, table: 'idempotency' | 'jobs', key: 'key' | 'id', old: SQL): Promise<void> {
  const [from, by] = [sql.raw(table), sql.raw(key)]
  if (!(await anyOf(engine, sql`SELECT 1 FROM ${from} WHERE ${old} LIMIT 1`))) return
  const some = sql`DELETE FROM ${from} WHERE ${by} IN (SELECT ${by} FROM ${from} WHERE ${old} LIMIT ${atOnce}) RETURNING ${by}`
  for (let dropped = atOnce; dropped === atOnce; ) dropped = (await engine.gate.write('jobs.sweep', ({ tx }) => tx.all(some))).length
}

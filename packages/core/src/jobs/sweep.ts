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
    done = engine.gate.write('jobs.settleIn', (scope) => scope.peek("UPDATE jobs SET lease_until = 0 WHERE state = 'running' RETURNING id", []))
    settled.set(engine, done)
  }
  await done
}

/** Once an hour, drops answers and finished reactions that nobody will ask for any more: all of them, a few hundred in a transaction. */
export async function sweep(engine: Engine): Promise<void> {
  const now = engine.clock.now()
  if (now - (swept.get(engine) ?? 0) < hour) return
  swept.set(engine, now)
  await drop(engine, `DELETE FROM idempotency WHERE key IN (SELECT key FROM idempotency WHERE created_at < ? LIMIT ${atOnce}) RETURNING key`, now - answersKeptMs)
  await drop(engine, `DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE state = 'done' AND kind LIKE 'reaction:%' AND finished_at < ? LIMIT ${atOnce}) RETURNING id`, now - reactionsKeptMs)
}

async function drop(engine: Engine, some: string, before: number): Promise<void> {
  for (let dropped = atOnce; dropped === atOnce; ) dropped = (await engine.gate.write('jobs.sweep', ({ peek }) => peek(some, [before]))).length
}

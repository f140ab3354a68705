import { sql } from 'drizzle-orm'
import type { Engine } from '../bind.js'
import { reactionKind, type Reaction } from '../events/index.js'
import { token, type Origin } from '../foundation/index.js'
import type { JobKind, JobPayload, JobRow } from './job.js'

export type Handlers = { kinds: ReadonlyMap<string, JobKind>; reactions: ReadonlyMap<string, Reaction> }

/** How long a dead worker's reaction waits for another worker, in ms. */
const reactionLeaseMs = 30_000
// Priority counts among the oldest of what is due; sorting a long backlog at each claim would hold the event loop.
const looksAt = 500

// A job that this version does not know, because a newer one scheduled it, is left where it is.
const knownKinds = (handlers: Handlers): string[] => [...handlers.kinds.keys(), ...[...handlers.reactions.keys()].map(reactionKind)]

// By age, not by kind: left to itself the database sorts everything that waits (160 ms at 60,000 jobs, 0.2 ms by this index).
const dueWhere = `state IN ('ready', 'running') AND run_at <= ? AND (state = 'ready' OR lease_until < ?)`

/** Takes up to `count` due jobs, or such whose worker has died, under a fresh fencing token. */
export async function claim(engine: Engine, handlers: Handlers, count: number): Promise<JobRow[]> {
  const now = engine.clock.now()
  const next = await nextAt(engine, handlers)
  if (next === null || next > now) return []
  const kinds = knownKinds(handlers)
  const marks = kinds.map(() => '?').join(', ')
  const leases = [...handlers.kinds.values()]
  const leaseUntil = `? + CASE kind ${leases.map(() => 'WHEN ? THEN ?').join(' ')} ELSE ${reactionLeaseMs} END`
  const lease = token(12)
  return engine.gate.write('jobs.claim', async (scope) => {
    const rows = await scope.peek(
      `UPDATE jobs SET state = 'running', attempts = attempts + 1, lease_token = ?, lease_until = ${leases.length ? leaseUntil : `? + ${reactionLeaseMs}`}
       WHERE id IN (SELECT id FROM (SELECT id, priority, run_at FROM jobs INDEXED BY jobs_due WHERE ${dueWhere} AND kind IN (${marks}) ORDER BY run_at LIMIT ${looksAt}) ORDER BY priority DESC, run_at, id LIMIT ?) RETURNING *`,
      [lease, now, ...leases.flatMap(({ kind, leaseMs }) => [kind, leaseMs]), now, now, ...kinds, count],
    )
    return rows.map((row) => toJob(row, lease)).sort((a, b) => b.priority - a.priority || a.runAt - b.runAt)
  })
}

const parse = (text: unknown): JobPayload | null => (typeof text === 'string' ? (JSON.parse(text) as JobPayload) : null)

const toJob = (row: Record<string, unknown>, lease: string) => ({
  id: row['id'] as string, kind: row['kind'] as string, subject: row['subject'] as string | null, payload: parse(row['payload']) ?? {},
  origin: row['origin'] as Origin, attempts: row['attempts'] as number, maxAttempts: row['max_attempts'] as number, leaseToken: lease, progress: parse(row['progress']),
  priority: row['priority'] as number, runAt: row['run_at'] as number,
})

/** When the next job that this worker knows is due, in ms, null where none waits. */
export async function nextAt(engine: Engine, handlers: Handlers): Promise<number | null> {
  const kinds = knownKinds(handlers)
  if (kinds.length === 0) return null
  const now = engine.clock.now()
  const known = sql`state IN ('ready', 'running') AND kind IN (${sql.join(kinds.map((kind) => sql`${kind}`), sql`, `)})`
  const [ready] = await engine.db.all<{ at: number }>(sql`SELECT run_at AS at FROM jobs INDEXED BY jobs_due WHERE ${known} AND state = 'ready' ORDER BY run_at LIMIT 1`)
  if (ready && ready.at <= now) return ready.at
  // With nothing ready, what is past its time is running: few rows to look at.
  const [running] = await engine.db.all<{ at: number | null }>(sql`SELECT min(lease_until) + 1 AS at FROM jobs INDEXED BY jobs_due WHERE ${known} AND state = 'running' AND run_at <= ${now}`)
  const times = [ready?.at, running?.at].filter((at) => typeof at === 'number')
  return times.length ? Math.min(...times) : null
}

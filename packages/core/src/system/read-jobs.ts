import { sql } from 'drizzle-orm'
import { iso, type Db } from '../foundation/index.js'

export type JobCounts = { ready: number; due: number; running: number; dead: number; oldestDueAt: string | null; kinds: { kind: string; ready: number; running: number; dead: number; lastError: string | null }[] }

/** Due jobs are counted no further than this. */
const countedUpTo = 10_000

// Kinds by jumping from one to the next in the index: the finished jobs between them are not looked at, however many there are.
const kinds = sql`WITH RECURSIVE kinds(kind) AS (
  SELECT min(kind) FROM jobs UNION ALL SELECT (SELECT min(kind) FROM jobs WHERE kind > kinds.kind) FROM kinds WHERE kinds.kind IS NOT NULL)`

/** The jobs that were given up, as a source for a query. */
export const deadJobs = sql`${kinds} SELECT id, kind, attempts, last_error AS said, created_at AS createdAt, finished_at AS deadAt FROM jobs WHERE state = 'dead' AND kind IN (SELECT kind FROM kinds WHERE kind IS NOT NULL)`

/** What a failure is called. What else was said may name somebody. */
export const codeOf = (said: string | null): string => /^([a-z][a-z0-9]*(?:_[a-z0-9]+)+): /.exec(said ?? '')?.[1] ?? 'failed'

const count = (state: string) => sql`(SELECT count(*) FROM jobs WHERE jobs.kind = kinds.kind AND state = ${state})`

export async function countJobs(db: Pick<Db, 'all'>, now: number): Promise<JobCounts> {
  const rows = await db.all<{ kind: string; ready: number; running: number; dead: number; said: string | null }>(
    sql`${kinds} SELECT kind, ${count('ready')} AS ready, ${count('running')} AS running, ${count('dead')} AS dead,
      (SELECT last_error FROM jobs WHERE jobs.kind = kinds.kind AND state = 'dead' ORDER BY finished_at DESC LIMIT 1) AS said FROM kinds WHERE kind IS NOT NULL ORDER BY kind`,
  )
  const [due] = await db.all<{ count: number; at: number | null }>(
    sql`SELECT count(*) AS count, min(run_at) AS at FROM (SELECT run_at FROM jobs INDEXED BY jobs_due WHERE state IN ('ready', 'running') AND state = 'ready' AND run_at <= ${now} ORDER BY run_at LIMIT ${countedUpTo})`,
  )
  const kept = rows.filter(({ ready, running, dead }) => ready + running + dead > 0)
  const total = (of: 'ready' | 'running' | 'dead') => kept.reduce((sum, row) => sum + row[of], 0)
  return {
    ready: total('ready'), due: due?.count ?? 0, running: total('running'), dead: total('dead'),
    oldestDueAt: typeof due?.at === 'number' ? iso(due.at) : null,
    kinds: kept.map(({ said, ...row }) => ({ ...row, lastError: row.dead > 0 ? codeOf(said) : null })),
  }
}

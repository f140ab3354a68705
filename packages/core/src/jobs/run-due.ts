import { actionContext, baseContext, writeContext, type Caller, type Engine } from '../bind.js'
import { toEvent, type KitEvent, type Reaction } from '../events/index.js'
import { events } from '../events/tables.js'
import { defineErrors, hash, token, type Origin, type WriteCtx } from '../foundation/index.js'
import { eq, sql } from 'drizzle-orm'
import type { JobCtx, JobKind, JobPayload, JobRow } from './job.js'

export const jobErrors = defineErrors({
  job_lease_lost: { kind: 'conflict', message: 'Another worker has taken this job over.' },
  job_hopeless: { kind: 'invalid', message: 'This job can never succeed.' },
})

export type Handlers = { kinds: ReadonlyMap<string, JobKind>; reactions: ReadonlyMap<string, Reaction> }

const reactionLease = 30_000
const waits = [0, 5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000]

/** When a job that failed for the n-th time is tried again, in ms from now; up to a fifth later so that failures spread out. */
export const backoff = (attempts: number, spread: number): number => Math.round((waits[Math.min(attempts, waits.length - 1)] ?? 0) * (1 + spread / 5))

const system = (origin: Origin): Caller => ({ actor: { role: 'system', id: 'worker' }, origin })

const spreadOf = (job: JobRow) => parseInt(hash(`${job.id}:${job.attempts}`).slice(0, 4), 16) / 0xffff

/** Runs what is due, up to `max` jobs. Answers how many ran and when the next one is due, in ms, null where none waits. */
export async function runDue(engine: Engine, handlers: Handlers, max: number): Promise<{ ran: number; nextAt: number | null }> {
  let ran = 0
  while (ran < max) {
    const claimed = await claim(engine, handlers, Math.min(32, max - ran))
    if (claimed.length === 0) break
    await Promise.all(claimed.map((job) => runOne(engine, handlers, job)))
    ran += claimed.length
  }
  const [next] = await engine.db.all<{ at: number | null }>(nextDue)
  return { ran, nextAt: next?.at ?? null }
}

async function claim(engine: Engine, handlers: Handlers, count: number): Promise<JobRow[]> {
  const now = engine.clock.now()
  const lease = token(12)
  const due = await engine.db.all<{ id: string }>(dueQuery(now, count))
  if (due.length === 0) return []
  const leaseMs = Math.max(reactionLease, ...[...handlers.kinds.values()].map((kind) => kind.leaseMs))
  return engine.gate.write('jobs.claim', async (scope) => {
    const rows = await scope.peek(
      `UPDATE jobs SET state = 'running', attempts = attempts + 1, lease_token = ?, lease_until = ?
       WHERE id IN (SELECT id FROM jobs WHERE state IN ('ready', 'running') AND run_at <= ? AND (state = 'ready' OR lease_until < ?) ORDER BY priority DESC, run_at, id LIMIT ?) RETURNING *`,
      [lease, now + leaseMs, now, now, count],
    )
    return rows.map((row) => ({
      id: row['id'] as string, kind: row['kind'] as string, subject: row['subject'] as string | null, payload: parse(row['payload']) ?? {},
      origin: row['origin'] as Origin, attempts: row['attempts'] as number, maxAttempts: row['max_attempts'] as number, leaseToken: lease, progress: parse(row['progress']),
    }))
  })
}

const parse = (text: unknown): JobPayload | null => (typeof text === 'string' ? (JSON.parse(text) as JobPayload) : null)

async function runOne(engine: Engine, handlers: Handlers, job: JobRow): Promise<void> {
  try {
    if (job.kind === 'reaction') await runReaction(engine, handlers, job)
    else await runKind(engine, handlers, job)
  } catch (error) {
    await fail(engine, job, error)
  }
}

/** A reaction's effect and its being done are one commit, so it takes effect once however often it is tried. */
async function runReaction(engine: Engine, handlers: Handlers, job: JobRow): Promise<void> {
  const reaction = handlers.reactions.get(String(job.payload['reaction']))
  if (!reaction) throw jobErrors.job_hopeless({ reaction: job.payload['reaction'] })
  const [row] = await engine.db.select().from(events).where(eq(events.seq, Number(job.payload['seq'])))
  if (!row) throw jobErrors.job_hopeless({ seq: job.payload['seq'] })
  const event: KitEvent = toEvent(row)
  const base = baseContext(engine, system(job.origin), {})
  await engine.gate.write(reaction.name, async (scope) => {
    const ctx = writeContext(engine, base, scope)
    await finish(ctx, job)
    await reaction.run(ctx, event)
  })
}

async function runKind(engine: Engine, handlers: Handlers, job: JobRow): Promise<void> {
  const kind = handlers.kinds.get(job.kind)
  if (!kind) throw jobErrors.job_hopeless({ kind: job.kind })
  const caller = system(job.origin)
  const base = baseContext(engine, caller, {})
  const atomically = <T>(work: (ctx: WriteCtx) => Promise<T>) => engine.gate.write(job.kind, (scope) => work(writeContext(engine, base, scope)))
  const held: JobCtx['job'] = { id: job.id, subject: job.subject, attempts: job.attempts, progress: job.progress }
  const ctx: JobCtx = {
    ...actionContext(engine, caller, base, atomically),
    job: held,
    now: () => engine.clock.now(),
    newId: (prefix) => engine.ids.next(prefix, engine.clock.now()),
    async chunk(work, progress) {
      const value = await atomically(async (write) => {
        await owned(write, job, 'lease_until = ?, progress = coalesce(?, progress)', [engine.clock.now() + kind.leaseMs, progress ? JSON.stringify(progress) : null])
        return work(write)
      })
      if (progress) held.progress = progress
      return value
    },
  }
  await kind.run(ctx, job.payload)
  await atomically((write) => finish(write, job))
}

/** Changes the job's row only while this run still holds its lease. */
async function owned(ctx: WriteCtx, job: JobRow, set: string, args: (string | number | null)[]): Promise<void> {
  const rows = await ctx.peek(`UPDATE jobs SET ${set} WHERE id = ? AND lease_token = ? AND state = 'running' RETURNING id`, [...args, job.id, job.leaseToken])
  if (rows.length === 0) throw jobErrors.job_lease_lost({ job: job.id })
}

const finish = (ctx: WriteCtx, job: JobRow) => owned(ctx, job, "state = 'done', finished_at = ?, lease_until = NULL", [ctx.now()])

async function fail(engine: Engine, job: JobRow, error: unknown): Promise<void> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'job_lease_lost') return
  const hopeless = code === 'job_hopeless' || job.attempts >= job.maxAttempts
  const now = engine.clock.now()
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 500)
  await engine.gate.write('jobs.fail', async (scope) => {
    await scope.peek(
      "UPDATE jobs SET state = ?, run_at = ?, lease_until = NULL, last_error = ?, finished_at = ? WHERE id = ? AND lease_token = ? AND state = 'running'",
      [hopeless ? 'dead' : 'ready', now + backoff(job.attempts, spreadOf(job)), code ? `${code}: ${message}` : message, hopeless ? now : null, job.id, job.leaseToken],
    )
  })
}

const nextDue = sql`SELECT min(CASE state WHEN 'running' THEN lease_until ELSE run_at END) AS at FROM jobs WHERE state IN ('ready', 'running')`
const dueQuery = (now: number, count: number) => sql`SELECT id FROM jobs WHERE state IN ('ready', 'running') AND run_at <= ${now} AND (state = 'ready' OR lease_until < ${now}) LIMIT ${count}`

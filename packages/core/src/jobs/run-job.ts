import { DrizzleQueryError, eq } from 'drizzle-orm'
import { actionContext, atomicallyAs, baseContext, type Caller, type Engine } from '../bind.js'
import { toEvent, type Reaction } from '../events/index.js'
import { events } from '../events/tables.js'
import { hash, KitError, type WriteCtx } from '../foundation/index.js'
import type { Handlers } from './claim.js'
import { jobErrors, type JobCtx, type JobKind, type JobRow } from './job.js'

/** Runs one claimed job to its end, good or bad. Never throws for the job's own failure. */
export async function runJob(engine: Engine, handlers: Handlers, job: JobRow): Promise<void> {
  try {
    if (job.attempts > job.maxAttempts) throw jobErrors.job_abandoned()
    const kind = handlers.kinds.get(job.kind)
    const reaction = handlers.reactions.get(job.kind.slice(job.kind.indexOf(':') + 1))
    const run = async () => (kind ? runKind(engine, kind, job) : reaction ? runReaction(engine, reaction, job) : undefined)
    await (engine.trace ? engine.trace(`job ${job.kind}`, { 'startupkit.attempt': job.attempts }, run) : run())
  } catch (error) {
    await fail(engine, job, error)
  }
}

const callerOf = (job: JobRow): Caller => ({ actor: { role: 'system', id: 'worker' }, origin: job.origin })

/** A reaction's effect and its being done are one commit, so it takes effect once however often it is tried. */
async function runReaction(engine: Engine, reaction: Reaction, job: JobRow): Promise<void> {
  const [row] = await engine.db.select().from(events).where(eq(events.seq, Number(job.payload['seq'])))
  if (!row) throw jobErrors.job_hopeless({ seq: job.payload['seq'] })
  const atomically = atomicallyAs(engine, reaction.name, () => baseContext(engine, callerOf(job), {}), (ctx) => finish(ctx, job))
  await atomically((ctx) => reaction.run(ctx, toEvent(row)))
}

async function runKind(engine: Engine, kind: JobKind, job: JobRow): Promise<void> {
  const caller = callerOf(job)
  const baseOf = () => baseContext(engine, caller, {})
  // A lease that has long to go is only looked at: a job's row that changes wakes whoever waits for jobs.
  const leased = async (ctx: WriteCtx) => {
    const now = engine.clock.now()
    const [mine] = await ctx.peek("SELECT lease_until FROM jobs WHERE id = ? AND lease_token = ? AND state = 'running'", [job.id, job.leaseToken])
    if (!mine) throw jobErrors.job_lease_lost({ job: job.id })
    if (Number(mine['lease_until']) < now + kind.leaseMs * 0.75) await owned(ctx, job, 'lease_until = ?', [now + kind.leaseMs])
  }
  const atomically = atomicallyAs(engine, job.kind, baseOf, leased)
  const held: JobCtx['job'] = { id: job.id, subject: job.subject, attempts: job.attempts, progress: job.progress }
  const ctx: JobCtx = {
    ...actionContext(engine, caller, baseOf, atomically, leased),
    job: held,
    now: () => engine.clock.now(),
    newId: (prefix) => engine.ids.next(prefix, engine.clock.now()),
    async chunk(work, progress) {
      const value = await atomically(async (write) => {
        if (progress) await owned(write, job, 'progress = ?', [JSON.stringify(progress)])
        return work(write)
      })
      if (progress) held.progress = progress
      return value
    },
  }
  // Slow work outside keeps its lease while this process lives; only a dead worker's job is given away.
  const beat = setInterval(() => void atomically(async () => {}).catch(() => {}), Math.max(1_000, kind.leaseMs / 3))
  beat.unref()
  try {
    await kind.run(ctx, job.payload)
    await atomicallyAs(engine, job.kind, baseOf)((write) => finish(write, job))
  } finally {
    clearInterval(beat)
  }
}

/** Changes the job's row only while this run still holds its lease. */
async function owned(ctx: WriteCtx, job: JobRow, set: string, args: (string | number | null)[]): Promise<void> {
  const rows = await ctx.peek(`UPDATE jobs SET ${set} WHERE id = ? AND lease_token = ? AND state = 'running' RETURNING id`, [...args, job.id, job.leaseToken])
  if (rows.length === 0) throw jobErrors.job_lease_lost({ job: job.id })
}

const finish = (ctx: WriteCtx, job: JobRow) => owned(ctx, job, "state = 'done', finished_at = ?, lease_until = NULL", [ctx.now()])

async function fail(engine: Engine, job: JobRow, error: unknown): Promise<void> {
  const code = error instanceof KitError ? error.code : ''
  // Not ours any more, or no database to say so in: the lease runs out by itself.
  if (code === 'job_lease_lost' || code === 'kit_closed') return
  const hopeless = code === 'job_hopeless' || job.attempts >= job.maxAttempts
  engine.onJobFailed?.({ id: job.id, kind: job.kind, attempts: job.attempts, hopeless }, said(error, code))
  const now = engine.clock.now()
  const failed = engine.gate.write('jobs.fail', (scope) =>
    scope.peek(
      "UPDATE jobs SET state = ?, run_at = ?, lease_until = NULL, last_error = ?, finished_at = ? WHERE id = ? AND lease_token = ? AND state = 'running'",
      [hopeless ? 'dead' : 'ready', now + backoff(job.attempts, spreadOf(job)), said(error, code), hopeless ? now : null, job.id, job.leaseToken],
    ),
  )
  await failed.catch(() => {})
}

// Drizzle's own message repeats the values that were sent, which may be somebody's name.
function said(error: unknown, code: string): string {
  const told = error instanceof DrizzleQueryError ? (error.cause ?? 'query failed') : error
  const message = (told instanceof Error ? told.message : String(told)).slice(0, 500)
  return code ? `${code}: ${message}` : message
}

const waits = [0, 5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000]

/** When a job that failed for the n-th time is tried again, in ms from now; up to a fifth later so that failures spread out. */
export const backoff = (attempts: number, spread: number): number => Math.round((waits[Math.min(attempts, waits.length - 1)] ?? 0) * (1 + spread / 5))

const spreadOf = (job: JobRow) => parseInt(hash(`${job.id}:${job.attempts}`).slice(0, 4), 16) / 0xffff

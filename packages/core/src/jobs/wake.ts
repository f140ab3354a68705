import { sql } from 'drizzle-orm'
import type { WriteCtx } from '../foundation/index.js'
import type { JobCtx, JobKind } from './job.js'
import { schedule } from './schedule.js'

type Woken = { kind: JobKind; subject: string; dueAt?: number }

/**
 * Sees to it that a job of this kind looks at its subject at `dueAt` (ms, now unless given) or before: there is never more than one for a
 * subject. One that is running is left alone: it looks again in the transaction in which it retires.
 */
export const wake = (ctx: WriteCtx, { kind, subject, dueAt = ctx.now() }: Woken): Promise<void> => wakeAll(ctx, { kind, subjects: [subject], dueAt })

/** The same for several subjects, with one look. */
export async function wakeAll(ctx: WriteCtx, { kind, subjects, dueAt = ctx.now() }: { kind: JobKind; subjects: readonly string[]; dueAt?: number }): Promise<void> {
  if ((kind.reach === 'live' && ctx.origin === 'history') || subjects.length === 0) return
  const there = await ctx.tx.all<{ id: string; subject: string; state: string; runAt: number }>(
    sql`SELECT id, subject, state, run_at AS "runAt" FROM jobs WHERE kind = ${kind.kind} AND state IN ('ready', 'running') AND coalesce(json_extract(progress, '$.retired'), 0) = 0`,
  )
  const bySubject = new Map(there.map((job) => [job.subject, job]))
  for (const subject of subjects) {
    const job = bySubject.get(subject)
    if (!job) await schedule(ctx, { kind, subject, dueAt })
    else if (job.state === 'ready' && job.runAt > dueAt) await ctx.tx.run(sql`UPDATE jobs SET run_at = ${dueAt} WHERE id = ${job.id} AND state = 'ready'`)
  }
}

/**
 * The last thing that a job of `wake` does, in the transaction that found nothing left to do: from then on the next `wake` makes another.
 * Those before it are forgotten.
 */
export async function retire(ctx: WriteCtx, { job }: Pick<JobCtx, 'job'>, kind: JobKind): Promise<void> {
  await ctx.tx.run(sql`UPDATE jobs SET progress = '{"retired":1}' WHERE id = ${job.id}`)
  await ctx.tx.run(sql`DELETE FROM jobs WHERE kind = ${kind.kind} AND state = 'done' AND subject = ${job.subject}`)
}

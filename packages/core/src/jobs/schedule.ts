import type { WriteCtx } from '../foundation/index.js'
import type { Scheduled } from './job.js'
import { jobs } from './tables.js'

/**
 * Puts work on the list in the same transaction as the change that asks for it. Answers the job's id, null where nothing was
 * scheduled: a kind that reaches somebody while history is brought in, or a `dedupeKey` that was used before.
 */
export async function schedule(ctx: WriteCtx, { kind, subject, payload = {}, dueAt, dedupeKey, priority = 0 }: Scheduled): Promise<string | null> {
  if (kind.reach === 'live' && ctx.origin === 'history') return null
  if (dedupeKey !== undefined && !(await firstUse(ctx, dedupeKey))) return null
  const id = ctx.newId('job')
  ctx.append(jobs, {
    id, kind: kind.kind, subject: subject ?? null, payload, origin: ctx.origin, state: 'ready', priority,
    runAt: dueAt ?? ctx.now(), attempts: 0, maxAttempts: kind.maxAttempts, dedupeKey: dedupeKey ?? null, createdAt: ctx.now(),
  })
  return id
}

// Whoever asks first in a group looks; the others know by that. A group that comes to another answer breaks on the unique index and runs again.
async function firstUse(ctx: WriteCtx, key: string): Promise<boolean> {
  let first = false
  const used = await ctx.once(`jobs.dedupe:${key}`, async () => {
    first = true
    return (await ctx.peek('SELECT 1 FROM jobs WHERE dedupe_key = ?', [key])).length > 0
  })
  return first && !used
}

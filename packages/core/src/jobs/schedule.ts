import { sql } from 'drizzle-orm'
import type { WriteCtx } from '../foundation/index.js'
import type { Scheduled } from './job.js'
import { jobs } from './tables.js'

/** Puts work on the list in the same transaction as the change that asks for it. Answers the job's id, null where nothing was scheduled. */
export async function schedule(ctx: WriteCtx, { kind, subject, payload = {}, dueAt, dedupeKey, priority = 0 }: Scheduled): Promise<string | null> {
  if (kind.reach === 'live' && ctx.origin === 'history') return null
  if (dedupeKey !== undefined && (await ctx.tx.all<{ id: string }>(dedupeQuery(dedupeKey))).length) return null
  const id = ctx.newId('job')
  ctx.append(jobs, {
    id, kind: kind.kind, subject: subject ?? null, payload, origin: ctx.origin, state: 'ready', priority,
    runAt: dueAt ?? ctx.now(), attempts: 0, maxAttempts: kind.maxAttempts, dedupeKey: dedupeKey ?? null, createdAt: ctx.now(),
  })
  return id
}

const dedupeQuery = (key: string) => sql`SELECT id FROM jobs WHERE dedupe_key = ${key}`

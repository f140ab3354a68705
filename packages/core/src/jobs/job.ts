import type { ActionCtx, Origin, WriteCtx } from '../foundation/index.js'

export type JobPayload = Record<string, unknown>

/** What a running job holds. `save` keeps its progress and its lease, in the same transaction as a chunk of its work. */
export type JobCtx = ActionCtx & {
  job: { id: string; subject: string | null; attempts: number; progress: JobPayload | null }
  /** A transaction that holds only while this run still owns the job; `progress` is stored with it. */
  chunk<T>(work: (ctx: WriteCtx) => Promise<T>, progress?: JobPayload): Promise<T>
}

/** How a kind of job is done. `live` kinds reach a person or the outside and are never scheduled for history. */
export type JobKind = { kind: string; reach: 'live' | 'always'; leaseMs: number; maxAttempts: number; run(ctx: JobCtx, payload: JobPayload): Promise<void> }

export const defineJob = (kind: JobKind): JobKind => kind

/** `now` starts it at once; a `dedupeKey` that was used before schedules nothing. */
export type Scheduled = { kind: JobKind; subject?: string; payload?: JobPayload; dueAt?: number; dedupeKey?: string; priority?: number }

export type JobRow = {
  id: string; kind: string; subject: string | null; payload: JobPayload; origin: Origin; attempts: number; maxAttempts: number; leaseToken: string; progress: JobPayload | null
}

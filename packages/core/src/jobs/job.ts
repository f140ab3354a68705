import { defineErrors, type ActionCtx, type Origin, type WriteCtx } from '../foundation/index.js'

export const jobErrors = defineErrors({
  job_lease_lost: { kind: 'conflict', message: 'Another worker has taken this job over.' },
  job_hopeless: { kind: 'invalid', message: 'This job can never succeed.' },
  job_abandoned: { kind: 'internal', message: 'Each worker that tried this job died of it.' },
})

export type JobPayload = Record<string, unknown>

/**
 * What a running job holds. Every transaction it opens, by `chunk`, `atomically` or `run`, holds only while this run still owns
 * the job, so a worker that was thought dead writes nothing. What it does outside is done at least once: use `job.id` as its stable id there.
 */
export type JobCtx = ActionCtx & {
  /** `attempts` counts this run too; `progress` is what the last chunk stored, of this run or an earlier one. */
  job: { id: string; subject: string | null; attempts: number; progress: JobPayload | null }
  /** A part of the work in a transaction of its own; `progress` is stored with it, for whoever goes on after a crash. Throws `job_lease_lost`. */
  chunk<T>(work: (ctx: WriteCtx) => Promise<T>, progress?: JobPayload): Promise<T>
}

/**
 * How a kind of job is done. `live` kinds reach a person or the outside and are never scheduled for history.
 * `leaseMs` is how long a dead worker's job waits before another takes it; a living one keeps its lease by itself.
 * Throw `jobErrors.job_hopeless` where trying again is no use.
 */
export type JobKind = { kind: string; reach: 'live' | 'always'; leaseMs: number; maxAttempts: number; run(ctx: JobCtx, payload: JobPayload): Promise<void> }

/** @example const sendReminder = defineJob({ kind: 'booking.reminder', reach: 'live', leaseMs: 60_000, maxAttempts: 5, run: async (ctx) => { … } }) */
export const defineJob = (kind: JobKind): JobKind => kind

/** Due at once unless `dueAt` (ms) says later. A `dedupeKey` that was used before schedules nothing. Higher `priority` goes first. */
export type Scheduled = { kind: Pick<JobKind, 'kind' | 'reach' | 'maxAttempts'>; subject?: string; payload?: JobPayload; dueAt?: number; dedupeKey?: string; priority?: number }

export type JobRow = {
  id: string; kind: string; subject: string | null; payload: JobPayload; origin: Origin; attempts: number; maxAttempts: number; leaseToken: string; progress: JobPayload | null
}

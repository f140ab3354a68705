import { backoff } from '../jobs/index.js'

const most = 24 * 3_600_000
/** At once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h. */
export const mostAttempts = 10

/** What an answer's `Retry-After` asks for, in ms from now; at most a day. */
export function askedWait(header: string | undefined, now: number): number {
  const text = header?.trim() ?? ''
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), most) : 0
}

/** When a delivery that failed for the n-th time is tried again, in ms; null when it is given up. `spread` from 0 to 1 keeps those that failed together apart. */
export function nextAttemptAt(attempts: number, spread: number, retryAfter: string | undefined, now: number): number | null {
  if (attempts >= mostAttempts) return null
  return now + Math.max(backoff(attempts, spread), askedWait(retryAfter, now))
}

import { StartupKitError } from './errors.js'

const slowest = 8_000
const longest = 60_000

/**
 * Whether the same call may succeed in a moment: no answer, a busy server, or the first try still at work. Sending it again is safe,
 * since every POST carries its idempotency key and the other methods say what shall be, not what to add.
 */
export const mayPass = (problem: unknown): problem is StartupKitError =>
  problem instanceof StartupKitError && (problem.kind === 'connection' || problem.kind === 'timeout' || problem.status >= 500 || [408, 425, 429].includes(problem.status) || problem.code === 'idempotency_in_progress')

/** Twice as long each time, at random between half of it and all, so that many callers don't come back at once. */
export const backoff = (tries: number, first: number, most = slowest): number => Math.min(most, first * 2 ** tries) * (0.5 + Math.random() / 2)

/** Milliseconds until the next try; undefined where the server asks for more patience than a caller should be kept waiting. */
export function pause(problem: StartupKitError, tries: number): number | undefined {
  const asked = problem.retryAfterMs ?? 0
  return asked > longest ? undefined : asked + backoff(tries, 250)
}

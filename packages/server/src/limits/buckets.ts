const minuteMs = 60_000

/** How a request counted. `remaining` may still come now; in `fullInMs` all of them may again; `waitMs` is 0 unless it was refused. */
type Taken = { remaining: number; fullInMs: number; waitMs: number }

export type Buckets = {
  /** Counts one request of somebody who may send `perMinute`. */
  take(name: string, perMinute: number, now: number): Taken
  /** How many are remembered. */
  size(): number
}

/**
 * Token buckets that hold a minute's worth and fill all the time. One number is kept of each: the instant at which it is full again.
 * Two generations bound the memory: whoever was not seen for a whole one is forgotten, and has a full bucket anyway; only a flood of
 * more than `max` names forgets sooner.
 */
export function createBuckets(max = 20_000): Buckets {
  let young = new Map<string, number>()
  let old = new Map<string, number>()
  let turnsAt = 0

  return {
    take(name, perMinute, now) {
      if (now >= turnsAt || young.size >= max) {
        old = young
        young = new Map()
        turnsAt = now + minuteMs
      }
      const each = minuteMs / perMinute
      // A clock that was set back must not keep anybody out for longer than an empty bucket does.
      const busyMs = Math.min(Math.max((young.get(name) ?? old.get(name) ?? 0) - now, 0), minuteMs)
      const waitMs = Math.max(busyMs + each - minuteMs, 0)
      // Sums of fractions are a hair off; a request must not be refused for that.
      const refused = waitMs > 1e-6
      const busyAfterMs = refused ? busyMs : busyMs + each
      young.set(name, now + busyAfterMs)
      return { remaining: Math.max(0, Math.floor((minuteMs - busyAfterMs) / each + 1e-6)), fullInMs: busyAfterMs, waitMs: refused ? waitMs : 0 }
    },
    size: () => young.size + old.size,
  }
}

import { DrizzleQueryError } from 'drizzle-orm'
import type { Engine } from '../bind.js'
import { claim, nextAt, type Handlers } from './claim.js'
import { runJob } from './run-job.js'
import { settleIn, sweep } from './sweep.js'

// So many at once share their commits; one that takes long holds up no other.
const parallel = 32
const lookAgainMs = 250

// Rounds that wait and could take more.
const waiting = new WeakMap<Engine, Set<() => void>>()

/** Tells one of the rounds that wait that there may be something to do. */
export function wakeRound(engine: Engine): void {
  const [first] = waiting.get(engine) ?? []
  first?.()
}

type Ran = { ran: number; nextAt: number | null }

/**
 * Runs what is due, up to `max` jobs. Answers how many ran and when the next one is due, in ms, null where none waits.
 * May be called while an earlier call still runs: each job is claimed by one of them.
 */
export async function runDue(engine: Engine, handlers: Handlers, max: number): Promise<Ran> {
  const done: Ran = { ran: 0, nextAt: null }
  try {
    await settleIn(engine)
    await runAll(engine, handlers, max, done)
    await sweep(engine)
    done.nextAt = await nextAt(engine, handlers)
  } catch (error) {
    // Closing leaves the rest to the next owner.
    const code = (error instanceof DrizzleQueryError ? error.cause : error) as { code?: unknown } | undefined
    if (code?.code !== 'kit_closed') throw error
  }
  return done
}

async function runAll(engine: Engine, handlers: Handlers, max: number, done: Ran): Promise<void> {
  let running = 0
  let ended = false
  let wake = () => {}
  for (;;) {
    const room = Math.min(parallel - running, max - done.ran)
    const claimed = room > 0 ? await claim(engine, handlers, room) : []
    for (const job of claimed) {
      done.ran++
      running++
      void runJob(engine, handlers, job).finally(() => {
        running--
        ended = true
        wake()
      })
    }
    if (running === 0) return
    // A job that ended may have made others due, and so may anybody else meanwhile.
    if (!ended) {
      await new Promise<void>((resolve) => {
        const rounds = waiting.get(engine) ?? new Set()
        waiting.set(engine, rounds)
        const timer = setTimeout(() => wake(), lookAgainMs)
        wake = () => {
          clearTimeout(timer)
          rounds.delete(wake)
          resolve()
        }
        if (room > claimed.length) rounds.add(wake)
      })
    }
    ended = false
  }
}

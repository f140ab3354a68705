import type { Clock, Kit } from '@startupkit/core'
import type { Control } from './control/control.js'
import { dueWakeups, setWakeup } from './control/look-up.js'
import type { OpenWorkspaces } from './control/open-workspaces.js'

export type Worker = {
  /** Looks after the jobs of a kit: the control database's own, or a workspace that was just opened. */
  attend(workspaceId: string | null, kit: Kit): void
  /** Stops looking after it, and leaves a note of when it wants to be woken. */
  dismiss(workspaceId: string, kit: Kit): Promise<void>
  /** Wakes workspaces that nobody has open and that want something done. */
  start(): void
  /** Runs everything that is due, everywhere, once: for hosts that keep no process. */
  runDue(): Promise<{ ran: number; nextAt: number | null }>
  stop(): void
}

export type WorkerConfig = {
  control: Control
  workspaces: () => OpenWorkspaces
  clock: Clock
  /** Whether this process stays. One that doesn't only leaves notes, and runs jobs when `runDue` is called. */
  resident: boolean
  /** Whether other processes may work on the same databases: what they add is only seen by looking. */
  isShared: boolean
  onError(error: unknown): void
}

type Attended = { workspaceId: string | null; kit: Kit; running: number; timer: NodeJS.Timeout | undefined; noted: number; deaf(): void }

const atOnce = 4 // a long import must not hold up the jobs that follow it
// A round that has run so many starts no more and waits for its slowest: one endpoint that hangs must not end it early.
const mostInARound = 10_000
const busyLookMs = 5_000
const longestSleepMs = 3_600_000
const sweepMs = 600_000
// Where several processes share: how often each looks for work that others left, and for how long it answers for a workspace it has open.
const sharedLookMs = 5_000
const mineMs = 60_000

/** Runs due jobs: woken by commits that add some and by timers for those of later. Nothing is asked while nothing is due. */
export function createWorker({ control, workspaces, clock, resident, isShared, onError }: WorkerConfig): Worker {
  const attended = new Map<string | null, Attended>()
  let wakeTimer: NodeJS.Timeout | undefined
  let stopped = false
  const longest = isShared ? sharedLookMs : longestSleepMs

  /**
   * Notes that a workspace has work that this process may not get to. Alone, 0: whoever starts after a sudden end looks at once. Beside
   * others, a time until which they need not look, put off while this process lives.
   */
  function note(one: Attended): void {
    if (one.workspaceId === null) return
    one.noted = clock.now()
    control.ask(setWakeup, { workspaceId: one.workspaceId, dueAt: resident && isShared ? one.noted + mineMs : 0 }).catch((error: unknown) => stopped || onError(error))
  }

  function sleep(one: Attended, ms: number): void {
    clearTimeout(one.timer)
    if (stopped) return
    one.timer = setTimeout(() => void run(one), Math.min(Math.max(ms, 0), longest))
    one.timer.unref()
  }

  async function run(one: Attended): Promise<void> {
    if (stopped || one.running >= atOnce) return
    one.running++
    if (isShared && clock.now() - one.noted > mineMs / 3) note(one)
    sleep(one, busyLookMs) // while this round is busy with something long, the next ones are looked for
    let next: number | null = null
    try {
      const { ran, nextAt } = await one.kit.runDue({ max: mostInARound })
      if (nextAt !== null) next = ran > 0 ? nextAt - clock.now() : Math.max(1_000, nextAt - clock.now())
    } catch (error) {
      if (!stopped && (error as { code?: string }).code !== 'kit_closed') onError(error)
      next = busyLookMs
    }
    one.running--
    if (next !== null || isShared) sleep(one, next ?? longest)
    else if (one.running === 0) clearTimeout(one.timer)
  }

  /** Opens workspaces that left a note for now, or for a time at which whoever left it is gone. */
  async function wake(): Promise<void> {
    clearTimeout(wakeTimer)
    if (stopped) return
    let sleepMs = isShared ? sharedLookMs : sweepMs
    try {
      for (const { workspaceId, dueAt } of await control.ask(dueWakeups, { until: clock.now() + sweepMs })) {
        if (workspaces().isOpen(workspaceId)) continue
        if (dueAt > clock.now()) sleepMs = Math.min(sleepMs, dueAt - clock.now())
        else (await workspaces().lease(workspaceId)).release()
      }
    } catch (error) {
      if (!stopped) onError(error)
    }
    if (stopped) return
    wakeTimer = setTimeout(() => void wake(), sleepMs)
    wakeTimer.unref()
  }

  const nextOf = async (kit: Kit) => (await kit.runDue({ max: 0 })).nextAt

  return {
    attend(workspaceId, kit) {
      const one: Attended = { workspaceId, kit, running: 0, timer: undefined, noted: 0, deaf: () => {} }
      one.deaf = kit.onCommit((tables) => {
        if (tables.has('jobs')) void (resident ? run(one) : note(one))
      })
      attended.set(workspaceId, one)
      note(one)
      if (resident) void run(one)
    },
    async dismiss(workspaceId, kit) {
      const one = attended.get(workspaceId)
      attended.delete(workspaceId)
      one?.deaf()
      clearTimeout(one?.timer)
      await control.ask(setWakeup, { workspaceId, dueAt: await nextOf(kit) })
    },
    start() {
      if (resident) void wake()
    },
    async runDue() {
      let { ran, nextAt } = await control.kit.runDue()
      for (const { workspaceId } of await control.ask(dueWakeups, { until: clock.now() })) {
        const lease = await workspaces().lease(workspaceId)
        try {
          const result = await lease.kit.runDue()
          ran += result.ran
          await control.ask(setWakeup, { workspaceId, dueAt: result.nextAt })
          if (result.nextAt !== null) nextAt = Math.min(nextAt ?? Infinity, result.nextAt)
        } finally {
          lease.release()
        }
      }
      return { ran, nextAt }
    },
    stop() {
      stopped = true
      clearTimeout(wakeTimer)
      for (const one of attended.values()) {
        one.deaf()
        clearTimeout(one.timer)
      }
    },
  }
}

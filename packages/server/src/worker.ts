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
  onError(error: unknown): void
}

type Attended = { kit: Kit; running: number; timer: NodeJS.Timeout | undefined; deaf(): void }

const atOnce = 4 // a long import must not hold up the jobs that follow it
// A round that has run so many starts no more and waits for its slowest: one endpoint that hangs must not end it early.
const mostInARound = 10_000
const busyLookMs = 5_000
const longestSleepMs = 3_600_000
const sweepMs = 600_000

/** Runs due jobs: woken by commits that add some and by timers for those of later. Nothing is asked while nothing is due. */
export function createWorker({ control, workspaces, clock, resident, onError }: WorkerConfig): Worker {
  const attended = new Map<string | null, Attended>()
  let wakeTimer: NodeJS.Timeout | undefined
  let stopped = false

  function sleep(one: Attended, ms: number): void {
    clearTimeout(one.timer)
    if (stopped) return
    one.timer = setTimeout(() => void run(one), Math.min(Math.max(ms, 0), longestSleepMs))
    one.timer.unref()
  }

  async function run(one: Attended): Promise<void> {
    if (stopped || one.running >= atOnce) return
    one.running++
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
    if (next !== null) sleep(one, next)
    else if (one.running === 0) clearTimeout(one.timer)
  }

  /** Opens workspaces that left a note for now. A note of 0 was left by a process that ended without closing it. */
  async function wake(): Promise<void> {
    clearTimeout(wakeTimer)
    if (stopped) return
    let sleepMs = sweepMs
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
      const one: Attended = { kit, running: 0, timer: undefined, deaf: () => {} }
      const note = () => {
        if (workspaceId !== null) control.ask(setWakeup, { workspaceId, dueAt: 0 }).catch(onError)
      }
      one.deaf = kit.onCommit((tables) => {
        if (tables.has('jobs')) void (resident ? run(one) : note())
      })
      attended.set(workspaceId, one)
      note()
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

import type { Transaction } from '@libsql/client'
import { kitErrors } from '../foundation/index.js'
import type { Adapter } from './adapter.js'
import { constraintOf, failureOf } from './failure.js'
import { Group } from './group.js'
import { Answers } from './idempotency.js'
import { holdScope, type Scope } from './scope.js'
import { Statements } from './statements.js'
import { openWriter, pause, rollBack, tick } from './writer.js'

export type { Scope }
export type Work<T> = (scope: Scope) => Promise<T>

export type GateOptions = {
  /** How long a write waits for a lock that somebody else holds, in ms. 5,000 unless set. */
  deadlineMs?: number
  /** A transaction held longer than this is reported, in ms. 1,000 unless set. */
  longMs?: number
  onLong?: (label: string, heldMs: number) => void
  onCommit?: (tables: ReadonlySet<string>) => void
}

export type Gate = {
  /**
   * Runs a write and answers once its rows are kept. It may run twice: it must have no effect outside the transaction.
   * `recall` is the idempotency key it will look up; only then is it repeated when the answer of a commit got lost.
   * Throws `database_busy`, `database_full`, `database_outcome_unknown`, `kit_closed`, or what the work throws.
   */
  write<T>(label: string, work: Work<T>, options?: { recall?: string }): Promise<T>
  /** Runs a whole transaction of its own on the writer connection: migrations, foreign libraries. Without `again` the work runs at most once. */
  alone<T>(work: (tx: Transaction) => Promise<T>, options?: { label?: string; again?: boolean }): Promise<T>
  /** Since it was opened; `waiting` is how many writes wait now. */
  stats(): { commits: number; writes: number; retries: number; reruns: number; waiting: number }
  /** Finishes what was asked for, refuses what comes later. */
  close(): Promise<void>
}

type Member = {
  label: string
  recall: string | undefined
  deadline: number
  /** It shared a transaction that ended for all: it gets one to itself, so that innocents don't fail for it. */
  apart: boolean
  /** A commit of it got lost: from then on nobody may say that nothing was changed. */
  doubtful: boolean
  work: Work<unknown>
  settled: { ok: true; value: unknown } | { ok: false; error: unknown } | undefined
  resolve: (value: never) => void
  reject: (error: unknown) => void
}

/** Thrown to run a group again with savepoints. */
class Rerun extends Error {}
/** The commit was sent and its answer never came. */
class CommitLost extends Error {}

/**
 * The one door through which anything is written. Waiting writes share one commit: first without savepoints, and again
 * with one each when one of them fails after it changed something. Nobody is answered before the commit that holds their rows.
 */
export function createGate(adapter: Adapter, options: GateOptions = {}): Gate {
  const { deadlineMs = 5_000, longMs = 1_000, onLong, onCommit } = options
  const writer = openWriter(adapter)
  const queue: Member[] = []
  const usualCounters = new Set<string>()
  const stats = { commits: 0, writes: 0, retries: 0, reruns: 0 }
  let draining: Promise<void> | undefined
  let closed = false
  let last: Promise<unknown> = Promise.resolve()

  /** Reports a transaction that is held too long, while it is. Answers how to stop. */
  function watch(labelOf: () => string): () => void {
    const from = performance.now()
    const timer = setInterval(() => onLong?.(labelOf(), performance.now() - from), longMs)
    timer.unref()
    return () => clearInterval(timer)
  }

  async function commit(tx: Transaction): Promise<void> {
    try {
      await tx.commit()
    } catch (error) {
      // A server says what became of a commit in so many words; anything else is a line that broke.
      const failure = failureOf(error)
      if (failure === 'lost' || (failure === 'other' && adapter.kind === 'remote')) throw new CommitLost('The commit was sent and its answer never came.', { cause: error })
      throw error
    }
    stats.commits++
  }

  /** Runs one member of an open group; throws what ends the group. */
  async function runMember(one: Member, statements: Statements, group: Group, answers: Answers, withSavepoint: boolean, soon: () => string[]): Promise<void> {
    const { scope, wrote, end } = holdScope(statements, group, answers, soon)
    group.begin()
    if (withSavepoint) await statements.run('SAVEPOINT op')
    try {
      const value = await one.work(scope)
      await end()
      if (withSavepoint) await group.flush()
      else if (group.broken) throw group.broken.error
      if (statements.ended) throw statements.ended.error
      if (withSavepoint) await statements.run('RELEASE op')
      one.settled = { ok: true, value }
    } catch (error) {
      await end()
      if (statements.ended) throw statements.ended.error
      const { broken } = group
      if (!withSavepoint && (broken || wrote())) throw new Rerun()
      if (one.recall !== undefined) answers.forget(one.recall)
      if (withSavepoint) await statements.run('ROLLBACK TO op')
      group.undo()
      one.settled = { ok: false, error: broken ? await explained(broken.error, broken.explains) : error }
      if (withSavepoint) await statements.run('RELEASE op')
    }
  }

  /** One commit of the members given, or of whoever waits, until its time is up. Answers the tables it changed. */
  async function commitGroup(members: Member[], withSavepoints: boolean): Promise<ReadonlySet<string>> {
    const tx = await writer.begin()
    const from = performance.now()
    let running = 'begin'
    const unwatch = watch(() => running)
    try {
      const statements = new Statements(tx, adapter.kind)
      const group = new Group(statements, usualCounters)
      const answers = new Answers(statements)
      // A server begins with the first statement: better now than inside somebody's operation.
      if (adapter.kind === 'remote') await (usualCounters.size ? group.load() : statements.run('SELECT 1'))
      const given = members.length
      const soon = () => [...members, ...queue.slice(0, adapter.maxGroup)].flatMap((one) => one.recall ?? [])
      for (let at = 0; ; at++) {
        const late = at > 0 && performance.now() - from > adapter.groupMs
        if (given > 0 ? at === given : at === adapter.maxGroup || late || (at > 0 && (queue[0]?.apart ?? true))) break
        if (given > 0 && late && withSavepoints) {
          queue.unshift(...members.splice(at))
          break
        }
        const one = members[at] ?? queue.shift()
        if (!one) break
        if (at === members.length) members.push(one)
        running = one.label
        await runMember(one, statements, group, answers, withSavepoints, soon)
        if (one.apart) break
      }
      try {
        await group.finish()
      } catch (error) {
        if (!withSavepoints && !statements.ended) throw new Rerun()
        throw statements.ended?.error ?? error
      }
      await commit(tx)
      return statements.touched
    } catch (error) {
      await rollBack(tx)
      throw error
    } finally {
      unwatch()
      tx.close()
    }
  }

  async function runGroup(): Promise<void> {
    let members: Member[] = []
    let savepoints = false
    for (let tried = 0; members.length > 0 || queue.length > 0; tried++) {
      for (const one of members) one.settled = undefined
      let touched: ReadonlySet<string>
      try {
        touched = await commitGroup(members, savepoints)
      } catch (error) {
        if (error instanceof Rerun) {
          stats.reruns++
          savepoints = true
          continue
        }
        writer.discard()
        const failure = error instanceof CommitLost ? 'commit_lost' : failureOf(error)
        if (failure === 'busy' || failure === 'lost') {
          stats.retries++
          members = refuseExpired(members, error)
          queue.splice(0, queue.length, ...refuseExpired(queue, error))
          await pause(tried)
        } else if (failure === 'commit_lost') {
          for (const one of members) one.doubtful = true
          refuse(members.filter((one) => one.recall === undefined), error)
          members = members.filter((one) => one.recall !== undefined)
        } else if (members.length > 1) {
          // A full disk must not be answered with one more attempt each; anything else may be one member's fault.
          if (failure === 'full') return refuse(members, kitErrors.database_full({}, { cause: error }))
          for (const one of members) one.apart = true
          queue.unshift(...members)
          return
        } else {
          // Nobody was taken: nobody who waits could be served either.
          const refused = members.length > 0 ? members : queue.splice(0)
          return refuse(refused, failure === 'full' ? kitErrors.database_full({}, { cause: error }) : error)
        }
        continue
      }
      for (const { settled, resolve, reject } of members) settled?.ok ? resolve(settled.value as never) : reject(settled?.error)
      tell(touched)
      return
    }
  }

  function refuse(members: readonly Member[], error: unknown): void {
    for (const one of members) one.reject(one.doubtful ? kitErrors.database_outcome_unknown({}, { cause: error }) : error)
  }

  /** Gives up on those who have waited too long; answers the others. */
  function refuseExpired(members: readonly Member[], cause: unknown): Member[] {
    const now = performance.now()
    refuse(members.filter((one) => one.deadline <= now), kitErrors.database_busy({}, { cause }))
    return members.filter((one) => one.deadline > now)
  }

  // What is kept is kept, whatever a listener makes of it.
  function tell(touched: ReadonlySet<string>): void {
    try {
      onCommit?.(touched)
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error))
    }
  }

  async function drain(): Promise<void> {
    try {
      while (queue.length) await turn(runGroup)
    } catch (error) {
      refuse(queue.splice(0), error)
    } finally {
      draining = undefined
    }
  }

  function turn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work)
    last = mine.then(tick, tick)
    return mine
  }

  async function runAlone<T>(work: (tx: Transaction) => Promise<T>, label: string, again: boolean): Promise<T> {
    const until = performance.now() + deadlineMs
    for (let tried = 0; ; tried++) {
      let begun = false
      const unwatch = watch(() => label)
      try {
        const tx = await writer.begin()
        try {
          if (adapter.kind === 'remote') await tx.execute('SELECT 1')
          begun = true
          const value = await work(tx)
          await commit(tx)
          return value
        } catch (error) {
          await rollBack(tx)
          throw error
        }
      } catch (error) {
        const failure = failureOf(error)
        if (error instanceof CommitLost || (failure !== 'other' && failure !== 'constraint')) writer.discard()
        if (error instanceof CommitLost) throw kitErrors.database_outcome_unknown({}, { cause: error })
        if ((failure !== 'busy' && failure !== 'lost') || (begun && !again)) throw error
        if (performance.now() > until) throw kitErrors.database_busy({}, { cause: error })
        stats.retries++
        await pause(tried)
      } finally {
        unwatch()
      }
    }
  }

  return {
    write<T>(label: string, work: Work<T>, { recall }: { recall?: string } = {}) {
      if (closed) return Promise.reject(kitErrors.kit_closed())
      return new Promise<T>((resolve, reject) => {
        queue.push({ label, recall, work, deadline: performance.now() + deadlineMs, apart: false, doubtful: false, settled: undefined, resolve, reject })
        stats.writes++
        draining ??= Promise.resolve().then(drain)
      })
    },
    alone(work, { label = 'alone', again = false } = {}) {
      if (closed) return Promise.reject(kitErrors.kit_closed())
      return turn(() => runAlone(work, label, again))
    },
    stats: () => ({ ...stats, waiting: queue.length }),
    async close() {
      closed = true
      await draining
      await last
      writer.discard()
    },
  }
}

/** What a broken constraint means to the operation that appended the row, or the driver's own words. */
async function explained(error: unknown, explains: readonly ((broken: NonNullable<ReturnType<typeof constraintOf>>) => Error | undefined | Promise<Error | undefined>)[]): Promise<unknown> {
  const broken = constraintOf(error)
  if (!broken) return error
  for (const explain of explains) {
    const meant = await explain(broken)
    if (meant) return meant
  }
  return error
}

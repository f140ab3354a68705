import type { Client, InArgs, InStatement, Transaction } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { kitErrors, type Tx } from '../foundation/index.js'
import type { Adapter } from './adapter.js'
import { constraintOf, failureOf } from './failure.js'
import { Group, type Mark } from './group.js'
import { Answers, type Answer } from './idempotency.js'

/** What one write is given: the transaction, and what its group collects. */
export type Scope = {
  tx: Tx
  group: Group
  peek(sql: string, args: InArgs): Promise<Record<string, unknown>[]>
  /** The answer kept under an idempotency key, from an earlier commit or from this group. */
  recall(key: string): Promise<Answer | undefined>
  remember(key: string, answer: Answer): void
}

export type Work<T> = (scope: Scope) => Promise<T>

export type GateOptions = {
  /** How long a write waits for a lock that somebody else holds, in ms. */
  deadlineMs?: number
  /** A transaction held longer than this is reported, in ms. */
  longMs?: number
  onLong?: (label: string, heldMs: number) => void
  onCommit?: (tables: ReadonlySet<string>) => void
}

export type Gate = {
  write<T>(label: string, work: Work<T>, options?: { recall?: string }): Promise<T>
  /** Runs a whole transaction of its own on the writer connection: migrations, foreign libraries. */
  alone<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  stats(): { commits: number; writes: number; retries: number; reruns: number }
  close(): Promise<void>
}

type Member = {
  label: string
  recall: string | undefined
  deadline: number
  work: Work<unknown>
  settled: { ok: true; value: unknown } | { ok: false; error: unknown } | undefined
  resolve: (value: never) => void
  reject: (error: unknown) => void
}

/** Thrown to run a group again with savepoints. */
class Rerun extends Error {}

const isRead = /^\s*select\b/i
const tick = () => new Promise<void>((resolve) => setImmediate(resolve))
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * The one door through which anything is written. Waiting writes share one commit: first without savepoints, and again
 * with one each when one of them fails after it wrote something. Nobody is answered before the commit that holds their rows.
 */
export function createGate(adapter: Adapter, options: GateOptions = {}): Gate {
  const { deadlineMs = 5_000, longMs = 1_000, onLong, onCommit } = options
  const queue: Member[] = []
  const stats = { commits: 0, writes: 0, retries: 0, reruns: 0 }
  let draining: Promise<void> | undefined
  let client: Client | undefined
  let closed = false
  let last: Promise<unknown> = Promise.resolve()

  const writer = async () => (client ??= await adapter.openWriter())

  // The lock stays with a connection that is closed inside its transaction, so the transaction ends first.
  async function discard(tx: Transaction | undefined): Promise<void> {
    if (tx && !tx.closed) await tx.rollback().catch(() => tx.close())
    const thrown = client
    client = undefined
    try {
      thrown?.close()
    } catch {
      // already closed
    }
  }

  function settle(members: readonly Member[]): void {
    for (const one of members) {
      const outcome = one.settled
      if (!outcome) continue
      if (outcome.ok) one.resolve(outcome.value as never)
      else one.reject(outcome.error)
    }
  }

  function refuse(members: readonly Member[], error: () => Error): void {
    for (const one of members) one.reject(error())
  }

  function scopeOf(tx: Transaction, group: Group, answers: Answers, state: { wrote: boolean; mark: Mark }): Scope {
    const flushFor = async (wrote: boolean) => {
      if (wrote || group.hasRowsSince(state.mark)) state.wrote = true
      await group.flush()
    }
    const execute = async (statement: InStatement, args?: InArgs) => {
      const sql = typeof statement === 'string' ? statement : statement.sql
      const writes = !isRead.test(sql)
      await flushFor(writes)
      if (writes) group.touched.add(/\b(?:into|update|from)\s+"?(\w+)"?/i.exec(sql)?.[1] ?? '')
      return tx.execute(args === undefined ? statement : { sql, args })
    }
    const batch = async (statements: InStatement[]) => {
      await flushFor(true)
      return tx.batch(statements)
    }
    return {
      tx: drizzle({ execute, batch } as unknown as Client) as unknown as Tx,
      group,
      async peek(sql, args) {
        if (!isRead.test(sql)) state.wrote = true
        return (await tx.execute({ sql, args })).rows as unknown as Record<string, unknown>[]
      },
      recall: (key) => answers.recall(key, queue.flatMap((one) => (one.recall === undefined ? [] : [one.recall]))),
      remember: (key, answer) => answers.remember(key, answer),
    }
  }

  async function failMember(one: Member, error: unknown, group: Group, mark: Mark): Promise<void> {
    const broken = constraintOf(error)
    let meant: unknown = error
    if (broken) {
      for (const explain of group.explainsSince(mark)) {
        const found = await explain(broken)
        if (found) {
          meant = found
          break
        }
      }
    }
    one.settled = { ok: false, error: meant }
  }

  /** One commit. With nobody in `started` yet, it takes from the queue until its time is up. */
  async function commitGroup(started: Member[], withSavepoints: boolean): Promise<ReadonlySet<string>> {
    const from = performance.now()
    let tx: Transaction | undefined
    let running = ''
    const guard = setInterval(() => onLong?.(running, performance.now() - from), longMs)
    guard.unref()
    let committing = false
    try {
      tx = await (await writer()).transaction('write')
      const open = tx
      const group = new Group(open)
      const answers = new Answers(open)
      const state = { wrote: false, mark: group.mark() }
      const scope = scopeOf(open, group, answers, state)
      const runOne = async (one: Member) => {
        running = one.label
        const mark = group.mark()
        Object.assign(state, { wrote: false, mark })
        if (withSavepoints) await open.execute('SAVEPOINT op')
        try {
          const value = await one.work(scope)
          if (withSavepoints) {
            await group.flush()
            await open.execute('RELEASE op')
          }
          one.settled = { ok: true, value }
        } catch (error) {
          const failure = failureOf(error)
          if (open.closed || failure === 'busy' || failure === 'full' || failure === 'lost') throw error
          if (one.recall !== undefined) answers.forget(one.recall)
          if (withSavepoints) {
            await open.execute('ROLLBACK TO op')
            await failMember(one, error, group, mark)
            group.restore(mark)
            await open.execute('RELEASE op')
          } else if (!state.wrote && failure !== 'constraint') {
            group.restore(mark)
            one.settled = { ok: false, error }
          } else throw new Rerun()
        }
      }
      if (started.length) for (const one of started) await runOne(one)
      else {
        for (let one = queue.shift(); one; one = started.length < adapter.maxGroup && performance.now() - from < adapter.groupMs ? queue.shift() : undefined) {
          started.push(one)
          await runOne(one)
        }
      }
      try {
        await group.finish()
      } catch (error) {
        if (!withSavepoints && failureOf(error) === 'constraint') throw new Rerun()
        throw error
      }
      committing = true
      await open.commit()
      stats.commits++
      return group.touched
    } catch (error) {
      if (tx && !tx.closed) await tx.rollback().catch(() => tx!.close())
      if (committing && failureOf(error) === 'lost') throw new CommitLost(error)
      throw error
    } finally {
      clearInterval(guard)
      tx?.close()
    }
  }

  async function runGroup(): Promise<void> {
    let started: Member[] = []
    let savepoints = false
    let waited = 0
    for (;;) {
      for (const one of started) one.settled = undefined
      try {
        const touched = await commitGroup(started, savepoints)
        settle(started)
        onCommit?.(touched)
        return
      } catch (error) {
        if (error instanceof Rerun) {
          stats.reruns++
          savepoints = true
          continue
        }
        if (started.length === 0) {
          const first = queue.shift()
          if (!first) return
          started.push(first)
        }
        const failure = error instanceof CommitLost ? 'commit_lost' : failureOf(error)
        await discard(undefined)
        if (failure === 'busy' || failure === 'lost') {
          stats.retries++
          const now = performance.now()
          refuse(started.filter((one) => one.deadline <= now), () => kitErrors.database_busy({}, { cause: error }))
          started = started.filter((one) => one.deadline > now)
          if (started.length === 0) return
          await pause(Math.min(100, 5 * 2 ** waited++) * (0.5 + jitter()))
        } else if (failure === 'commit_lost') {
          refuse(started.filter((one) => one.recall === undefined), () => kitErrors.database_outcome_unknown({}, { cause: error }))
          started = started.filter((one) => one.recall !== undefined && one.deadline > performance.now())
          if (started.length === 0) return
        } else if (failure === 'full') {
          return refuse(started, () => kitErrors.database_full({}, { cause: error }))
        } else if (started.length > 1) {
          // Something ended the whole transaction; one at a time, so that innocents don't fail for it.
          queue.unshift(...started.slice(1))
          started = started.slice(0, 1)
          savepoints = true
        } else {
          return refuse(started, () => (error instanceof Error ? error : new Error(String(error))))
        }
      }
    }
  }

  async function drain(): Promise<void> {
    while (queue.length) {
      await turn(runGroup)
      await tick() // the local driver never leaves the microtask queue: without this no timer or socket would run
    }
    draining = undefined
  }

  function turn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }

  return {
    write<T>(label: string, work: Work<T>, { recall }: { recall?: string } = {}) {
      if (closed) return Promise.reject(kitErrors.kit_closed())
      return new Promise<T>((resolve, reject) => {
        queue.push({ label, recall, work, deadline: performance.now() + deadlineMs, settled: undefined, resolve, reject })
        stats.writes++
        draining ??= Promise.resolve().then(drain)
      })
    },
    alone(work) {
      if (closed) return Promise.reject(kitErrors.kit_closed())
      return turn(async () => {
        const until = performance.now() + deadlineMs
        for (let waited = 0; ; waited++) {
          let tx: Transaction | undefined
          try {
            tx = await (await writer()).transaction('write')
            const value = await work(tx)
            await tx.commit()
            return value
          } catch (error) {
            await discard(tx)
            if (failureOf(error) !== 'busy') throw error
            if (performance.now() > until) throw kitErrors.database_busy({}, { cause: error })
            await pause(Math.min(100, 5 * 2 ** waited) * (0.5 + jitter()))
          } finally {
            tx?.close()
          }
        }
      })
    },
    stats: () => ({ ...stats }),
    async close() {
      closed = true
      await draining
      await last
      await discard(undefined)
    },
  }
}

/** The commit was sent and its answer never came. */
class CommitLost extends Error {
  constructor(cause: unknown) {
    super('The commit was sent and its answer never came.', { cause })
  }
}

// Spreads retries; needs no unpredictability, so it stays free of Math.random.
let seed = 1
const jitter = () => ((seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647)

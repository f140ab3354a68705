import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import type { Client } from '@libsql/client'
import { call, type Caller, type Engine } from './bind.js'
import { createGate, inLineClient, migrate, openDatabase, type DatabaseConfig, type GateOptions, type Migration } from './database/index.js'
import { migrations as shipped } from './database/migrations.generated.js'
import { traceGate } from './database/trace-gate.js'
import { byEvent, reactions as wiring } from './events/reactions.js'
import { eventsAfter, lastSeq, type KitEvent, type Wiring } from './events/index.js'
import { createIds, createVault, systemClock, type Actor, type AnyOperation, type Bound, type CallOptions, type Clock, type Db, type Ids, type Origin } from './foundation/index.js'
import type { Trace } from './foundation/trace.js'
import { runDue, wakeRound, type Handlers, type JobKind } from './jobs/index.js'
import { jobKinds } from './jobs/kinds.js'
import type { Ports } from './ports/index.js'
import { rooms } from './rooms.js'

export type Rooms = typeof rooms
/** Every room, bound to one caller: `kit.as(actor).ledger.record(input)`. */
export type BoundRooms = { [K in keyof Rooms]: Bound<Rooms[K]> }

export type KitConfig = {
  database: DatabaseConfig
  clock?: Clock
  ids?: Ids
  ports?: Ports
  /** At least 32 characters, kept outside the database: what stored secrets are sealed with. Without it nothing secret can be stored. */
  secret?: string
  /** A transaction held longer than a second is reported here. */
  onLongTransaction?: NonNullable<GateOptions['onLong']>
  /** A job that failed is told here each time; `hopeless` when it is not tried again. */
  onJobFailed?: NonNullable<Engine['onJobFailed']>
  /** Told of operations, writes and jobs as spans. */
  trace?: Trace
  /** Parse what operations answer as well; for tests. */
  checkOutputs?: boolean
  /** Another list of schema steps, reactions or jobs than the shipped ones; for tests. */
  migrations?: readonly Migration[]
  reactions?: readonly Wiring[]
  jobKinds?: readonly JobKind[]
}

export type Kit = {
  /** The rooms as somebody may use them. `history` brings in the past: nothing that reaches a person happens. */
  as(actor: Actor, origin?: Origin): BoundRooms
  /** Runs one operation by its value; what the HTTP layer does. */
  call(operation: AnyOperation, caller: Caller, input: unknown, options?: CallOptions): Promise<unknown>
  /** Runs due jobs, up to `max`. `nextAt` is when the next one is due, in ms, null where none waits. */
  runDue(options?: { max?: number }): Promise<{ ran: number; nextAt: number | null }>
  /** Facts after a sequence number, at most `limit`, in order. */
  eventsAfter(seq: number, limit?: number): Promise<KitEvent[]>
  lastSeq(): Promise<number>
  /** Hears of each commit of this process, with the tables it added rows to. Answers how to stop hearing. */
  onCommit(listener: (tables: ReadonlySet<string>) => void): () => void
  /** A client for a library that writes on its own: each of its statements waits its turn at the gate, and `onCommit` hears of it. */
  inLine(): ReturnType<typeof inLineClient>
  stats(): ReturnType<ReturnType<typeof createGate>['stats']>
  /** Waits for what is running, then lets go of the database. */
  close(): Promise<void>
}

/**
 * Opens the business kept at a database URL, brings its schema up to date and assembles its rooms.
 * Throws `database_owned`, `database_too_new`, `database_migration_changed`, `database_migration_gap`, `database_busy`.
 * @example const kit = await openKit({ database: { url: 'file:./business.db' } })
 */
export async function openKit(config: KitConfig): Promise<Kit> {
  const clock = config.clock ?? systemClock
  const adapter = await openDatabase(config.database)
  const listeners = new Set<(tables: ReadonlySet<string>) => void>()
  const tell = (tables: ReadonlySet<string>) => {
    for (const listener of listeners) listener(tables)
  }
  const plainGate = createGate(adapter, {
    ...(config.database.deadlineMs !== undefined && { deadlineMs: config.database.deadlineMs }),
    ...(config.onLongTransaction && { onLong: config.onLongTransaction }),
    onCommit: tell,
  })
  const gate = config.trace ? traceGate(plainGate, config.trace) : plainGate
  try {
    await migrate(adapter, gate, config.migrations ?? shipped, clock.now())
  } catch (error) {
    await gate.close()
    await adapter.close()
    throw error
  }
  const wired = config.reactions ?? wiring
  const engine: Engine = {
    gate,
    db: drizzle(adapter.reader as Client) as unknown as Db,
    clock,
    ids: config.ids ?? createIds(),
    ports: config.ports ?? {},
    vault: createVault(config.secret),
    reactions: byEvent(wired),
    checkOutputs: config.checkOutputs ?? false,
    sole: adapter.kind === 'local',
    ...(config.onJobFailed && { onJobFailed: config.onJobFailed }),
    ...(config.trace && { trace: config.trace }),
  }
  listeners.add((tables) => {
    if (tables.has('jobs')) wakeRound(engine)
  })
  const handlers: Handlers = {
    kinds: new Map((config.jobKinds ?? jobKinds).map((kind) => [kind.kind, kind])),
    reactions: new Map(wired.map(({ reaction }) => [reaction.name, reaction])),
  }
  const as = (actor: Actor, origin: Origin = 'live'): BoundRooms => {
    const bindRoom = (room: Record<string, AnyOperation>) =>
      Object.fromEntries(Object.entries(room).map(([verb, operation]) => [verb, (input: unknown, options?: CallOptions) => call(engine, operation, { actor, origin }, input, options)]))
    return Object.fromEntries(Object.entries(rooms).map(([name, room]) => [name, bindRoom(room as unknown as Record<string, AnyOperation>)])) as unknown as BoundRooms
  }
  return {
    as,
    call: (operation, caller, input, options) => call(engine, operation, caller, input, options),
    runDue: ({ max = 1_000 } = {}) => runDue(engine, handlers, max),
    eventsAfter: (seq, limit = 500) => eventsAfter(engine.db, seq, limit),
    lastSeq: () => lastSeq(engine.db),
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    inLine: () => inLineClient(gate, tell),
    stats: () => gate.stats(),
    async close() {
      await gate.close()
      await adapter.close()
    },
  }
}

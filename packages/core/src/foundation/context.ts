import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type * as z from 'zod'
import type { EventData, EventName } from '../events/catalogue.js'
import type { Ports } from '../ports/index.js'
import type { Projection } from '../database/projection.js'
import type { Actor, Origin, Source } from './actor.js'
import type { IdPrefix } from './ids.js'
import type { Access, Operation } from './operation.js'
import type { Vault } from './vault.js'

/** A database that can only be read. */
export type Db = Pick<LibSQLDatabase, 'select' | 'selectDistinct' | '$count' | 'with' | 'all' | 'get'>

/** The running transaction. It has no `transaction` of its own: the gate holds the only one. */
export type Tx = Omit<LibSQLDatabase, 'transaction' | 'batch'>

/** Runs another operation as the same caller, in the same transaction where there is one. */
export type Run<A extends Access> = <B extends A, I extends z.ZodType, O extends z.ZodType>(operation: Operation<B, I, O>, input: z.input<I>) => Promise<z.output<O>>

export type Base = {
  actor: Actor
  origin: Origin
  requestId: string | null
  /** Where the request came from; null for jobs and calls in this process. */
  from: Source | null
  vault: Vault
  /** Milliseconds. The same instant throughout one operation. */
  now(): number
  newId(prefix: IdPrefix): string
}

/** A constraint that a row broke; `detail` names its columns, or what the trigger said. */
export type Constraint = { kind: 'unique' | 'foreign_key' | 'check' | 'not_null' | 'trigger'; detail: string }

/** Turns a broken constraint of an appended row into the failure that its operation means. */
export type Explain = (broken: Constraint) => Error | undefined | Promise<Error | undefined>

/** What changed, for the audit trail. `subject` is the id of the thing; without it the id in the answer, else in the input, counts. */
export type Change = { subject?: string; before?: unknown; after?: unknown }

/** What only a `write` has. Appended rows, events and projections are written with the whole group, just before its commit. */
export type WriteTools = {
  emit<N extends EventName>(name: N, data: EventData<N>): Promise<void>
  /** Adds a row without waiting; any later statement on `tx` sees it. `explain` says what a broken constraint of it means to the caller. */
  append<T extends SQLiteTable>(table: T, row: T['$inferInsert'], explain?: Explain): void
  /** Adds to the figures of a projection under a key. */
  project<K extends string, S extends string>(projection: Projection<K, S>, key: Record<K, string | number>, add: Record<S, bigint | number>): void
  /** The next whole number of a series without gaps, from 1. */
  series(name: string): Promise<number>
  /** Links a digest to a hash chain: `hash = sha256(prev : seq : digest)`. */
  chain(name: string, digest: string): Promise<{ seq: number; prev: string; hash: string }>
  /** Reads something once for all writes of the group: settings, mostly. `forget` when a write changes it. */
  once<T>(name: string, read: () => Promise<T>): Promise<T>
  forget(name: string): void
  /** What the audit trail says of this operation: the thing it was done to, and how it looked before and after. Never put a secret here. */
  note(change: Change): void
  /** A statement of plain SQL that does not look at rows appended in this group, for the few hot paths. */
  peek(sql: string, args: (string | number | null)[]): Promise<Record<string, unknown>[]>
}

/** What a context offers follows from the access an operation declares: inside a `write`, `ctx.ports` does not compile. */
export type CtxFor<A extends Access> =
  A extends 'read' ? Base & { db: Db; run: Run<'read'> }
  : A extends 'write' ? Base & WriteTools & { db: Db; tx: Tx; run: Run<'read' | 'write'> }
  : Base & { db: Db; ports: Ports; atomically: <T>(work: (ctx: CtxFor<'write'>) => Promise<T>) => Promise<T>; run: Run<Access> }

export type ReadCtx = Pick<CtxFor<'read'>, keyof Base | 'db'>
export type WriteCtx = CtxFor<'write'>
export type ActionCtx = CtxFor<'action'>

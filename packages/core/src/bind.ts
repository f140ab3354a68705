import { AsyncLocalStorage } from 'node:async_hooks'
import { DrizzleQueryError } from 'drizzle-orm'
import * as z from 'zod'
import { record } from './audit/index.js'
import { failureOf, type Gate, type Scope } from './database/index.js'
import { emitInto, type ReactionsByEvent } from './events/index.js'
import {
  canonical, hash, KitError, kitErrors, mayCall, token,
  type Actor, type AnyOperation, type CallOptions, type Clock, type CtxFor, type Db, type Change, type Ids, type Issue, type Origin, type Run, type Vault, type WriteCtx,
} from './foundation/index.js'
import type { Trace } from './foundation/trace.js'
import type { Ports } from './ports/index.js'
import { idempotency } from './database/tables.js'

export type Engine = {
  gate: Gate
  db: Db
  clock: Clock
  ids: Ids
  ports: Ports
  vault: Vault
  reactions: ReactionsByEvent
  /** Parses what operations answer, too. On in tests: the contract is kept by whoever breaks it. */
  checkOutputs: boolean
  /** Where pieces of work are told as spans. */
  trace?: Trace
  /** No other process can have this database open. */
  sole: boolean
  /** Hears of each job that failed; `said` holds no value of anybody's row. */
  onJobFailed?: (job: { id: string; kind: string; attempts: number; hopeless: boolean }, said: string) => void
}

export type Caller = { actor: Actor; origin: Origin }

type Base = CtxFor<'read'>
type AnyRun = (ctx: unknown, input: unknown) => Promise<unknown>

// Only to notice an operation that calls the kit instead of ctx.run: it would wait for itself.
const insideWrite = new AsyncLocalStorage<string>()

/** The one place where an operation is checked, parsed, run, audited and answered. */
export async function call(engine: Engine, operation: AnyOperation, caller: Caller, input: unknown, options: CallOptions = {}): Promise<unknown> {
  if (!mayCall(operation, caller.actor)) throw kitErrors.forbidden({ operation: operation.name })
  const parsed = parseInput(operation, input)
  const outer = insideWrite.getStore()
  if (outer !== undefined && operation.access !== 'read') throw kitErrors.kit_reentered({ operation: operation.name, from: outer })
  const run = () => runParsed(engine, operation, caller, parsed, options)
  return engine.trace ? engine.trace(operation.name, { 'startupkit.access': operation.access, 'startupkit.actor': caller.actor.role }, run) : run()
}

async function runParsed(engine: Engine, operation: AnyOperation, caller: Caller, parsed: unknown, options: CallOptions): Promise<unknown> {
  const base = baseContext(engine, caller, options)
  if (operation.access === 'read') {
    const asked = runRead(engine, operation, base, parsed).catch((error: unknown) => {
      throw asKitError(error)
    })
    return checked(engine, operation, await asked)
  }
  if (operation.access === 'write') return checked(engine, operation, await runWrite(engine, operation, caller, base, parsed, options))
  return checked(engine, operation, await runAction(engine, operation, caller, base, parsed, options))
}

function baseContext(engine: Engine, caller: Caller, options: CallOptions) {
  const at = engine.clock.now()
  return {
    actor: caller.actor,
    origin: caller.origin,
    requestId: options.requestId ?? null,
    from: options.from ?? null,
    vault: engine.vault,
    now: () => at,
    newId: (prefix: Parameters<Ids['next']>[0]) => engine.ids.next(prefix, at),
  }
}
type BaseContext = ReturnType<typeof baseContext>

async function runRead(engine: Engine, operation: AnyOperation, base: BaseContext, input: unknown): Promise<unknown> {
  const ctx: Base = { ...base, db: engine.db, run: ((inner: AnyOperation, given: unknown) => runRead(engine, inner, base, parseInput(inner, given))) as Run<'read'> }
  return (operation.run as AnyRun)(ctx, input)
}

/** The context of a write on an open transaction. Inner operations share it. */
export function writeContext(engine: Engine, base: BaseContext, scope: Scope): WriteCtx {
  const { group, tx, peek } = scope
  const ctx: WriteCtx = {
    ...base,
    tx,
    db: tx as unknown as Db,
    append: (table, row, explain) => group.append(table, row, explain),
    project: (projection, key, add) => group.project(projection, key, add as Record<string, bigint | number>),
    series: (name) => group.series(name),
    chain: (name, digest) => group.chain(name, digest),
    once: (name, read) => group.once(name, read),
    forget: (name) => group.forget(name),
    peek,
    note(change) {
      const before = noted.get(ctx)
      if (before) before.push(change)
      else noted.set(ctx, [change])
    },
    emit: (name, data) => emitInto(engine.reactions, ctx, name, data),
    run: (async (inner: AnyOperation, given: unknown) => (inner.run as AnyRun)(ctx, parseInput(inner, given))) as Run<'read' | 'write'>,
  }
  return ctx
}

// What an operation noted of its change, until its line is written.
const noted = new WeakMap<WriteCtx, Change[]>()

/** Adds the operation's line to the audit trail. What inner operations noted of other things is told by their own subjects. */
async function recordLine(ctx: WriteCtx, operation: AnyOperation, output: unknown, input: unknown): Promise<void> {
  const changes = noted.get(ctx) ?? []
  const subject = changes[0]?.subject ?? subjectOf(output, input)
  await record(ctx, operation.name, subject, changes)
}

/** Runs first in a transaction and may refuse it: a job's lease. */
export type Fence = (ctx: WriteCtx) => Promise<void>

/** The short transactions of an action or a job. `changes` collects what they noted for the action's line in the audit trail. */
export const atomicallyAs =
  (engine: Engine, label: string, baseOf: () => BaseContext, fence?: Fence, changes?: Change[]): CtxFor<'action'>['atomically'] =>
  async (work) => {
    let ctx: WriteCtx | undefined // the last try's: a group may run again
    const value = await engine.gate.write(label, (scope) =>
      insideWrite.run(label, async () => {
        ctx = writeContext(engine, baseOf(), scope)
        if (fence) await fence(ctx)
        return work(ctx)
      }),
    )
    if (ctx) changes?.push(...(noted.get(ctx) ?? []))
    return value
  }

async function runWrite(engine: Engine, operation: AnyOperation, caller: Caller, base: BaseContext, input: unknown, options: CallOptions, fence?: Fence): Promise<unknown> {
  const key = operation.keepAnswer === false ? undefined : idempotencyKey(caller, options)
  const requestHash = key === undefined ? '' : requestHashOf(operation, input)
  try {
    return await engine.gate.write(
      operation.name,
      (scope) =>
        insideWrite.run(operation.name, async () => {
          if (key !== undefined) {
            const kept = await scope.recall(key)
            if (kept) return answerAgain(kept, operation, requestHash)
          }
          const ctx = writeContext(engine, base, scope)
          if (fence) await fence(ctx)
          const output = await (operation.run as AnyRun)(ctx, input)
          await recordLine(ctx, operation, output, input)
          if (key !== undefined) {
            const answer = JSON.stringify(output ?? null)
            scope.remember(key, { operation: operation.name, requestHash, state: 'done', answer, createdAt: base.now() })
            ctx.append(idempotency, { key, operation: operation.name, requestHash, state: 'done', answer, createdAt: base.now() })
          }
          return output
        }),
      key === undefined ? {} : { recall: key },
    )
  } catch (error) {
    throw asKitError(error)
  }
}

async function runAction(engine: Engine, operation: AnyOperation, caller: Caller, base: BaseContext, input: unknown, options: CallOptions): Promise<unknown> {
  const key = operation.keepAnswer === false ? undefined : idempotencyKey(caller, options)
  const baseOf = () => base
  const changes: Change[] = []
  const atomically = atomicallyAs(engine, operation.name, baseOf, undefined, changes)
  const requestHash = key === undefined ? '' : requestHashOf(operation, input)
  if (key !== undefined) {
    const claim = token(12)
    const claimed = await engine.gate.write(
      operation.name,
      async (scope) => {
        const kept = await scope.recall(key)
        // Ours already, where the answer of the commit got lost.
        if (kept?.state === 'running' && kept.answer === claim) return undefined
        const abandoned = kept?.state === 'running' && kept.createdAt < base.now() - abandonedAfterMs
        if (kept && !abandoned) return { answer: answerAgain(kept, operation, requestHash) }
        scope.remember(key, { operation: operation.name, requestHash, state: 'running', answer: claim, createdAt: base.now() })
        if (abandoned) await scope.peek('DELETE FROM idempotency WHERE key = ?', [key])
        scope.group.append(idempotency, { key, operation: operation.name, requestHash, state: 'running', answer: claim, createdAt: base.now() })
        return undefined
      },
      { recall: key },
    )
    if (claimed) return claimed.answer
  }
  const ctx = actionContext(engine, caller, baseOf, atomically)
  try {
    const output = await (operation.run as AnyRun)(ctx, input)
    await atomicallyAs(engine, operation.name, baseOf)(async (write) => {
      for (const change of changes) write.note(change)
      await recordLine(write, operation, output, input)
      if (key !== undefined) await write.peek("UPDATE idempotency SET state = 'done', answer = ? WHERE key = ?", [JSON.stringify(output ?? null), key])
    })
    return output
  } catch (error) {
    // A claim that cannot be taken back now is abandoned later; the caller hears what really went wrong.
    if (key !== undefined) await atomically((write) => write.peek('DELETE FROM idempotency WHERE key = ?', [key])).catch(() => {})
    throw asKitError(error)
  }
}

/** The context of an action; also what jobs run in. */
export function actionContext(engine: Engine, caller: Caller, baseOf: () => BaseContext, atomically: CtxFor<'action'>['atomically'], fence?: Fence): CtxFor<'action'> {
  return {
    ...baseOf(),
    db: engine.db,
    ports: engine.ports,
    atomically,
    run: ((inner: AnyOperation, given: unknown) => {
      const parsed = parseInput(inner, given)
      if (inner.access === 'read') return runRead(engine, inner, baseOf(), parsed)
      if (inner.access === 'write') return runWrite(engine, inner, caller, baseOf(), parsed, {}, fence)
      return (inner.run as AnyRun)(actionContext(engine, caller, baseOf, atomically, fence), parsed)
    }) as CtxFor<'action'>['run'],
  }
}

export { baseContext }

const strictInputs = new WeakMap<z.ZodType, z.ZodType>()

/** Unknown fields are refused: a misspelt option must not pass silently. */
function parseInput(operation: AnyOperation, input: unknown): unknown {
  let schema = strictInputs.get(operation.input)
  if (!schema) strictInputs.set(operation.input, (schema = operation.input instanceof z.ZodObject ? operation.input.strict() : operation.input))
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw kitErrors.invalid_input({ operation: operation.name }, { issues: issuesOf(parsed.error) })
}

function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.slice(0, 20).map((issue) => ({
    path: issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]].join('.') : issue.path.join('.'),
    code: issue.code === 'unrecognized_keys' ? 'unknown_field' : issue.code,
    message: issue.message,
  }))
}

function checked(engine: Engine, operation: AnyOperation, output: unknown): unknown {
  if (engine.checkOutputs) {
    const parsed = operation.output.safeParse(output)
    if (!parsed.success) throw kitErrors.internal({ operation: operation.name, output: issuesOf(parsed.error) }, { cause: parsed.error })
  }
  return output
}

// An action that says nothing for this long died with its process; its key may be used again.
const abandonedAfterMs = 600_000

// One caller's key is nothing to another caller.
const idempotencyKey = (caller: Caller, options: CallOptions) => (options.idempotencyKey === undefined ? undefined : hash(`${caller.actor.role}:${caller.actor.id}:${options.idempotencyKey}`))
const requestHashOf = (operation: AnyOperation, input: unknown) => hash(`${operation.name}:${canonical(input)}`)

function answerAgain(kept: { operation: string; requestHash: string; state: string; answer: string | null }, operation: AnyOperation, requestHash: string): unknown {
  if (kept.operation !== operation.name || kept.requestHash !== requestHash) throw kitErrors.idempotency_key_reused()
  if (kept.state === 'running') throw kitErrors.idempotency_in_progress()
  return JSON.parse(kept.answer ?? 'null')
}

function subjectOf(output: unknown, input: unknown): string | null {
  for (const value of [output, input]) {
    if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string') return value.id
  }
  return null
}

function asKitError(error: unknown): unknown {
  if (error instanceof KitError) return error
  // Drizzle wraps whatever its client throws.
  if (error instanceof DrizzleQueryError && error.cause instanceof KitError) return error.cause
  const failure = failureOf(error)
  if (failure === 'busy' || failure === 'lost') return kitErrors.database_busy({}, { cause: error })
  if (failure === 'full') return kitErrors.database_full({}, { cause: error })
  return error
}

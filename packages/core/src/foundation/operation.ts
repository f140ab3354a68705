import * as z from 'zod'
import type { CtxFor } from './context.js'
import type { Role, Source } from './actor.js'

/** `read`: the reader, no transaction · `write`: one transaction · `action`: talks to the outside, opens short transactions. */
export type Access = 'read' | 'write' | 'action'

export type Operation<A extends Access, I extends z.ZodType, O extends z.ZodType> = {
  /** `room.verb`: the kit path, the operationId, the audit action and the docs anchor. */
  name: string
  summary: string
  access: A
  allow: readonly Role[]
  input: I
  output: O
  /** False where the answer holds a secret: it is not kept under an idempotency key, so doing it twice must do no harm. */
  keepAnswer?: false
  run: (ctx: CtxFor<A>, input: z.output<I>) => Promise<z.output<O>>
}

export const defineOperation = <A extends Access, I extends z.ZodType, O extends z.ZodType>(operation: Operation<A, I, O>) => operation

/** The type that holds any operation. */
export type AnyOperation = {
  name: string
  summary: string
  access: Access
  allow: readonly Role[]
  input: z.ZodType
  output: z.ZodType
  keepAnswer?: false
  run: (ctx: never, input: never) => Promise<unknown>
}

/** Per call: `idempotencyKey` makes a repeat answer like the first; `requestId` and `from` are kept in the audit trail. */
export type CallOptions = { idempotencyKey?: string; requestId?: string; from?: Source }

/** A room as its caller sees it. */
export type Bound<R> = {
  [K in keyof R]: R[K] extends Operation<Access, infer I, infer O> ? (input: z.input<I>, options?: CallOptions) => Promise<z.output<O>> : never
}

const streams = new WeakMap<z.ZodType, z.ZodType>()

/** An output that is read row by row: an async iterable that the server sends as CSV, JSON lines or text. */
export function stream<T extends z.ZodType>(row: T): z.ZodType<AsyncIterable<z.output<T>>> {
  const schema = z.custom<AsyncIterable<z.output<T>>>((value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value)
  streams.set(schema, row)
  return schema
}

/** The row schema of a streamed output, undefined for any other. */
export const streamRow = (output: z.ZodType): z.ZodType | undefined => streams.get(output)

import type { CallOptions } from '@startupkit/core'
import type * as z from 'zod'
import { kitErrors, mayCall, streamRow, type AnyOperation, type Role } from '@startupkit/core/contract'
import { controlErrors } from './control/errors.js'
import { document } from './document.js'
import { serverErrors } from './errors.js'
import { send, sendJson, type App, type Ctx } from './exchange.js'
import { readBody } from './read-body.js'
import { fieldsOf, queryReader } from './read-query.js'
import { chooseFormat, sendRows, type Format } from './send-rows.js'
import { sourceOf } from './source.js'
import { identify, identifyAnyone, type Who } from './who.js'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

export type Route = {
  method: Method
  path: string
  status?: number
  /** The control database's operations. Everything else runs in the caller's workspace. */
  on?: 'control'
  /** Fields of the input that the credentials decide. They are not on the wire. */
  fill?: (who: Who) => Record<string, unknown>
  filled?: readonly string[]
  /** Asks for no credentials: what is sent is proof enough, like the token of a link. */
  open?: true
  /** About the person who signed in, whatever they may do in the workspace: a custom role does not narrow it. */
  personal?: true
  /** The media type of the file that it answers with, where it is no JSON. */
  file?: string
  /** Runs it another way than straight through the kit. */
  run?: (c: Ctx, who: Who, input: unknown, options: CallOptions) => Promise<unknown>
}

/** What an operation answered, and what to call once that has been read: rows are read while they are sent. */
export type Performed = { output: unknown; done(): void }

/** What is exposed where: for the 405 answer, the reference page, the tools of an assistant and the tests. */
export type Exposed = {
  operation: AnyOperation
  route: Route
  pattern: RegExp
  /** Fields of the input that credentials don't decide. */
  fields: Record<string, z.ZodType>
  /** Runs it for whoever asks, with everything that its route asks of them. */
  perform(c: Ctx, caller: Who, given: () => Promise<Record<string, unknown>>, options: CallOptions): Promise<Performed>
}
const exposures = new WeakMap<App, Exposed[]>()
export const exposedBy = (app: App): readonly Exposed[] => exposures.get(app) ?? []

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
export const patternOf = (path: string): RegExp => new RegExp(`^${path.split(/\{\w+\}/).map(escaped).join('[^/]+')}$`)
export const paramsOf = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)

const printable = /^[\x20-\x7e]{1,255}$/

export function idempotencyKeyOf(c: Ctx): { idempotencyKey?: string } {
  const key = c.req.method === 'POST' ? c.req.header('idempotency-key') : undefined
  if (key === undefined) return {}
  if (!printable.test(key)) throw serverErrors.idempotency_key_invalid()
  return { idempotencyKey: key }
}

const toldElsewhere = (field: string) => kitErrors.invalid_input({}, { issues: [{ path: field, code: 'unknown_field', message: 'This is told by the address or the key.' }] })

const people: readonly Role[] = ['owner', 'billing', 'support']

function asThemselves({ personal }: Route, who: Who): Who {
  if (!personal || !who.person) return who
  const { id, name } = who.person
  return { ...who, actor: { role: people.includes(who.actor.role) ? who.actor.role : 'support', id, name } }
}

/** Gives an operation its place in HTTP: the route, its documentation, and how a request becomes its input. */
export function expose(app: App, operation: AnyOperation, route: Route): void {
  const { method, path, status = 200, filled = [] } = route
  const params = paramsOf(path)
  const fields = Object.fromEntries(Object.entries(fieldsOf(operation.input)).filter(([name]) => !filled.includes(name)))
  const row = streamRow(operation.output)
  const inAddress = Object.fromEntries(Object.entries(fields).filter(([name]) => !params.includes(name)))
  const readQuery = queryReader(method === 'get' ? inAddress : {})
  const list = exposures.get(app) ?? []
  exposures.set(app, [...list, { operation, route, pattern: patternOf(path), fields, perform }])
  document(app, operation, route, { params, fields, row })

  function readParams(params: URLSearchParams): Record<string, unknown> {
    if (row) params.delete('format')
    return readQuery(params)
  }

  async function readInput(c: Ctx): Promise<Record<string, unknown>> {
    const query = c.req.url.includes('?') ? readParams(new URL(c.req.url).searchParams) : {}
    const given = method === 'get' ? query : { ...query, ...(await readBody(c)) }
    const misplaced = params.find((name) => Object.hasOwn(given, name))
    if (misplaced !== undefined) throw toldElsewhere(misplaced)
    return { ...given, ...Object.fromEntries(params.map((name) => [name, c.req.param(name)])) }
  }

  async function perform(c: Ctx, caller: Who, given: () => Promise<Record<string, unknown>>, options: CallOptions): Promise<Performed> {
    const who = asThemselves(route, caller)
    c.env.exchange.workspace = who.workspace?.id ?? ''
    // What somebody who signed in may do follows from the workspace that they name.
    if (who.person && !who.workspace && !route.personal) throw controlErrors.workspace_required()
    if (!mayCall(operation, who.actor)) throw kitErrors.forbidden()
    const said = await given()
    const misplaced = filled.find((name) => Object.hasOwn(said, name))
    if (misplaced !== undefined) throw toldElsewhere(misplaced)
    const input = { ...said, ...route.fill?.(who) }
    const nothing = () => {}
    if (route.run) return { output: await route.run(c, who, input, options), done: nothing }
    const host = await c.env.host
    if (route.on === 'control') return { output: await host.control.call(operation, who.actor, input, options), done: nothing }
    if (!who.workspace) throw controlErrors.workspace_required()
    const lease = await host.workspaces.lease(who.workspace.id)
    let kept = false
    try {
      const output = await lease.kit.call(operation, { actor: who.actor, origin: 'live' }, input, options)
      kept = row !== undefined
      return { output, done: kept ? () => lease.release() : nothing }
    } finally {
      if (!kept) lease.release()
    }
  }

  const handle = async (c: Ctx): Promise<Response> => {
    const { exchange } = c.env
    exchange.route = path
    const who = await (route.open ? identifyAnyone(c) : identify(c))
    let format: Format | undefined
    const given = () => {
      format = row && chooseFormat(c, row)
      return readInput(c)
    }
    const { output, done } = await perform(c, who, given, { requestId: exchange.requestId, from: sourceOf(c), ...idempotencyKeyOf(c) })
    if (output instanceof Response) return output
    if (format) return sendRows(c, output as AsyncIterable<unknown>, format, operation, done)
    return output === undefined || output === null ? send(c, status === 200 ? 204 : status, null, { 'cache-control': 'no-store' }) : sendJson(c, status, output)
  }
  app.on(method.toUpperCase(), path.replace(/\{(\w+)\}/g, ':$1'), handle as never)
}


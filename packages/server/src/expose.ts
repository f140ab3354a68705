import type { CallOptions } from '@startupkit/core'
import { kitErrors, mayCall, streamRow, type AnyOperation, type Role } from '@startupkit/core/contract'
import { controlErrors } from './control/errors.js'
import { document } from './document.js'
import { serverErrors } from './errors.js'
import { send, sendJson, type App, type Ctx } from './exchange.js'
import { readBody } from './read-body.js'
import { fieldsOf, queryReader } from './read-query.js'
import { chooseFormat, sendRows } from './send-rows.js'
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

/** What is exposed where, for the 405 answer, the reference page and the tests. */
export type Exposed = { operation: AnyOperation; route: Route; pattern: RegExp }
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
  exposures.set(app, [...list, { operation, route, pattern: patternOf(path) }])
  document(app, operation, route, { params, fields, row })

  function readParams(params: URLSearchParams): Record<string, unknown> {
    if (row) params.delete('format')
    return readQuery(params)
  }

  async function readInput(c: Ctx, who: Who): Promise<Record<string, unknown>> {
    const query = c.req.url.includes('?') ? readParams(new URL(c.req.url).searchParams) : {}
    const given = method === 'get' ? query : { ...query, ...(await readBody(c)) }
    const misplaced = [...params, ...filled].find((name) => Object.hasOwn(given, name))
    if (misplaced !== undefined) throw kitErrors.invalid_input({}, { issues: [{ path: misplaced, code: 'unknown_field', message: 'This is told by the address or the key.' }] })
    return { ...given, ...Object.fromEntries(params.map((name) => [name, c.req.param(name)])), ...route.fill?.(who) }
  }

  const handle = async (c: Ctx): Promise<Response> => {
    const { exchange } = c.env
    exchange.route = path
    const who = asThemselves(route, await (route.open ? identifyAnyone(c) : identify(c)))
    exchange.workspace = who.workspace?.id ?? ''
    // What somebody who signed in may do follows from the workspace that they name.
    if (who.person && !who.workspace && !route.personal) throw controlErrors.workspace_required()
    if (!mayCall(operation, who.actor)) throw kitErrors.forbidden()
    const options = { requestId: exchange.requestId, from: sourceOf(c), ...idempotencyKeyOf(c) }
    const format = row && chooseFormat(c, row)
    const input = await readInput(c, who)
    const host = await c.env.host
    const answer = (output: unknown): Response => {
      if (output instanceof Response) return output
      return output === undefined || output === null ? send(c, status === 200 ? 204 : status, null, { 'cache-control': 'no-store' }) : sendJson(c, status, output)
    }
    if (route.run) return answer(await route.run(c, who, input, options))
    if (route.on === 'control') return answer(await host.control.call(operation, who.actor, input, options))
    if (!who.workspace) throw controlErrors.workspace_required()
    const lease = await host.workspaces.lease(who.workspace.id)
    let kept = false
    try {
      const output = await lease.kit.call(operation, { actor: who.actor, origin: 'live' }, input, options)
      if (!format) return answer(output)
      kept = true // the rows are read while they are sent
      return await sendRows(c, output as AsyncIterable<unknown>, format, operation, () => lease.release())
    } finally {
      if (!kept) lease.release()
    }
  }
  app.on(method.toUpperCase(), path.replace(/\{(\w+)\}/g, ':$1'), handle as never)
}


import type { AnyOperation } from '@startupkit/core/contract'
import * as z from 'zod'
import type { App } from './exchange.js'
import type { Route } from './expose.js'
import { Problem } from './problem.js'
import { formatsOf } from './send-rows.js'

type Parts = { params: string[]; fields: Record<string, z.ZodType>; row: z.ZodType | undefined }

const idempotencyKey = z.string().max(255).optional().meta({ description: 'Makes a repeat of the same request answer like the first one.' })
const workspace = z.string().optional().meta({ description: 'The workspace, by id or slug, where the credentials open several.' })

const pick = (fields: Record<string, z.ZodType>, names: readonly string[]) => Object.fromEntries(names.flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])))

/** The input as it stands in a body: the operation's own schema where nothing is missing from it, so that it keeps its name. */
function bodyOf(operation: AnyOperation, fields: Record<string, z.ZodType>, params: string[]): z.ZodType | undefined {
  const names = Object.keys(fields).filter((name) => !params.includes(name))
  if (!(operation.input instanceof z.ZodObject)) return operation.input
  if (names.length === 0) return undefined
  return names.length === Object.keys(operation.input.shape).length ? operation.input : z.strictObject(pick(fields, names))
}

function streamed(row: z.ZodType): Record<string, { schema: z.ZodType }> {
  const formats = formatsOf(row)
  return {
    ...(formats.includes('csv') && { 'text/csv': { schema: z.string() } }),
    ...(formats.includes('text') && { 'text/plain': { schema: z.string() } }),
    'application/x-ndjson': { schema: row },
  }
}

const inSeveral = 'A body is at most 1 MB and 10,000 keys, whatever the list may hold: send a long one in several requests.'
const takesSets = (fields: Record<string, z.ZodType>) => Object.values(fields).some((field) => field instanceof z.ZodArray && !field.safeParse([]).success && field.element instanceof z.ZodObject)

/** Writes one route into the OpenAPI document. */
export function document(app: App, operation: AnyOperation, route: Route, { params, fields, row }: Parts): void {
  const { method, path, status = 200 } = route
  const room = operation.name.split('.')[0]!
  const inAddress = Object.keys(fields).filter((name) => !params.includes(name))
  const query = method === 'get' ? { ...pick(fields, inAddress), ...(row && { format: z.enum(formatsOf(row) as [string, ...string[]]).optional() }) } : {}
  const body = method === 'get' ? undefined : bodyOf(operation, fields, params)
  const bodyRequired = body !== undefined && !body.safeParse({}).success
  const answer = route.file ? { [route.file]: { schema: z.string().meta({ format: 'binary' }) } } : row ? streamed(row) : operation.output instanceof z.ZodNull ? undefined : { 'application/json': { schema: operation.output } }
  app.openAPIRegistry.registerPath({
    method,
    path,
    operationId: operation.name,
    summary: operation.summary,
    tags: [room],
    description: `For ${operation.allow.join(', ')}.${body && takesSets(fields) ? ` ${inSeveral}` : ''}`,
    'x-roles': operation.allow,
    security: [{ key: [] }],
    request: {
      ...(params.length > 0 && { params: z.object(Object.fromEntries(params.map((name) => [name, fields[name] ?? z.string()]))) }),
      ...(Object.keys(query).length > 0 && { query: z.object(query) }),
      headers: z.object({ 'StartupKit-Workspace': workspace, ...(method === 'post' && { 'Idempotency-Key': idempotencyKey }) }),
      ...(body && { body: { required: bodyRequired, content: { 'application/json': { schema: body } } } }),
    },
    responses: {
      [answer ? status : 204]: { description: 'Done.', ...(answer && { content: answer }) },
      default: { description: 'It failed; `code` says why.', content: { 'application/problem+json': { schema: Problem } } },
    },
  } as never)
}

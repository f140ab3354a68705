import { kitErrors, mayCall, rooms } from '@startupkit/core/contract'
import { Id } from '@startupkit/core/plumbing'
import { stat } from 'node:fs/promises'
import * as z from 'zod'
import { controlErrors } from '../control/errors.js'
import { serverErrors } from '../errors.js'
import { sendJson, type App, type Ctx } from '../exchange.js'
import { expose, idempotencyKeyOf } from '../expose.js'
import { Problem } from '../problem.js'
import { declaredLength, readBody } from '../read-body.js'
import { identify } from '../who.js'

const { importing } = rooms

const uploads = '/v1/imports/uploads'

const Upload = z.object({ id: Id, size: z.int() }).meta({ id: 'Upload', description: 'A file that was received. Start an import with its id as the source.' })

const Named = z.strictObject({ path: z.string().min(1).max(4_096) })

/** Receives a zip as it comes, without ever holding it whole. */
async function receive(c: Ctx): Promise<Response> {
  c.env.exchange.route = uploads
  const who = await identify(c)
  if (!mayCall(importing.start, who.actor)) throw kitErrors.forbidden()
  if (!who.workspace) throw controlErrors.workspace_required()
  c.env.exchange.workspace = who.workspace.id
  if (!/^application\/(?:zip|x-zip-compressed|octet-stream)\s*(?:;|$)/i.test(c.req.header('content-type') ?? '')) throw serverErrors.upload_type_unknown()
  if ((declaredLength(c) ?? 0) > c.env.settings.uploadLimit) throw serverErrors.body_too_large()
  const { idempotencyKey: key } = idempotencyKeyOf(c)
  const { uploads: kept, sweepUploads } = await c.env.host
  const { id, size } = await kept.receive(who.workspace.id, c.req.raw.body ?? new ReadableStream({ start: (none) => none.close() }), c.env.settings.uploadLimit, key === undefined ? undefined : `${who.actor.id}:${key}`)
  await sweepUploads(who.workspace.id)
  return sendJson(c, 201, { id, size } satisfies z.output<typeof Upload>)
}

/** Names a file or folder of this machine as an upload. For its own operator alone: everybody else is told that nothing is here. */
async function nameLocal(c: Ctx): Promise<Response> {
  if (!c.env.operator) throw serverErrors.route_not_found()
  const who = await identify(c)
  if (!who.workspace) throw controlErrors.workspace_required()
  const body = Named.safeParse(await readBody(c))
  if (!body.success) throw kitErrors.invalid_input({}, { issues: body.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message })) })
  const { path } = body.data
  if (!(await stat(path).catch(() => null))) throw kitErrors.invalid_input({}, { issues: [{ path: 'path', code: 'not_there', message: 'There is no such file or folder.' }] })
  const { uploads: kept } = await c.env.host
  return sendJson(c, 201, await kept.link(who.workspace.id, path))
}

/** The old platform's export: upload it, import it, read what became of every row. */
export function importRoutes(app: App): void {
  app.post(uploads, (c) => receive(c as Ctx))
  app.post('/v1/imports/local', (c) => nameLocal(c as Ctx))
  expose(app, importing.list, { method: 'get', path: '/v1/imports' })
  expose(app, importing.start, { method: 'post', path: '/v1/imports', status: 202 })
  expose(app, importing.row, { method: 'get', path: '/v1/imports/row' })
  expose(app, importing.get, { method: 'get', path: '/v1/imports/{id}' })
  expose(app, importing.report, { method: 'get', path: '/v1/imports/{id}/report' })
  expose(app, importing.rows, { method: 'get', path: '/v1/imports/{id}/rows' })
  app.openAPIRegistry.registerPath({
    method: 'post',
    path: uploads,
    operationId: 'importing.upload',
    summary: 'Upload a zip of an export',
    description: 'For owner, key, system. At most 2 GB, sent as it is; nothing is kept of one that breaks off.',
    tags: ['importing'],
    security: [{ key: [] }],
    request: { body: { required: true, content: { 'application/zip': { schema: z.string().meta({ format: 'binary' }) } } } },
    responses: {
      201: { description: 'Received.', content: { 'application/json': { schema: Upload } } },
      default: { description: 'It failed; `code` says why.', content: { 'application/problem+json': { schema: Problem } } },
    },
  })
}

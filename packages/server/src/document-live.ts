import { events } from '@startupkit/core/contract'
import * as z from 'zod'
import type { App } from './exchange.js'
import { Problem } from './problem.js'

const nameOf = (event: string) => `${event.replace(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase())}Event`

const eventOf = (name: string, { summary, data }: { summary: string; data: z.ZodType }) =>
  z
    .object({
      seq: z.int().meta({ description: 'Its place in the log, from 1, without gaps.' }),
      id: z.string(),
      name: z.literal(name),
      origin: z.enum(['live', 'history']).meta({ description: '`history`: brought in by an import, not happening now.' }),
      at: z.iso.datetime(),
      actor: z.object({ role: z.string(), id: z.string() }),
      data,
    })
    .meta({ id: nameOf(name), description: summary })

/** Every fact that a live stream can carry: the schema of its `data:` lines. */
const LiveEvent = z.union(Object.entries(events).map(([name, entry]) => eventOf(name, entry)) as unknown as [z.ZodType, z.ZodType]).meta({ id: 'LiveEvent' })

/** Writes the live stream into the OpenAPI document, so that clients know the facts by name and shape. */
export function documentLive(app: App, path: string, roles: readonly string[]): void {
  app.openAPIRegistry.registerPath({
    method: 'get',
    path,
    operationId: 'live',
    summary: 'Follow the facts of the workspace as they happen: server-sent events',
    tags: ['live'],
    description: `Send \`Last-Event-ID\` to resume after it, nothing left out. The first event, \`live.opened\`, says where the log stands. For ${roles.join(', ')}.`,
    'x-roles': roles,
    security: [{ key: [] }],
    request: {
      query: z.object({ names: z.string().optional().meta({ description: 'Only these facts, by name, with commas between.' }) }),
      headers: z.object({ 'Last-Event-ID': z.string().optional(), 'StartupKit-Workspace': z.string().optional() }),
    },
    responses: {
      200: { description: 'Every `data:` line is one of these.', content: { 'text/event-stream': { schema: LiveEvent } } },
      default: { description: 'It failed; `code` says why.', content: { 'application/problem+json': { schema: Problem } } },
    },
  } as never)
}

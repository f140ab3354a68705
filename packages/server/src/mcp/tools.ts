import { mayCall, streamRow } from '@startupkit/core/contract'
import * as z from 'zod'
import type { App } from '../exchange.js'
import { exposedBy, type Exposed } from '../expose.js'
import type { Who } from '../who.js'

/** An operation as an assistant sees it. */
export type Tool = {
  name: string
  title: string
  description: string
  inputSchema: { type: 'object'; [more: string]: unknown }
  annotations: { title: string; readOnlyHint: boolean; destructiveHint?: boolean; idempotentHint: boolean; openWorldHint: boolean }
}

export type KnownTool = { tool: Tool; room: string; exposed: Exposed; takesKey: boolean }

/** `ledger.recordMany` as `ledger_record_many`: every assistant takes small letters, digits and underscores. */
export const toolNameOf = (operation: string): string => operation.replace('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const idempotencyKey = z.string().min(1).max(255).regex(/^[\x20-\x7e]+$/).optional().meta({ description: 'A name of your own for this one act. Sent again with the same name, it answers like the first time and does nothing twice.' })

function toolOf(exposed: Exposed): KnownTool {
  const { operation, route, fields } = exposed
  const reads = operation.access === 'read'
  const takesKey = route.method === 'post' && !reads && operation.keepAnswer !== false && !Object.hasOwn(fields, 'idempotencyKey')
  const input = operation.input instanceof z.ZodObject ? z.strictObject({ ...fields, ...(takesKey && { idempotencyKey }) }) : operation.input
  const { $schema: _, ...schema } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  const notes = [
    Object.hasOwn(fields, 'cursor') && 'Answers a page; pass `nextCursor` back as `cursor` for the next one.',
    streamRow(operation.output) && 'Answers the first rows only; the whole file is an export over HTTP.',
    operation.access === 'action' && 'Talks to the world outside.',
  ]
  return {
    exposed, takesKey, room: operation.name.slice(0, operation.name.indexOf('.')),
    tool: {
      name: toolNameOf(operation.name),
      title: operation.summary,
      description: [`${operation.summary}.`, ...notes].filter(Boolean).join(' '),
      inputSchema: { ...schema, type: 'object' },
      annotations: {
        title: operation.summary,
        readOnlyHint: reads,
        // What makes something new (201) adds; everything else that writes may replace what was there.
        ...(!reads && { destructiveHint: route.status !== 201 }),
        idempotentHint: reads || route.method === 'put' || route.method === 'patch' || route.method === 'delete',
        openWorldHint: operation.access === 'action',
      },
    },
  }
}

// A file is no answer for a conversation, and what belongs to a person who signed in needs one.
const fits = ({ route, operation }: Exposed) => !route.open && route.file === undefined && (!route.personal || operation.allow.includes('key'))

const known = new WeakMap<App, ReadonlyMap<string, KnownTool>>()

/** Every operation that can be a tool, by its name as one. */
export function toolsOf(app: App): ReadonlyMap<string, KnownTool> {
  let tools = known.get(app)
  if (!tools) known.set(app, (tools = new Map(exposedBy(app).filter(fits).map((exposed) => [toolNameOf(exposed.operation.name), toolOf(exposed)]))))
  return tools
}

/** What a caller may call, of some rooms or of all. */
export const toolsFor = (app: App, { actor }: Who, rooms: ReadonlySet<string> | null): Tool[] =>
  [...toolsOf(app).values()].filter(({ room, exposed }) => (rooms === null || rooms.has(room)) && mayCall(exposed.operation, actor)).map(({ tool }) => tool)

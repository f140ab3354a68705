import { createMcpHandler, ProtocolError, ProtocolErrorCode, ResourceNotFoundError, Server } from '@modelcontextprotocol/server'
import type { App, Ctx } from '../exchange.js'
import type { Who } from '../who.js'
import { callTool } from './call-tool.js'
import { documentsOf, type Document } from './documents.js'
import { toolsFor, toolsOf } from './tools.js'

const instructions = `The back office of one business: contacts, ledger, subscriptions, credits and what belongs to them. The tools are what your key may do.
Amounts are whole minor units (cents) with an ISO 4217 currency, times are ISO 8601. Lists answer \`data\` and \`nextCursor\`.
The ledger is never changed: a mistake is taken back with a new entry. A failure says a stable code and a sentence; it changed nothing.`

export type Asked = { c: Ctx; who: Who; rooms: ReadonlySet<string> | null }

/** Answers the Model Context Protocol, whichever of its revisions a client speaks. Nothing is kept between two requests. */
export function createMcp(app: App, version: string): (request: Request, body: unknown, asked: Asked) => Promise<Response> {
  let documents: Promise<Document[]> | undefined

  function serverFor({ c, who, rooms }: Asked): Server {
    const server = new Server({ name: 'startupkit', title: 'StartupKit', version }, { capabilities: { tools: {}, resources: {} }, instructions })
    const read = () => (documents ??= documentsOf(app, c.env.settings.basePath))
    server.setRequestHandler('tools/list', () => ({ tools: toolsFor(app, who, rooms) }))
    server.setRequestHandler('tools/call', async ({ params }) => {
      const known = toolsOf(app).get(params.name)
      if (!known || (rooms !== null && !rooms.has(known.room))) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no tool ${params.name.slice(0, 100)}.`)
      return callTool(c, who, known, params.arguments ?? {})
    })
    server.setRequestHandler('resources/list', async () => ({ resources: (await read()).map(({ read: _, ...one }) => one) }))
    server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: [] }))
    server.setRequestHandler('resources/read', async ({ params: { uri } }) => {
      const found = (await read()).find((one) => one.uri === uri)
      if (!found) throw new ResourceNotFoundError(uri)
      return { contents: [{ uri, mimeType: found.mimeType, text: await found.read() }] }
    })
    return server
  }

  return async (request, parsedBody, asked) => {
    const handler = createMcpHandler(() => serverFor(asked), { maxSubscriptions: 0, onerror: (err) => asked.c.env.settings.log.debug({ err }, 'an assistant asked wrongly') })
    return handler.fetch(request, { parsedBody })
  }
}

import { kitErrors } from '@startupkit/core/contract'
import { serverErrors } from '../errors.js'
import { send, type App, type Ctx } from '../exchange.js'
import { exposedBy } from '../expose.js'
import type { createMcp } from '../mcp/serve.js'
import { readBody } from '../read-body.js'
import { identify } from '../who.js'

const path = '/mcp'
// Its own: what the business can do is told by /openapi.json.
const version = '1'

/** `?rooms=ledger,contacts` narrows the tools to those rooms; an assistant chooses better among fewer. */
function roomsOf(app: App, c: Ctx): ReadonlySet<string> | null {
  const asked = c.req.query('rooms')
  if (asked === undefined) return null
  const rooms = new Set(asked.split(',').filter((room) => room !== ''))
  const known = new Set(exposedBy(app).map(({ operation }) => operation.name.split('.')[0]!))
  const unknown = [...rooms].find((room) => !known.has(room))
  if (rooms.size === 0 || unknown !== undefined) throw kitErrors.invalid_input({}, { issues: [{ path: 'rooms', code: 'unknown_room', message: 'Name rooms, like ledger,contacts.' }] })
  return rooms
}

/** The operations as tools for an assistant: the Model Context Protocol over streamable HTTP, with the rights of the secret key that is sent. */
export function mcpRoutes(app: App): void {
  let answer: Promise<ReturnType<typeof createMcp>> | undefined
  app.on(['POST', 'GET', 'DELETE'], path, (async (c: Ctx) => {
    c.env.exchange.route = path
    const who = await identify(c)
    // A cookie or a page's key would lend an assistant somebody's browser.
    if (!who.key || who.key.kind !== 'sk') throw kitErrors.forbidden()
    if (!who.workspace) throw kitErrors.forbidden()
    c.env.exchange.workspace = who.workspace.id
    if (c.req.method !== 'POST') throw serverErrors.method_not_allowed()
    const rooms = roomsOf(app, c)
    const body = await readBody(c)
    // Read at the first question: most servers are never asked by an assistant.
    answer ??= import('../mcp/serve.js').then(({ createMcp }) => createMcp(app, version))
    const response = await (await answer)(c.req.raw, body, { c, who, rooms })
    return send(c, response.status, response.body && new Uint8Array(await response.arrayBuffer()), { 'cache-control': 'no-store', ...Object.fromEntries(response.headers) })
  }) as never)
}

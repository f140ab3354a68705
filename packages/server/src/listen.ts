import { getRequestListener } from '@hono/node-server'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

type Fetch = (request: Request, env: { incoming: IncomingMessage; outgoing: ServerResponse }) => Promise<Response>

const badRequest = () => new Response(null, { status: 400 })

/** A fetch handler as a listener for Node's own http server. */
export const nodeListener = (fetch: Fetch): ((incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>) =>
  getRequestListener(fetch as never, { overrideGlobalObjects: false, errorHandler: badRequest }) as never

/** A server of our own process: it may swap in the adapter's faster Request and Response. */
export function createNodeServer(fetch: Fetch): Server {
  const listener = getRequestListener(fetch as never, { errorHandler: badRequest })
  return createServer({ headersTimeout: 15_000, requestTimeout: 600_000, keepAliveTimeout: 65_000, maxHeaderSize: 32_768 }, listener as never)
}

/** Where a server listens: a port, or a socket that only its owner may use. */
export function listen(server: Server, at: { host: string; port: number } | { path: string }): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed)
    // Between bind and chmod a socket would be open to others; the mask closes that gap.
    const mask = 'path' in at ? process.umask(0o177) : undefined
    server.listen(at, () => {
      server.off('error', failed)
      done()
    })
    if (mask !== undefined) process.umask(mask)
  })
}

/** Takes no more connections, lets the running requests end for up to `ms`, then cuts what is left. */
export async function drain(server: Server, ms: number): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()))
  server.closeIdleConnections()
  const impatient = setTimeout(() => server.closeAllConnections(), ms)
  const idle = setInterval(() => server.closeIdleConnections(), 100)
  await closed
  clearTimeout(impatient)
  clearInterval(idle)
}

import { createClient } from '@libsql/client'
import { Agent, fetch as undiciFetch } from 'undici'
import type { Adapter, DatabaseConfig } from './adapter.js'
import { reopening } from './reopening.js'

/** A namespace on a libSQL server (sqld, Turso). Several processes may share it. */
export function openRemote(config: DatabaseConfig): Adapter {
  const { connectTo } = config
  const family = connectTo?.host.includes(':') ? 6 : 4
  const agent = new Agent({
    keepAliveTimeout: 30_000,
    connections: 32,
    // A server that says nothing for this long counts as gone; its lock on a transaction ends after five seconds.
    headersTimeout: 20_000,
    bodyTimeout: 20_000,
    connect: {
      timeout: 5_000,
      ...(connectTo && {
        lookup: (_name, options, done) => (options.all ? done(null, [{ address: connectTo.host, family }]) : done(null, connectTo.host, family)),
      }),
    },
  })
  // Keep-alive and no compression double the rate on a fast network.
  const fetch = async (input: Request | string | URL, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(input, init)
    const headers = Object.fromEntries(request.headers)
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined
    const answer = await undiciFetch(request.url, { method: request.method, headers: { ...headers, 'accept-encoding': 'identity' }, dispatcher: agent, ...(body && { body }) })
    return answer as unknown as Response
  }
  const url = connectTo ? withPort(config.url, connectTo.port) : config.url
  const open = () => createClient({ url, fetch, ...(config.authToken !== undefined && { authToken: config.authToken }) })
  const reader = reopening(open)
  let closing: Promise<void> | undefined
  return {
    kind: 'remote',
    groupMs: 500,
    maxGroup: 256,
    openWriter: () => Promise.resolve(open()),
    reader: reader.client,
    close() {
      reader.close()
      return (closing ??= agent.close())
    },
  }
}

function withPort(url: string, port: number): string {
  const parsed = new URL(url)
  parsed.port = String(port)
  return parsed.toString().replace(/\/$/, '')
}

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHandler, type Handler, type HandlerConfig } from './handler.js'

export type Answer = { status: number; headers: Headers; text: string; json: any }

export type TestServer = {
  handler: Handler
  workspaceId: string
  secret: string
  /** Asks as the workspace's secret key, unless `key` says otherwise (null: nobody), or `operator`. */
  ask(method: string, path: string, options?: { body?: unknown; raw?: string | Uint8Array; key?: string | null; headers?: Record<string, string>; from?: string; operator?: boolean }): Promise<Answer>
  /** Asks as whoever runs the machine, of the workspace or of another by its name. */
  operate(method: string, path: string, body?: unknown, workspace?: string): Promise<Answer>
  folder: string
  close(): Promise<void>
}

const running = new Set<TestServer>()

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '') && !/ndjson/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, text, json: isJson && text !== '' ? JSON.parse(text) : undefined }
}

/** A handler on a fresh data folder, with one workspace and one secret key. It counts no requests unless `limits` are given. */
export async function createTestServer(config: HandlerConfig = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'startupkit-server-'))
  const handler = createHandler({ dataDir: folder, limits: false, ...config })
  const { id: workspaceId } = await handler.createWorkspace({ name: 'Acme', slug: 'acme' })
  const { secret } = await handler.createKey({ workspaceId, kind: 'sk', name: 'Tests' })
  const server: TestServer = {
    handler, workspaceId, secret, folder,
    async ask(method, path, { body, raw, key = secret, headers = {}, from = '127.0.0.1', operator = false } = {}) {
      const text = raw ?? (body === undefined ? undefined : JSON.stringify(body))
      const request = new Request(`http://api.test${path}`, {
        method,
        headers: { ...(key !== null && { authorization: `Bearer ${key}` }), ...(text !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(text !== undefined && { body: text as never }),
      })
      return answerOf(await (operator ? handler.operate : handler.fetch)(request, { incoming: { socket: { remoteAddress: from } } as never }))
    },
    async operate(method, path, body, workspace = 'acme') {
      const headers = { 'startupkit-workspace': workspace, ...(body !== undefined && { 'content-type': 'application/json' }) }
      return answerOf(await handler.operate(new Request(`http://api.test${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })))
    },
    async close() {
      running.delete(server)
      await handler.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  running.add(server)
  return server
}

/** Closes every test server that is still open. */
export async function closeTestServers(): Promise<void> {
  for (const server of [...running]) await server.close()
}

/** Three free ports in a row. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 30_000)
    const free = await Promise.all([0, 1, 2].map((more) => new Promise<boolean>((done) => {
      const probe = createServer().once('error', () => done(false))
      probe.listen(port + more, host, () => probe.close(() => done(true)))
    })))
    if (free.every(Boolean)) return port
  }
}

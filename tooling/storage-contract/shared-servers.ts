import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHandler, type Handler } from '../../packages/server/src/index.js'
import { endProcess, startProcess, type ServerProcess } from '../../packages/server/src/live-swarm.js'
import { freePort } from '../../packages/server/src/testing.js'
import { startSqld, type Sqld } from './sqld.js'

const SECRET = 'thirty-two characters, at the very least'

/** Server processes that share a control database and a workspace on libSQL servers, each with a data folder of its own. */
export type SharedServers = {
  key: string
  start(): Promise<ServerProcess>
  /** Another that keeps no worker, in this process: what it leaves to do, others must find. */
  stateless: Handler
  createKey(): Promise<{ id: string; secret: string }>
  ask(server: ServerProcess | 'stateless', method: string, path: string, body?: unknown, key?: string): Promise<{ status: number; json: unknown }>
  stop(): Promise<void>
}

export async function startSharedServers(): Promise<SharedServers> {
  const scratch = await mkdtemp(join(tmpdir(), 'startupkit-shared-'))
  const databases: Sqld[] = []
  const processes: ServerProcess[] = []
  const database = async () => {
    const sqld = await startSqld({ namespaces: false })
    databases.push(sqld)
    return `http://127.0.0.1:${sqld.port}`
  }
  const control = await database()
  const kit = createHandler({ dataDir: join(scratch, 'stateless'), control: { url: control }, secret: SECRET, worker: false, limits: false })
  const { id: workspaceId } = await kit.createWorkspace({ name: 'Acme', slug: 'acme', database: await database() })
  const newKey = () => kit.createKey({ workspaceId, kind: 'sk', name: 'Key' })
  const { secret: key } = await newKey()
  return {
    key,
    stateless: kit,
    createKey: newKey,
    async start() {
      const started = await startProcess(await freePort(), { DATA_DIR: join(scratch, String(processes.length)), CONTROL_DATABASE_URL: control, STARTUPKIT_SECRET: SECRET })
      processes.push(started)
      return started
    },
    async ask(server, method, path, body, as = key) {
      const headers = { authorization: `Bearer ${as}`, ...(body !== undefined && { 'content-type': 'application/json' }) }
      const request = new Request(`http://127.0.0.1:${server === 'stateless' ? 0 : server.port}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
      const answer = await (server === 'stateless' ? kit(request) : fetch(request))
      const text = await answer.text()
      return { status: answer.status, json: text === '' ? null : (JSON.parse(text) as unknown) }
    },
    async stop() {
      await Promise.all(processes.map((one) => endProcess(one, 'SIGKILL')))
      await kit.close()
      await Promise.all(databases.map((one) => one.stop()))
      await rm(scratch, { recursive: true, force: true })
    },
  }
}

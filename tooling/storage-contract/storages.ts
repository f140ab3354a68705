import { createClient } from '@libsql/client'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openRemote } from '../../packages/core/src/database/remote.js'
import { startSqld, type Sqld } from './sqld.js'
import type { Storage } from './place.js'

/** Files of our own. */
export const local: Storage = {
  name: 'local',
  async place() {
    const folder = await mkdtemp(join(tmpdir(), 'startupkit-contract-'))
    const url = `file:${join(folder, 'acme.db')}`
    return {
      database: { url },
      raw() {
        const client = createClient({ url, timeout: 2_000 })
        return { execute: client.execute.bind(client) as typeof client.execute, batch: client.batch.bind(client), close: async () => client.close() }
      },
      remove: () => rm(folder, { recursive: true, force: true }),
    }
  },
}

let server: Promise<Sqld> | undefined
let namespaces = 0

/** The real server, started once for a file of tests. */
export const sqld = (): Promise<Sqld> => (server ??= startSqld())

export const remote: Storage = {
  name: 'remote',
  async place() {
    const database = await (await sqld()).namespace(`acme${++namespaces}`)
    return {
      database,
      raw() {
        const adapter = openRemote(database)
        return { ...adapter.reader, close: () => adapter.close() }
      },
      remove: () => Promise.resolve(),
    }
  },
}

/** Call it in a test file that uses `remote`. */
export const stopSqld = (): void =>
  afterAll(async () => {
    await (await server)?.stop()
    server = undefined
  })

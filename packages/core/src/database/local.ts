import { createClient, type Client } from '@libsql/client/sqlite3'
import type { Adapter } from './adapter.js'
import { fileOf, makePrivate, urlOf } from './file-url.js'
import { holdFile } from './lock-file.js'
import { reopening } from './reopening.js'

/** A libSQL file that this process alone owns: one writer, WAL, full durability. Throws `database_owned`. */
export async function openLocal(url: string): Promise<Adapter> {
  const file = await fileOf(url)
  await makePrivate(file)
  const release = await holdFile(file)
  // `timeout: 0`: the driver's busy wait would freeze the event loop; the gate waits instead.
  // One connection to read: the driver answers while it is asked, so that a second would never be of use and only hold another copy of the schema.
  const open = () => createClient({ url: urlOf(file), timeout: 0, concurrency: 1 })
  const reader = reopening(open)
  return {
    kind: 'local',
    groupMs: 25,
    maxGroup: 256,
    async openWriter() {
      const client: Client = open()
      try {
        await client.execute('PRAGMA journal_mode = WAL')
        await client.execute('PRAGMA synchronous = FULL')
        return client
      } catch (error) {
        client.close()
        throw error
      }
    },
    reader: reader.client,
    async close() {
      reader.close()
      await release()
    },
  }
}

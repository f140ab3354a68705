import { createClient } from '@libsql/client/sqlite3'
import { rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { kitErrors } from '../foundation/index.js'
import { failureOf } from './failure.js'
import { urlOf } from './file-url.js'
import { rollBack } from './writer.js'

/**
 * Makes this process the file's only owner until the answer is called. The lock is a transaction held open on `<file>.lock`,
 * which the kernel frees even after kill -9; the text beside it only tells a person who holds it.
 */
export async function holdFile(file: string): Promise<() => Promise<void>> {
  const client = createClient({ url: urlOf(`${file}.lock`), timeout: 0, concurrency: 1 })
  try {
    const held = await client.transaction('write')
    await held.execute('CREATE TABLE IF NOT EXISTS owner (pid INTEGER)')
    await writeFile(`${file}.owner`, `pid ${process.pid} on ${hostname()}\n`, { mode: 0o600 })
    return async () => {
      await rm(`${file}.owner`, { force: true })
      await rollBack(held)
      client.close()
    }
  } catch (error) {
    client.close()
    if (failureOf(error) === 'busy') throw kitErrors.database_owned({}, { cause: error })
    throw error
  }
}

import { createClient } from '@libsql/client/sqlite3'
import { open, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { removeDatabase, urlOfFile } from './database-files.js'

/** Why a database could not be copied, for whoever asked for the copy. */
export class CopyError extends Error {}

export type DatabasePlace = { url: string; authToken?: string | null }

/**
 * Writes a consistent copy of one database to a new file while others go on writing to it: what was committed when the copy began, and
 * nothing later. The file appears whole or not at all. A file is copied by SQLite itself in another thread, so that the event loop stays
 * free; a namespace of a libSQL server by what its `/dump` says. Throws `CopyError`.
 */
export async function copyDatabase(from: DatabasePlace, to: string): Promise<void> {
  const part = `${to}.part`
  await removeDatabase(part)
  try {
    await (from.url.startsWith('file:') ? vacuumInto(from.url, part) : loadDump(from, part))
    const file = await open(part, 'r+')
    await file.sync().finally(() => file.close())
    await rename(part, to)
  } catch (error) {
    await removeDatabase(part)
    throw error
  } finally {
    await rm(`${part}-journal`, { force: true })
  }
}

// A thread of its own, because a statement holds the thread it runs in until it is done. The text is CommonJS: it has no file to stand in.
const vacuum = `
const { parentPort, workerData: { driver, url, to } } = require('node:worker_threads')
const client = require(driver).createClient({ url, timeout: 30000, concurrency: 1 })
client.execute({ sql: 'VACUUM INTO ?', args: [to] }).then(() => parentPort.postMessage(null), (error) => parentPort.postMessage(String(error.message))).finally(() => client.close())
`

async function vacuumInto(url: string, to: string): Promise<void> {
  const driver = createRequire(import.meta.url).resolve('@libsql/client/sqlite3')
  const worker = new Worker(vacuum, { eval: true, workerData: { driver, url, to } })
  const said = await new Promise<string | null>((done, failed) => {
    worker.once('message', done)
    worker.once('error', failed)
    worker.once('exit', (code) => failed(new CopyError(`The copying thread ended with code ${code}.`)))
  }).finally(() => worker.terminate())
  if (said !== null) throw new CopyError(`The database could not be copied: ${said}`)
}

const refused = 'Its server must offer /dump (libSQL’s own server does); a hosted database has backups of its own.'

async function loadDump({ url, authToken }: DatabasePlace, to: string): Promise<void> {
  const base = url.replace(/^libsql:/, 'https:').replace(/^ws/, 'http').replace(/\/+$/, '')
  const { host } = new URL(base)
  const answer = await fetch(`${base}/dump`, { headers: authToken ? { authorization: `Bearer ${authToken}` } : {}, redirect: 'error' }).catch((error: Error) => {
    throw new CopyError(`${host} cannot be reached for a copy: ${((error.cause as Error | undefined) ?? error).message}. ${refused}`)
  })
  if (!answer.ok) throw new CopyError(`${host} refused a copy with status ${answer.status}. ${refused}`)
  const text = await answer.text()
  if (!/\bCOMMIT;\s*$/.test(text)) throw new CopyError(`${host} sent a copy that is cut off. ${refused}`)
  const client = createClient({ url: urlOfFile(to), concurrency: 1 })
  try {
    await client.executeMultiple(text)
  } catch (error) {
    throw new CopyError(`What ${host} sent cannot be read back: ${(error as Error).message}`)
  } finally {
    client.close()
  }
}

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'

/** A path as the driver reads it: percent signs, question marks and hashes mean something in its URLs. */
export const urlOfFile = (file: string): string => `file:${file.replace(/[%?#]/g, encodeURIComponent)}`

/** What can stand beside a database file. */
export const companions = ['-wal', '-shm', '-journal', '.lock', '.lock-journal', '.lock-wal', '.lock-shm', '.owner'] as const

/** Removes a database file and all that stands beside it. */
export async function removeDatabase(file: string): Promise<void> {
  await Promise.all(['', ...companions].map((ending) => rm(`${file}${ending}`, { force: true })))
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Makes sure that what was written to a file, or the names in a folder, outlive a power cut. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Removes what stands beside a copy that is finished with: what its log may hold goes too. */
export async function removeCompanions(file: string): Promise<void> {
  await Promise.all(companions.map((ending) => rm(`${file}${ending}`, { force: true })))
}

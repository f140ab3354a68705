import { mkdir, open, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** The one path of a file, so that two names for it find the same lock. */
export async function fileOf(url: string): Promise<string> {
  const path = url.replace(/^file:(?:\/\/(?=\/))?/, '')
  const named = /%[0-9a-f]{2}/i.test(path) ? decodeURIComponent(path) : path
  await mkdir(dirname(named), { recursive: true, mode: 0o700 })
  return realpath(named).catch(async () => join(await realpath(dirname(named)), basename(named)))
}

/**
 * Makes the file of a new database one that its owner alone can read; what SQLite puts beside it gets the same mode. One that is there
 * stays as it is.
 */
export const makePrivate = (file: string): Promise<void> => open(file, 'ax', 0o600).then((made) => made.close(), () => {}) // where it cannot be made, the driver says why

/** A path as the driver reads it: percent signs, question marks and hashes mean something in its URLs. */
export const urlOf = (file: string): string => `file:${file.replace(/[%?#]/g, encodeURIComponent)}`

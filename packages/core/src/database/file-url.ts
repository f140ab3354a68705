import { mkdir, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** The one path of a file, so that two names for it find the same lock. */
export async function fileOf(url: string): Promise<string> {
  const path = url.replace(/^file:(?:\/\/(?=\/))?/, '')
  const named = /%[0-9a-f]{2}/i.test(path) ? decodeURIComponent(path) : path
  await mkdir(dirname(named), { recursive: true })
  return realpath(named).catch(async () => join(await realpath(dirname(named)), basename(named)))
}

/** A path as the driver reads it: percent signs, question marks and hashes mean something in its URLs. */
export const urlOf = (file: string): string => `file:${file.replace(/[%?#]/g, encodeURIComponent)}`

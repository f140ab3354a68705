import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'

// The kernel cuts socket paths at 108 bytes on Linux, 104 elsewhere.
const longest = 100

/** Where the command line finds the running server: in the data folder, or where that path is too long, in a private folder below `runtimeDir` named after it. */
export function socketPath(dataDir: string, runtimeDir: string): string {
  const usual = join(dataDir, 'startupkit.sock')
  if (Buffer.byteLength(usual) <= longest) return usual
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  return join(runtimeDir, `startupkit-${userInfo().uid}-${name}`, 'startupkit.sock')
}

/** Makes sure that the socket's folder exists and, where it is not the data folder, that it is ours alone. */
export async function prepareSocketFolder(dataDir: string, path: string): Promise<void> {
  const folder = join(path, '..')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (folder === dataDir) return
  const found = await lstat(folder)
  if (!found.isDirectory() || found.uid !== userInfo().uid) throw new Error(`${folder} belongs to somebody else.`)
  await chmod(folder, 0o700)
}

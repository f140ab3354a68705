import { KitError } from '@startupkit/core'
import { kitErrors, token } from '@startupkit/core/plumbing'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { lstat, mkdir, readdir, realpath, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { serverErrors } from './errors.js'

export type Uploads = {
  /**
   * Keeps a stream of bytes under a name of our own; nothing is kept where it is larger than `max` or breaks off.
   * Sent again under the same idempotency key it is the same upload; other bytes under it are refused. Throws `uploads_full` while three
   * times `max` waits to be imported.
   */
  receive(workspaceId: string, body: ReadableStream<Uint8Array>, max: number, idempotencyKey?: string): Promise<{ id: string; size: number }>
  /** Names a file or folder that lies elsewhere on this machine. */
  link(workspaceId: string, path: string): Promise<{ id: string }>
  /** Where an upload of a workspace lies; null where there is none of that name. */
  find(workspaceId: string, id: string): Promise<string | null>
  /** Lets go of an upload; of one that only names a place, the name alone. Never throws: what stays is swept later. */
  remove(workspaceId: string, id: string): Promise<void>
  /** Lets go of a workspace's uploads, and of parts of some, that have lain for more than seven days. Answers how many. */
  sweep(workspaceId: string): Promise<number>
}

const keptMs = 7 * 86_400_000
// So much of one workspace may wait to be imported: this many of the largest that one upload may be.
const largestKept = 3

const shape = /^upl_[\w-]{32}$/

async function digestOf(path: string): Promise<string | null> {
  const digest = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path)) digest.update(chunk as Uint8Array)
    return digest.digest('hex')
  } catch {
    return null // nothing was kept under this name yet
  }
}

/** Files that were sent to us, one folder a workspace. Their names are random: no word of a sender becomes a path. */
export function createUploads(folder: string): Uploads {
  async function place(workspaceId: string, name: string = token(24)) {
    const home = join(folder, workspaceId)
    await mkdir(home, { recursive: true, mode: 0o700 })
    const id = `upl_${name}`
    return { id, path: join(home, id) }
  }
  /** What a workspace's uploads and parts of some take up. Names of what lies elsewhere take up nothing. */
  async function sizeOf(workspaceId: string): Promise<number> {
    const home = join(folder, workspaceId)
    const found = await Promise.all((await readdir(home).catch(() => [])).map((name) => lstat(join(home, name)).catch(() => null)))
    return found.reduce((sum, one) => sum + (one?.isFile() ? one.size : 0), 0)
  }

  return {
    async link(workspaceId, target) {
      const { id, path } = await place(workspaceId)
      await symlink(target, path)
      return { id }
    },
    async receive(workspaceId, body, max, idempotencyKey) {
      const named = idempotencyKey === undefined ? undefined : createHash('sha256').update(idempotencyKey).digest('base64url').slice(0, 32)
      const { id, path } = await place(workspaceId, named)
      if ((await sizeOf(workspaceId)) >= largestKept * max) throw serverErrors.uploads_full()
      const partial = `${path}.${token(6)}.partial`
      const digest = createHash('sha256')
      let size = 0
      const counted = new Transform({
        transform(chunk: Uint8Array, _encoding, done) {
          size += chunk.byteLength
          digest.update(chunk)
          if (size > max) done(serverErrors.body_too_large())
          else done(null, chunk)
        },
      })
      try {
        await pipeline(Readable.fromWeb(body as never), counted, createWriteStream(partial, { mode: 0o600 }))
        const before = named === undefined ? null : await digestOf(path)
        if (before !== null && before !== digest.digest('hex')) throw kitErrors.idempotency_key_reused()
        await rename(partial, path)
      } catch (error) {
        await rm(partial, { force: true })
        if (error instanceof KitError) throw error
        if (/^(?:ENOSPC|EDQUOT|EROFS|EIO)$/.test((error as NodeJS.ErrnoException).code ?? '')) throw serverErrors.upload_not_kept({}, { cause: error })
        throw serverErrors.body_broken_off({}, { cause: error })
      }
      return { id, size }
    },
    remove: async (workspaceId, id) => void (shape.test(id) && (await rm(join(folder, workspaceId, id), { force: true }).catch(() => {}))),
    async sweep(workspaceId) {
      const home = join(folder, workspaceId)
      let swept = 0
      for (const name of await readdir(home).catch(() => [])) {
        // The age of the name itself: what it points at elsewhere is not ours.
        const found = await lstat(join(home, name)).catch(() => null)
        if (!found || Date.now() - found.mtimeMs < keptMs) continue
        await rm(join(home, name), { force: true })
        swept++
      }
      return swept
    },
    find: async (workspaceId, id) => (shape.test(id) ? realpath(join(folder, workspaceId, id)).catch(() => null) : null),
  }
}

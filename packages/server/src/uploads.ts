import { token } from '@startupkit/core/plumbing'
import { createWriteStream } from 'node:fs'
import { mkdir, realpath, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { serverErrors } from './errors.js'

export type Uploads = {
  /** Keeps a stream of bytes under a name of our own; nothing is kept where it is larger than `max` or breaks off. */
  receive(workspaceId: string, body: ReadableStream<Uint8Array>, max: number): Promise<{ id: string; size: number }>
  /** Names a file or folder that lies elsewhere on this machine. */
  link(workspaceId: string, path: string): Promise<{ id: string }>
  /** Where an upload of a workspace lies; null where there is none of that name. */
  find(workspaceId: string, id: string): Promise<string | null>
}

const shape = /^upl_[\w-]{32}$/

/** Files that were sent to us, one folder a workspace. Their names are random: no word of a sender becomes a path. */
export function createUploads(folder: string): Uploads {
  async function place(workspaceId: string) {
    const home = join(folder, workspaceId)
    await mkdir(home, { recursive: true, mode: 0o700 })
    const id = `upl_${token(24)}`
    return { id, path: join(home, id) }
  }
  return {
    async link(workspaceId, target) {
      const { id, path } = await place(workspaceId)
      await symlink(target, path)
      return { id }
    },
    async receive(workspaceId, body, max) {
      const { id, path } = await place(workspaceId)
      const partial = `${path}.partial`
      let size = 0
      const counted = new Transform({
        transform(chunk: Uint8Array, _encoding, done) {
          size += chunk.byteLength
          if (size > max) done(serverErrors.body_too_large())
          else done(null, chunk)
        },
      })
      try {
        await pipeline(Readable.fromWeb(body as never), counted, createWriteStream(partial, { mode: 0o600 }))
        await rename(partial, path)
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
      return { id, size }
    },
    find: async (workspaceId, id) => (shape.test(id) ? realpath(join(folder, workspaceId, id)).catch(() => null) : null),
  }
}

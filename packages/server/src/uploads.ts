import { token } from '@startupkit/core/plumbing'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { serverErrors } from './errors.js'

export type Uploads = {
  /** Keeps a stream of bytes under a name of our own; nothing is kept where it is larger than `max` or breaks off. */
  receive(body: ReadableStream<Uint8Array>, max: number): Promise<{ id: string; path: string; size: number }>
  path(id: string): string
  remove(id: string): Promise<void>
}

const shape = /^upl_[\w-]{32}\.zip$/

/** Files that were sent to us, in a folder of the data folder. Their names are random: no word of a sender becomes a path. */
export function createUploads(folder: string): Uploads {
  const path = (id: string) => {
    if (!shape.test(id)) throw new Error('Not the id of an upload.')
    return join(folder, id)
  }
  return {
    path,
    async receive(body, max) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const id = `upl_${token(24)}.zip`
      const target = path(id)
      const partial = `${target}.partial`
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
        await rename(partial, target)
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
      return { id, path: target, size }
    },
    async remove(id) {
      await rm(path(id), { force: true })
    },
  }
}


import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 as crcOf, deflateRawSync } from 'node:zlib'

const crc32: (bytes: Uint8Array) => number = crcOf

const numbers = (...pairs: [size: 2 | 4, value: number][]) => {
  const bytes = Buffer.alloc(pairs.reduce((sum, [size]) => sum + size, 0))
  let at = 0
  for (const [size, value] of pairs) at = size === 2 ? bytes.writeUInt16LE(value, at) : bytes.writeUInt32LE(value >>> 0, at)
  return bytes
}

/** A zip of files by name, as any program makes one. */
export function zip(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const parts: Buffer[] = []
  const index: Buffer[] = []
  let offset = 0
  for (const [name, bytes] of files) {
    const packed = deflateRawSync(bytes)
    const called = Buffer.from(name)
    const facts = numbers([2, 20], [2, 0x800], [2, 8], [2, 0], [2, 0x5a21], [4, crc32(bytes)], [4, packed.length], [4, bytes.length], [2, called.length], [2, 0])
    const local = Buffer.concat([numbers([4, 0x04034b50]), facts, called, packed])
    index.push(Buffer.concat([numbers([4, 0x02014b50], [2, 20]), facts, numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), called]))
    parts.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(index)
  return Buffer.concat([...parts, directory, numbers([4, 0x06054b50], [2, 0], [2, 0], [2, files.size], [2, files.size], [4, directory.length], [4, offset], [2, 0])])
}

/** Every file below a folder, by its path in it. */
export async function filesOf(folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for (const found of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (found.isFile()) {
      const path = join(found.parentPath, found.name)
      files.set(path.slice(folder.length).replace(/^\/+/, ''), await readFile(path))
    }
  return files
}

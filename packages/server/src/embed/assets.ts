import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export type EmbedFile = { bytes: Buffer; br: Buffer; gzip: Buffer; etag: string; integrity: string }
export type EmbedAssets = {
  version: string
  file(name: string): EmbedFile | null
  /** The integrity of every file by its address, as the `integrity` of an import map wants it. */
  integrity(below: string): Record<string, string>
}

/**
 * Where the built widgets lie. They are files, not an import: in a checkout beside this package, in an installed package inside it (the
 * build that is published copies them there).
 */
export function embedFolder(): string {
  const own = dirname(fileURLToPath(import.meta.url))
  const src = own.endsWith('embed')
  const root = join(own, src ? '../..' : '..')
  const beside = join(root, '..', 'widgets')
  // Only a checkout has sources beside it: a widgets package that happens to be installed there may be of another version.
  return existsSync(join(beside, 'src')) ? join(beside, 'dist', 'embed') : join(root, 'dist', 'embed')
}

const squeeze = (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })

/** The widgets as they were built, read when they are first asked for. Null where they have not been built. */
export function openEmbed(folder: string): EmbedAssets | null {
  let manifest: { version: string; files: Record<string, string> }
  try {
    manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  } catch {
    return null
  }
  const kept = new Map<string, EmbedFile>()
  return {
    version: manifest.version,
    integrity: (below) => Object.fromEntries(Object.entries(manifest.files).map(([name, value]) => [below + name, value])),
    file(name) {
      const integrity = Object.hasOwn(manifest.files, name) ? manifest.files[name] : undefined
      if (integrity === undefined) return null
      const found = kept.get(name)
      if (found) return found
      const bytes = readFileSync(join(folder, name))
      const file = { bytes, br: squeeze(bytes), gzip: gzipSync(bytes, { level: 9 }), etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`, integrity }
      kept.set(name, file)
      return file
    },
  }
}

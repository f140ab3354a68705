import type { LegacyFiles, LegacyLine, LegacyPlace, LegacySource } from '@startupkit/core'
import { importErrors } from '@startupkit/core/plumbing'
import { createReadStream } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Entry, ZipFile } from 'yauzl'
import { splitLines } from './split-lines.js'

const file = 'documents.jsonl'
const index = '_tables'
const tableName = /^[A-Za-z_][\w-]{0,99}$/
const mostEntries = 20_000
const mostBytes = 64 * 1024 ** 3
/** Text of a real export shrinks ten times, at most some thirty. */
const mostShrunk = 300
const smallBytes = 10 * 1024 ** 2

const refused = (why: string, cause?: unknown) => importErrors.legacy_source_refused({ why }, cause === undefined ? undefined : { cause })

/** Exports by the id that `find` knows the path of. Ids that it does not know are `legacy_source_unknown`. */
export const legacyFiles = (find: (source: string) => Promise<string | null>, release?: (source: string) => Promise<void>): LegacyFiles => ({
  ...(release && { release }),
  async open(source) {
    const path = await find(source)
    if (path === null) throw importErrors.legacy_source_unknown({ source })
    return readLegacy(path)
  },
})

/**
 * An export of the old platform at a path: a folder, or a zip of one, read as a stream and never unpacked. A folder around all the tables
 * may be there or not. Throws `legacy_source_unknown`, `legacy_source_refused`.
 */
export async function readLegacy(path: string): Promise<LegacySource> {
  const real = await realpath(path).catch(() => null)
  if (real === null) throw importErrors.legacy_source_unknown({})
  return (await stat(real)).isDirectory() ? readFolder(real) : readZip(real)
}

async function readFolder(path: string, isInner = false): Promise<LegacySource> {
  const folders = (await readdir(path, { withFileTypes: true })).filter((one) => one.isDirectory())
  const found = await Promise.all(folders.map(async ({ name }) => ({ name, found: await lstat(join(path, name, file)).catch(() => null) })))
  const tables = found.flatMap(({ name, found }) => (found?.isFile() ? [{ name: checked(name), bytes: found.size }] : []))
  if (tables.length === 0) {
    const [only] = folders
    if (!isInner && folders.length === 1 && only) return readFolder(join(path, only.name), true)
    throw refused('no_tables')
  }
  return {
    tables: sorted(tables),
    async *lines(table, after) {
      if (!tables.some((one) => one.name === table)) return
      yield* splitLines(createReadStream(join(path, table, file), { start: after?.offset ?? 0, highWaterMark: 256 * 1024 }), after)
    },
    close: async () => {},
  }
}

async function readZip(path: string): Promise<LegacySource> {
  const { openPromise } = await import('yauzl')
  let zip: ZipFile
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: false })
  } catch (error) {
    throw refused('not_a_zip', error)
  }
  try {
    const entries = await entriesOf(zip)
    return {
      tables: sorted([...entries].map(([name, entry]) => ({ name, bytes: entry.uncompressedSize }))),
      lines: (table, after) => zipLines(zip, entries.get(table), after),
      close: async () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > mostEntries) throw refused('too_many_entries')
  const byFolder = new Map<string, Map<string, Entry>>()
  let bytes = 0
  try {
    // Names that climb out of the archive are refused here by the library: nothing is ever written by them, but such a zip means harm.
    for await (const entry of zip.eachEntry()) {
      const parts = entry.fileName.split('/')
      if (parts.pop() !== file || parts[0] === '__MACOSX') continue
      const name = checked(parts.pop() ?? '')
      bytes += entry.uncompressedSize
      if (entry.isEncrypted() || !entry.canDecodeFileData()) throw refused('not_readable')
      if (bytes > mostBytes || (entry.uncompressedSize > smallBytes && entry.uncompressedSize > entry.compressedSize * mostShrunk)) throw refused('too_large_unpacked')
      const folder = parts.join('/')
      const tables = byFolder.get(folder) ?? new Map<string, Entry>()
      if (tables.has(name)) throw refused('table_twice')
      byFolder.set(folder, tables.set(name, entry))
    }
  } catch (error) {
    throw isRefusal(error) ? error : refused('not_a_zip', error)
  }
  const withIndex = [...byFolder.values()].find((tables) => tables.has(index))
  const entries = withIndex ?? byFolder.get('') ?? (byFolder.size === 1 ? [...byFolder.values()][0] : undefined)
  if (!entries) throw refused(byFolder.size > 1 ? 'several_exports' : 'no_tables')
  return entries
}

async function* zipLines(zip: ZipFile, entry: Entry | undefined, after?: LegacyPlace): AsyncIterable<LegacyLine> {
  if (!entry) return
  try {
    yield* splitLines(skipped(await zip.openReadStreamPromise(entry), after?.offset ?? 0), after)
  } catch (error) {
    throw isRefusal(error) ? error : refused('damaged', error)
  }
}

/** A stream without its first bytes. */
async function* skipped(stream: AsyncIterable<Buffer>, bytes: number): AsyncIterable<Buffer> {
  let left = bytes
  for await (const chunk of stream) {
    if (left < chunk.length) yield left > 0 ? chunk.subarray(left) : chunk
    left = Math.max(0, left - chunk.length)
  }
}

function checked(name: string): string {
  if (!tableName.test(name)) throw refused('table_name')
  return name
}

const isRefusal = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'legacy_source_refused'
const sorted = <T extends { name: string }>(tables: T[]): T[] => tables.sort((a, b) => (a.name < b.name ? -1 : 1))

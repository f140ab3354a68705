import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LegacyLine, LegacySource } from '@startupkit/core'
import { readLegacy } from './read-legacy.js'

const fixture = fileURLToPath(new URL('../../fixtures/legacy-export', import.meta.url))

/** A zip as any tool would make it. `claim` says another unpacked size than the truth. */
function zipOf(files: Record<string, string | Buffer>, claim?: number): Buffer {
  const parts: Buffer[] = []
  const index: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(raw), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claim ?? raw.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    index.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, Buffer.from(name)]))
    parts.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(index)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(index.length, 4)
  end.writeUInt16LE(index.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06'), end])
}

async function linesOf(source: LegacySource, table: string, after?: { line: number; offset: number }): Promise<LegacyLine[]> {
  const lines: LegacyLine[] = []
  for await (const line of source.lines(table, after)) lines.push(line)
  return lines
}

describe('reading an export', () => {
  let folder: string
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'startupkit-legacy-'))))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const zipped = async (files: Record<string, string | Buffer>, claim?: number) => {
    const path = join(folder, `${Math.trunc(performance.now() * 1_000)}.zip`)
    await writeFile(path, zipOf(files, claim))
    return path
  }
  const told = async (bytes: Buffer) => {
    await mkdir(join(folder, 'one', 't'), { recursive: true })
    await writeFile(join(folder, 'one', 't', 'documents.jsonl'), bytes)
    return linesOf(await readLegacy(join(folder, 'one')), 't')
  }

  it('reads the same tables and lines from a folder and from a zip, with or without a folder around them', async () => {
    const rows = '{"_id":"a"}\n\n{"_id":"b"}\r\n  \n{"_id":"c"}'
    await mkdir(join(folder, 'same', 'inner', 'clients'), { recursive: true })
    await writeFile(join(folder, 'same', 'inner', 'clients', 'documents.jsonl'), rows)
    const files = { 'clients/documents.jsonl': rows, 'clients/generated_schema.jsonl': '{}' }
    const inner = Object.fromEntries(Object.entries(files).map(([name, text]) => [`snapshot/${name}`, text]))
    for (const path of [join(folder, 'same', 'inner'), join(folder, 'same'), await zipped(files), await zipped(inner)]) {
      const source = await readLegacy(path)
      expect(source.tables).toEqual([{ name: 'clients', bytes: rows.length }])
      const lines = await linesOf(source, 'clients')
      expect(lines.map(({ line, text }) => [line, text])).toEqual([[1, '{"_id":"a"}'], [3, '{"_id":"b"}'], [5, '{"_id":"c"}']])
      expect(await linesOf(source, 'clients', lines[0])).toEqual(lines.slice(1))
      expect(await linesOf(source, 'missing')).toEqual([])
      await source.close()
    }
  })

  it('reads every table of the fixture', async () => {
    const source = await readLegacy(fixture)
    expect(source.tables).toHaveLength(27)
    expect(await linesOf(source, 'transactions')).toHaveLength(5)
    expect(await linesOf(source, 'leads')).toEqual([])
  })

  it('keeps bytes that are no text, and the beginning of a line that never ends', async () => {
    const [bad, good, long] = await told(Buffer.concat([Buffer.from([0x7b, 0xff, 0xfe, 10]), Buffer.from('"\ufffd"\n'), Buffer.alloc(9 * 1024 ** 2, 'x'), Buffer.from('\n')]))
    expect(bad).toMatchObject({ line: 1, flaw: 'not_text', text: Buffer.from([0x7b, 0xff, 0xfe]).toString('base64') })
    expect(good).toEqual({ line: 2, offset: 10, text: '"\ufffd"' })
    expect(long).toMatchObject({ line: 3, flaw: 'line_too_long' })
    expect(long!.text.length).toBeLessThan(100_000)
  })

  it('drops a byte order mark, and refuses NUL as text', async () => {
    expect(await told(Buffer.from('\ufeff{"_id":"a"}\n{"_id":"\0"}\n'))).toMatchObject([{ text: '{"_id":"a"}' }, { flaw: 'not_text' }])
  })

  it('refuses what is no export, and what means harm', async () => {
    const why = (path: string) => readLegacy(path).then(() => 'nothing', (error: { code: string; params: { why?: string } }) => error.params.why ?? error.code)
    await writeFile(join(folder, 'text'), 'hello')
    await mkdir(join(folder, 'linked', 'clients'), { recursive: true })
    await symlink('/etc/hostname', join(folder, 'linked', 'clients', 'documents.jsonl'))
    expect(await why(join(folder, 'nowhere'))).toBe('legacy_source_unknown')
    expect(await why(join(folder, 'text'))).toBe('not_a_zip')
    expect(await why(join(folder, 'linked'))).toBe('no_tables')
    expect(await why(await zipped({ 'readme.txt': 'x' }))).toBe('no_tables')
    expect(await why(await zipped({ '../clients/documents.jsonl': '{}' }))).toBe('not_a_zip')
    expect(await why(await zipped({ 'a b/documents.jsonl': '{}' }))).toBe('table_name')
    expect(await why(await zipped({ 'one/clients/documents.jsonl': '{}', 'two/clients/documents.jsonl': '{}' }))).toBe('several_exports')
    expect(await why(await zipped({ 'clients/documents.jsonl': Buffer.alloc(40 * 1024 ** 2) }))).toBe('too_large_unpacked')
  })

  it('stops at an entry that unpacks to more than it says', async () => {
    const source = await readLegacy(await zipped({ 'clients/documents.jsonl': '{"_id":"a"}\n'.repeat(1_000) }, 24))
    await expect(linesOf(source, 'clients')).rejects.toMatchObject({ code: 'legacy_source_refused', params: { why: 'damaged' } })
  })
})

import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestServers, createTestServer, type TestServer } from '../testing.js'

const fixture = fileURLToPath(new URL('../../fixtures/legacy-export', import.meta.url))

/** A zip that packs nothing: the smallest a reader must understand. */
function zipOf(files: readonly { name: string; bytes: Buffer }[]): Buffer {
  const parts: Buffer[] = []
  const index: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of files) {
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(bytes.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    index.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, Buffer.from(name)]))
    parts.push(Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), bytes]))
    offset += parts.at(-1)!.length
  }
  const directory = Buffer.concat(index)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(index.length, 4)
  end.writeUInt16LE(index.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06'), end])
}

let server: TestServer
let zip: Buffer
beforeAll(async () => {
  server = await createTestServer()
  const tables = (await readdir(fixture)).filter((name) => name !== '_tables')
  zip = zipOf(await Promise.all(tables.map(async (name) => ({ name: `${name}/documents.jsonl`, bytes: await readFile(join(fixture, name, 'documents.jsonl')) }))))
})
afterAll(closeTestServers)

const upload = (raw: Uint8Array, options: Parameters<TestServer['ask']>[2] = {}) => server.ask('POST', '/v1/imports/uploads', { raw, ...options, headers: { 'content-type': 'application/zip', ...options.headers } })
const kept = () => readdir(join(server.folder, 'uploads', server.workspaceId)).catch(() => [])

describe('importing over HTTP', () => {
  it('takes a zip, imports it in the background and tells what became of every row', async () => {
    const { status, json: sent } = await upload(zip)
    expect([status, sent.size]).toEqual([201, zip.length])
    const started = await server.ask('POST', '/v1/imports', { body: { source: sent.id, name: 'legacy-export.zip' } })
    expect(started).toMatchObject({ status: 202, json: { state: 'queued' } })
    const path = `/v1/imports/${started.json.id}`
    await expect.poll(async () => (await server.ask('GET', path)).json.state, { timeout: 15_000 }).toBe('finished')
    expect((await server.ask('GET', `${path}/report`)).json).toMatchObject({ agrees: true, made: { entries: 11, contacts: 3 } })
    expect((await server.ask('GET', `${path}/rows?outcome=rejected`)).json.data).toEqual([])
    const [row] = (await server.ask('GET', `${path}/rows?table=transactions&limit=1`)).json.data
    expect((await server.ask('GET', `/v1/imports/row?table=transactions&legacyId=${row.legacyId}`)).json).toMatchObject({ raw: { encoding: 'text' }, target: { kind: expect.any(String) } })
  })

  it('keeps an upload until its import is over, and what it only names for ever', async () => {
    const { json: sent } = await upload(zip)
    const linked = await server.handler.linkUpload(server.workspaceId, fixture)
    for (const source of [sent.id, linked.id]) {
      expect(await kept()).toContain(source)
      const { json: run } = await server.ask('POST', '/v1/imports', { body: { source } })
      await expect.poll(async () => (await server.ask('GET', `/v1/imports/${run.id}`)).json.state, { timeout: 15_000 }).toBe('finished')
      await expect.poll(kept).not.toContain(source)
    }
    expect(await readdir(fixture)).toContain('transactions')
  })

  it('lets go of uploads that nobody imported within seven days', async () => {
    const { json: old } = await upload(zip)
    const home = join(server.folder, 'uploads', server.workspaceId)
    await writeFile(join(home, `${old.id}.abcdef.partial`), 'a part')
    const days = (count: number) => new Date(Date.now() - count * 86_400_000)
    for (const name of [old.id, `${old.id}.abcdef.partial`]) await utimes(join(home, name), days(8), days(8))
    const { json: young } = await upload(Buffer.from('younger'), { headers: { 'idempotency-key': 'younger' } })
    await utimes(join(home, young.id), days(6), days(6))
    const { json: last } = await upload(Buffer.from('last'))
    const left = await kept()
    expect(left).toEqual(expect.arrayContaining([young.id, last.id]))
    expect(left.filter((name) => name.startsWith(old.id))).toEqual([])
  })

  it('opens an upload to its own workspace alone, and to nobody by a path', async () => {
    const { id: other } = await server.handler.createWorkspace({ name: 'Next door', slug: 'next-door' })
    const { secret: key } = await server.handler.createKey({ workspaceId: other, kind: 'sk', name: 'Theirs' })
    const { json: mine } = await upload(zip)
    for (const source of [mine.id, `../${server.workspaceId}/${mine.id}`, fixture, '/etc/passwd', 'upl_', '..'])
      expect(await server.ask('POST', '/v1/imports', { key, body: { source } })).toMatchObject({ status: 400, json: { code: 'legacy_source_unknown' } })
    expect(await server.ask('POST', '/v1/imports/local', { body: { path: fixture } })).toMatchObject({ status: 404, json: { code: 'route_not_found' } })
  })

  it.each<[string, unknown]>([['nothing', {}], ['a number', { path: 7 }], ['no text', { path: '' }], ['another field', { path: fixture, more: 1 }], ['a path where nothing lies', { path: '/nowhere/at/all' }]])(
    'refuses its operator %s for a path',
    async (_what, body) => {
      const headers = { 'content-type': 'application/json', 'startupkit-workspace': server.workspaceId }
      const answer = await server.handler.operate(new Request('http://api.test/v1/imports/local', { method: 'POST', body: JSON.stringify(body), headers }))
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'invalid_input'])
    },
  )

  it('refuses what is no export, in words', async () => {
    const { json } = await upload(Buffer.from('not a zip'))
    expect(await server.ask('POST', '/v1/imports', { body: { source: json.id } })).toMatchObject({ status: 400, json: { code: 'legacy_source_refused' } })
  })

  it('takes uploads from whoever may import, of the right type and size', async () => {
    const before = await kept()
    const { secret } = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'pk', name: 'Site', origins: ['https://shop.example'] })
    expect((await upload(zip, { key: null })).status).toBe(401)
    expect((await upload(zip, { key: secret, headers: { origin: 'https://shop.example' } })).status).toBe(403)
    expect(await upload(zip, { headers: { 'content-type': 'application/json' } })).toMatchObject({ status: 415, json: { code: 'upload_type_unknown' } })
    expect(await upload(zip, { headers: { 'content-length': '9999999999' } })).toMatchObject({ status: 413, json: { code: 'body_too_large' } })
    expect(await kept()).toEqual(before)
  })

  it('knows an upload that is sent again', async () => {
    const again = { headers: { 'idempotency-key': 'once' } }
    const first = await upload(zip, again)
    expect((await upload(zip, again)).json).toEqual(first.json)
    expect(await upload(Buffer.from('something else'), again)).toMatchObject({ status: 422, json: { code: 'idempotency_key_reused' } })
  })

  it('keeps nothing of an upload that breaks off', async () => {
    const before = await kept()
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(zip.subarray(0, 1_000)),
      pull: (controller) => controller.error(new Error('The network is gone.')),
    })
    const request = new Request('http://api.test/v1/imports/uploads', { method: 'POST', body, duplex: 'half', headers: { authorization: `Bearer ${server.secret}`, 'content-type': 'application/zip' } } as RequestInit)
    expect(await (await server.handler(request)).json()).toMatchObject({ status: 400, code: 'body_broken_off' })
    expect(await kept()).toEqual(before)
  })
})

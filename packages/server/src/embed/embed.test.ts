import { OpenAPIHono } from '@hono/zod-openapi'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App, Bindings } from '../exchange.js'
import { embedRoutes } from './routes.js'

const loader = `import('./card-ABCD1234.js') // ${'x'.repeat(2_000)}`
const sha = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'startupkit-embed-'))
  await writeFile(join(folder, 'loader.js'), loader)
  await writeFile(join(folder, 'card-ABCD1234.js'), 'export {}')
  await writeFile(join(folder, 'secret.txt'), 'not for anybody')
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ version: '1.2.3', files: { 'loader.js': sha(loader), 'card-ABCD1234.js': sha('export {}') } }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function ask(path: string, headers: Record<string, string> = {}, { basePath = '', from = folder, method = 'GET' } = {}): Promise<Response> {
  const app: App = new OpenAPIHono<{ Bindings: Bindings }>()
  embedRoutes(app, from)
  const bindings = { exchange: { requestId: 'req_1', route: '', workspace: '', headers: {} }, settings: { basePath } }
  return Promise.resolve(app.request(path, { method, headers }, bindings as unknown as Bindings))
}

describe('the files of the script tag', () => {
  it('may be loaded by any page: the loader for minutes, a version and a hash for ever', async () => {
    const kept = async (path: string) => {
      const answer = await ask(path)
      expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('cross-origin-resource-policy'), answer.headers.get('content-type')]).toEqual([200, '*', 'cross-origin', 'text/javascript; charset=utf-8'])
      return answer.headers.get('cache-control')
    }
    expect(await kept('/embed/loader.js')).toBe('public, max-age=300, stale-while-revalidate=86400')
    expect(await kept('/embed/v1.2.3/loader.js')).toBe('public, max-age=31536000, immutable')
    expect(await kept('/embed/v1.2.3/card-ABCD1234.js')).toBe('public, max-age=31536000, immutable')
    expect(await kept('/embed/card-ABCD1234.js')).toBe('public, max-age=31536000, immutable')
  })

  it('are the built bytes, packed as the browser takes them', async () => {
    expect(await (await ask('/embed/loader.js')).text()).toBe(loader)
    const br = await ask('/embed/loader.js', { 'accept-encoding': 'gzip, deflate, br' })
    expect(br.headers.get('content-encoding')).toBe('br')
    expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString()).toBe(loader)
    const gzip = await ask('/embed/loader.js', { 'accept-encoding': 'gzip, br;q=0' })
    expect(gunzipSync(Buffer.from(await gzip.arrayBuffer())).toString()).toBe(loader)
    expect((await ask('/embed/loader.js', { 'accept-encoding': 'gzip' })).headers.get('vary')).toContain('Accept-Encoding')
  })

  it('are not sent again to who has them', async () => {
    const etag = (await ask('/embed/loader.js')).headers.get('etag')!
    expect((await ask('/embed/loader.js', { 'if-none-match': `W/"x", ${etag}` })).status).toBe(304)
    expect((await ask('/embed/loader.js', { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('lead a page of another version to the one that is here', async () => {
    const answer = await ask('/embed/v1.0.0/loader.js', {}, { basePath: '/kit' })
    expect([answer.status, answer.headers.get('location'), answer.headers.get('access-control-allow-origin')]).toEqual([307, '/kit/embed/loader.js', '*'])
    expect((await ask('/embed/v1.0.0/card-ABCD1234.js')).status).toBe(404)
    expect((await ask('/embed/vwhatever/loader.js')).status).toBe(404)
  })

  it('are those of the list and no others', async () => {
    for (const path of ['secret.txt', 'manifest.json', '..%2fpackage.json', '..%2F..%2Fetc%2Fpasswd', 'constructor', '__proto__', '', '%00']) expect((await ask(`/embed/${path}`)).status, path).toBe(404)
  })

  it('say their version and integrity for pages that name it', async () => {
    expect(await (await ask('/embed', {}, { basePath: '/kit' })).json()).toEqual({
      version: '1.2.3', src: '/kit/embed/v1.2.3/loader.js', integrity: sha(loader),
      imports: { '/kit/embed/v1.2.3/loader.js': sha(loader), '/kit/embed/v1.2.3/card-ABCD1234.js': sha('export {}') },
    })
  })

  it('are answered as nothing where the widgets were not built', async () => {
    expect((await ask('/embed/loader.js', {}, { from: join(folder, 'nowhere') })).status).toBe(404)
    expect((await ask('/embed', {}, { from: join(folder, 'nowhere') })).status).toBe(404)
  })
})

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSite } from './static-site.js'

let base: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'startupkit-site-'))
  await mkdir(join(base, 'dist/assets'), { recursive: true })
  await writeFile(join(base, 'secret.txt'), 'secret')
  await writeFile(join(base, 'dist/index.html'), '<!doctype html><title>Page</title>')
  await writeFile(join(base, 'dist/assets/index-AbCd1234.js'), `console.log(1)\n${'// long\n'.repeat(500)}`)
})
afterAll(() => rm(base, { recursive: true, force: true }))

const site = (singlePage = true, folder = 'dist') => createSite({ folder: join(base, folder), name: 'The page', build: 'npm run build', api: () => 'http://127.0.0.1:8787', singlePage })
const get = (path: string, init: RequestInit = {}, at = site()) => at(new Request(`http://127.0.0.1:8788${path}`, init))

describe('a built page', () => {
  it('is asked about each time, its hashed files never', async () => {
    const page = await get('/')
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    expect((await get('/', { headers: { 'if-none-match': page.headers.get('etag')! } })).status).toBe(304)
    const script = await get('/assets/index-AbCd1234.js', { headers: { 'accept-encoding': 'gzip' } })
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect([script.headers.get('content-encoding'), script.headers.get('content-type')]).toEqual(['gzip', 'text/javascript; charset=utf-8'])
  })

  it('runs scripts of its own and of the API alone, and is never framed', async () => {
    const policy = (await get('/')).headers.get('content-security-policy')!
    expect(policy).toContain("script-src 'self' http://127.0.0.1:8787;")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)
  })

  it('shows its first page at every address of its own, and says where nothing is', async () => {
    expect(await (await get('/contacts/con_1')).text()).toContain('<title>Page')
    expect((await get('/assets/gone.js')).status).toBe(404)
    expect((await get('/contacts', {}, site(false))).status).toBe(404)
  })

  it('gives nothing from outside its folder', async () => {
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/../../secret.txt', '/%00', '/%', '/assets/%2e%2e/%2e%2e/secret.txt'])
      expect(await (await get(path, {}, site(false))).text(), path).not.toBe('secret')
  })

  it('says so when it has not been built', async () => {
    const answer = await get('/', {}, site(true, 'missing'))
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('has not been built yet')
    expect((await get('/', { method: 'POST' })).status).toBe(405)
  })
})

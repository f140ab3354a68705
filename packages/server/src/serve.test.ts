import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { readConfig, type Config } from './config.js'
import { serve, type Serving } from './serve.js'
import { socketPath } from './socket-path.js'
import { freePort } from './testing.js'

const folders: string[] = []
const servings: Serving[] = []
afterEach(async () => {
  for (const one of servings.splice(0)) await one.stop()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

async function start(change: Partial<Config> = {}): Promise<Serving> {
  const folder = await mkdtemp(join(tmpdir(), 'startupkit-serve-'))
  folders.push(folder)
  const host = change.host ?? '127.0.0.1'
  const config = { ...readConfig({ DATA_DIR: folder, HOST: host, PORT: String(await freePort(host)) }), ...change }
  const serving = await serve(config, pino({ level: 'silent' }))
  servings.push(serving)
  return serving
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

describe('the stand-alone server', () => {
  it('answers on three ports, with the ways between them', async () => {
    const { addresses } = await start()
    expect(await (await fetch(`${addresses.api}/`)).json()).toMatchObject({ dashboard: addresses.dashboard, site: addresses.site, reference: '/reference' })
    expect((await fetch(`${addresses.api}/`, { headers: { accept: 'text/html' } })).headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const [path, target] of [['/admin', addresses.dashboard], ['/site', addresses.site]] as const) {
      const answer = await fetch(addresses.api + path, { redirect: 'manual' })
      expect([answer.status, answer.headers.get('location')]).toEqual([302, target])
    }
    expect(await (await fetch(`${addresses.dashboard}/config.json`)).json()).toEqual({ apiBaseUrl: addresses.api })
    for (const path of ['/reference', '/reference/reference.js', '/reference/reference.css', '/openapi.json', '/healthz', '/readyz']) expect((await fetch(addresses.api + path)).status, path).toBe(200)
  })

  it('never sends anybody to a host that was made up', async () => {
    const { addresses } = await start()
    const { port } = new URL(addresses.api)
    const { request } = await import('node:http')
    const location = await new Promise<string | undefined>((done) => {
      request({ host: '127.0.0.1', port, path: '/admin', headers: { host: 'evil.example/@x' } }, (answer) => (answer.resume(), done(answer.headers.location))).end()
    })
    expect(location ?? '').not.toMatch(/evil/)
  })

  it('listens on the IPv6 loopback', async () => {
    const { addresses } = await start({ host: '::1' })
    expect(addresses.api).toMatch(/^http:\/\/\[::1\]:/)
    expect(await (await fetch(`${addresses.api}/`)).json()).toMatchObject({ dashboard: addresses.dashboard })
    expect((await fetch(`${addresses.dashboard}/config.json`)).status).toBe(200)
  })

  it('keeps a socket for the command line that only its owner may use', async () => {
    const { socket } = await start()
    expect((await stat(socket)).isSocket()).toBe(true)
    expect(await modeOf(socket)).toBe('600')
    await servings.pop()!.stop()
    await expect(stat(socket)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('puts the socket into a private folder where the path is too long', async () => {
    const base = await mkdtemp(join(tmpdir(), 'startupkit-long-'))
    folders.push(base)
    const dataDir = join(base, 'x'.repeat(120))
    const { socket } = await start({ dataDir, runtimeDir: base })
    expect(socket).toBe(socketPath(dataDir, base))
    expect(Buffer.byteLength(socket)).toBeLessThan(104)
    expect(await modeOf(join(socket, '..'))).toBe('700')
  })

  it('says plainly that the port is taken, or that another server has the data', async () => {
    const { addresses, handler: _handler } = await start()
    const port = Number(new URL(addresses.api).port)
    await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await expect(start({ dataDir: folders[0]! })).rejects.toMatchObject({ code: 'database_owned' })
    expect((await fetch(`${addresses.api}/healthz`)).status).toBe(200)
  })

  it('keeps the demo key to itself, and the same key next time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'startupkit-demo-'))
    folders.push(folder)
    const first = await start({ dataDir: folder, demo: true })
    const file = join(folder, 'demo-key')
    expect(await modeOf(file)).toBe('600')
    expect((await readFile(file, 'utf8')).trim()).toBe(first.demoKey)
    await servings.pop()!.stop()
    await chmod(file, 0o644)
    const second = await start({ dataDir: folder, demo: true })
    expect(second.demoKey).toBe(first.demoKey)
    expect(await modeOf(file)).toBe('600')
    const answer = await fetch(`${second.addresses.api}/v1/workspaces`, { headers: { authorization: `Bearer ${second.demoKey}` } })
    expect(((await answer.json()) as { data: { slug: string }[] }).data.map((one) => one.slug).sort()).toEqual(['demo', 'legacy'])
    const preflight = await fetch(`${second.addresses.api}/v1/workspaces`, { method: 'OPTIONS', headers: { origin: second.addresses.dashboard, 'access-control-request-method': 'GET' } })
    expect(preflight.headers.get('access-control-allow-origin')).toBe(second.addresses.dashboard)
  })
})

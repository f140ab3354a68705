import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

/** A process of an example, and what it said in its first line. */
export async function startExample(folder: string, file: string, env: Record<string, string>): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [file], { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await Promise.race([once(child.stdout!.setEncoding('utf8'), 'data'), once(child, 'exit').then(([code]) => Promise.reject(new Error(`${file} ended with ${code}`)))])
  return { child, said: String(line).trim() }
}

export async function endExample(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** What every example that mounts the kit below /kit of its own server must do. */
export function answersBelowKit(testFile: string): void {
  const here = fileURLToPath(new URL('.', testFile))
  let dataDir: string
  let child: ChildProcess
  let address: string
  let secret: string
  let ownPage: string
  let otherPage: string

  const startupkit = async (...words: string[]) => {
    const { stdout } = await promisify(execFile)(join(here, 'node_modules/.bin/startupkit'), [...words, '--json'], { env: { ...process.env, DATA_DIR: dataDir } })
    return JSON.parse(stdout) as { secret: string }
  }
  const as = (key: string) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' })

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'startupkit-embed-'))
    await startupkit('workspace', 'create', 'My business')
    secret = (await startupkit('key', 'create', 'backend')).secret
    const port = await freePort()
    ownPage = (await startupkit('key', 'create', 'website', '--origin', `http://127.0.0.1:${port}`)).secret
    otherPage = (await startupkit('key', 'create', 'elsewhere', '--origin', 'http://elsewhere.test')).secret
    ;({ child, said: address } = await startExample(here, 'server.mjs', { DATA_DIR: dataDir, PORT: String(port) }))
  }, 60_000)
  afterAll(async () => {
    await endExample(child)
    await rm(dataDir, { recursive: true, force: true })
  })

  it('answers as the kit below /kit, and as itself elsewhere', async () => {
    const entry = { type: 'one_time_payment', source: 'manual', amount: 100_000, currency: 'USD' }
    const booked = await fetch(`${address}/v1/ledger/entries`, { method: 'POST', headers: as(secret), body: JSON.stringify(entry) })
    expect(booked.status).toBe(201)
    expect(await booked.json()).toMatchObject(entry)
    expect((await fetch(`${address}/v1/ledger/entries`)).status).toBe(401)
    expect(await (await fetch(new URL('/', address))).text()).toContain('Your own application')
    expect((await fetch(new URL('/kitten', address))).headers.get('x-request-id')).toBe(null)
  })

  it('tells whole addresses: with /kit in front', async () => {
    const front = (await (await fetch(address)).json()) as { reference: string; openapi: string }
    expect([front.reference, front.openapi]).toEqual(['/kit/reference', '/kit/openapi.json'])
    const document = (await (await fetch(new URL(front.openapi, address))).json()) as { servers?: { url: string }[] }
    expect(document.servers?.[0]?.url).toBe('/kit')
  })

  it('serves the script tag, so that a page of the same server needs no other', async () => {
    const loader = await fetch(`${address}/embed/loader.js`)
    expect([loader.status, loader.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
    expect(await loader.text()).toContain('sk-business-card')
  })

  it('knows a page of its own host, which sends no Origin, by what its browser says', async () => {
    const read = (key: string, site: string) => fetch(`${address}/v1/settings/public`, { headers: { ...as(key), 'sec-fetch-site': site } })
    expect((await read(ownPage, 'same-origin')).status).toBe(200)
    expect((await read(ownPage, 'cross-site')).status).toBe(403)
    expect((await read(otherPage, 'same-origin')).status).toBe(403)
  })

  it('streams what happens while the request is open', async () => {
    const ends = new AbortController()
    const stream = await fetch(`${address}/v1/live`, { headers: as(secret), signal: ends.signal })
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    const entry = { type: 'one_time_payment', source: 'manual', amount: 4_200, currency: 'USD' }
    await fetch(`${address}/v1/ledger/entries`, { method: 'POST', headers: as(secret), body: JSON.stringify(entry) })
    let heard = ''
    while (!heard.includes('ledger.entry_recorded')) heard += (await reader.read()).value ?? ''
    ends.abort()
    expect(heard).toContain('ledger.entry_recorded')
  })

  it('says what was wrong with a body that is none', async () => {
    const answer = await fetch(`${address}/v1/ledger/entries`, { method: 'POST', headers: as(secret), body: '{' })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  it('stops when it is asked to', async () => {
    child.kill('SIGTERM')
    const [code] = (await once(child, 'exit')) as [number]
    expect(code).toBe(0)
  })
}

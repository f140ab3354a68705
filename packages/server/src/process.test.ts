import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from './testing.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const main = join(root, 'packages/server/dist/main.js')
const command = join(root, 'packages/server/bin/startupkit.mjs')

let folder: string
const children: ChildProcess[] = []
beforeAll(async () => {
  // The process is what is built; a stamp makes this cheap.
  await promisify(execFile)(process.execPath, ['-e', "import('./tooling/ready/index.mjs').then((m) => m.readyToAnswer())"], { cwd: root })
  folder = await mkdtemp(join(tmpdir(), 'startupkit-process-'))
}, 180_000)
afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

async function start(env: Record<string, string> = {}) {
  const port = await freePort()
  const child = spawn(process.execPath, [main], { env: { PATH: process.env['PATH']!, DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'info', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const api = `http://127.0.0.1:${port}`
  await expect.poll(() => fetch(`${api}/readyz`).then((answer) => answer.status, () => output || 'nothing said'), { timeout: 15_000 }).toBe(200)
  await expect.poll(() => stat(join(folder, 'startupkit.sock')).then(() => true, () => false)).toBe(true)
  return { child, api, output: () => output }
}

const cli = async (...words: string[]) => {
  const env = { PATH: process.env['PATH']!, DATA_DIR: folder }
  return promisify(execFile)(process.execPath, [command, ...words], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  )
}

describe('the process', () => {
  it('stops gracefully: running requests are answered, live streams end, files are let go', async () => {
    const { child, api } = await start()
    await cli('workspace', 'create', 'Acme')
    const key = (await cli('key', 'create', 'Test')).stdout.split('\n')[0]!
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const live = await fetch(`${api}/v1/live`, { headers })
    const entry = JSON.stringify({ type: 'one_time_payment', source: 'manual', amount: 5, currency: 'USD' })
    expect((await fetch(`${api}/v1/ledger/entries`, { method: 'POST', headers, body: entry })).status).toBe(201)
    const running = Array.from({ length: 20 }, () => fetch(`${api}/v1/ledger/entries`, { method: 'POST', headers, body: entry }).then((answer) => answer.status, () => 'refused'))
    await new Promise((done) => setTimeout(done, 5))
    const exited = once(child, 'exit')
    const from = Date.now()
    child.kill('SIGTERM')
    const [code] = (await exited) as [number]
    expect(code).toBe(0)
    expect(Date.now() - from).toBeLessThan(10_000)
    await live.text().catch(() => '') // it ended; this would hang otherwise
    const statuses = await Promise.all(running)
    expect(statuses.filter((status) => status !== 201 && status !== 'refused')).toEqual([])
    const acknowledged = statuses.filter((status) => status === 201).length
    await expect(stat(join(folder, 'startupkit.sock'))).rejects.toThrow()
    const again = await start()
    const { data } = (await (await fetch(`${again.api}/v1/ledger/entries?limit=100`, { headers })).json()) as { data: unknown[] }
    expect(data.length).toBeGreaterThanOrEqual(acknowledged + 1)
    again.child.kill('SIGINT')
    expect((await once(again.child, 'exit'))[0]).toBe(0)
  }, 60_000)

  it('starts after kill -9, with the socket and the lock of the dead in its way', async () => {
    const { child } = await start()
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect((await stat(join(folder, 'startupkit.sock'))).isSocket()).toBe(true)
    const next = await start()
    expect((await cli('workspace', 'list')).stdout).toContain('acme')
    next.child.kill('SIGTERM')
    await once(next.child, 'exit')
  }, 60_000)

  it('says on one line why it does not start', async () => {
    const child = spawn(process.execPath, [main], { env: { PATH: process.env['PATH']!, DATA_DIR: folder, PORT: 'none' }, stdio: ['ignore', 'ignore', 'pipe'] })
    children.push(child)
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    expect((await once(child, 'exit'))[0]).toBe(1)
    expect(said).toMatch(/^startupkit: PORT must be .*\n$/)
  })
})

describe('the startupkit command', () => {
  it('does the same through a running server as without one', async () => {
    const alone = await cli('workspace', 'list', '--json')
    const { child } = await start()
    expect((await cli('workspace', 'list', '--json')).stdout).toBe(alone.stdout)
    const made = JSON.parse((await cli('key', 'create', 'Through the socket', '--json')).stdout) as { id: string; secret: string }
    expect((await cli('key', 'revoke', made.id)).stdout).toContain('revoked')
    expect((await cli('key', 'list')).stdout).toMatch(new RegExp(`${made.id}.*revoked`))
    child.kill('SIGTERM')
    await once(child, 'exit')
    expect(await cli('verify')).toMatchObject({ code: 0, stdout: expect.stringContaining('acme: the books hold') })
  }, 60_000)

  it('imports an export, writes the report, and changes nothing the second time', async () => {
    const report = join(folder, 'report.json')
    const fixture = join(root, 'packages/server/fixtures/legacy-export')
    const first = await cli('import', fixture, '--report', report)
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('USD: legacy 1080000, imported 1080000 minor units') })
    expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({ agrees: true, made: { entries: 11, contacts: 3 }, rejected: [] })
    expect((await cli('import', fixture)).stdout).toContain('Nothing was new.')
  }, 60_000)

  it('tells wrong calls from refusals by its exit code', async () => {
    expect((await cli()).code).toBe(2)
    expect((await cli('fly')).code).toBe(2)
    expect((await cli('key', 'create')).code).toBe(2)
    expect((await cli('key', 'list', '--nonsense')).code).toBe(2)
    expect(await cli('key', 'revoke', 'key_nothing')).toMatchObject({ code: 1, stderr: 'startupkit: There is no such key. (key_not_found)\n' })
    expect(await cli('workspace', 'create', 'Acme')).toMatchObject({ code: 1, stderr: expect.stringContaining('workspace_slug_taken') })
    expect(await cli('import', '/nowhere')).toMatchObject({ code: 1 })
    expect(await cli('help')).toMatchObject({ code: 0, stdout: expect.stringContaining('startupkit') })
  }, 60_000)
})

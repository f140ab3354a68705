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

async function start(env: Record<string, string> = {}, ready = true) {
  const port = await freePort()
  const child = spawn(process.execPath, [main], { env: { PATH: process.env['PATH']!, DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'info', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const api = `http://127.0.0.1:${port}`
  await expect.poll(() => fetch(`${api}/readyz`).then((answer) => answer.status, () => output || 'nothing said'), { timeout: 90_000 }).toSatisfy((status) => status === 200 || (!ready && status === 503))
  await expect.poll(() => stat(join(env['DATA_DIR'] ?? folder, 'startupkit.sock')).then(() => true, () => false)).toBe(true)
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

  it('prepares the demo to its end although it is killed and stopped on the way, and then leaves it alone', async () => {
    const DATA_DIR = join(folder, 'demo')
    const demo = (ready: boolean) => start({ DATA_DIR, STARTUPKIT_DEMO: '1', LOG_LEVEL: 'silent' }, ready)
    const share = async (api: string) => {
      const { preparing } = (await (await fetch(`${api}/readyz`)).json()) as { preparing: { name: string; state: string; done: number; total: number | null }[] }
      const task = preparing.find((one) => one.name === 'demo')
      return task?.total ? task.done / task.total : 0
    }
    for (const [part, signal] of [[0.15, 'SIGKILL'], [0.3, 'SIGTERM'], [0.45, 'SIGTERM'], [0.6, 'SIGKILL']] as const) {
      const { child, api } = await demo(false)
      await expect.poll(() => share(api), { timeout: 60_000, interval: 50 }).toBeGreaterThan(part)
      child.kill(signal)
      await once(child, 'exit')
    }
    const summaries: unknown[] = []
    for (const time of ['after the kills', 'once more']) {
      const { child, api } = await demo(true)
      const headers = { authorization: `Bearer ${(await readFile(join(DATA_DIR, 'demo-key'), 'utf8')).trim()}` }
      const ask = async (path: string, workspace: string) => (await fetch(api + path, { headers: { ...headers, 'startupkit-workspace': workspace } })).json() as Promise<{ count: number; ok: boolean }>
      expect((await ask('/v1/ledger/verify', 'demo')).ok, time).toBe(true)
      summaries.push([await ask('/v1/ledger/entries/summary', 'demo'), await ask('/v1/ledger/entries/summary', 'legacy')])
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    expect(summaries[1]).toEqual(summaries[0])
    expect(summaries[0]).toMatchObject([{ count: expect.any(Number) }, { count: 11, totals: [{ currency: 'USD', net: 1_080_000 }] }])
  }, 180_000)

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

import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
let dataDir: string
let child: ChildProcess
let address: string
let secret: string

const startupkit = async (...words: string[]) => {
  const { stdout } = await promisify(execFile)(join(here, 'node_modules/.bin/startupkit'), [...words, '--json'], { env: { ...process.env, DATA_DIR: dataDir } })
  return JSON.parse(stdout)
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'startupkit-embed-'))
  await startupkit('workspace', 'create', 'My business')
  secret = (await startupkit('key', 'create', 'backend')).secret
  child = spawn(process.execPath, ['server.mjs'], { cwd: here, env: { ...process.env, DATA_DIR: dataDir, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout!.setEncoding('utf8'), 'data')
  address = String(line).trim()
}, 60_000)

afterAll(async () => {
  if (child?.exitCode === null) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await rm(dataDir, { recursive: true, force: true })
})

it('answers as the kit below /kit, and as itself elsewhere', async () => {
  const entry = { type: 'one_time_payment', source: 'manual', amount: 100_000, currency: 'USD' }
  const booked = await fetch(`${address}/v1/ledger/entries`, { method: 'POST', headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }, body: JSON.stringify(entry) })
  expect(booked.status).toBe(201)
  expect(await booked.json()).toMatchObject(entry)
  expect((await fetch(`${address}/v1/ledger/entries`)).status).toBe(401)
  expect(await (await fetch(new URL('/', address))).text()).toContain('Your own application')
})

it('stops when it is asked to', async () => {
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})

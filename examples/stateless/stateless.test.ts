import { createHandler, type Handler } from '@startupkit/server'
import { execFile, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqldRuns, startSqld, type Sqld } from '../../tooling/storage-contract/sqld.js'
import { endExample, startExample } from '../testing/embedded.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const KIT_SECRET = 'thirty-two characters, at the very least'

describe.skipIf(!sqldRuns)('a host that keeps no process', () => {
  const servers: Sqld[] = []
  let scratch: string
  let env: Record<string, string>
  let secret: string
  const running: ChildProcess[] = []

  /** A database of its own. A libSQL host gives each one a name; here each is a server. */
  const startDatabase = async () => {
    const sqld = await startSqld({ namespaces: false })
    servers.push(sqld)
    return `http://127.0.0.1:${sqld.port}`
  }
  const instance = async () => {
    const { child, said } = await startExample(here, 'serve.mjs', { ...env, SCRATCH: join(scratch, String(running.length)), PORT: '0' })
    running.push(child)
    return said
  }
  const cron = async (): Promise<{ ran: number; nextAt: number | null }> =>
    JSON.parse((await promisify(execFile)(process.execPath, ['cron.mjs'], { cwd: here, env: { ...process.env, ...env, SCRATCH: join(scratch, 'cron') } })).stdout)

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'startupkit-stateless-'))
    env = { CONTROL_URL: await startDatabase(), KIT_SECRET }
    const kit: Handler = createHandler({ dataDir: join(scratch, 'setup'), control: { url: env['CONTROL_URL']! }, secret: KIT_SECRET, worker: false })
    const { id } = await kit.createWorkspace({ name: 'My business', slug: 'mine', database: await startDatabase() })
    secret = (await kit.createKey({ workspaceId: id, kind: 'sk', name: 'backend' })).secret
    await kit.close()
  }, 120_000)
  afterAll(async () => {
    await Promise.all(running.map(endExample))
    await Promise.all(servers.map((sqld) => sqld.stop()))
    await rm(scratch, { recursive: true, force: true })
  })

  it('keeps nothing of its own: what one instance books, another reads and the cron works on', async () => {
    const [first, second] = [await instance(), await instance()]
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
    const booked = await fetch(`${first}/v1/ledger/entries`, { method: 'POST', headers, body: JSON.stringify({ type: 'one_time_payment', source: 'manual', amount: 100_000, currency: 'USD' }) })
    expect(booked.status).toBe(201)
    const { id } = (await booked.json()) as { id: string }
    await endExample(running[0])
    const read = await fetch(`${second}/v1/ledger/entries/${id}`, { headers })
    expect(await read.json()).toMatchObject({ id, amount: 100_000 })

    // A reader of the log that nobody runs: the cron does what a worker would.
    const contact = await fetch(`${second}/v1/contacts`, { method: 'POST', headers, body: JSON.stringify({ emails: ['ann@example.com'], name: 'Ann' }) })
    const { id: contactId } = (await contact.json()) as { id: string }
    await fetch(`${second}/v1/ledger/entries`, { method: 'POST', headers, body: JSON.stringify({ type: 'one_time_payment', source: 'manual', amount: 5_000, currency: 'USD', contactId }) })
    expect((await cron()).ran).toBeGreaterThan(0)
    expect((await cron()).ran).toBe(0)
  }, 120_000)
})

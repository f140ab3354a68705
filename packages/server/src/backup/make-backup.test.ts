import { spawn } from 'node:child_process'
import { createClient } from '@libsql/client'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { closeTestServers, createTestServer } from '../testing.js'
import { withReader } from './check-copy.js'
import { sha256Of } from './database-files.js'
import { listBackups, makeBackup } from './make-backup.js'
import { readManifest } from './manifest.js'

const folders: string[] = []
const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'startupkit-backup-'))
  folders.push(made)
  return made
}
afterAll(async () => {
  await closeTestServers()
  for (const one of folders) await rm(one, { recursive: true, force: true })
})
const sourceOf = (dataDir: string) => ({ dataDir, databaseUrl: null, databaseToken: null })
const entry = { type: 'one_time_payment', source: 'manual', amount: 5, currency: 'USD' }

describe('a backup', () => {
  it('is consistent while the server writes: every count, chain and figure of the copy agrees', async () => {
    const server = await createTestServer()
    const to = await folder()
    for (let at = 0; at < 20; at++) await server.ask('POST', '/v1/ledger/entries', { body: entry })
    let [writing, written] = [true, 20]
    const writer = (async () => {
      while (writing) {
        expect((await server.ask('POST', '/v1/ledger/entries', { body: entry })).status).toBe(201)
        written++
      }
    })()
    const made = await makeBackup(sourceOf(server.folder), { to })
    writing = false
    await writer
    const copy = made.manifest.workspaces[0]!.copy!
    expect(copy.counts['ledger_entries']).toBeGreaterThanOrEqual(20)
    expect(written).toBeGreaterThan(copy.counts['ledger_entries']!)
    const file = join(made.folder, copy.file)
    expect(await sha256Of(file)).toBe(copy.sha256)
    const counted = await withReader(file, (client) => client.execute('SELECT (SELECT count(*) FROM ledger_entries) AS entries, (SELECT max(seq) FROM events) AS events'))
    expect(counted.rows[0]).toMatchObject({ entries: copy.counts['ledger_entries'], events: copy.counts['events'] })
    expect((await readdir(join(made.folder, 'workspaces'))).sort()).toEqual([`${server.workspaceId}.db`])
    expect((await stat(file)).mode & 0o077).toBe(0)
  })

  it('holds no secret key, and is named only when it is whole', async () => {
    const server = await createTestServer()
    const to = await folder()
    const { folder: made } = await makeBackup(sourceOf(server.folder), { to })
    const secret = (await readFile(join(server.folder, 'secret.key'), 'utf8')).trim()
    for (const name of await readdir(made, { recursive: true })) {
      const path = join(made, name)
      if ((await stat(path)).isFile()) expect((await readFile(path)).includes(secret), name).toBe(false)
    }
    expect(await listBackups(to)).toEqual([made])
    expect((await readManifest(made))?.workspaces).toMatchObject([{ slug: 'acme', copy: null }])
  })

  it('refuses a database that is damaged and leaves nothing', async () => {
    const server = await createTestServer()
    const to = await folder()
    await server.ask('POST', '/v1/ledger/entries', { body: entry })
    const client = createClient({ url: `file:${join(server.folder, 'workspaces', `${server.workspaceId}.db`)}` })
    const { rows } = await client.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
    for (const { name } of rows) await client.execute(`DROP TRIGGER ${String(name)}`)
    await client.execute("UPDATE audit SET action = 'ledger.reverse' WHERE seq = 1")
    client.close()
    await expect(makeBackup(sourceOf(server.folder), { to })).rejects.toThrow(/No backup was made. Of workspace acme: the audit trail does not hold/)
    expect(await readdir(to)).toEqual([])
  })

  it('keeps as many as it was told, the newest', async () => {
    const server = await createTestServer()
    const to = await folder()
    const at = (day: number) => () => new Date(Date.UTC(2026, 2, day))
    for (const day of [1, 2, 3]) await makeBackup(sourceOf(server.folder), { to, now: at(day) })
    const { pruned } = await makeBackup(sourceOf(server.folder), { to, keep: 2, now: at(4) })
    expect(pruned).toHaveLength(2)
    expect((await listBackups(to)).map((path) => path.slice(-24, -14))).toEqual(['2026-03-03', '2026-03-04'])
  })

  it('that is killed leaves nothing that looks whole, and the next one cleans up', async () => {
    const server = await createTestServer()
    const to = await folder()
    await server.ask('POST', '/v1/ledger/entries', { body: entry })
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const { mkdir, writeFile } = await import('node:fs/promises')
    const half = join(to, `.making-2026-03-01T00-00-00-000Z-${child.pid}`)
    await mkdir(half)
    await writeFile(join(half, 'control.db.part'), 'half')
    await makeBackup(sourceOf(server.folder), { to })
    expect(await readdir(to)).toContain(half.slice(to.length + 1))
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
    expect(await listBackups(to)).toHaveLength(1)
    await makeBackup(sourceOf(server.folder), { to })
    expect((await readdir(to)).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('of a server that gives no copy is refused in a sentence', async () => {
    const data = await folder()
    await expect(makeBackup({ dataDir: data, databaseUrl: 'http://127.0.0.1:9', databaseToken: null }, { to: await folder() })).rejects.toThrow(/127\.0\.0\.1:9 cannot be reached for a copy: .*must offer \/dump/)
  })
})

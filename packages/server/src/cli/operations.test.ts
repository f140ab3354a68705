import { createClient } from '@libsql/client'
import { chmod, mkdir, mkdtemp, open, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { checkNode } from '../doctor/check-machine.js'
import { freePort } from '../testing.js'
import { run } from './run.js'

const folders: string[] = []
let folder: string
let port: number
beforeEach(async () => {
  folders.push((folder = await mkdtemp(join(tmpdir(), 'startupkit-cli-'))))
  port = await freePort()
})
afterAll(async () => {
  for (const one of folders) await rm(one, { recursive: true, force: true })
})

async function startupkit(...argv: string[]) {
  let [out, err] = ['', '']
  const code = await run([...argv, '--data', folder], { PORT: String(port) }, { out: (text) => (out += text), err: (text) => (err += text) })
  return { code, out, err }
}
const doctor = async () => {
  const { code, out } = await startupkit('doctor', '--json')
  const { checks } = JSON.parse(out) as { checks: { name: string; state: string; says: string; todo: string | null }[] }
  return { code, of: (name: string) => checks.filter((one) => one.name === name), checks }
}
const change = async (file: string, ...statements: string[]) => {
  const client = createClient({ url: `file:${join(folder, file)}` })
  for (const sql of statements) await client.execute(sql)
  client.close()
}

describe('startupkit', () => {
  it('backs up, says what is not in it, and restores', async () => {
    await startupkit('workspace', 'create', 'Acme')
    await startupkit('verify')
    const { code, out } = await startupkit('backup', '--keep', '3')
    expect(code).toBe(0)
    expect(out).toMatch(/1 of 1 workspaces.*books and audit trail hold/)
    expect(out).toContain('The secret key is not in it')
    const path = out.split('\n')[0]!
    expect(await startupkit('restore', path)).toMatchObject({ code: 1, err: expect.stringContaining('--replace') as string })
    expect(await startupkit('restore', path, '--replace')).toMatchObject({ code: 0, out: expect.stringContaining('is kept in') as string })
    expect((await startupkit('verify')).code).toBe(0)
    expect((await startupkit('backup', '--keep', 'few')).code).toBe(2)
    expect(await startupkit('backup', '--workspace', 'nobody')).toMatchObject({ code: 1, err: expect.stringContaining('no workspace nobody') as string })
  })

  it('says what is due without doing it, does it, and refuses what is newer than itself', async () => {
    const { out } = await startupkit('workspace', 'create', 'Acme')
    const id = /wsp_\w+/.exec(out)![0]
    expect(await startupkit('migrate', '--check')).toMatchObject({ code: 0, out: 'control: up to date\nacme: up to date\n' })
    const { out: steps } = await startupkit('migrate', '--json')
    expect(JSON.parse(steps)).toMatchObject([{ database: 'control' }, { database: 'acme', due: [], applied: [] }])
    await mkdir(join(folder, 'workspaces'))
    await change(`workspaces/${id}.db`, 'CREATE TABLE migrations (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL)')
    expect(await startupkit('migrate', '--check')).toMatchObject({ code: 1, out: expect.stringContaining('acme: lacks 0000_foundation') as string })
    expect(await startupkit('migrate')).toMatchObject({ code: 0, out: expect.stringContaining('acme: took 0000_foundation') as string })
    expect((await startupkit('migrate', '--check')).code).toBe(0)
    await change(`workspaces/${id}.db`, "INSERT INTO migrations VALUES ('9999_later', 'x', 1)")
    expect(await startupkit('migrate')).toMatchObject({ code: 1, out: expect.stringContaining('database_too_new') as string })
  })
})

describe('the doctor', () => {
  it('finds nothing wrong with a folder that is as it should be', async () => {
    await startupkit('workspace', 'create', 'Acme')
    await startupkit('verify')
    await startupkit('backup')
    const { code, checks } = await doctor()
    expect(checks.filter(({ state, name }) => state !== 'ok' && name !== 'disk')).toEqual([])
    expect(code).toBe(0)
    expect(checks.map(({ name }) => name)).toEqual(['settings', 'node', 'time zones', 'data folder', 'disk', 'secret key', 'clock', 'ports', 'control', 'acme', 'backup'])
  })

  it('finds each thing that is wrong, and says what to do', async () => {
    const { out } = await startupkit('workspace', 'create', 'Acme')
    await startupkit('verify')
    const file = `workspaces/${/wsp_\w+/.exec(out)![0]}.db`
    await chmod(folder, 0o755)
    await chmod(join(folder, 'secret.key'), 0o644)
    await change(file, "INSERT INTO jobs (id, kind, payload, origin, state, priority, run_at, attempts, max_attempts, created_at) VALUES ('job_1', 'test', '{}', 'live', 'dead', 0, 1, 1, 1, 1)")
    const tomorrow = Date.now() / 1_000 + 86_400
    await utimes(join(folder, 'control.db'), tomorrow, tomorrow)
    await writeFile(join(folder, 'last-backup.json'), JSON.stringify({ at: '2026-01-01T00:00:00.000Z', ok: false, bytes: 0, databases: 0 }))
    const { code, of } = await doctor()
    expect(code).toBe(1)
    expect(of('data folder')).toMatchObject([{ state: 'warn', todo: `chmod 700 ${folder}` }])
    expect(of('secret key')).toMatchObject([{ state: 'fail', todo: `chmod 600 ${join(folder, 'secret.key')}` }])
    expect(of('clock')).toMatchObject([{ state: 'fail' }])
    expect(of('acme')).toMatchObject([{ state: 'warn', says: '1 jobs were given up' }])
    expect(of('backup')).toMatchObject([{ state: 'fail' }])
    await rm(join(folder, 'secret.key'))
    expect((await doctor()).of('secret key')).toMatchObject([{ state: 'fail', says: expect.stringContaining('is missing') as string }])
  })

  it('finds a database that is damaged', async () => {
    const { out } = await startupkit('workspace', 'create', 'Acme')
    await startupkit('verify')
    const file = `workspaces/${/wsp_\w+/.exec(out)![0]}.db`
    await change(file, 'PRAGMA wal_checkpoint(TRUNCATE)')
    const damaged = await open(join(folder, file), 'r+')
    await damaged.write(Buffer.alloc(4_096, 0x5a), 0, 4_096, 8_192)
    await damaged.close()
    expect((await doctor()).of('acme')).toEqual(expect.arrayContaining([expect.objectContaining({ state: 'fail', todo: expect.stringContaining('restore') as string })]))
  })

  it('knows which Node is too old', () => {
    expect([checkNode('18.20.0').state, checkNode('20.18.9').state, checkNode('20.19.0').state, checkNode('24.0.0').state]).toEqual(['fail', 'fail', 'ok', 'ok'])
  })
})

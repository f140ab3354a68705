import { defineJob, defineOperation, schedule, type AnyOperation } from '@startupkit/core/plumbing'
import { openKit } from '@startupkit/core'
import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { exportFollows, removalFollows } from '../control/workspaces/delete-workspace.js'
import { createHandler, type Handler } from '../handler.js'
import { closeTestServers, createTestServer } from '../testing.js'
import { fileOfWorkspace, makeBackup } from './make-backup.js'
import { restoreBackup } from './restore-backup.js'

const folders: string[] = []
const handlers: Handler[] = []
const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'startupkit-restore-'))
  folders.push(made)
  return made
}
afterAll(async () => {
  await closeTestServers()
  for (const one of handlers) await one.close()
  for (const one of folders) await rm(one, { recursive: true, force: true })
})

const entry = { type: 'one_time_payment', source: 'manual', amount: 5, currency: 'USD' }
const ask = async (handler: Handler, key: string, path: string) => (await handler(new Request(`http://api.test${path}`, { headers: { authorization: `Bearer ${key}` } }))).json() as Promise<any>
const serve = (dataDir: string) => {
  const handler = createHandler({ dataDir, worker: false })
  handlers.push(handler)
  return handler
}

/** A server with some entries, its backup, and more entries since. */
async function backedUp() {
  const server = await createTestServer({ worker: false })
  for (let at = 0; at < 3; at++) await server.ask('POST', '/v1/ledger/entries', { body: entry })
  const made = await makeBackup({ dataDir: server.folder, databaseUrl: null, databaseToken: null }, { to: await folder() })
  await server.ask('POST', '/v1/ledger/entries', { body: entry })
  return { server, made }
}
const into = (dataDir: string) => ({ dataDir, databaseUrl: null })
const entriesOf = async (handler: Handler, key: string) => ((await ask(handler, key, '/v1/ledger/entries')) as { data: unknown[] }).data.length

describe('restore', () => {
  it('puts a whole backup into a fresh folder: keys open it and the books hold', async () => {
    const { server, made } = await backedUp()
    const fresh = await folder()
    const restored = await restoreBackup(into(fresh), { from: made.folder })
    expect(restored).toMatchObject({ control: true, kept: null, workspaces: [{ slug: 'acme' }] })
    const handler = serve(fresh)
    expect(await entriesOf(handler, server.secret)).toBe(3)
    expect(await ask(handler, server.secret, '/v1/ledger/verify')).toMatchObject({ ok: true, entries: 3 })
    expect((await readdir(fresh)).filter((name) => name.startsWith('.restoring'))).toEqual([])
  })

  it('refuses while a server has the folder open, and what is there already unless told to move it aside', async () => {
    const { server, made } = await backedUp()
    await expect(restoreBackup(into(server.folder), { from: made.folder, replace: true })).rejects.toThrow(/has this data folder open/)
    await server.handler.close()
    await expect(restoreBackup(into(server.folder), { from: made.folder })).rejects.toThrow(/2 databases are there already/)
    const { kept } = await restoreBackup(into(server.folder), { from: made.folder, replace: true })
    expect((await readdir(kept!, { recursive: true })).filter((name) => !name.endsWith('-wal')).sort()).toEqual(['control.db', 'workspaces', `workspaces/${server.workspaceId}.db`])
    expect(await entriesOf(serve(server.folder), server.secret)).toBe(3)
  })

  it('puts one workspace back under its own name, from its file too', async () => {
    const { server, made } = await backedUp()
    await server.handler.close()
    await restoreBackup(into(server.folder), { from: join(made.folder, made.manifest.workspaces[0]!.copy!.file), replace: true })
    expect(await entriesOf(serve(server.folder), server.secret)).toBe(3)
    await expect(restoreBackup(into(await folder()), { from: made.folder, workspace: 'acme' })).rejects.toThrow(/knows no workspace .* --as acme/)
  })

  it('puts one back beside its original under a new name', async () => {
    const { server, made } = await backedUp()
    await server.handler.close()
    const { workspaces } = await restoreBackup(into(server.folder), { from: made.folder, workspace: 'acme', as: 'acme-of-march' })
    const handler = serve(server.folder)
    const { secret } = await handler.createKey({ workspaceId: workspaces[0]!.id, kind: 'sk', name: 'Tests' })
    expect(await entriesOf(handler, secret)).toBe(3)
    expect(await entriesOf(handler, server.secret)).toBe(4)
    await handler.close()
    await expect(restoreBackup(into(server.folder), { from: made.folder, workspace: 'acme', as: 'acme' })).rejects.toThrow('workspace_slug_taken')
  })

  it('refuses a copy that was changed, and changes nothing', async () => {
    const { server, made } = await backedUp()
    await appendFile(join(made.folder, made.manifest.workspaces[0]!.copy!.file), 'x')
    const fresh = await folder()
    await expect(restoreBackup(into(fresh), { from: made.folder })).rejects.toThrow(/is not what the backup’s manifest says/)
    expect(await readdir(join(fresh, 'workspaces'))).toEqual([])
    await expect(restoreBackup(into(fresh), { from: server.folder })).rejects.toThrow(/is no whole backup/)
    await expect(restoreBackup(into(fresh), { from: join(made.folder, '..') })).rejects.toThrow(/holds several backups/)
  })

  it('sends nothing twice: what was due when it is put back waits for an owner, what only keeps figures goes on', async () => {
    const sent: string[] = []
    const mail = defineJob({ kind: 'test.mail', reach: 'live', leaseMs: 10_000, maxAttempts: 1, run: async (ctx) => void sent.push(ctx.job.id) })
    const plan = defineOperation({
      name: 'test.plan', summary: 'Plan', access: 'write', allow: ['system'], input: z.strictObject({ dueAt: z.int() }), output: z.null(),
      run: async (ctx, { dueAt }) => (await schedule(ctx, { kind: mail, dueAt }), null),
    })
    const server = await createTestServer({ worker: false })
    await server.ask('POST', '/v1/ledger/entries', { body: { ...entry, contactId: (await server.ask('POST', '/v1/contacts', { body: { name: 'Maya' } })).json.id } })
    const lease = await server.handler.lease(server.workspaceId)
    const system = { actor: { role: 'system' as const, id: 'test' }, origin: 'live' as const }
    for (const inMs of [-1_000, 3_600_000]) await lease.kit.call(plan as unknown as AnyOperation, system, { dueAt: Date.now() + inMs })
    lease.release()
    const made = await makeBackup({ dataDir: server.folder, databaseUrl: null, databaseToken: null }, { to: await folder() })
    const fresh = await folder()
    expect((await restoreBackup(into(fresh), { from: made.folder })).workspaces[0]!.parked).toBe(1)
    const clock = { now: () => at }
    let at = Date.now()
    const kit = await openKit({ database: { url: `file:${fileOfWorkspace(fresh, server.workspaceId)}` }, jobKinds: [mail], clock })
    const owner = kit.as({ role: 'owner', id: 'owner' })
    try {
      await kit.runDue()
      expect(sent).toEqual([])
      expect((await owner.system.health({})).jobs.kinds).toEqual([{ kind: 'test.mail', ready: 1, running: 0, dead: 1, lastError: 'restored_from_copy' }])
      at += 3_600_000
      await kit.runDue()
      expect(sent).toHaveLength(1)
    } finally {
      await kit.close()
    }
    await server.handler.close()
    expect((await restoreBackup(into(server.folder), { from: made.folder, workspace: 'acme', as: 'twin' })).workspaces[0]!.parked).toBe(2)
  })

  it('removes no workspace that was due to be removed, says so, and goes on with what the server does for itself', async () => {
    const server = await createTestServer({ worker: false })
    const plan = defineOperation({
      name: 'test.plan', summary: 'Plan', access: 'write', allow: ['system'], input: z.strictObject({}), output: z.null(),
      async run(ctx) {
        for (const kind of [removalFollows, exportFollows]) await schedule(ctx, { kind, subject: 'wsp_test', payload: { workspaceId: 'wsp_test', requestedAt: null }, dueAt: Date.now() - 1_000 })
        return null
      },
    })
    await (await server.handler.control()).ask(plan, {})
    const made = await makeBackup({ dataDir: server.folder, databaseUrl: null, databaseToken: null }, { to: await folder() })
    const restored = await restoreBackup(into(await folder()), { from: made.folder })
    expect(restored.parkedOfServer).toEqual({ 'workspaces.remove': 1 })
    await server.handler.close()
  })
})

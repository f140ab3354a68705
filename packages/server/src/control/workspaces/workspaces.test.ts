import { createClient } from '@libsql/client'
import { testClock } from '@startupkit/core/testing'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import yauzl from 'yauzl'
import { createMembersServer, inside, type MembersServer } from '../../members-testing.js'
import { caughtMails } from '../../people-mail.js'
import { closeTestServers } from '../../testing.js'

afterAll(closeTestServers)
const dayMs = 86_400_000

/** The files in a zip, by name. */
const unzip = (bytes: Buffer) =>
  new Promise<Map<string, Buffer>>((done, failed) => {
    const files = new Map<string, Buffer>()
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return failed(error)
      zip.on('end', () => done(files)).on('error', failed).on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (broken, stream) => {
          if (broken) return failed(broken)
          const parts: Buffer[] = []
          stream.on('data', (part: Buffer) => parts.push(part)).on('end', () => (files.set(entry.fileName, Buffer.concat(parts)), zip.readEntry()))
        })
      })
      zip.readEntry()
    })
  })

const download = async (server: MembersServer, cookie: string) => {
  const request = new Request(`http://api.test/v1/workspaces/acme/export`, { headers: { cookie, 'startupkit-workspace': 'acme', origin: 'https://dash.test' } })
  const response = await server.handler(request)
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

describe('a workspace', () => {
  it('is made by whoever signed in where that is allowed, who owns it then, and by the operator alone elsewhere', async () => {
    const open = await createMembersServer({ workspacesByAnyone: true })
    const cy = await open.signedIn('cy@acme.example')
    expect(await cy.ask('POST', '/v1/workspaces', { name: 'Second', slug: 'second' })).toMatchObject({ status: 201, json: { slug: 'second', mode: 'live' } })
    expect((await inside(cy, 'second')('GET', '/v1/members')).json.data).toMatchObject([{ userId: open.ids.cy, role: { id: 'owner' } }])
    expect(await open.team('second')).toMatchObject([{ userId: open.ids.cy, role: 'owner', state: 'active' }])
    expect((await cy.ask('GET', '/v1/workspaces')).json.data.map((one: any) => one.slug)).toEqual(['acme', 'second'])
    for (const more of [{ database: 'http://169.254.169.254' }, { mode: 'demo' }]) expect(await cy.ask('POST', '/v1/workspaces', { name: 'X', slug: 'third', ...more })).toMatchObject({ status: 400, json: { code: 'invalid_input' } })
    expect(await open.ask('POST', '/v1/workspaces', { body: { name: 'X', slug: 'third' } })).toMatchObject({ status: 403 })
    expect(await cy.ask('POST', '/v1/workspaces', { name: 'X', slug: 'acme' })).toMatchObject({ status: 409, json: { code: 'workspace_slug_taken' } })
    const closed = await createMembersServer()
    expect(await closed.ada('POST', '/v1/workspaces', { name: 'X', slug: 'third' })).toMatchObject({ status: 403, json: { code: 'workspace_creation_closed' } })
    expect(await closed.ada('GET', '/v1/workspaces/second')).toMatchObject({ status: 404 })
  })

  it('is renamed by its owner; the old name leads to it still, and is nobody else\'s', async () => {
    const server = await createMembersServer({ workspacesByAnyone: true })
    const { ada, cy } = server
    expect(await cy('PATCH', '/v1/workspaces/acme', { name: 'Mine' })).toMatchObject({ status: 403 })
    expect(await ada('PATCH', '/v1/workspaces/acme', { name: 'Acme & Co', slug: 'acme-co' })).toMatchObject({ status: 200, json: { name: 'Acme & Co', slug: 'acme-co' } })
    expect(await ada('GET', '/v1/workspaces/acme')).toMatchObject({ status: 200, json: { slug: 'acme-co' } })
    expect((await inside(await server.signedIn('ada@acme.example'), 'acme-co')('GET', '/v1/members')).status).toBe(200)
    expect(await ada('POST', '/v1/workspaces', { name: 'Thief', slug: 'acme' })).toMatchObject({ status: 409, json: { code: 'workspace_slug_taken' } })
    expect(await ada('PATCH', '/v1/workspaces/acme-co', { slug: 'acme' })).toMatchObject({ status: 200, json: { slug: 'acme' } })
    await ada('POST', '/v1/workspaces', { name: 'Other', slug: 'other' })
    expect(await ada('PATCH', '/v1/workspaces/other', { name: 'Taken' })).toMatchObject({ status: 404, json: { code: 'workspace_not_found' } })
  })

  it('has one test twin, with the same members and a database of its own', async () => {
    const server = await createMembersServer()
    expect(await server.cy('POST', '/v1/workspaces/acme/open-test', {})).toMatchObject({ status: 403 })
    const twin = (await server.ada('POST', '/v1/workspaces/acme/open-test', {})).json
    expect(twin).toMatchObject({ slug: 'acme-test', mode: 'test', liveId: server.workspaceId })
    expect((await server.ada('POST', '/v1/workspaces/acme/open-test', {})).json).toEqual(twin)
    const cy = inside(await server.signedIn('cy@acme.example'), 'acme-test')
    const ada = inside(await server.signedIn('ada@acme.example'), 'acme-test')
    await cy('POST', '/v1/contacts', { name: 'Only a test' })
    expect((await server.cy('GET', '/v1/contacts')).json.data).toEqual([])
    expect((await ada('GET', '/v1/members')).json.data).toHaveLength(3)
    expect(await ada('POST', `/v1/members/${server.ids.cy}/remove`, {})).toMatchObject({ status: 409, json: { code: 'managed_in_live' } })
    expect((await server.team('acme-test')).map((one) => one.userId).sort()).toEqual(Object.values(server.ids).sort())
    await server.ada('POST', `/v1/members/${server.ids.cy}/remove`, {})
    expect(await cy('GET', '/v1/contacts')).toMatchObject({ status: 404, json: { code: 'workspace_not_found' } })
    expect((await server.team('acme-test')).find((one) => one.userId === server.ids.cy)).toMatchObject({ state: 'left' })
  })
})

describe('removing a workspace', () => {
  it('waits, tells the members, hands out everything, and then leaves a tombstone', async () => {
    const clock = testClock(Date.now())
    const server = await createMembersServer({ clock })
    const { ada, cy, folder, workspaceId } = server
    await ada('POST', '/v1/contacts', { name: 'Ada Lovelace' })
    await ada('POST', '/v1/ledger/entries', { type: 'one_time_payment', source: 'manual', amount: 700, currency: 'USD' })
    const twin = (await ada('POST', '/v1/workspaces/acme/open-test', {})).json
    await server.team('acme-test')
    expect(await cy('POST', '/v1/workspaces/acme/request-deletion', { slug: 'acme' })).toMatchObject({ status: 403 })
    expect(await ada('POST', '/v1/workspaces/acme/request-deletion', { slug: 'Acme' })).toMatchObject({ status: 400, json: { code: 'workspace_slug_differs' } })
    expect(await ada('GET', '/v1/workspaces/acme/export')).toMatchObject({ status: 404, json: { code: 'export_not_ready' } })
    const asked = await ada('POST', '/v1/workspaces/acme/request-deletion', { slug: 'acme' })
    expect(asked.json.deleteAt).toBe(new Date(clock.now() + 14 * dayMs).toISOString())

    expect((await caughtMails(server)).filter((mail) => mail.subject.includes('will be deleted')).map((mail) => mail.to).sort()).toEqual(['ada@acme.example', 'bo@acme.example', 'cy@acme.example'])
    const { cookie } = await server.signedIn('ada@acme.example')
    const sent = await download(server, cookie)
    expect([sent.status, sent.headers.get('content-type'), sent.headers.get('content-disposition'), sent.headers.get('x-content-type-options')]).toEqual([200, 'application/zip', 'attachment; filename="acme-export.zip"', 'nosniff'])
    const files = await unzip(sent.bytes)
    expect([...files.keys()].sort()).toEqual(['README.txt', 'business.db', 'contacts.jsonl', 'ledger.csv'])
    expect(JSON.parse(files.get('contacts.jsonl')!.toString())).toMatchObject({ name: 'Ada Lovelace' })
    expect(files.get('ledger.csv')!.toString().split('\n')[1]).toContain('7.00')
    const copy = join(folder, 'copy.db')
    writeFileSync(copy, files.get('business.db')!)
    const client = createClient({ url: `file:${copy}` })
    expect((await client.execute('SELECT count(*) AS many FROM ledger_entries')).rows[0]!['many']).toBe(1)
    client.close()
    expect((await cy('GET', '/v1/workspaces/acme/export')).status).toBe(403)

    clock.tick(14 * dayMs - 1_000)
    await server.handler.runDue()
    expect((await server.ask('GET', '/v1/contacts')).json.data).toHaveLength(1)
    expect(existsSync(join(folder, 'workspaces', `${workspaceId}.db`))).toBe(true)
    clock.tick(2_000)
    await server.handler.runDue()
    expect(readdirSync(join(folder, 'workspaces'))).toEqual([])
    expect(existsSync(join(folder, 'exports', workspaceId))).toBe(false)
    expect(await server.ask('GET', '/v1/contacts')).toMatchObject({ status: 401 })
    for (const slug of ['acme', twin.slug]) expect(await server.operate('GET', '/v1/contacts', undefined, slug)).toMatchObject({ status: 404, json: { code: 'workspace_not_found' } })
    const control = createClient({ url: `file:${join(folder, 'control.db')}` })
    expect((await control.execute('SELECT id, name, deleted_at IS NOT NULL AS gone FROM workspaces ORDER BY name')).rows.map((row) => [row['name'], row['gone']])).toEqual([['Acme', 1], ['Acme (test)', 1]])
    for (const table of ['members', 'keys', 'invitations', 'roles', 'wakeups']) expect((await control.execute(`SELECT count(*) AS many FROM ${table}`)).rows[0]!['many'], table).toBe(0)
    control.close()
    expect((await server.handler.createWorkspace({ name: 'Acme anew', slug: 'acme' })).slug).toBe('acme')
  })

  it('is called off with everything as it was, and the export goes', async () => {
    const clock = testClock(Date.now())
    const server = await createMembersServer({ clock, deletionWaitDays: 3 })
    await server.ada('POST', '/v1/workspaces/acme/request-deletion', { slug: 'acme' })
    await server.handler.runDue()
    expect(readdirSync(join(server.folder, 'exports', server.workspaceId))).toHaveLength(1)
    expect((await server.bo('POST', '/v1/workspaces/acme/cancel-deletion', {})).json.deleteAt).toBeNull()
    expect((await caughtMails(server)).filter((mail) => mail.subject.includes('stays'))).toHaveLength(3)
    expect(readdirSync(join(server.folder, 'exports', server.workspaceId))).toEqual([])
    clock.tick(5 * dayMs)
    await server.handler.runDue()
    expect((await server.ask('GET', '/v1/contacts')).status).toBe(200)
    expect((await server.operate('GET', '/v1/audit')).json.data.map((one: any) => one.action)).toEqual(expect.arrayContaining(['workspaces.requestDeletion', 'workspaces.cancelDeletion']))
  })
})

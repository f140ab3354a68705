import { defineOperation, mailTemplates, queueMail } from '@startupkit/core/plumbing'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { readSender } from '../mail/mail-ways.js'
import { closeTestServers, createTestServer, type TestServer } from '../testing.js'

afterAll(closeTestServers)

const ownerOf = async (server: TestServer, workspaceId = server.workspaceId) => (await server.handler.createKey({ workspaceId, kind: 'sk', name: 'Owner', demoOwner: true })).secret

/** A demo with its own workspace, and somebody who owns it. */
async function openDemo() {
  const server = await createTestServer({ demo: true, worker: false })
  const { id } = await server.handler.createWorkspace({ name: 'Demo <b>', slug: 'demo', mode: 'demo' })
  const key = await ownerOf(server, id)
  const ask = (method: string, path: string, body?: unknown) => server.ask(method, path, { key, body })
  return { server, id, ask }
}

describe('mail that is caught', () => {
  it('lies in the data folder, is listed, read and thrown away, and leaves this machine never', async () => {
    const { server, id, ask } = await openDemo()
    await ask('PATCH', '/v1/settings/mail', { host: 'smtp.elsewhere.example', fromAddress: 'hello@acme.example', port: 25, security: 'none' })
    for (const to of ['a@x.example', 'b@x.example']) expect((await ask('POST', '/v1/mail/test', { to })).status).toBe(202)
    await server.handler.runDue()

    const { json: list } = await ask('GET', '/v1/mail/caught?limit=1')
    expect(list.data).toMatchObject([{ to: 'b@x.example', from: expect.stringContaining('hello@acme.example'), subject: expect.stringContaining('works'), people: false }])
    const { json: next } = await ask('GET', `/v1/mail/caught?limit=1&cursor=${list.nextCursor}`)
    expect(next).toMatchObject({ data: [{ to: 'a@x.example' }], nextCursor: null })
    const folder = join(server.folder, 'mail', id)
    expect((await stat(join(folder, `${list.data[0].id}.eml`))).mode & 0o777).toBe(0o600)

    const { json: mail } = await ask('GET', `/v1/mail/caught/${list.data[0].id}`)
    expect(mail.html).toMatch(/^<!doctype html>/)
    expect(mail.text).toContain('reaches you')
    expect(mail.headers).toEqual(expect.arrayContaining([{ name: 'Auto-Submitted', value: 'auto-generated' }, { name: 'Message-ID', value: `<${list.data[0].id}@acme.example>` }]))
    const raw = await ask('GET', `/v1/mail/caught/${list.data[0].id}/raw`)
    expect(raw.headers.get('content-type')).toBe('message/rfc822')
    expect(raw.headers.get('content-disposition')).toBe(`attachment; filename="${list.data[0].id}.eml"`)
    expect(raw.text).toContain('To: b@x.example')

    expect((await ask('DELETE', '/v1/mail/caught')).json).toEqual({ deleted: 2 })
    expect(await readdir(folder)).toEqual([])
    expect((await ask('GET', `/v1/mail/caught/${list.data[0].id}`)).json.code).toBe('mail_not_found')
  })

  it('is nobody else’s: not another workspace’s, not a publishable key’s, and no path leads out of its folder', async () => {
    const { server, ask } = await openDemo()
    await ask('POST', '/v1/mail/test', { to: 'a@x.example' })
    await server.handler.runDue()
    const { json } = await ask('GET', '/v1/mail/caught')
    const other = await server.handler.createWorkspace({ name: 'Other', slug: 'other', mode: 'demo' })
    const stranger = await ownerOf(server, other.id)
    expect((await server.ask('GET', `/v1/mail/caught/${json.data[0].id}`, { key: stranger })).status).toBe(404)
    expect((await server.ask('GET', '/v1/mail/caught', { key: stranger })).json.data).toEqual([])
    expect((await server.ask('GET', '/v1/mail/caught')).status).toBe(403) // a server's key
    for (const id of ['../control', '..%2f..%2fsecret.key', `${json.data[0].id}%00`, 'mal_x']) expect((await ask('GET', `/v1/mail/caught/${encodeURIComponent(id)}`)).status, id).toBe(404)
  })

  it('shows mails about signing in to owners of the demo alone', async () => {
    const { server, ask } = await openDemo()
    const control = await server.handler.control()
    const tell = defineOperation({
      name: 'test.tell', summary: 'x', access: 'write', allow: ['system'], input: z.strictObject({}), output: z.string().nullable(),
      run: (ctx) => queueMail(ctx, { template: mailTemplates.signInLink, to: { address: 'maya@x.example' }, data: { url: 'https://app.example.com/in?token=t', minutes: 15 } }),
    })
    const id = await control.call(tell as never, { role: 'system', id: 'test' }, {})
    await server.handler.runDue()
    expect(await readdir(join(server.folder, 'mail', '_people'))).toEqual([`${id}.eml`])
    expect((await ask('GET', '/v1/mail/caught')).json.data).toMatchObject([{ id, to: 'maya@x.example', subject: 'Sign in to StartupKit', people: true }])
    expect((await ask('GET', `/v1/mail/caught/${id}`)).json.text).toContain('https://app.example.com/in?token=t')

    const elsewhere = await createTestServer({ mail: { catchAll: true }, worker: false })
    await (await elsewhere.handler.control()).call(tell as never, { role: 'system', id: 'test' }, {})
    await elsewhere.handler.runDue()
    const asked = await elsewhere.handler.operate(new Request('http://api.test/v1/mail/caught', { headers: { 'startupkit-workspace': elsewhere.workspaceId } }))
    expect(await asked.json()).toEqual({ data: [], nextCursor: null })
    expect(await readdir(join(elsewhere.folder, 'mail', '_people'))).toHaveLength(1)
  })

  it('is not there where mail is sent', async () => {
    const server = await createTestServer({ worker: false })
    const operate = (path: string) => server.handler.operate(new Request(`http://api.test${path}`, { headers: { 'startupkit-workspace': server.workspaceId } }))
    expect(await (await operate('/v1/mail/caught')).json()).toEqual({ data: [], nextCursor: null })
    await rm(join(server.folder, 'mail'), { recursive: true, force: true })
  })
})

describe('who mail comes from', () => {
  it('is read as people write it', () => {
    expect(readSender('Acme Studio <hello@acme.example>')).toEqual({ name: 'Acme Studio', address: 'hello@acme.example' })
    expect(readSender('"Acme, Inc." <hello@acme.example>')).toEqual({ name: 'Acme, Inc.', address: 'hello@acme.example' })
    expect(readSender(' hello@acme.example ')).toEqual({ name: '', address: 'hello@acme.example' })
    for (const text of ['Acme', 'Acme <hello>', 'a@b@c', 'a@b <c@d> <e@f>', '', 'x\r\nBcc: y@z <a@b.example>']) expect(readSender(text), text).toBeUndefined()
  })
})

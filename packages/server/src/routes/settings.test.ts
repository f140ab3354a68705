import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestServers, createTestServer, type TestServer } from '../testing.js'

let server: TestServer
let owner: string
let page: string
let workspaceId: string
let secret: string
beforeAll(async () => {
  server = await createTestServer({ demo: true })
  workspaceId = (await server.handler.createWorkspace({ name: 'Demo', slug: 'demo', mode: 'demo' })).id
  owner = (await server.handler.createKey({ workspaceId, kind: 'sk', name: 'Owner', demoOwner: true })).secret
  secret = (await server.handler.createKey({ workspaceId, kind: 'sk', name: 'Server' })).secret
  page = (await server.handler.createKey({ workspaceId, kind: 'pk', name: 'Site', origins: ['https://shop.example'] })).secret
})
afterAll(closeTestServers)

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
const fromShop = { origin: 'https://shop.example' }

describe('settings over HTTP', () => {
  it('are read by a key, changed by an owner, and by nobody on a page', async () => {
    expect(await server.ask('GET', '/v1/settings/branding', { key: secret })).toMatchObject({ status: 200, json: { accentLight: '#2f4fd0', version: 0 } })
    expect(await server.ask('PATCH', '/v1/settings/branding', { key: secret, body: { radius: 4 } })).toMatchObject({ status: 403 })
    expect(await server.ask('PATCH', '/v1/settings/branding', { key: owner, body: { radius: 4 } })).toMatchObject({ status: 200, json: { radius: 4, version: 1 } })
    expect(await server.ask('PATCH', '/v1/settings/branding', { key: owner, body: { radius: 5, expectedVersion: 0 } })).toMatchObject({ status: 409, json: { code: 'settings_changed_meanwhile' } })
    expect(await server.ask('PATCH', '/v1/settings/branding', { key: owner, body: { raduis: 5 } })).toMatchObject({ status: 400, json: { code: 'invalid_input' } })
    for (const path of ['', '/business', '/branding', '/languages', '/opening-hours']) expect(await server.ask('GET', `/v1/settings${path}`, { key: page, headers: fromShop })).toMatchObject({ status: 403 })
    expect(await server.ask('GET', '/v1/settings/public', { key: page, headers: fromShop })).toMatchObject({ status: 200, json: { tokens: { light: { '--sk-radius-1': '4px' } } } })
    expect(await server.ask('GET', '/v1/settings/public', { key: null })).toMatchObject({ status: 401 })
  })

  it('keep an image that a browser cannot mistake for anything else', async () => {
    expect(await server.ask('PUT', '/v1/settings/business/logo', { key: owner, body: { image: svg.toString('base64') } })).toMatchObject({ status: 400, json: { code: 'image_unreadable' } })
    expect(await server.ask('PUT', '/v1/settings/business/logo', { key: owner, body: { image: png.toString('base64') } })).toMatchObject({ status: 200, json: { type: 'image/png', width: 1, height: 1 } })
    const { logo, logoUrl } = (await server.ask('GET', '/v1/settings/public', { key: page, headers: fromShop })).json
    expect(logoUrl).toBe(`http://api.test/v1/images/${workspaceId}/${logo.id}`)
    const shown = await server.handler(new Request(logoUrl))
    expect(Buffer.from(await shown.arrayBuffer()).equals(png)).toBe(true)
    expect(Object.fromEntries(['content-type', 'x-content-type-options', 'content-disposition', 'content-security-policy'].map((name) => [name, shown.headers.get(name)]))).toEqual({
      'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'content-disposition': 'attachment; filename="logo.png"', 'content-security-policy': "default-src 'none'; sandbox",
    })
    const path = new URL(logoUrl).pathname
    for (const other of [path.replace(workspaceId, 'wsp_unknown'), `${path}x`, path.replace(workspaceId, '..%2f..%2fetc')]) expect((await server.ask('GET', other, { key: null })).status).toBe(404)
    expect(await server.ask('DELETE', '/v1/settings/business/logo', { key: owner })).toMatchObject({ status: 200, json: { removed: true } })
    expect((await server.ask('GET', path, { key: null })).status).toBe(404)
  })

  it('show no image of a neighbour', async () => {
    await server.ask('PUT', '/v1/settings/business/logo', { key: owner, body: { image: png.toString('base64') } })
    const { logo } = (await server.ask('GET', '/v1/settings/business', { key: owner })).json
    const other = await server.handler.createWorkspace({ name: 'Other', slug: 'other' })
    expect((await server.ask('GET', `/v1/images/${other.id}/${logo.id}`, { key: null })).status).toBe(404)
  })

  it('carry an image of half a megabyte and no more', async () => {
    const large = Buffer.concat([png, Buffer.alloc(512 * 1024 - png.length)])
    expect(await server.ask('PUT', '/v1/settings/business/logo', { key: owner, body: { image: large.toString('base64') } })).toMatchObject({ status: 200 })
    expect((await server.ask('PUT', '/v1/settings/business/logo', { key: owner, body: { image: Buffer.concat([large, Buffer.alloc(1)]).toString('base64') } })).status).toBe(400)
  })
})

describe('the audit trail over HTTP', () => {
  it('says from where and what changed', async () => {
    await server.ask('PATCH', '/v1/settings/languages', { key: owner, body: { offered: ['en', 'fr'] }, headers: { 'user-agent': 'Browser/9' } })
    const { json } = await server.ask('GET', '/v1/audit?action=settings.updateLanguages', { key: owner })
    expect(json.data).toMatchObject([{ action: 'settings.updateLanguages', subject: 'settings.languages', from: { address: '127.0.0.1', userAgent: 'Browser/9' }, changes: [{ before: { offered: ['en'] }, after: { offered: ['en', 'fr'] } }] }])
    const line = await server.ask('GET', `/v1/audit/${json.data[0].position}`, { key: owner })
    expect(line.json).toEqual(json.data[0])
    expect(await server.ask('GET', '/v1/audit/99999', { key: owner })).toMatchObject({ status: 404, json: { code: 'audit_line_not_found' } })
    expect(await server.ask('GET', '/v1/audit/first', { key: owner })).toMatchObject({ status: 400 })
  })

  it('is exported as CSV or JSON lines, and tells of it', async () => {
    const csv = await server.ask('GET', '/v1/audit/export?action=settings.', { key: owner })
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="audit-export.csv"')
    expect(csv.text.split('\r\n')[0]).toBe('position,at,actorRole,actorId,actorName,action,subject,address,userAgent,changes,origin,requestId,hash')
    const rows = (await server.ask('GET', '/v1/audit/export?format=jsonl', { key: owner })).text.trimEnd().split('\n').map((line) => JSON.parse(line) as { position: number; action: string })
    expect(rows.map(({ position }) => position)).toEqual(rows.map((_, at) => at + 1))
    expect(rows.at(-1)!.action).toBe('audit.export')
    expect(await server.ask('GET', '/v1/audit/export', { key: secret })).toMatchObject({ status: 403 })
    expect(await server.ask('GET', '/v1/audit/verify', { key: secret })).toMatchObject({ status: 200, json: { ok: true, erased: 0 } })
  })
})

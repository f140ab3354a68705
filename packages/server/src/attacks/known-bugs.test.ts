import { createClient } from '@libsql/client'
import { deflateSync } from 'node:zlib'
import { join } from 'node:path'
import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../app.js'
import { exposedBy } from '../expose.js'
import { createMembersServer, inside, type MembersServer } from '../members-testing.js'
import { caughtMails } from '../people-mail.js'
import { password } from '../people-testing.js'
import { closeTestServers } from '../testing.js'
import { totp } from '../totp.js'

let server: MembersServer
beforeAll(async () => void (server = await createMembersServer({ mail: { catchAll: true } })))
afterAll(closeTestServers)

async function rowsOf(sql: string, args: string[] = []) {
  const db = createClient({ url: `file:${join(server.folder, 'control.db')}` })
  const { rows } = await db.execute({ sql, args })
  db.close()
  return rows.map((row) => ({ ...row }))
}

/** @see https://nvd.nist.gov/vuln/detail/CVE-2026-23478 Cal.com: a session update wrote any field */
describe('whoever changes their own account', () => {
  it('writes no other field, by any path that takes a body', async () => {
    const person = () => rowsOf('SELECT * FROM people WHERE id = ?', [server.ids.cy])
    const before = await person()
    const fields: [string, unknown][] = [
      ['email', 'ada@acme.example'], ['emailVerified', true], ['email_verified', 1], ['twoFactorEnabled', true], ['secondFactor', false], ['secondFactorAt', 1], ['role', 'owner'], ['memberships', []], ['grants', ['keys.write']], ['id', server.ids.ada],
      ['userId', server.ids.ada], ['workspaceId', server.workspaceId], ['image', 'x'], ['password', 'eleven brown foxes'], ['createdAt', 0], ['session', { userId: server.ids.ada }], ['user', { email: 'x@example.com' }], ['expiresAt', 9e15], ['token', 'x'], ['proven', true],
    ]
    for (const [field, value] of fields) {
      for (const path of ['/v1/me', `/v1/me?${field}=${encodeURIComponent(String(value))}`]) expect([field, (await server.cy('PATCH', path, { locale: 'en', ...(path === '/v1/me' && { [field]: value }) })).status]).toEqual([field, 400])
      expect([field, (await server.cy('POST', '/v1/me/sessions/revoke-others', { [field]: value })).status]).toEqual([field, 400])
    }
    expect(await person()).toEqual(before)
    expect(await rowsOf('SELECT role FROM members WHERE user_id = ?', [server.ids.cy])).toEqual([{ role: 'support' }])
  })
})

/** @see https://nvd.nist.gov/vuln/detail/CVE-2025-66489 Cal.com: one of two factors was skipped */
describe('whoever has shown the password and not the second factor', () => {
  it('reaches no route at all, and cannot make the session count by any other way in', async () => {
    await server.person('zoe@acme.example')
    const zoe = await server.signedIn('zoe@acme.example')
    const { secret } = (await zoe.ask('POST', '/v1/me/second-factor', { password })).json
    await zoe.ask('POST', '/v1/me/second-factor/confirm', { code: totp(secret, Date.now() - 30_000) })
    await inside(zoe)('POST', '/v1/invitations', { email: 'new@acme.example', role: 'owner' })
    const invitation = await server.tokenFor('new@acme.example')
    await zoe.ask('POST', '/v1/me/email', { email: 'zoe@acme.example', password })
    const proof = await server.tokenFor('zoe@acme.example')

    const half = server.browser()
    await half.ask('POST', '/v1/auth/sign-in', { email: 'zoe@acme.example', password })
    const shut = async (what: string) => {
      for (const { route } of exposedBy(createApp()).filter((one) => !one.route.open)) {
        const answer = await server.ask(route.method.toUpperCase(), route.path.replace(/\{\w+\}/g, 'x'), { key: null, headers: { cookie: half.cookie, origin: 'https://dash.test', 'startupkit-workspace': 'acme' }, ...(route.method !== 'get' && { body: {} }) })
        expect([what, route.path, answer.status, answer.json?.code]).toEqual([what, route.path, 401, 'second_factor_required'])
      }
      for (const path of ['/v1/live', '/v1/imports/uploads']) expect((await inside(half)(path.endsWith('live') ? 'GET' : 'POST', path)).status).toBe(401)
    }
    await shut('at first')
    expect((await half.ask('POST', '/v1/invitations/accept', { token: invitation })).json.code).toBe('invitation_account_required')
    expect((await half.ask('POST', '/v1/auth/email/verify', { token: proof })).status).toBe(200)
    await shut('after the address was proven')
    expect((await half.ask('POST', '/v1/auth/second-factor', { code: '000000', backupCode: 'aaaaa-aaaaa' })).status).toBe(400)
    for (const body of [{ code: 0 }, { code: null }, { code: ['1', '2'] }, { code: { $ne: 1 } }, { code: '00000' }, { code: '0000000' }, { code: '      ' }, { code: '１２３４５６' }, { backupCode: '' }, { trustDevice: true, code: '000000' }]) expect((await half.ask('POST', '/v1/auth/second-factor', body)).status, JSON.stringify(body)).toBe(400)
    await shut('after nonsense')
  }, 60_000)

  it('and who has none cannot show one, nor borrow somebody else\'s', async () => {
    const plain = await server.signedIn('bo@acme.example')
    expect((await plain.ask('POST', '/v1/auth/second-factor', { code: '123456' })).json.code).toBe('second_factor_off')
    expect((await server.browser().ask('POST', '/v1/auth/second-factor', { code: '123456' })).status).toBe(401)
  })
})

const labels = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "';alert(1)//", '</title><script>x</script>', '<svg/onload=alert(1)>', '{{constructor.constructor("x")()}}', '<a href="javascript:alert(1)">x</a>', '<!--', ']]>', '&lt;b&gt;']

/** @see https://nvd.nist.gov/vuln/detail/CVE-2024-58355 Cal.com: the label of a question ran as script */
describe('names that are markup', () => {
  it('are words in every mail and page that shows them', async () => {
    for (const [at, label] of labels.entries()) {
      const { id } = await server.handler.createWorkspace({ name: label, slug: `label-${at}` })
      await server.operate('POST', `/v1/people/${server.ids.ada}/make-owner`, { workspaceId: id })
      const asks = inside(await server.signedIn('ada@acme.example'), `label-${at}`)
      await asks('PATCH', '/v1/me', { name: label })
      const role = (await asks('POST', '/v1/roles', { name: label.slice(0, 60), grants: ['contacts.read'] })).json
      expect((await asks('POST', '/v1/invitations', { email: `guest${at}@label.example`, name: label, role: role.id })).status).toBe(201)
      await asks('PATCH', '/v1/settings/business', { name: label, legalName: label })
      await asks('POST', '/v1/mail/test', { to: `test${at}@label.example` })
      await asks('POST', `/v1/workspaces/${id}/request-deletion`, { slug: `label-${at}` })
      for (const path of ['/v1/settings/public', '/v1/settings/business', '/v1/roles', `/v1/workspaces/${id}`]) {
        const answer = await asks('GET', path)
        expect([path, answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual([path, expect.stringMatching(/^application\/json/), 'nosniff'])
      }
    }
    await server.handler.runDue()
    await caughtMails(server)
    const { simpleParser } = await import('mailparser')
    const files = (await readdir(join(server.folder, 'mail'), { recursive: true })).filter((name) => name.endsWith('.eml'))
    let pages = 0
    for (const file of files) {
      const raw = await readFile(join(server.folder, 'mail', file))
      const mail = await simpleParser(raw)
      const page = typeof mail.html === 'string' ? mail.html : ''
      pages++
      expect([file, page.match(/<(?:script|svg|img|iframe|object|form|base|meta http)[\s/>]/gi)]).toEqual([file, null])
      expect([file, page.match(/href="(?!https:\/\/dash\.test|#)[^"]*"/gi)]).toEqual([file, null])
      expect([file, page.match(/\son\w+=/gi)?.filter((one) => page.includes(`<a${one}`)) ?? []]).toEqual([file, []])
      expect([file, raw.toString('latin1').split('\r\n\r\n')[0]!.match(/^(?:bcc|cc|sender|resent-\w+):/gim)]).toEqual([file, null])
    }
    expect(pages).toBeGreaterThan(20)
    for (const path of ['/reference', '/unsubscribe/%3Cscript%3Ealert(1)%3C%2Fscript%3E?token=%3Cscript%3E', '/%3Cscript%3Ealert(1)%3C/script%3E', '/v1/contacts/%3Cscript%3E']) {
      const answer = await server.ask('GET', path, { headers: { accept: 'text/html' } })
      expect([path, answer.text.includes('<script>alert')]).toEqual([path, false])
      expect([path, answer.headers.get('content-security-policy')]).toEqual([path, expect.stringContaining("default-src 'none'")])
    }
  }, 60_000)
})

const chunk = (kind: string, body: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, 0]), Buffer.from(kind, 'latin1'), body, Buffer.alloc(4)]).fill(0, 0, 0)
function png(extra: Buffer = Buffer.alloc(0), after: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.from([0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0, 0, 0, 0, 0])
  const data = chunk('IDAT', deflateSync(Buffer.from([0, 0, 0, 0, 0, 0])))
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), header, extra, data, after])
}
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.domain)</script></svg>'
const webp = (kind: string, body: Buffer) => Buffer.concat([Buffer.from('RIFF'), Buffer.from([40, 0, 0, 0]), Buffer.from(`WEBP${kind}`), Buffer.from([10, 0, 0, 0]), body])

/** @see https://nvd.nist.gov/vuln/detail/CVE-2021-3741 Chatwoot: an SVG avatar with a script in it */
describe('a logo that is more than an image', () => {
  it.each([
    ['SVG', Buffer.from(svg)], ['SVG behind a byte order mark', Buffer.from(`\ufeff${svg}`)], ['SVG behind spaces', Buffer.from(`  \n${svg}`)], ['SVG in UTF-16', Buffer.from(`\ufeff${svg}`, 'utf16le')], ['SVG with an XML line', Buffer.from(`<?xml version="1.0"?>${svg}`)],
    ['compressed SVG', deflateSync(Buffer.from(svg))], ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')], ['GIF', Buffer.from(`GIF89a/*${svg}*/`)], ['BMP', Buffer.from(`BM${svg}`)], ['PDF', Buffer.from(`%PDF-1.7\n${svg}`)], ['ICO', Buffer.concat([Buffer.from([0, 0, 1, 0]), Buffer.from(svg)])],
    ['RIFF that is sound', Buffer.from(`RIFF....WAVEfmt ${svg}`)], ['WebP of an unknown sort', webp('XMP ', Buffer.from(svg))], ['PNG with nothing in it', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')], ['PNG of no size', Buffer.from(png()).fill(0, 16, 24)], ['JPEG that never ends', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]), Buffer.from(svg)])],
    ['PNG as large as a country', Buffer.from(png()).fill(0x7f, 16, 20)], ['nothing', Buffer.alloc(0)],
  ])('is refused: %s', async (_what, bytes) => {
    expect((await server.ada('PUT', '/v1/settings/business/logo', { image: bytes.toString('base64') })).status).toBe(400)
  })

  it.each([
    ['PNG with markup behind it', png(undefined, Buffer.from(svg))], ['PNG with markup in it', png(chunk('tEXt', Buffer.from(svg)))],
    ['WebP with XML in it', Buffer.concat([webp('VP8X', Buffer.from([16, 0, 0, 0, 1, 0, 0, 1, 0, 0])), Buffer.from('XMP '), Buffer.from(svg)])],
  ])('is an image wherever it is shown, to be kept and not opened: %s', async (_what, bytes) => {
    const { json, status } = await server.ada('PUT', '/v1/settings/business/logo', { image: bytes.toString('base64') })
    expect([status, json]).toEqual([200, json])
    const shown = await server.ask('GET', `/v1/images/${server.workspaceId}/${json.id ?? json.logo.id}`, { key: null, headers: { accept: 'text/html' } })
    expect([shown.status, shown.headers.get('content-type'), shown.headers.get('x-content-type-options'), shown.headers.get('content-disposition'), shown.headers.get('content-security-policy')]).toEqual([200, expect.stringMatching(/^image\/(?:png|webp)$/), 'nosniff', expect.stringMatching(/^attachment; filename="logo\.\w+"$/), "default-src 'none'; sandbox"])
    expect((await server.ask('GET', `/v1/images/other/${json.id ?? json.logo.id}`, { key: null })).status).toBe(404)
  })

  it('is not called something else by whoever sends it', async () => {
    for (const extra of [{ type: 'image/svg+xml' }, { contentType: 'text/html' }, { filename: 'x.svg' }, { url: 'https://evil.example/x.svg' }]) expect((await server.ada('PUT', '/v1/settings/business/logo', { image: png().toString('base64'), ...extra })).status, JSON.stringify(extra)).toBe(400)
    for (const image of [`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, 'https://evil.example/x.png', '../../etc/passwd', '%%%']) expect((await server.ada('PUT', '/v1/settings/business/logo', { image })).status, image).toBe(400)
  })
})

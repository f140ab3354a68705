import { createClient } from '@libsql/client'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inside } from '../members-testing.js'
import { caughtMails, tokenIn } from '../people-mail.js'
import { createPeopleServer, password, type Browser, type PeopleServer } from '../people-testing.js'
import { closeTestServers } from '../testing.js'
import { totp } from '../totp.js'

const lines: string[] = []
const secrets = new Map<string, string>()
const keep = (what: string, secret: string): string => (expect(secret.length, what).toBeGreaterThan(9), secrets.set(what, secret), secret)
let server: PeopleServer
let ada: Browser

const mailed = async (what: string, to: string) => keep(what, tokenIn((await caughtMails(server)).findLast((mail) => mail.to === to && mail.text.includes('#token='))))

/** A day on which every secret that the product knows is made, used, used wrongly and changed. */
beforeAll(async () => {
  server = await createPeopleServer({ mail: { catchAll: true }, log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }) })
  await server.person('ada@acme.example')
  keep('password', password)
  ada = await server.signedIn('ada@acme.example')
  const asks = inside(ada)
  keep('secret key', server.secret)
  const door = (path: string, body: unknown, headers = {}) => server.browser().ask('POST', path, body, headers)

  await door('/v1/auth/sign-in', { email: 'ada@acme.example', password: keep('mistyped password', 'the wrong green otters') })
  await door('/v1/auth/sign-in', { email: keep('password in the wrong field', 'seven-green-otters-7@typed.example'), password: 'x'.repeat(12) })
  secrets.delete('password in the wrong field')
  await door('/v1/auth/link', { email: 'ada@acme.example' })
  await door('/v1/auth/link/follow', { token: await mailed('sign-in link', 'ada@acme.example') })
  await door('/v1/auth/password/forgot', { email: 'ada@acme.example' })
  await mailed('unused reset link', 'ada@acme.example')
  await asks('POST', '/v1/me/email', { email: 'ada@new.example', password })
  await mailed('unused address link', 'ada@new.example')
  await asks('POST', '/v1/invitations', { email: 'eve@acme.example', role: 'support' })
  const invitation = await mailed('invitation', 'eve@acme.example')
  await door('/v1/invitations/look', { token: invitation }, { 'idempotency-key': 'look' })
  await door('/v1/invitations/accept', { token: invitation, name: 'Eve', password: keep('password of the invited', 'nine quiet herons') }, { 'idempotency-key': 'accept' })

  const { secret, uri, backupCodes } = (await ada.ask('POST', '/v1/me/second-factor', { password }, { 'idempotency-key': 'factor' })).json
  keep('second factor', secret)
  keep('its address', uri)
  for (const code of backupCodes as string[]) keep(`backup code ${code.slice(0, 2)}`, code)
  await ada.ask('POST', '/v1/me/second-factor/confirm', { code: totp(secret) })
  keep('session cookie', ada.cookie.split('=')[1]!)
  keep('decoded session cookie', decodeURIComponent(ada.cookie.split('=')[1]!))

  const again = inside(ada)
  const withKey = (path: string, body: unknown) => ada.ask('POST', path, body, { 'startupkit-workspace': 'acme', 'idempotency-key': `once ${path}` })
  const key = (await withKey('/v1/keys', { kind: 'sk', name: 'Server' })).json
  keep('new key', key.secret)
  expect((await withKey('/v1/keys', { kind: 'sk', name: 'Server' })).json.secret).toBeNull()
  keep('rotated key', (await withKey(`/v1/keys/${key.id}/rotate`, {})).json.secret)
  keep('site key', (await withKey('/v1/keys', { kind: 'pk', name: 'Site', origins: ['https://shop.example'] })).json?.secret ?? (await again('POST', '/v1/keys', { kind: 'pk', name: 'Site', origins: ['https://shop.example'] })).json.secret)
  keep('visitor secret', (await withKey('/v1/visitor-secrets', { name: 'Site' })).json.secret)
  const endpoint = (await withKey('/v1/webhooks/endpoints', { url: `https://hooks.example.com/in?token=${keep('secret in an address', 'hook-token-of-theirs')}` })).json
  secrets.delete('secret in an address') // it is an address that they gave us, and kept as one
  keep('webhook secret', (await withKey(`/v1/webhooks/endpoints/${endpoint.id}/reveal-secret`, {})).json.secret)
  await withKey(`/v1/webhooks/endpoints/${endpoint.id}/rotate-secret`, {})
  keep('next webhook secret', (await withKey(`/v1/webhooks/endpoints/${endpoint.id}/reveal-secret`, {})).json.secret)
  await again('PATCH', '/v1/settings/mail', { host: 'smtp.acme.example', fromAddress: 'hello@acme.example', user: 'acme', password: keep('mail password', 'mail password of acme') })
  await again('POST', '/v1/mail/dkim', { domain: 'acme.example' })

  // What goes wrong is where secrets get lost.
  await server.ask('GET', `/v1/contacts?text=${encodeURIComponent(server.secret)}&unknown=${encodeURIComponent(server.secret)}`)
  await server.ask('POST', '/v1/contacts', { raw: `{"name":"${server.secret}"`, key: server.secret })
  await server.ask('GET', '/v1/contacts', { key: `${server.secret}x` })
  await again('PATCH', '/v1/settings/mail', { port: 0, password: 'mail password of acme' })
  await door('/v1/auth/password/reset', { token: secrets.get('unused reset link'), password: 'password12' })
  await server.handler.runDue()
}, 60_000)
afterAll(closeTestServers)

const filesBelow = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true, recursive: true })).filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))

const found = (text: string | Buffer) => [...secrets].filter(([, secret]) => text.includes(secret) || text.includes(Buffer.from(secret).toString('base64').replace(/=+$/, '')) || text.includes(encodeURIComponent(secret))).map(([what]) => what)

describe('secrets', () => {
  it('stand in no database of ours', async () => {
    const databases = (await filesBelow(server.folder)).filter((path) => /\.db(?:-wal|-shm)?$/.test(path))
    expect(databases.length).toBeGreaterThan(1)
    for (const path of databases) expect([path.slice(server.folder.length), found(await readFile(path))]).toEqual([path.slice(server.folder.length), []])
  })

  it('stand in no line of the log', () => {
    expect(lines.length).toBeGreaterThan(20)
    expect(found(lines.join('\n'))).toEqual([])
    for (const word of ['nine quiet', 'Bearer', 'startupkit_session', 'PRIVATE KEY', 'scrypt']) expect(lines.filter((line) => line.includes(word))).toEqual([])
  })

  it('stand in no line of the audit trail, whichever way it is read', async () => {
    const control = await server.handler.control()
    const own = await control.kit.as({ role: 'owner', id: 'test' }).audit.list({ limit: 100 })
    const exported = (await inside(ada)('GET', '/v1/audit/export')).text
    expect(exported.split('\n').length).toBeGreaterThan(5)
    expect([found(JSON.stringify(own)), found(exported)]).toEqual([[], []])
  })

  it('are answered once, or not at all, wherever their owner looks', async () => {
    const texts = await Promise.all(['/v1/me', '/v1/me/sessions', '/v1/keys', '/v1/visitor-secrets', '/v1/webhooks/endpoints', '/v1/settings', '/v1/settings/mail', '/v1/invitations', '/v1/members', '/v1/mail/messages'].map(async (path) => [path, found((await inside(ada)('GET', path)).text)]))
    for (const [path, what] of texts) expect([path, what]).toEqual([path, []])
  })

  it('are random, and long: none looks like another, nor like a time or a number', () => {
    const tokens = ['sign-in link', 'unused reset link', 'unused address link', 'invitation', 'secret key', 'new key', 'rotated key', 'site key', 'visitor secret', 'webhook secret', 'next webhook secret'].map((what) => secrets.get(what)!)
    expect(new Set(tokens).size).toBe(tokens.length)
    for (const one of tokens) {
      const body = one.replace(/^(?:[a-z]+_)+(?:(?:live|demo|test)_)?/, '')
      expect(body.length * Math.log2(new Set(body).size), one).toBeGreaterThan(90) // a rough floor: letters that do not repeat much
      expect(body).not.toMatch(/^\d+$/)
    }
  })

  it('lie in files that only their owner can read', async () => {
    for (const name of ['secret.key', ...(await readdir(server.folder)).filter((one) => /key|secret|code/.test(one))]) expect([name, ((await stat(join(server.folder, name))).mode & 0o077).toString(8)]).toEqual([name, '0'])
    for (const path of await filesBelow(join(server.folder, 'mail'))) expect([path, (await stat(path)).mode & 0o077]).toEqual([path, 0])
    expect((await stat(server.folder)).mode & 0o077).toBe(0)
  })

  it('stay out of the log when the database itself fails', async () => {
    await server.person('gil@acme.example')
    const db = createClient({ url: `file:${join(server.folder, 'control.db')}` })
    await db.execute('ALTER TABLE sessions RENAME COLUMN user_agent TO something_else')
    db.close()
    const at = lines.length
    const answer = await server.browser().ask('POST', '/v1/auth/sign-in', { email: 'gil@acme.example', password }, { 'user-agent': 'canary-in-a-mine' })
    expect(answer.status).toBe(500)
    expect(answer.text).not.toMatch(/sessions|SQL|at \/|node_modules|column|\.ts/i)
    const told = lines.slice(at).join('\n')
    expect(told).toContain('failed')
    expect(told).not.toContain('canary-in-a-mine')
    expect(found(told)).toEqual([])
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caughtMails, tokenIn } from '../people-mail.js'
import { createPeopleServer, dashboard, password, type PeopleServer } from '../people-testing.js'
import { closeTestServers } from '../testing.js'

let server: PeopleServer
beforeAll(async () => {
  server = await createPeopleServer({ mail: { catchAll: true } })
  await server.person('ada@example.com')
  await server.person('bo@example.com')
})
afterAll(closeTestServers)

const inAcme = { 'startupkit-workspace': 'acme' }

describe('other sites', () => {
  it('gain nothing from a cookie, whatever they send', async () => {
    const { cookie } = await server.signedIn('ada@example.com')
    const as = (method: string, headers: Record<string, string>, body?: unknown) => server.ask(method, method === 'GET' ? '/v1/contacts' : '/v1/contacts', { key: null, headers: { cookie, ...inAcme, ...headers }, ...(body !== undefined && { body }) })
    const name = { name: 'Mallory' }
    for (const origin of ['https://evil.example', 'null', 'https://dash.test.evil.example', 'http://dash.test', 'https://dash.test:444', 'https://DASH.test', ''])
      for (const method of ['GET', 'POST']) expect((await as(method, { origin }, method === 'POST' ? name : undefined)).status, `${method} from ${origin}`).toBe(401)
    for (const site of ['cross-site', 'same-site', 'nonsense']) expect((await as('GET', { 'sec-fetch-site': site })).status, site).toBe(401)
    // No page said that it was a page of ours: looking is all there is.
    expect((await as('POST', {}, name)).status).toBe(401)
    expect((await as('POST', { 'sec-fetch-site': 'same-origin' }, name)).status).toBe(401)
    expect((await as('GET', { 'sec-fetch-site': 'none' })).status).toBe(200)
    expect((await as('POST', { origin: dashboard }, name)).status).toBe(201)
  })

  it('cannot post a form: a body is JSON', async () => {
    const ada = await server.signedIn('ada@example.com')
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await server.ask('POST', '/v1/contacts', { key: null, raw: '{"name":"Mallory"}', headers: { cookie: ada.cookie, origin: dashboard, 'content-type': type, ...inAcme } })
      expect(answer, type).toMatchObject({ status: 415, json: { code: 'unsupported_media_type' } })
    }
  })

  it('cannot sign anybody in or out', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await server.ask('POST', '/v1/auth/sign-in', { key: null, body: { email: 'ada@example.com', password }, headers })
      expect(answer).toMatchObject({ status: 403, json: { code: 'origin_not_allowed' } })
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
  })

  it('are told that cookies may come along only where they are dashboards', async () => {
    await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'pk', name: 'Shop', origins: ['https://shop.example'] })
    const credentials = async (origin: string) => (await server.ask('OPTIONS', '/v1/me', { key: null, headers: { origin, 'access-control-request-method': 'GET' } })).headers
    expect((await credentials(dashboard)).get('access-control-allow-credentials')).toBe('true')
    expect((await credentials('https://shop.example')).get('access-control-allow-origin')).toBe('https://shop.example')
    expect((await credentials('https://shop.example')).get('access-control-allow-credentials')).toBeNull()
    expect((await credentials('https://evil.example')).get('access-control-allow-origin')).toBeNull()
  })

  it('cannot plant a cookie beside the real one', async () => {
    const ada = await server.signedIn('ada@example.com')
    const bo = await server.signedIn('bo@example.com')
    expect((await server.browser(`${ada.cookie}; ${bo.cookie}`).ask('GET', '/v1/me')).status).toBe(401)
    const [name, value] = ada.cookie.split('=') as [string, string]
    const token = decodeURIComponent(value).split('.')[0]!
    for (const forged of [token, `${token}.`, `${token}.AAAA`, encodeURIComponent(`${token}.${'A'.repeat(43)}=`), '%', `${value}x`, '']) expect((await server.browser(`${name}=${forged}`).ask('GET', '/v1/me')).status, forged).toBe(401)
  })
})

const redirects = [
  '//evil.example', '/\\evil.example', '\\\\evil.example', 'https:evil.example', 'https:/evil.example', 'https:///evil.example', 'https:\\\\evil.example', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)',
  'data:text/html,x', 'https://dash.test@evil.example', 'https://dash.test:pw@evil.example', 'https://user@dash.test/', 'https://dash.test.evil.example', 'https://evil.example/https://dash.test', 'https://evil.example#https://dash.test',
  'https://evil.example?https://dash.test', 'https://dash.test%2f@evil.example', 'https://dash.test%00.evil.example', 'https://dash.test\\.evil.example', 'https://dash.test\t.evil.example', '\thttps://dash.test', ' https://dash.test',
  'https://dash.test\n/x', 'https://dash\u3002test.evil.example', 'https://evil\u3002example', 'https://dash。test', 'https://dash.test:8443', 'http://dash.test', '/inbox', '/%5cevil.example', '/%2fevil.example', '', 'dash.test', 'https://',
  'https://dash.test\\@evil.example', 'https://[::1]', 'blob:https://dash.test/x', 'https://dash.test%252f@evil.example', 'ｈttps://dash.test', 'https://dash.test\r\nLocation: https://evil.example',
]

describe('where somebody is sent on', () => {
  it.each(redirects)('is never %j', async (redirectTo) => {
    for (const path of ['/v1/auth/link', '/v1/auth/password/forgot']) {
      const answer = await server.browser().ask('POST', path, { email: 'nobody@example.com', redirectTo })
      expect([path, answer.status]).toEqual([path, 400])
      expect(['redirect_not_allowed', 'invalid_input', 'text_not_storable']).toContain(answer.json.code)
    }
  })

  it('is a page of the dashboard, and the host that a request names changes nothing', async () => {
    await server.browser().ask('POST', '/v1/auth/link', { email: 'ada@example.com', redirectTo: `${dashboard}/inbox?tab=mine` }, { host: 'evil.example', 'x-forwarded-host': 'evil.example' })
    const mail = (await caughtMails(server)).at(-1)!
    const url = new URL(mail.links.find((one) => one.includes('#token='))!)
    expect([url.origin, url.pathname, new URLSearchParams(url.hash.slice(1)).get('to')]).toEqual([dashboard, '/sign-in/link', `${dashboard}/inbox?tab=mine`])
    expect(mail.text).not.toContain('evil')
  })
})

describe('links by mail', () => {
  it('sign in once', async () => {
    const browser = server.browser()
    expect((await browser.ask('POST', '/v1/auth/link', { email: 'ada@example.com' })).json).toEqual({ sent: true })
    const token = tokenIn((await caughtMails(server)).at(-1))
    expect(await browser.ask('POST', '/v1/auth/link/follow', { token })).toMatchObject({ status: 200, json: { person: { email: 'ada@example.com' } } })
    expect(await server.browser().ask('POST', '/v1/auth/link/follow', { token })).toMatchObject({ status: 400, json: { code: 'link_expired' } })
    expect(await server.browser().ask('POST', '/v1/auth/link/follow', { token: 'x'.repeat(32) })).toMatchObject({ status: 400, json: { code: 'link_expired' } })
  })

  it('choose a new password once, end every session, and are of no other use', async () => {
    await server.person('cy@example.com')
    const there = await server.signedIn('cy@example.com')
    const browser = server.browser()
    await browser.ask('POST', '/v1/auth/password/forgot', { email: 'CY@example.com' })
    const token = tokenIn((await caughtMails(server)).at(-1))
    expect((await browser.ask('POST', '/v1/auth/link/follow', { token })).json.code).toBe('link_expired')
    expect((await browser.ask('POST', '/v1/auth/email/verify', { token })).json.code).toBe('link_expired')
    expect(await browser.ask('POST', '/v1/auth/password/reset', { token, password: 'letmein123' })).toMatchObject({ status: 400, json: { code: 'password_too_common' } })
    expect((await browser.ask('POST', '/v1/auth/password/reset', { token, password: 'eleven brown foxes' })).status).toBe(204)
    expect((await browser.ask('POST', '/v1/auth/password/reset', { token, password: 'twelve brown foxes' })).json.code).toBe('link_expired')
    expect((await there.ask('GET', '/v1/me')).status).toBe(401)
    expect((await browser.ask('POST', '/v1/auth/sign-in', { email: 'cy@example.com', password: 'eleven brown foxes' })).status).toBe(200)
    expect((await caughtMails(server)).map((mail) => [mail.to, mail.subject])).toContainEqual(['cy@example.com', 'Your password was changed'])
  })

  it('prove another address, and only then it counts', async () => {
    await server.person('di@example.com')
    const di = await server.signedIn('di@example.com')
    expect((await di.ask('POST', '/v1/me/email', { email: 'di@new.example', password })).json).toEqual({ sent: true })
    expect((await di.ask('GET', '/v1/me')).json.person.email).toBe('di@example.com')
    const mail = (await caughtMails(server)).at(-1)!
    expect(mail.to).toBe('di@new.example')
    expect(await server.browser().ask('POST', '/v1/auth/email/verify', { token: tokenIn(mail) })).toMatchObject({ status: 200, json: { email: 'di@new.example', emailVerified: true } })
    // Of somebody else's address nothing is said, and nobody is written to.
    const count = (await caughtMails(server)).length
    expect((await di.ask('POST', '/v1/me/email', { email: 'ada@example.com', password })).json).toEqual({ sent: true })
    expect(await caughtMails(server)).toHaveLength(count)
  })

  it('are answered alike, and as slowly, where nobody has that address', async () => {
    const timed = async (email: string) => {
      const from = performance.now()
      const answer = await server.browser().ask('POST', '/v1/auth/password/forgot', { email })
      return { body: answer.text, ms: performance.now() - from }
    }
    const [known, unknown] = [await timed('bo@example.com'), await timed('nobody-at-all@example.com')]
    expect(known.body).toBe(unknown.body)
    expect(Math.min(known.ms, unknown.ms)).toBeGreaterThan(140)
  })

  it('carry no header of somebody\'s making', async () => {
    for (const email of ['ada@example.com\r\nBcc: all@example.com', 'ada@example.com\nX: y', '"a\r\nb"@example.com', 'ada@example.com\0'])
      for (const path of ['/v1/auth/link', '/v1/auth/password/forgot', '/v1/auth/sign-in']) expect((await server.browser().ask('POST', path, { email, ...(path.endsWith('sign-in') && { password }) })).status).toBe(400)
  })
})

describe('whose account it is', () => {
  it('is told by the session alone: no path takes a person from the body', async () => {
    const bo = await server.signedIn('bo@example.com')
    const ada = (await (await server.signedIn('ada@example.com')).ask('GET', '/v1/me')).json.person.id as string
    const calls: [string, string, object][] = [
      ['PATCH', '/v1/me', { name: 'X' }], ['POST', '/v1/me/password', { currentPassword: password, newPassword: 'eleven brown foxes' }], ['POST', '/v1/me/sessions/revoke-others', {}],
      ['POST', '/v1/me/second-factor', { password }], ['POST', '/v1/me/email', { email: 'x@example.com', password }], ['POST', '/v1/auth/sign-in', { email: 'bo@example.com', password }], ['POST', '/v1/auth/sign-out', {}],
    ]
    for (const [method, path, body] of calls)
      for (const field of ['userId', 'user_id', 'id', 'personId', 'user', 'sub']) expect(await bo.ask(method, path, { ...body, [field]: ada }), `${path} ${field}`).toMatchObject({ status: 400, json: { code: 'invalid_input' } })
  })

  it('is nobody\'s to make or change without the machine', async () => {
    const ada = await server.signedIn('ada@example.com')
    for (const [method, path] of [['GET', '/v1/people'], ['POST', '/v1/people'], ['POST', '/v1/people/usr_1/password'], ['POST', '/v1/people/usr_1/make-owner'], ['POST', '/v1/people/usr_1/remove-second-factor']] as const) {
      expect((await ada.ask(method, path, method === 'POST' ? {} : undefined, inAcme)).status, path).toBe(403)
      expect((await server.ask(method, path, { ...(method === 'POST' && { body: {} }) })).status, path).toBe(403)
    }
    for (const path of ['/v1/auth/sign-up', '/v1/auth/sign-up/email', '/api/auth/sign-up/email', '/v1/auth/update-user', '/api/auth/get-session', '/v1/auth/api-key/create', '/v1/auth/token', '/v1/auth/reset-password'])
      expect((await ada.ask('POST', path, {})).status, path).toBe(404)
  })
})

describe('guessing', () => {
  it('stops after ten tries at an account, at any address, also at the same time, and says for how long', async () => {
    const own = await createPeopleServer()
    await own.person('ada@example.com')
    const guess = (turn: number) => own.ask('POST', '/v1/auth/sign-in', { key: null, body: { email: 'ada@example.com', password: `guess number ${turn}` }, headers: { origin: dashboard }, from: `198.51.100.${turn}` })
    const answers = await Promise.all(Array.from({ length: 14 }, (_, turn) => guess(turn + 1)))
    expect(answers.filter((one) => one.status === 401)).toHaveLength(10)
    const refused = answers.filter((one) => one.status === 429)
    expect(refused).toHaveLength(4)
    expect(refused[0]!.json.code).toBe('sign_in_limited')
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(800)
    // The right password is refused too, or the answer would tell.
    expect((await own.browser().ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password })).status).toBe(429)
  })

  it('counts a /64 of IPv6 as one address, over accounts', async () => {
    const own = await createPeopleServer()
    const statuses: number[] = []
    for (let turn = 0; turn < 52; turn++) {
      const answer = await own.ask('POST', '/v1/auth/link/follow', { key: null, body: { token: `guess-number-${turn}` }, headers: { origin: dashboard }, from: `2001:db8:1:2:${turn.toString(16)}::1` })
      statuses.push(answer.status)
    }
    expect(statuses.slice(0, 50).every((one) => one === 400)).toBe(true)
    expect(statuses.slice(50)).toEqual([429, 429])
  })

  it('leaves a line for each try in the audit trail, and no password anywhere in the database', async () => {
    const own = await createPeopleServer()
    const id = await own.person('ada@example.com')
    await own.browser().ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password: 'not-the-right-one' })
    await own.signedIn('ada@example.com')
    const control = await own.handler.control()
    const { data } = await control.kit.as({ role: 'owner', id: 'test' }).audit.list({})
    expect(data.filter((line) => line.subject === id).map((line) => line.action)).toEqual(['auth.signIn', 'auth.refused', 'people.add'])
    const { readFile, readdir } = await import('node:fs/promises')
    for (const file of (await readdir(own.folder)).filter((name) => name.startsWith('control.db'))) expect((await readFile(`${own.folder}/${file}`)).includes('not-the-right-one')).toBe(false)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caughtMails } from './people-mail.js'
import { createPeopleServer, dashboard, password, type PeopleServer } from './people-testing.js'
import { closeTestServers } from './testing.js'

let server: PeopleServer
beforeAll(async () => {
  server = await createPeopleServer()
  await server.person('ada@example.com')
  await server.person('bo@example.com', 'support')
})
afterAll(closeTestServers)

describe('signing in', () => {
  it('opens a session with the right password, and says who it is and where they work', async () => {
    const browser = server.browser()
    const answer = await browser.ask('POST', '/v1/auth/sign-in', { email: 'ADA@example.com', password })
    expect(answer).toMatchObject({ status: 200, json: { person: { email: 'ada@example.com', secondFactor: false }, secondFactorRequired: false } })
    expect(answer.headers.get('set-cookie')).toMatch(/^startupkit_session=[^;]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/)
    expect((await browser.ask('GET', '/v1/me')).json).toMatchObject({ person: { email: 'ada@example.com' }, workspaces: [{ slug: 'acme', role: 'owner' }], ways: { password: true, providers: [] } })
    expect(await browser.ask('GET', '/v1/settings/business', undefined, { 'startupkit-workspace': 'acme' })).toMatchObject({ status: 200 })
    expect(await browser.ask('GET', '/v1/settings/business')).toMatchObject({ status: 400, json: { code: 'workspace_required' } })
    expect(await browser.ask('GET', '/v1/settings/business', undefined, { 'startupkit-workspace': 'elsewhere' })).toMatchObject({ status: 404, json: { code: 'workspace_not_found' } })
  })

  it('answers a wrong password and an unknown address alike', async () => {
    const wrong = await server.browser().ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password: 'not this one' })
    const unknown = await server.browser().ask('POST', '/v1/auth/sign-in', { email: 'nobody@example.com', password: 'not this one' })
    const seen = (answer: typeof wrong) => ({ status: answer.status, code: answer.json.code, detail: answer.json.detail, cookie: answer.headers.get('set-cookie') })
    expect(seen(wrong)).toEqual({ status: 401, code: 'credentials_wrong', detail: expect.any(String), cookie: null })
    expect(seen(unknown)).toEqual(seen(wrong))
  })

  it('gives a role what it may do, and no more', async () => {
    const bo = await server.signedIn('bo@example.com')
    const inAcme = { 'startupkit-workspace': 'acme' }
    expect((await bo.ask('GET', '/v1/contacts', undefined, inAcme)).status).toBe(200)
    expect(await bo.ask('GET', '/v1/audit', undefined, inAcme)).toMatchObject({ status: 403, json: { code: 'forbidden' } })
  })

  it('ends with sign-out, for whoever copied the cookie too', async () => {
    const browser = await server.signedIn('ada@example.com')
    const copy = server.browser(browser.cookie)
    expect((await copy.ask('GET', '/v1/me')).status).toBe(200)
    expect((await browser.ask('POST', '/v1/auth/sign-out', {})).status).toBe(204)
    expect(browser.cookie).toBe('')
    expect(await copy.ask('GET', '/v1/me')).toMatchObject({ status: 401, json: { code: 'unauthenticated' } })
  })

  it('takes a new session each time, so that a planted one gains nothing', async () => {
    const planted = await server.signedIn('bo@example.com')
    const victim = server.browser(planted.cookie)
    await victim.ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password })
    expect(victim.cookie).not.toBe(planted.cookie)
    expect((await planted.ask('GET', '/v1/me')).status).toBe(401)
    expect((await victim.ask('GET', '/v1/me')).json.person.email).toBe('ada@example.com')
  })

  it('makes the cookie one that nobody else can set where the server is reached over https', async () => {
    const secure = await createPeopleServer({ publicUrl: 'https://api.test' })
    await secure.person('ada@example.com')
    const browser = secure.browser()
    const answer = await browser.ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password })
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-startupkit_session=[^;]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/)
    expect((await browser.ask('GET', '/v1/me')).status).toBe(200)
    expect((await secure.browser(browser.cookie.replace('__Host-', '')).ask('GET', '/v1/me')).status).toBe(401)
  })
})

describe('a browser that was never seen before', () => {
  it('is told of by mail, once, and the first one is not', async () => {
    const own = await createPeopleServer({ mail: { catchAll: true } })
    await own.person('ada@example.com')
    const [fox, phone] = ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1']
    const from = (agent: string) => own.browser().ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password }, { 'user-agent': agent })
    await from(fox!)
    await from(fox!.replaceAll('130', '131'))
    expect(await caughtMails(own)).toEqual([])
    await from(phone!)
    await from(phone!)
    const mails = await caughtMails(own)
    expect(mails.map((mail) => [mail.to, mail.subject])).toEqual([['ada@example.com', 'New sign-in to your account']])
    expect(mails[0]!.text).toContain('Safari on iPhone')
  })
})

describe('sessions', () => {
  it('are listed, ended one by one, and all others at once', async () => {
    const first = await server.signedIn('ada@example.com')
    await first.ask('POST', '/v1/me/sessions/revoke-others', {})
    const second = await server.signedIn('ada@example.com')
    const third = await server.signedIn('ada@example.com')
    const list = (await first.ask('GET', '/v1/me/sessions')).json.data as { id: string; current: boolean }[]
    expect(list).toHaveLength(3)
    expect(list.filter((one) => one.current)).toHaveLength(1)
    const page = (await first.ask('GET', '/v1/me/sessions?limit=2')).json
    expect([...page.data, ...(await first.ask('GET', `/v1/me/sessions?limit=2&cursor=${page.nextCursor}`)).json.data]).toEqual(list)
    expect((await first.ask('POST', `/v1/me/sessions/${list[0]!.id}/revoke`, {})).status).toBe(204)
    expect((await third.ask('GET', '/v1/me')).status).toBe(401)
    expect((await first.ask('POST', '/v1/me/sessions/revoke-others', {})).json).toEqual({ ended: 1 })
    expect((await second.ask('GET', '/v1/me')).status).toBe(401)
    expect((await first.ask('GET', '/v1/me')).status).toBe(200)
  })

  it('of somebody else are out of reach, and answered like none', async () => {
    const [ada, bo] = [await server.signedIn('ada@example.com'), await server.signedIn('bo@example.com')]
    const { id } = (await ada.ask('GET', '/v1/me')).json.session
    expect(await bo.ask('POST', `/v1/me/sessions/${id}/revoke`, {})).toMatchObject({ status: 404, json: { code: 'session_not_found' } })
    expect((await ada.ask('GET', '/v1/me')).status).toBe(200)
  })

  it('live seven days from their last use, and thirty in all', async () => {
    let now = Date.now()
    const later = await createPeopleServer({ clock: { now: () => now } })
    await later.person('ada@example.com')
    const idle = await later.signedIn('ada@example.com')
    const used = await later.signedIn('ada@example.com')
    const day = 86_400_000
    for (let days = 0; days < 29; days += 5) {
      now += 5 * day
      if (days < 25) expect((await used.ask('GET', '/v1/me')).status, `after ${days + 5} days`).toBe(200)
      await new Promise((done) => setTimeout(done, 20))
    }
    expect((await idle.ask('GET', '/v1/me')).status).toBe(401)
    expect((await used.ask('GET', '/v1/me')).status).toBe(401)
  })
})

describe('your own account', () => {
  it('takes another name and language, and nothing else', async () => {
    const ada = await server.signedIn('ada@example.com')
    expect((await ada.ask('PATCH', '/v1/me', { name: 'Ada L.', locale: 'de' })).json).toMatchObject({ name: 'Ada L.', locale: 'de' })
    for (const field of ['id', 'userId', 'email', 'emailVerified', 'twoFactorEnabled', 'secondFactor', 'role', 'createdAt', 'metadata']) {
      expect(await ada.ask('PATCH', '/v1/me', { name: 'X', [field]: 'anything' }), field).toMatchObject({ status: 400, json: { code: 'invalid_input', issues: [{ code: 'unknown_field' }] } })
    }
    for (const name of ['Ada\r\nBcc: all@example.com', 'Ada\n', 'a\u2028b', '\u0007', '']) expect((await ada.ask('PATCH', '/v1/me', { name })).status, JSON.stringify(name)).toBe(400)
  })

  it('changes the password for whoever knows it, and ends the other sessions', async () => {
    await server.person('cy@example.com')
    const [here, there] = [await server.signedIn('cy@example.com'), await server.signedIn('cy@example.com')]
    expect(await here.ask('POST', '/v1/me/password', { currentPassword: 'a wrong guess', newPassword: 'eleven brown foxes' })).toMatchObject({ status: 403, json: { code: 'password_wrong' } })
    for (const newPassword of ['Password123!', 'aaaaaaaaaaaa', '1234567890', 'qwertyuiop', 'cy@example.com']) {
      expect(await here.ask('POST', '/v1/me/password', { currentPassword: password, newPassword }), newPassword).toMatchObject({ status: 400, json: { code: 'password_too_common' } })
    }
    expect((await here.ask('POST', '/v1/me/password', { currentPassword: password, newPassword: 'short' })).status).toBe(400)
    expect((await here.ask('POST', '/v1/me/password', { currentPassword: password, newPassword: 'eleven brown foxes' })).status).toBe(204)
    expect((await here.ask('GET', '/v1/me')).status).toBe(200)
    expect((await there.ask('GET', '/v1/me')).status).toBe(401)
    expect((await server.browser().ask('POST', '/v1/auth/sign-in', { email: 'cy@example.com', password })).status).toBe(401)
    expect((await server.browser().ask('POST', '/v1/auth/sign-in', { email: 'cy@example.com', password: 'eleven brown foxes' })).status).toBe(200)
  })

  it('is nobody else\'s: a key, a visitor and a stranger are turned away', async () => {
    expect((await server.ask('GET', '/v1/me')).status).toBe(403)
    expect((await server.ask('GET', '/v1/me', { key: null })).status).toBe(401)
    expect((await server.ask('GET', '/v1/me', { key: null, headers: { origin: dashboard, cookie: 'startupkit_session=made.up' } })).status).toBe(401)
  })
})

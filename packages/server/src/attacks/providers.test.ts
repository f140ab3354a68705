import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readFile, readdir } from 'node:fs/promises'
import { provider } from '../control/people/providers.js'
import { startFakeOidc } from '../fake-oidc.js'
import { createPeopleServer, dashboard, password, type Browser, type PeopleServer } from '../people-testing.js'
import { closeTestServers } from '../testing.js'
import { totp } from '../totp.js'

let oidc: Awaited<ReturnType<typeof startFakeOidc>>
let server: PeopleServer
beforeAll(async () => {
  oidc = await startFakeOidc()
  server = await createPeopleServer({ publicUrl: 'http://api.test', providers: [provider({ id: 'oidc', kind: 'oidc', name: 'Example ID', issuer: oidc.issuer, clientId: oidc.clientId, clientSecret: oidc.clientSecret })] })
  await server.person('ada@example.com')
})
beforeEach(() => Object.assign(oidc, { person: { sub: '1', email: 'ada@example.com', email_verified: true, name: 'Ada' }, header: {} }))
afterAll(async () => {
  await closeTestServers()
  await oidc.close()
})

const page = `${dashboard}/welcome`
const start = async (browser: Browser, redirectTo = page) => (await browser.ask('POST', '/v1/auth/providers/oidc', { redirectTo })).json.url as string
/** The way back: the browser follows the provider's redirect, which no page sent. */
const back = (address: string, cookie: string) => server.ask('GET', address.replace('http://api.test', ''), { key: null, headers: { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } })
const cookieOf = (answer: Awaited<ReturnType<typeof back>>) => (answer.headers.get('set-cookie') ?? '').split(';')[0]!

describe('signing in with a provider', () => {
  it('opens a session of the person with that address, and goes back to the page that began', async () => {
    expect((await server.browser().ask('GET', '/v1/auth/setup')).json.providers).toEqual([{ id: 'oidc', name: 'Example ID' }])
    const browser = server.browser()
    const answer = await back(oidc.visit(await start(browser)), browser.cookie)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, page])
    expect((await server.browser(cookieOf(answer)).ask('GET', '/v1/me')).json).toMatchObject({ person: { email: 'ada@example.com' }, ways: { password: true, providers: ['oidc'] } })
    for (const file of (await readdir(server.folder)).filter((name) => name.startsWith('control.db'))) expect((await readFile(`${server.folder}/${file}`)).includes('access-token-of-the-provider')).toBe(false)
  })

  it.each([
    ['nobody with that address', { person: { sub: '9', email: 'stranger@example.com', email_verified: true } }],
    ['an address that the provider did not check', { person: { sub: '8', email: 'ada@example.com', email_verified: false } }],
    ['a token for somebody else', { person: { sub: '1', email: 'ada@example.com', email_verified: true, aud: 'another' } }],
    ['a token of another issuer', { person: { sub: '1', email: 'ada@example.com', email_verified: true, iss: 'https://evil.example' } }],
    ['a token that has ended', { person: { sub: '1', email: 'ada@example.com', email_verified: true, exp: 1 } }],
    ['a token that nobody signed', { header: { alg: 'none' } }],
    ['a token signed another way than it says', { header: { alg: 'HS256' } }],
  ])('opens nothing for %s', async (_what, change) => {
    Object.assign(oidc, change)
    const browser = server.browser()
    const answer = await back(oidc.visit(await start(browser)), browser.cookie)
    const location = new URL(answer.headers.get('location') ?? 'none:')
    expect([answer.status, location.origin, location.pathname]).toEqual([302, dashboard, '/welcome'])
    expect(['account_unknown', 'provider_refused']).toContain(location.searchParams.get('error'))
    expect(cookieOf(answer)).not.toContain('startupkit_session')
  })

  it('ends in the browser that began it, once', async () => {
    const [mine, theirs] = [server.browser(), server.browser()]
    const address = oidc.visit(await start(mine))
    await start(theirs)
    const wrong = await back(address, theirs.cookie)
    expect(cookieOf(wrong)).not.toContain('startupkit_session')
    for (const cookie of ['', 'startupkit_oauth=x']) expect(cookieOf(await back(address, cookie))).not.toContain('startupkit_session')
    const browser = server.browser()
    const own = oidc.visit(await start(browser))
    expect(cookieOf(await back(own, browser.cookie))).toContain('startupkit_session')
    expect(cookieOf(await back(own, browser.cookie))).not.toContain('startupkit_session')
  })

  it('goes nowhere but to a dashboard', async () => {
    for (const redirectTo of ['https://evil.example', '//evil.example', '/inbox', 'https://dash.test@evil.example']) {
      expect(await server.browser().ask('POST', '/v1/auth/providers/oidc', { redirectTo }), redirectTo).toMatchObject({ status: 400, json: { code: 'redirect_not_allowed' } })
    }
    expect(await server.browser().ask('POST', '/v1/auth/providers/google', { redirectTo: page })).toMatchObject({ status: 404, json: { code: 'provider_not_found' } })
    const browser = server.browser()
    const address = `${oidc.visit(await start(browser))}&callbackURL=https://evil.example`
    expect((await back(address, browser.cookie)).status).toBe(400)
  })

  it('does not skip the second factor', async () => {
    const ada = await server.signedIn('ada@example.com')
    const { secret } = (await ada.ask('POST', '/v1/me/second-factor', { password })).json
    await ada.ask('POST', '/v1/me/second-factor/confirm', { code: totp(secret, Date.now() - 30_000) })
    const browser = server.browser()
    const answer = await back(oidc.visit(await start(browser)), browser.cookie)
    expect(answer.headers.get('location')).toBe(`${page}?second_factor=required`)
    const half = server.browser(cookieOf(answer))
    expect(await half.ask('GET', '/v1/me')).toMatchObject({ status: 401, json: { code: 'second_factor_required' } })
    expect((await half.ask('POST', '/v1/auth/second-factor', { code: totp(secret) })).status).toBe(200)
    expect((await half.ask('GET', '/v1/me')).status).toBe(200)
  })
})

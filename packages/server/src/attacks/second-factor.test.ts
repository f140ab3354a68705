import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caughtMails, tokenIn } from '../people-mail.js'
import { createPeopleServer, password, type Browser, type PeopleServer } from '../people-testing.js'
import { closeTestServers } from '../testing.js'
import { totp } from '../totp.js'

let server: PeopleServer
let now = Date.now()
let secret: string
let backupCodes: string[]

// The library reads the machine's own clock; a code is good for the half minute before and after too.
const code = (steps = 0) => totp(secret, Date.now() + steps * 30_000)

beforeAll(async () => {
  server = await createPeopleServer({ mail: { catchAll: true }, clock: { now: () => now } })
  await server.person('ada@example.com')
})
afterAll(closeTestServers)

/** What a session without the second factor could reach, if anything. */
async function opensNothing(browser: Browser): Promise<void> {
  const paths: [string, string, unknown?][] = [
    ['GET', '/v1/me'], ['GET', '/v1/me/sessions'], ['PATCH', '/v1/me', { name: 'X' }], ['POST', '/v1/me/password', { currentPassword: password, newPassword: 'eleven brown foxes' }],
    ['POST', '/v1/me/second-factor/stop', { password, code: '000000' }], ['POST', '/v1/me/second-factor', { password }], ['POST', '/v1/me/second-factor/backup-codes', { password }],
    ['POST', '/v1/me/sessions/revoke-others', {}], ['POST', '/v1/me/email', { email: 'x@example.com', password }], ['GET', '/v1/contacts'], ['GET', '/v1/workspaces'], ['GET', '/v1/live'],
  ]
  for (const [method, path, body] of paths) {
    expect(await browser.ask(method, path, body, { 'startupkit-workspace': 'acme' }), path).toMatchObject({ status: 401, json: { code: 'second_factor_required' } })
  }
}

describe('the second factor', () => {
  it('is set up with the password and a first code, which ends the other sessions', async () => {
    const [ada, other] = [await server.signedIn('ada@example.com'), await server.signedIn('ada@example.com')]
    expect(await ada.ask('POST', '/v1/me/second-factor', { password: 'a wrong guess' })).toMatchObject({ status: 403, json: { code: 'password_wrong' } })
    const started = (await ada.ask('POST', '/v1/me/second-factor', { password })).json
    ;({ secret, backupCodes } = started)
    expect(started).toMatchObject({ uri: expect.stringContaining('otpauth://totp/'), backupCodes: expect.any(Array) })
    expect((await ada.ask('GET', '/v1/me')).json.person.secondFactor).toBe(false)
    expect(await ada.ask('POST', '/v1/me/second-factor/confirm', { code: code(20) })).toMatchObject({ status: 401, json: { code: 'second_factor_wrong' } })
    const cookie = ada.cookie
    expect(await ada.ask('POST', '/v1/me/second-factor/confirm', { code: code(-1) })).toMatchObject({ status: 200, json: { person: { secondFactor: true } } })
    expect(ada.cookie).not.toBe(cookie)
    expect((await ada.ask('GET', '/v1/me')).status).toBe(200)
    expect((await other.ask('GET', '/v1/me')).status).toBe(401)
    expect((await server.browser(cookie).ask('GET', '/v1/me')).status).toBe(401)
    expect((await caughtMails(server)).at(-1)).toMatchObject({ to: 'ada@example.com', subject: 'Two-step sign-in is on' })
  })

  it('opens nothing until it is shown, after a password', async () => {
    const browser = server.browser()
    expect(await browser.ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password })).toMatchObject({ status: 200, json: { secondFactorRequired: true } })
    await opensNothing(browser)
    const before = browser.cookie
    expect(await browser.ask('POST', '/v1/auth/second-factor', { code: code() })).toMatchObject({ status: 200, json: { secondFactorRequired: false } })
    expect((await browser.ask('GET', '/v1/me')).status).toBe(200)
    // Whoever held the session from before the factor holds nothing now.
    expect((await server.browser(before).ask('GET', '/v1/me')).status).toBe(401)
  })

  it('takes no code twice, and not nothing', async () => {
    const browser = server.browser()
    await browser.ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password })
    expect(await browser.ask('POST', '/v1/auth/second-factor', { code: code() })).toMatchObject({ status: 401, json: { code: 'second_factor_wrong' } })
    expect(await browser.ask('POST', '/v1/auth/second-factor', {})).toMatchObject({ status: 400, json: { code: 'invalid_input' } })
    await opensNothing(browser)
  })

  it('is not skipped by a link that came by mail', async () => {
    const browser = server.browser()
    await browser.ask('POST', '/v1/auth/link', { email: 'ada@example.com' })
    const token = tokenIn((await caughtMails(server)).findLast((mail) => mail.subject.startsWith('Sign in')))
    expect(await browser.ask('POST', '/v1/auth/link/follow', { token })).toMatchObject({ status: 200, json: { secondFactorRequired: true } })
    await opensNothing(browser)
  })

  it('is not skipped by a new password', async () => {
    const browser = server.browser()
    await browser.ask('POST', '/v1/auth/password/forgot', { email: 'ada@example.com' })
    const token = tokenIn((await caughtMails(server)).findLast((mail) => mail.subject.startsWith('Choose')))
    expect((await browser.ask('POST', '/v1/auth/password/reset', { token, password })).status).toBe(204)
    expect(browser.cookie).toBe('')
    expect(await browser.ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password })).toMatchObject({ json: { secondFactorRequired: true } })
    await opensNothing(browser)
  })

  it('lets a session that waits for it end after ten minutes', async () => {
    const browser = server.browser()
    await browser.ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password })
    now += 11 * 60_000
    expect(await browser.ask('POST', '/v1/auth/second-factor', { backupCode: backupCodes[0] })).toMatchObject({ status: 401, json: { code: 'unauthenticated' } })
    expect(await browser.ask('GET', '/v1/me')).toMatchObject({ status: 401, json: { code: 'unauthenticated' } })
  })

  it('takes a backup code once, and says so by mail', async () => {
    now = Date.now() + 20 * 60_000
    for (const [turn, status] of [200, 401].entries()) {
      const browser = server.browser()
      await browser.ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password })
      expect((await browser.ask('POST', '/v1/auth/second-factor', { backupCode: backupCodes[1] })).status, `time ${turn + 1}`).toBe(status)
    }
    expect((await caughtMails(server)).map((mail) => mail.subject)).toContain('A recovery code was used')
  })

  it('is guessed five times at the most, whichever session guesses', async () => {
    now += 20 * 60_000
    const answers: string[] = []
    for (let turn = 0; turn < 7; turn++) {
      const browser = server.browser()
      await browser.ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password })
      answers.push((await browser.ask('POST', '/v1/auth/second-factor', { code: String(turn).padStart(6, '0') })).json.code)
    }
    expect(answers).toEqual([...Array<string>(5).fill('second_factor_wrong'), 'sign_in_limited', 'sign_in_limited'])
  })

  it('goes off with password and code, and not with one of them', async () => {
    now += 20 * 60_000
    const browser = server.browser()
    await browser.ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password })
    await browser.ask('POST', '/v1/auth/second-factor', { backupCode: backupCodes[2] })
    expect(await browser.ask('POST', '/v1/me/second-factor/stop', { password, code: '000000' })).toMatchObject({ status: 401, json: { code: 'second_factor_wrong' } })
    expect(await browser.ask('POST', '/v1/me/second-factor/stop', { password: 'a wrong guess', code: code(1) })).toMatchObject({ status: 403, json: { code: 'password_wrong' } })
    expect((await browser.ask('POST', '/v1/me/second-factor/backup-codes', { password })).json.backupCodes).toHaveLength(10)
    expect((await browser.ask('POST', '/v1/me/second-factor/stop', { password, code: code(1) })).status).toBe(204)
    expect((await server.signedIn('ada@example.com')).cookie).not.toBe('')
    expect((await caughtMails(server)).at(-1)?.subject).toBe('Two-step sign-in was turned off')
  })
})

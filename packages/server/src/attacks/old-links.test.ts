import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caughtMails, tokenIn } from '../people-mail.js'
import { createPeopleServer, password, type PeopleServer } from '../people-testing.js'
import { closeTestServers } from '../testing.js'

let server: PeopleServer
beforeAll(async () => void (server = await createPeopleServer({ mail: { catchAll: true } })))
afterAll(closeTestServers)

const newPassword = 'eleven brown foxes'
const tokenFor = async (to: string, subject: RegExp) => tokenIn((await caughtMails(server)).findLast((mail) => mail.to === to && subject.test(mail.subject)))
const forgot = async (email: string) => {
  await server.browser().ask('POST', '/v1/auth/password/forgot', { email })
  return tokenFor(email, /^Choose/)
}
const reset = (token: string, chosen = newPassword) => server.browser().ask('POST', '/v1/auth/password/reset', { token, password: chosen })

/** Somebody with a password who has asked for another address, and has not followed the link yet. */
async function askedForAddress(name: string) {
  await server.person(`${name}@example.com`)
  const browser = await server.signedIn(`${name}@example.com`)
  await browser.ask('POST', '/v1/me/email', { email: `${name}@evil.example`, password })
  return { browser, token: await tokenFor(`${name}@evil.example`, /./) }
}
const follow = (token: string) => server.browser().ask('POST', '/v1/auth/email/verify', { token })
const dead = { status: 400, json: { code: 'link_expired' } }

describe('whoever had somebody else\'s session for a minute', () => {
  it('cannot change the address after the password was chosen anew by mail', async () => {
    const { token } = await askedForAddress('ada')
    expect((await reset(await forgot('ada@example.com'))).status).toBe(204)
    expect(await follow(token)).toMatchObject(dead)
    expect((await server.browser().ask('POST', '/v1/auth/sign-in', { email: 'ada@example.com', password: newPassword })).status).toBe(200)
  })

  it('cannot change it after the password was changed', async () => {
    const { browser, token } = await askedForAddress('bo')
    expect((await browser.ask('POST', '/v1/me/password', { currentPassword: password, newPassword })).status).toBe(204)
    expect(await follow(token)).toMatchObject(dead)
  })

  it('cannot change it after the operator set another password, or took the second factor away', async () => {
    const first = await askedForAddress('cy')
    expect((await server.operate('POST', '/v1/people/cy@example.com/password', { password: newPassword })).status).toBe(200)
    expect(await follow(first.token)).toMatchObject(dead)
    const second = await askedForAddress('cora')
    expect((await server.operate('POST', '/v1/people/cora@example.com/remove-second-factor', {})).status).toBe(200)
    expect(await follow(second.token)).toMatchObject(dead)
  })

  it('does not change it silently, and mails strangers no more than anybody else', async () => {
    const { browser, token } = await askedForAddress('di')
    expect((await follow(token)).status).toBe(200)
    expect((await caughtMails(server)).findLast((mail) => mail.to === 'di@example.com')).toMatchObject({ subject: 'Your sign-in address was changed', text: expect.not.stringContaining('evil.example') })
    const answers: number[] = []
    for (let turn = 0; turn < 7; turn++) answers.push((await browser.ask('POST', '/v1/me/email', { email: 'victim@example.org', password })).status)
    expect(answers.filter((status) => status === 200)).toHaveLength(5)
    expect(answers.slice(5)).toEqual([429, 429])
  })
})

describe('whoever reads a mailbox that somebody gave up', () => {
  it('chooses no password with a link that came there before', async () => {
    await server.person('eva@example.com')
    const old = await forgot('eva@example.com')
    const eva = await server.signedIn('eva@example.com')
    await eva.ask('POST', '/v1/me/email', { email: 'eva@new.example', password })
    expect((await follow(await tokenFor('eva@new.example', /./))).status).toBe(200)
    expect(await reset(old)).toMatchObject(dead)
  })

  it('signs in with no link that came there before', async () => {
    await server.person('flo@example.com')
    await server.browser().ask('POST', '/v1/auth/link', { email: 'flo@example.com' })
    const old = await tokenFor('flo@example.com', /^Sign in/)
    const flo = await server.signedIn('flo@example.com')
    await flo.ask('POST', '/v1/me/email', { email: 'flo@new.example', password })
    expect((await follow(await tokenFor('flo@new.example', /./))).status).toBe(200)
    expect(await server.browser().ask('POST', '/v1/auth/link/follow', { token: old })).toMatchObject(dead)
    // Nor as whoever has that address by now.
    await server.person('flo@example.com')
    expect((await server.browser().ask('POST', '/v1/auth/link/follow', { token: old })).status).toBe(400)
  })
})

describe('two links that choose a new password', () => {
  it('are void together', async () => {
    await server.person('gus@example.com')
    const [first, second] = [await forgot('gus@example.com'), await forgot('gus@example.com')]
    expect((await reset(second)).status).toBe(204)
    expect(await reset(first, 'twelve grey herons')).toMatchObject(dead)
  })

  it('are void once the password was changed', async () => {
    await server.person('hal@example.com')
    const token = await forgot('hal@example.com')
    const hal = await server.signedIn('hal@example.com')
    expect((await hal.ask('POST', '/v1/me/password', { currentPassword: password, newPassword })).status).toBe(204)
    expect(await reset(token, 'twelve grey herons')).toMatchObject(dead)
  })
})

describe('one link in eight hands at once', () => {
  it('signs in once', async () => {
    await server.person('ida@example.com')
    await server.browser().ask('POST', '/v1/auth/link', { email: 'ida@example.com' })
    const token = await tokenFor('ida@example.com', /^Sign in/)
    const answers = await Promise.all(Array.from({ length: 8 }, () => server.browser().ask('POST', '/v1/auth/link/follow', { token })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ headers }) => headers.get('set-cookie') !== null)).toHaveLength(1)
  })

  it('chooses one password', async () => {
    await server.person('jo@example.com')
    const token = await forgot('jo@example.com')
    const answers = await Promise.all(['one', 'two', 'three', 'four'].map((word) => reset(token, `${word} brown foxes ran`)))
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
  })

  it('changes the address once', async () => {
    const { token } = await askedForAddress('kim')
    const answers = await Promise.all(Array.from({ length: 8 }, () => follow(token)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})

describe('letters that look alike', () => {
  it.each(['ad\u0430@example.com', 'ada@ex\u0430mple.com', 'ada@example.\u0441om', 'ada@\uff45xample.com', '\u0130da@example.com', 'ada@ex\u00e4mple.com', 'ada\u200b@example.com', 'ada@example\u3002com', '\u212Aim@example.com', 'ada@example.com\u0000'])('are no address: %j', async (email) => {
    for (const path of ['/v1/auth/sign-in', '/v1/auth/link', '/v1/auth/password/forgot']) {
      expect((await server.browser().ask('POST', path, { email, ...(path.endsWith('sign-in') && { password }) })).status, path).toBe(400)
    }
  })

  it('a plus and a dot make another person, and capitals the same', async () => {
    await server.person('lea@example.com')
    for (const email of ['lea+x@example.com', 'l.ea@example.com']) expect((await server.browser().ask('POST', '/v1/auth/sign-in', { email, password })).status, email).toBe(401)
    expect((await server.browser().ask('POST', '/v1/auth/sign-in', { email: 'LEA@Example.COM', password })).status).toBe(200)
  })
})

describe('whoever got a business\'s mail at an address that was given up', () => {
  it('gets no more of it: every workspace knows the new one', async () => {
    await server.person('mia@example.com')
    await server.operate('POST', '/v1/people/mia@example.com/make-owner', { workspaceId: server.workspaceId })
    const mia = await server.signedIn('mia@example.com')
    await server.handler.runDue()
    const member = async () => (await server.operate('GET', '/v1/team?limit=100')).json.data.find((one: { email: string | null }) => one.email?.startsWith('mia@'))
    expect(await member()).toMatchObject({ email: 'mia@example.com', name: 'mia' })
    await mia.ask('POST', '/v1/me/email', { email: 'mia@new.example', password })
    expect((await follow(await tokenFor('mia@new.example', /./))).status).toBe(200)
    expect((await mia.ask('PATCH', '/v1/me', { name: 'Mia' })).status).toBe(200)
    await server.handler.runDue()
    expect(await member()).toMatchObject({ email: 'mia@new.example', name: 'Mia' })
  })
})

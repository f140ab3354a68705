import { createClient } from '@libsql/client'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMembersServer, inside, type MembersServer } from '../members-testing.js'
import { password, type Browser } from '../people-testing.js'
import { closeTestServers } from '../testing.js'
import { totp } from '../totp.js'

let server: MembersServer
let now = Date.now()
beforeAll(async () => void (server = await createMembersServer({ clock: { now: () => now } })))
afterAll(closeTestServers)

const many = <T>(count: number, work: (at: number) => Promise<T>) => Promise.all(Array.from({ length: count }, (_, at) => work(at)))
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).sort()
async function rowsOf(sql: string) {
  const db = createClient({ url: `file:${join(server.folder, 'control.db')}` })
  const { rows } = await db.execute(sql)
  db.close()
  return rows.map((row) => ({ ...row }))
}

async function withFactor(email: string): Promise<{ secret: string; backupCodes: string[]; half(): Promise<Browser> }> {
  await server.person(email)
  const browser = await server.signedIn(email)
  const { secret, backupCodes } = (await browser.ask('POST', '/v1/me/second-factor', { password })).json
  expect((await browser.ask('POST', '/v1/me/second-factor/confirm', { code: totp(secret, Date.now() - 30_000) })).status).toBe(200)
  return {
    secret, backupCodes,
    async half() {
      const own = server.browser()
      await own.ask('POST', '/v1/auth/sign-in', { email, password })
      return own
    },
  }
}

describe('a code in several hands at the same moment', () => {
  it('of the app opens one session', async () => {
    const { secret, half } = await withFactor('uma@acme.example')
    const browsers = await many(4, half)
    const code = totp(secret, Date.now() + 30_000)
    expect(statuses(await Promise.all(browsers.map((one) => one.ask('POST', '/v1/auth/second-factor', { code }))))).toEqual([200, 401, 401, 401])
  })

  it('of the backup opens one session', async () => {
    const { backupCodes, half } = await withFactor('vic@acme.example')
    const browsers = await many(4, half)
    expect(statuses(await Promise.all(browsers.map((one) => one.ask('POST', '/v1/auth/second-factor', { backupCode: backupCodes[0] }))))).toEqual([200, 401, 401, 401])
  })

  it('of the backup, two different ones, are both used up', async () => {
    const { backupCodes, half } = await withFactor('wim@acme.example')
    const browsers = await many(2, half)
    expect(statuses(await Promise.all(browsers.map((one, at) => one.ask('POST', '/v1/auth/second-factor', { backupCode: backupCodes[at] }))))).toEqual([200, 200])
    now += 16 * 60_000
    for (const backupCode of backupCodes.slice(0, 2)) expect([backupCode, (await (await half()).ask('POST', '/v1/auth/second-factor', { backupCode })).status]).toEqual([backupCode, 401])
  })

  it('is guessed no more often than one after the other', async () => {
    const { half } = await withFactor('xia@acme.example')
    const browser = await half()
    const answers = await many(30, (at) => server.browser(browser.cookie).ask('POST', '/v1/auth/second-factor', at % 2 ? { code: String(at).padStart(6, '0') } : { backupCode: `aaaa${at % 10}-bbbbb` }))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(25)
  })
})

describe('an invitation in several hands at the same moment', () => {
  it('makes one account and one member', async () => {
    await server.ada('POST', '/v1/invitations', { email: 'yan@acme.example', role: 'support' })
    const token = await server.tokenFor('yan@acme.example')
    const answers = await many(5, (at) => server.browser().ask('POST', '/v1/invitations/accept', { token, name: `Yan ${at}`, password: `eleven brown foxes ${at}` }))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await rowsOf("SELECT count(*) AS n FROM people WHERE email = 'yan@acme.example'")).toEqual([{ n: 1 }])
    expect(await rowsOf("SELECT count(*) AS n FROM members m JOIN people p ON p.id = m.user_id WHERE p.email = 'yan@acme.example'")).toEqual([{ n: 1 }])
  })

  it('is accepted or taken back, and never both', async () => {
    const { id } = (await server.ada('POST', '/v1/invitations', { email: 'zac@acme.example', role: 'owner' })).json
    const token = await server.tokenFor('zac@acme.example')
    const [accepted, revoked] = await Promise.all([server.browser().ask('POST', '/v1/invitations/accept', { token, name: 'Zac', password: 'eleven brown foxes' }), server.ada('POST', `/v1/invitations/${id}/revoke`, {})])
    expect([accepted.status === 200, revoked.status === 200].filter(Boolean)).toHaveLength(1)
    expect((await rowsOf("SELECT count(*) AS n FROM people WHERE email = 'zac@acme.example'"))[0]!['n']).toBe(accepted.status === 200 ? 1 : 0)
  })

  it('that meets somebody whose address changed meanwhile is for the address, not for them', async () => {
    await server.person('old@acme.example', 'none')
    await server.ada('POST', '/v1/invitations', { email: 'OLD@acme.example', role: 'owner' })
    const token = await server.tokenFor('old@acme.example')
    const person = await server.signedIn('old@acme.example')
    await person.ask('POST', '/v1/me/email', { email: 'moved@acme.example', password })
    expect((await server.browser().ask('POST', '/v1/auth/email/verify', { token: await server.tokenFor('moved@acme.example') })).status).toBe(200)
    expect((await person.ask('POST', '/v1/invitations/accept', { token })).json.code).toBe('invitation_for_another')
    expect((await server.cy('POST', '/v1/invitations/accept', { token })).json.code).toBe('invitation_for_another')
    // Nobody has that address any more: whoever reads its mail may come as somebody new, and is not the one who moved.
    expect((await server.browser().ask('POST', '/v1/invitations/accept', { token, name: 'New', password: 'eleven brown foxes' })).status).toBe(200)
    expect(await rowsOf("SELECT email FROM members m JOIN people p ON p.id = m.user_id WHERE p.email IN ('old@acme.example', 'moved@acme.example')")).toEqual([{ email: 'old@acme.example' }])
  })

  it('of somebody who stopped being an owner is sent by nobody', async () => {
    const id = await server.person('eve@acme.example')
    const eve = inside(await server.signedIn('eve@acme.example'))
    const answers = await Promise.all([server.ada('POST', `/v1/members/${id}/role`, { role: 'support' }), eve('POST', '/v1/invitations', { email: 'friend@evil.example', role: 'owner' }), eve('POST', `/v1/members/${id}/role`, { role: 'owner' }), eve('POST', '/v1/keys', { kind: 'sk', name: 'Later' })])
    expect(answers[0].status).toBe(200)
    expect((await server.ada('GET', `/v1/members/${id}`)).json.role.id).toBe('support')
    expect((await eve('POST', '/v1/invitations', { email: 'friend2@evil.example', role: 'owner' })).status).toBe(403)
  })
})

describe('an idempotency key', () => {
  it('of one person answers nothing to another, to the same one in another role, or in another workspace', async () => {
    const { id } = await server.handler.createWorkspace({ name: 'Twice', slug: 'twice' })
    await server.operate('POST', `/v1/people/${server.ids.ada}/make-owner`, { workspaceId: id })
    const ada = await server.signedIn('ada@acme.example')
    const bo = await server.signedIn('bo@acme.example')
    const make = (who: Browser, workspace: string, body: object = { kind: 'sk', name: 'Once' }) => who.ask('POST', '/v1/keys', body, { 'startupkit-workspace': workspace, 'idempotency-key': 'the very same' })
    const first = await make(ada, 'acme')
    expect([first.status, typeof first.json.secret]).toEqual([201, 'string'])
    expect(await make(ada, 'acme')).toMatchObject({ status: 201, json: { id: first.json.id, secret: null } })
    expect(await make(ada, 'twice')).toMatchObject({ status: 422, json: { code: 'idempotency_key_reused' } })
    const theirs = await make(bo, 'acme')
    expect([theirs.status, theirs.json.id === first.json.id, typeof theirs.json.secret]).toEqual([201, false, 'string'])
    await server.ada('POST', `/v1/members/${server.ids.bo}/role`, { role: 'support' })
    expect((await make(bo, 'acme')).status).toBe(403)
    expect(JSON.stringify(await rowsOf('SELECT answer FROM idempotency'))).not.toContain(first.json.secret)
  })
})

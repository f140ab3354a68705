import { readFile, stat } from 'node:fs/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { createPeopleServer, dashboard, password } from './people-testing.js'
import { closeTestServers } from './testing.js'

afterAll(closeTestServers)

const owner = { name: 'Ada', email: 'ada@example.com', password, workspace: { name: 'Ada & Co', slug: 'ada-co' } }

describe('the first run', () => {
  it('asks for the first owner, takes the code from the data folder once, and is over then', async () => {
    const server = await createPeopleServer()
    expect((await server.browser().ask('GET', '/v1/auth/setup')).json).toEqual({ state: 'first_owner_needed', session: 'none', demo: false, providers: [] })
    expect(await server.browser().ask('POST', '/v1/auth/setup', { code: 'a guess', ...owner })).toMatchObject({ status: 401, json: { code: 'setup_code_wrong' } })
    const code = await server.handler.setupCode()
    const file = `${server.folder}/setup-code`
    expect((await readFile(file, 'utf8')).trim()).toBe(code)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await server.browser().ask('POST', '/v1/auth/setup', { code: 'a guess', ...owner })).toMatchObject({ status: 401, json: { code: 'setup_code_wrong' } })
    expect(await server.browser().ask('POST', '/v1/auth/setup', { code, ...owner, workspace: { name: 'Taken', slug: 'acme' } })).toMatchObject({ status: 409, json: { code: 'workspace_slug_taken' } })

    const browser = server.browser()
    expect(await browser.ask('POST', '/v1/auth/setup', { code, ...owner })).toMatchObject({ status: 200, json: { person: { email: 'ada@example.com' }, secondFactorRequired: false } })
    expect((await browser.ask('GET', '/v1/me')).json.workspaces).toMatchObject([{ slug: 'ada-co', role: 'owner' }])
    expect((await browser.ask('GET', '/v1/audit', undefined, { 'startupkit-workspace': 'ada-co' })).status).toBe(200)
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await server.handler.setupCode()).toBeNull()
    expect((await server.browser().ask('GET', '/v1/auth/setup')).json.state).toBe('ready')
    expect(await server.browser().ask('POST', '/v1/auth/setup', { code, ...owner, email: 'eve@example.com' })).toMatchObject({ status: 409, json: { code: 'first_owner_exists' } })
  })

  it('makes one owner where two are quick', async () => {
    const server = await createPeopleServer()
    const code = await server.handler.setupCode()
    const answers = await Promise.all(['ada', 'eve'].map((name) => server.browser().ask('POST', '/v1/auth/setup', { code, ...owner, email: `${name}@example.com`, workspace: { name, slug: name } })))
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
  })

  it('signs in to the demo with one click, on this machine alone', async () => {
    const server = await createPeopleServer({ demo: true })
    await server.handler.createWorkspace({ name: 'Demo', slug: 'demo', mode: 'demo' })
    expect((await server.browser().ask('GET', '/v1/auth/setup')).json).toMatchObject({ state: 'ready', demo: true })
    const browser = server.browser()
    expect((await browser.ask('POST', '/v1/auth/demo', {})).status).toBe(200)
    expect((await browser.ask('GET', '/v1/me')).json.workspaces).toMatchObject([{ slug: 'demo', role: 'owner' }])
    expect((await browser.ask('GET', '/v1/contacts', undefined, { 'startupkit-workspace': 'demo' })).status).toBe(200)
    expect((await browser.ask('GET', '/v1/contacts', undefined, { 'startupkit-workspace': 'acme' })).status).toBe(404)

    const elsewhere = (method: string, path: string, headers: Record<string, string> = {}) => server.ask(method, path, { key: null, from: '198.51.100.7', ...(method === 'POST' && { body: {} }), headers: { origin: dashboard, ...headers } })
    expect(await elsewhere('POST', '/v1/auth/demo')).toMatchObject({ status: 404, json: { code: 'demo_off' } })
    expect((await elsewhere('GET', '/v1/me', { cookie: browser.cookie })).status).toBe(401)
    expect((await browser.ask('POST', '/v1/auth/demo', {}, { 'x-forwarded-for': '198.51.100.7' })).status).toBe(404)
  })

  it('has no demo sign-in where there is no demo', async () => {
    const server = await createPeopleServer()
    expect(await server.browser().ask('POST', '/v1/auth/demo', {})).toMatchObject({ status: 404, json: { code: 'demo_off' } })
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHandler } from '../handler.js'
import { run } from './run.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'startupkit-people-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function command(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const code = await run([...argv, '--data', folder], {}, { out: (text) => void (said.out += text), err: (text) => void (said.err += text) })
  return { code, ...said }
}
const json = async (...argv: string[]) => JSON.parse((await command(...argv, '--json')).out)

const dashboard = 'https://dash.test'

/** Signs in over HTTP, as the person would after the operator wrote to them. */
async function signIn(email: string, password: string): Promise<{ status: number; role?: string }> {
  const handler = createHandler({ dataDir: folder, origins: [dashboard], worker: false })
  const ask = (path: string, headers: Record<string, string>, body?: unknown) =>
    handler(new Request(`http://api.test${path}`, { method: body ? 'POST' : 'GET', headers: { origin: dashboard, 'content-type': 'application/json', ...headers }, ...(body !== undefined && { body: JSON.stringify(body) }) }))
  try {
    const answer = await ask('/v1/auth/sign-in', {}, { email, password })
    if (answer.status !== 200) return { status: answer.status }
    const me = (await (await ask('/v1/me', { cookie: answer.headers.get('set-cookie')!.split(';')[0]! })).json()) as { workspaces: { role: string }[] }
    return { status: 200, ...(me.workspaces[0] && { role: me.workspaces[0].role }) }
  } finally {
    await handler.close()
  }
}

describe('startupkit user', () => {
  it('makes people, lists them, resets passwords and makes owners', async () => {
    await command('workspace', 'create', 'Acme')
    expect((await command('user', 'list')).out).toContain('Nobody yet')
    const ada = await json('user', 'create', 'Ada@example.com', '--name', 'Ada', '--owner-of', 'acme')
    expect(ada).toMatchObject({ email: 'ada@example.com', name: 'Ada', id: expect.stringMatching(/^usr_/) })
    expect(await signIn('ada@example.com', ada.password)).toEqual({ status: 200, role: 'owner' })
    expect(await command('user', 'create', 'ada@example.com')).toMatchObject({ code: 1, err: expect.stringContaining('person_email_taken') })

    const bo = await json('user', 'create', 'bo@example.com')
    expect(await signIn('bo@example.com', bo.password)).toEqual({ status: 200 })
    expect((await command('user', 'make-owner', 'bo@example.com', '--workspace', 'acme')).code).toBe(0)
    expect(await signIn('bo@example.com', bo.password)).toEqual({ status: 200, role: 'owner' })

    const again = await json('user', 'reset-password', 'bo@example.com')
    expect((await signIn('bo@example.com', bo.password)).status).toBe(401)
    expect((await signIn('bo@example.com', again.password)).status).toBe(200)
    expect((await command('user', 'disable-second-factor', 'bo@example.com')).code).toBe(0)
    expect((await command('user', 'list')).out.split('\n').filter((line) => line.includes('@'))).toHaveLength(2)
    expect(await command('user', 'reset-password', 'nobody@example.com')).toMatchObject({ code: 1, err: expect.stringContaining('person_not_found') })
  })
})

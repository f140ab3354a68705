import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { members } from './control/tables.js'
import { defineOperation } from '@startupkit/core/plumbing'
import { createPeopleServer, dashboard, type Browser, type PeopleServer } from './people-testing.js'
import { closeTestServers } from './testing.js'
import * as z from 'zod'

let server: PeopleServer
beforeAll(async () => {
  server = await createPeopleServer()
  await server.person('ada@example.com')
})
afterAll(closeTestServers)

const demote = defineOperation({
  name: 'test.demote', summary: 'Take somebody out', access: 'write', allow: ['system'], input: z.strictObject({}), output: z.null(),
  async run(ctx) {
    await ctx.tx.update(members).set({ role: 'owner' })
    return null
  },
})

/** A stream as a page of the dashboard opens it; `ended` resolves when the server cuts it. */
async function listen({ cookie }: Browser): Promise<{ status: number; ended: Promise<void> }> {
  const response = await server.handler(new Request('http://api.test/v1/live', { headers: { cookie, origin: dashboard, 'startupkit-workspace': 'acme' } }), { incoming: { socket: { remoteAddress: '127.0.0.1' } } as never })
  const reader = response.body!.getReader()
  await reader.read()
  return { status: response.status, ended: (async () => { while (!(await reader.read()).done); })() }
}

const within = (ms: number, ended: Promise<void>) => Promise.race([ended.then(() => 'ended'), new Promise((done) => setTimeout(done, ms, 'open'))])

describe('a live stream of somebody who signed in', () => {
  it('is cut when the session is revoked from another browser', async () => {
    const [ada, other] = [await server.signedIn('ada@example.com'), await server.signedIn('ada@example.com')]
    const stream = await listen(ada)
    expect(stream.status).toBe(200)
    await other.ask('POST', '/v1/me/sessions/revoke-others', {})
    expect(await within(3_000, stream.ended)).toBe('ended')
  })

  it('is cut at sign-out, and goes on where nothing about its session changed', async () => {
    const [ada, other] = [await server.signedIn('ada@example.com'), await server.signedIn('ada@example.com')]
    const [mine, theirs] = [await listen(ada), await listen(other)]
    await (await server.handler.control()).ask(demote, {})
    expect(await within(200, mine.ended)).toBe('open')
    await ada.ask('POST', '/v1/auth/sign-out', {})
    expect(await within(3_000, mine.ended)).toBe('ended')
    expect(await within(100, theirs.ended)).toBe('open')
    await other.ask('POST', '/v1/auth/sign-out', {})
    await theirs.ended
  })
})

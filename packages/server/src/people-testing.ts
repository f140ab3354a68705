import { addPerson, hashPassword } from './control/people/add-person.js'
import { members } from './control/tables.js'
import { defineOperation } from '@startupkit/core/plumbing'
import { createTestServer, type Answer, type TestServer } from './testing.js'
import type { HandlerConfig } from './handler.js'
import * as z from 'zod'

export const dashboard = 'https://dash.test'
export const password = 'seven green otters'

const join = defineOperation({
  name: 'test.join', summary: 'Make somebody a member', access: 'write', allow: ['system'],
  input: z.strictObject({ workspaceId: z.string(), userId: z.string(), role: z.string() }),
  output: z.null(),
  async run(ctx, input) {
    await ctx.tx.insert(members).values({ ...input, createdAt: ctx.now() })
    return null
  },
})

export type Browser = {
  cookie: string
  /** Asks as a page of the dashboard would, with the cookie that it has, and keeps the one that comes back. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

export type PeopleServer = TestServer & { browser(cookie?: string): Browser; person(email: string, role?: string): Promise<string>; signedIn(email: string): Promise<Browser> }

/** A server with a dashboard, and people on it. */
export async function createPeopleServer(config: HandlerConfig = {}): Promise<PeopleServer> {
  const server = await createTestServer({ origins: [dashboard], worker: false, ...config })
  const hash = await hashPassword(password)
  const browser = (cookie = ''): Browser => {
    const own: Browser = {
      cookie,
      async ask(method, path, body, headers = {}) {
        const answer = await server.ask(method, path, { key: null, ...(body !== undefined && { body }), headers: { origin: dashboard, ...(own.cookie && { cookie: own.cookie }), ...headers } })
        const set = answer.headers.get('set-cookie')
        if (set) own.cookie = set.split(';')[0]!.endsWith('=') ? '' : set.split(';')[0]!
        return answer
      },
    }
    return own
  }
  return {
    ...server,
    browser,
    async person(email, role = 'owner') {
      const control = await server.handler.control()
      const { id } = await control.ask(addPerson, { name: email.split('@')[0]!, email, emailVerified: true, passwordHash: hash })
      if (role !== 'none') await control.ask(join, { workspaceId: server.workspaceId, userId: id, role })
      return id
    },
    async signedIn(email) {
      const own = browser()
      const answer = await own.ask('POST', '/v1/auth/sign-in', { email, password })
      if (answer.status !== 200) throw new Error(answer.text)
      return own
    },
  }
}

import { caughtMails, tokenIn } from './people-mail.js'
import { createPeopleServer, type Browser, type PeopleServer } from './people-testing.js'
import type { HandlerConfig } from './handler.js'
import type { Answer } from './testing.js'

/** Asks as a person would in a workspace. */
export const inside = (browser: Browser, workspace = 'acme') => (method: string, path: string, body?: unknown): Promise<Answer> => browser.ask(method, path, body, { 'startupkit-workspace': workspace })

export type Asks = ReturnType<typeof inside>

export type MembersServer = PeopleServer & {
  ids: Record<'ada' | 'bo' | 'cy', string>
  ada: Asks
  bo: Asks
  cy: Asks
  /** The token in the newest mail to somebody, sent in the meantime. */
  tokenFor(email: string): Promise<string>
  /** The team of a workspace, once its jobs have run. */
  team(workspace?: string): Promise<{ userId: string | null; role: string; title: string | null; state: string; email: string | null; id: string }[]>
}

/** A business with two owners, Ada and Bo, and Cy who does support. */
export async function createMembersServer(config: HandlerConfig = {}): Promise<MembersServer> {
  const server = await createPeopleServer({ worker: false, mail: { catchAll: true }, ...config })
  const ids = { ada: await server.person('ada@acme.example'), bo: await server.person('bo@acme.example'), cy: await server.person('cy@acme.example', 'support') }
  const as = async (name: string) => inside(await server.signedIn(`${name}@acme.example`))
  return {
    ...server, ids,
    ada: await as('ada'), bo: await as('bo'), cy: await as('cy'),
    tokenFor: async (email) => tokenIn((await caughtMails(server)).findLast((mail) => mail.to === email)),
    async team(workspace = 'acme') {
      await server.handler.runDue()
      return (await server.operate('GET', '/v1/team', undefined, workspace)).json.data
    },
  }
}

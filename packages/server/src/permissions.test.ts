import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from './app.js'
import { permissionMatrix } from './control/roles/permission-matrix.js'
import { exposedBy, type Exposed } from './expose.js'
import { createMembersServer, inside, type MembersServer } from './members-testing.js'
import { exposedOperations } from './routes/members.js'
import type { Answer } from './testing.js'
import { closeTestServers } from './testing.js'

const app = createApp()
const custom = { id: 'rol_reader', name: 'Reader', grants: ['ledger.read', 'contacts.write'] }
const { columns, rows } = permissionMatrix(exposedOperations(app), [custom])

/** The matrix as a person reads it: one line an operation, the columns in order. */
const shown = [
  columns.map(({ id }) => id).join(' '),
  ...rows.map(({ operation, group, for: whom, allowed }) => `${operation} (${group}${whom === 'role' ? '' : `, ${whom}`}): ${columns.filter(({ id }) => allowed[id]).map(({ id }) => id).join(' ') || 'the operator'}`),
].join('\n')

describe('who may call what', () => {
  it('is what was reviewed last: permissions.snapshot.txt', async () => {
    await expect(`${shown}\n`).toMatchFileSnapshot('permissions.snapshot.txt')
  })

  it('leaves a custom role no way to more rights, whatever it holds', () => {
    const all = [...new Set(rows.filter(({ grantable }) => grantable).map(({ group }) => group))]
    const everything = permissionMatrix(exposedOperations(app), [{ id: 'all', name: 'All', grants: [...all, 'members.write', 'roles.write', 'invitations.write', 'keys.write', 'workspaces.write'] }])
    const held = everything.rows.filter(({ allowed, for: whom }) => whom === 'role' && allowed['all']).map(({ group }) => group)
    expect(held.filter((group) => /^(?:members|roles|invitations|keys|workspaces)\.write$/.test(group))).toEqual([])
    expect(held).toContain('ledger.write')
  })
})

describe('a request', () => {
  let server: MembersServer
  let callers: Record<string, (method: string, path: string, body?: unknown) => Promise<Answer>>
  beforeAll(async () => {
    server = await createMembersServer()
    const { json: role } = await server.ada('POST', '/v1/roles', { name: custom.name, grants: custom.grants })
    await server.person('reader@acme.example', role.id)
    await server.person('bill@acme.example', 'billing')
    const { secret: page } = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'pk', name: 'Site', origins: ['https://shop.example'] })
    callers = {
      owner: server.ada,
      billing: inside(await server.signedIn('bill@acme.example')),
      support: server.cy,
      rol_reader: inside(await server.signedIn('reader@acme.example')),
      key: (method, path, body) => server.ask(method, path, { body }),
      visitor: (method, path, body) => server.ask(method, path, { body, key: page, headers: { origin: 'https://shop.example' } }),
    }
  })
  afterAll(closeTestServers)

  const addressOf = ({ route }: Exposed) => route.path.replace(/\{\w+\}/g, 'con_nothing')
  // A body that no operation takes, so that nothing is done by whoever may.
  const nonsense = { nothing_takes_this: true }

  it.each(exposedBy(app).filter(({ route }) => !route.open).map((one) => [one.operation.name, one] as const))('of %s is refused where the matrix says no, and there alone', async (name, one) => {
    const { allowed } = rows.find(({ operation }) => operation === name)!
    const said: Record<string, boolean> = {}
    for (const [id, ask] of Object.entries(callers)) {
      const answer = await ask(one.route.method.toUpperCase(), `${addressOf(one)}${one.route.method === 'get' ? '?nothing_takes_this=1' : ''}`, one.route.method === 'get' ? undefined : nonsense)
      expect(answer.status, `${id}: ${answer.text}`).toBeLessThan(500)
      said[id] = !(answer.status === 403 && answer.json.code === 'forbidden')
    }
    expect(said).toEqual(Object.fromEntries(Object.keys(callers).map((id) => [id, allowed[id]])))
  })
})

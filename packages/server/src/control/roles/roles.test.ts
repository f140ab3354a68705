import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMembersServer, type MembersServer } from '../../members-testing.js'
import { closeTestServers } from '../../testing.js'

let server: MembersServer
beforeAll(async () => void (server = await createMembersServer()))
afterAll(closeTestServers)

describe('a role of one\'s own', () => {
  it('opens its groups and nothing else, changes for its members at once, and is not removed while somebody has it', async () => {
    const made = await server.ada('POST', '/v1/roles', { name: 'Bookkeeper', grants: ['ledger.read', 'ledger.read', 'credits.read'] })
    expect(made).toMatchObject({ status: 201, json: { name: 'Bookkeeper', builtIn: false, grants: ['credits.read', 'ledger.read'], members: 0 } })
    const { id } = made.json
    await server.ada('POST', `/v1/members/${server.ids.cy}/role`, { role: id })
    expect((await server.cy('GET', '/v1/ledger/entries')).status).toBe(200)
    for (const [method, path] of [['GET', '/v1/contacts'], ['POST', '/v1/ledger/entries'], ['GET', '/v1/keys'], ['POST', '/v1/roles']] as const) expect(await server.cy(method, path, method === 'GET' ? undefined : {}), path).toMatchObject({ status: 403 })
    expect((await server.ada('PATCH', `/v1/roles/${id}`, { name: 'Books', grants: ['contacts.read'] })).json).toMatchObject({ name: 'Books', members: 1 })
    expect((await server.cy('GET', '/v1/contacts')).status).toBe(200)
    expect((await server.cy('GET', '/v1/ledger/entries')).status).toBe(403)
    expect((await server.team()).find((one) => one.userId === server.ids.cy)).toMatchObject({ role: 'custom', title: 'Books' })
    expect(await server.ada('POST', `/v1/roles/${id}/remove`, {})).toMatchObject({ status: 409, json: { code: 'role_in_use' } })
    await server.ada('POST', `/v1/members/${server.ids.cy}/role`, { role: 'support' })
    expect((await server.ada('POST', `/v1/roles/${id}/remove`, {})).status).toBe(200)
    expect((await server.ada('GET', '/v1/roles')).json.data.map((one: any) => one.id)).toEqual(['owner', 'billing', 'support'])
  })

  it('holds nothing that leads to more rights, and nothing that is not there', async () => {
    const { groups } = (await server.ada('GET', '/v1/roles')).json
    for (const grant of ['members.write', 'roles.write', 'invitations.write', 'keys.write', 'workspaces.write', 'ledger.admin', 'nowhere.read']) {
      expect(groups).not.toContain(grant)
      expect(await server.ada('POST', '/v1/roles', { name: grant, grants: [grant] }), grant).toMatchObject({ status: 400 })
    }
    expect(groups).toEqual(expect.arrayContaining(['ledger.read', 'ledger.write', 'members.read', 'contacts.write']))
    const { json: all } = await server.ada('POST', '/v1/roles', { name: 'Everything', grants: groups })
    await server.ada('POST', `/v1/members/${server.ids.cy}/role`, { role: all.id })
    for (const path of [`/v1/members/${server.ids.cy}/role`, '/v1/invitations', '/v1/roles', '/v1/keys', `/v1/workspaces/${server.workspaceId}/request-deletion`]) expect(await server.cy('POST', path, { role: 'owner' }), path).toMatchObject({ status: 403, json: { code: 'forbidden' } })
    await server.ada('POST', `/v1/members/${server.ids.cy}/role`, { role: 'support' })
  })

  it('has a name that no other has, in whatever letters', async () => {
    await server.ada('POST', '/v1/roles', { name: 'Desk', grants: ['contacts.read'] })
    expect(await server.ada('POST', '/v1/roles', { name: 'DESK', grants: ['contacts.read'] })).toMatchObject({ status: 409, json: { code: 'role_name_taken' } })
    expect(await server.cy('POST', '/v1/roles', { name: 'Mine', grants: ['contacts.read'] })).toMatchObject({ status: 403 })
  })

  it('is a column of the matrix, which says what a request would be told', async () => {
    const { columns, rows } = (await server.cy('GET', '/v1/roles/matrix')).json
    const desk = columns.find((one: any) => one.name === 'Desk')
    const may = (operation: string) => rows.find((one: any) => one.operation === operation).allowed[desk.id]
    expect([may('contacts.list'), may('contacts.create'), may('ledger.list'), may('members.leave')]).toEqual([true, false, false, true])
  })
})

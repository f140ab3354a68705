import { defineOperation } from '@startupkit/core/plumbing'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createMembersServer, inside, type MembersServer } from '../../members-testing.js'
import { closeTestServers } from '../../testing.js'

let server: MembersServer
beforeAll(async () => void (server = await createMembersServer()))
afterAll(closeTestServers)

/** Plain SQL on the control database, past every check in code. */
const raw = async (statement: string) => {
  const control = await server.handler.control()
  return control.ask(defineOperation({ name: 'test.raw', summary: 'x', access: 'write', allow: ['system'], input: z.strictObject({}), output: z.null(), run: async (ctx) => (await ctx.tx.run(sql.raw(statement)), null) }), {})
}

describe('the members of a workspace', () => {
  it('are listed with their role, and read by staff alone', async () => {
    const { json } = await server.cy('GET', '/v1/members')
    expect(json.data.map((one: any) => [one.email, one.role])).toEqual([
      ['ada@acme.example', { id: 'owner', name: 'Owner' }], ['bo@acme.example', { id: 'owner', name: 'Owner' }], ['cy@acme.example', { id: 'support', name: 'Support' }],
    ])
    expect((await server.ada('GET', `/v1/members/${server.ids.cy}`)).json).toEqual(json.data[2])
    expect(await server.ada('GET', '/v1/members/usr_nobody')).toMatchObject({ status: 404, json: { code: 'member_not_found' } })
    expect(await server.ask('GET', '/v1/members', { key: null })).toMatchObject({ status: 401 })
  })

  it('get another role from an owner alone, at once, and both trails tell of it', async () => {
    for (const asks of [server.cy, (m: string, p: string, b?: unknown) => server.ask(m, p, { body: b })])
      expect(await asks('POST', `/v1/members/${server.ids.cy}/role`, { role: 'owner' })).toMatchObject({ status: 403, json: { code: 'forbidden' } })
    expect(await server.cy('GET', '/v1/invitations')).toMatchObject({ status: 403 })
    expect(await server.ada('POST', `/v1/members/${server.ids.cy}/role`, { role: 'billing' })).toMatchObject({ status: 200, json: { role: { id: 'billing', name: 'Billing' } } })
    expect((await server.cy('GET', '/v1/me')).json.workspaces[0]).toMatchObject({ role: 'billing' })
    expect(await server.team()).toContainEqual(expect.objectContaining({ userId: server.ids.cy, role: 'billing', state: 'active' }))
    const { data } = (await server.ada('GET', '/v1/audit?action=members.changeRole')).json
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({ actor: { role: 'owner', id: server.ids.ada }, subject: server.ids.cy })
    expect((await server.ada('GET', `/v1/audit/${data[0].position}`)).text).toContain('"role":"billing"')
    await server.handler.runDue()
    expect((await server.ada('GET', '/v1/audit?action=members.changeRole')).json.data).toHaveLength(1)
    await server.ada('POST', `/v1/members/${server.ids.cy}/role`, { role: 'support' })
  })

  it('cannot be given a role that is not there, or is another workspace\'s', async () => {
    expect(await server.ada('POST', `/v1/members/${server.ids.cy}/role`, { role: `rol_${'0'.repeat(26)}` })).toMatchObject({ status: 404, json: { code: 'role_not_found' } })
    expect(await server.ada('POST', `/v1/members/${server.ids.cy}/role`, { role: 'system' })).toMatchObject({ status: 400, json: { code: 'invalid_input' } })
    await server.handler.createWorkspace({ name: 'Next door', slug: 'next-door' })
    const { json: theirs } = await server.operate('POST', '/v1/roles', { name: 'Theirs', grants: ['ledger.read'] }, 'next-door')
    expect(await server.ada('POST', `/v1/members/${server.ids.cy}/role`, { role: theirs.id })).toMatchObject({ status: 404, json: { code: 'role_not_found' } })
    await expect(raw(`UPDATE members SET role = '${theirs.id}' WHERE user_id = '${server.ids.cy}'`)).rejects.toThrow(/role_not_found|query/i)
    expect((await server.cy('GET', '/v1/me')).json.workspaces[0].role).toBe('support')
  })

  it('always have an owner, whatever code does', async () => {
    const lone = await createMembersServer()
    await lone.ada('POST', `/v1/members/${lone.ids.bo}/role`, { role: 'support' })
    expect(await lone.ada('POST', `/v1/members/${lone.ids.ada}/role`, { role: 'billing' })).toMatchObject({ status: 409, json: { code: 'last_owner' } })
    expect(await lone.ada('POST', '/v1/members/leave', {})).toMatchObject({ status: 409, json: { code: 'last_owner' } })
    expect(await lone.operate('POST', `/v1/members/${lone.ids.ada}/remove`, {})).toMatchObject({ status: 409, json: { code: 'last_owner' } })
    const control = await lone.handler.control()
    for (const statement of [
      `UPDATE members SET role = 'support' WHERE user_id = '${lone.ids.ada}'`,
      `DELETE FROM members WHERE user_id = '${lone.ids.ada}'`,
      `INSERT OR REPLACE INTO members VALUES ('${lone.workspaceId}', '${lone.ids.ada}', 'support', NULL, 1)`,
      `UPDATE members SET user_id = 'usr_else' WHERE user_id = '${lone.ids.ada}'`,
    ]) await expect(control.ask(defineOperation({ name: 'test.raw', summary: 'x', access: 'write', allow: ['system'], input: z.strictObject({}), output: z.null(), run: async (ctx) => (await ctx.tx.run(sql.raw(statement)), null) }), {}), statement).rejects.toThrow()
    expect((await lone.ada('GET', '/v1/members')).json.data.map((one: any) => one.role.id)).toEqual(['owner', 'support', 'support'])
  })

  it('keep one owner when two demote each other at the same moment, and when both step down', async () => {
    const two = await createMembersServer()
    const both = await Promise.all([two.ada('POST', `/v1/members/${two.ids.bo}/role`, { role: 'support' }), two.bo('POST', `/v1/members/${two.ids.ada}/role`, { role: 'support' })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403])
    const again = await createMembersServer()
    const stepped = await Promise.all([again.ada('POST', `/v1/members/${again.ids.ada}/role`, { role: 'support' }), again.bo('POST', `/v1/members/${again.ids.bo}/role`, { role: 'support' })])
    expect(stepped.map(({ status }) => status).sort()).toEqual([200, 409])
    for (const one of [two, again]) expect((await one.operate('GET', '/v1/members')).json.data.filter((member: any) => member.role.id === 'owner')).toHaveLength(1)
  })

  it('lose everything at once when they are removed, and the invitations they sent are void', async () => {
    const mine = await createMembersServer()
    for (const role of ['support', 'owner']) await mine.ada('POST', `/v1/members/${mine.ids.bo}/role`, { role })
    expect((await mine.team()).find((one) => one.userId === mine.ids.bo)).toMatchObject({ state: 'active', role: 'owner' })
    const sent = await mine.bo('POST', '/v1/invitations', { email: 'bo.again@evil.example', role: 'owner' })
    expect(sent.status).toBe(201)
    expect(await mine.ada('POST', `/v1/members/${mine.ids.bo}/remove`, {})).toMatchObject({ status: 200 })
    expect(await mine.bo('GET', '/v1/contacts')).toMatchObject({ status: 404, json: { code: 'workspace_not_found' } })
    expect(await mine.browser().ask('POST', '/v1/invitations/look', { token: await mine.tokenFor('bo.again@evil.example') })).toMatchObject({ status: 409, json: { code: 'invitation_revoked' } })
    expect((await mine.team()).find((one) => one.userId === mine.ids.bo)).toMatchObject({ state: 'left' })
    expect(await mine.ada('POST', `/v1/members/${mine.ids.bo}/remove`, {})).toMatchObject({ status: 404, json: { code: 'member_not_found' } })
  })

  it('can leave, also with a custom role that holds nothing of the kind', async () => {
    const mine = await createMembersServer()
    const { json: role } = await mine.ada('POST', '/v1/roles', { name: 'Reader', grants: ['ledger.read'] })
    await mine.ada('POST', `/v1/members/${mine.ids.cy}/role`, { role: role.id })
    expect(await mine.cy('POST', '/v1/members/leave', {})).toMatchObject({ status: 200, json: { userId: mine.ids.cy } })
    expect(await mine.cy('GET', '/v1/ledger/entries')).toMatchObject({ status: 404, json: { code: 'workspace_not_found' } })
  })

  it('are nobody in the workspace next door, and its members nobody here', async () => {
    const there = inside(await server.signedIn('ada@acme.example'), 'next-door')
    expect(await there('GET', '/v1/members')).toMatchObject({ status: 404, json: { code: 'workspace_not_found' } })
    const { id } = (await server.operate('GET', '/v1/workspaces/next-door')).json
    const { secret } = await server.handler.createKey({ workspaceId: id, kind: 'sk', name: 'Theirs' })
    expect((await server.ask('GET', `/v1/members/${server.ids.ada}`, { key: secret })).status).toBe(404)
    expect(await server.ask('GET', '/v1/members', { key: secret, headers: { 'startupkit-workspace': 'acme' } })).toMatchObject({ status: 404, json: { code: 'workspace_not_found' } })
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMembersServer, inside, type Asks, type MembersServer } from '../members-testing.js'
import { createApp } from '../app.js'
import { exposedBy } from '../expose.js'
import { closeTestServers } from '../testing.js'

let server: MembersServer
let grantable: string[]
let everything: Asks
let everythingId: string
beforeAll(async () => {
  server = await createMembersServer({ workspacesByAnyone: true })
  const { rows } = (await server.ada('GET', '/v1/roles/matrix')).json as { rows: { group: string; grantable: boolean; for: string }[] }
  grantable = [...new Set(rows.filter((row) => row.grantable && row.for === 'role').map((row) => row.group))]
  const made = await server.ada('POST', '/v1/roles', { name: 'Everything there is', grants: grantable })
  expect([made.status, made.text]).toEqual([201, made.text])
  everythingId = await server.person('dee@acme.example', made.json.id)
  everything = inside(await server.signedIn('dee@acme.example'))
})
afterAll(closeTestServers)

const statusOf = async (asks: Asks, calls: [string, string, unknown?][]) => Promise.all(calls.map(async ([method, path, body]) => [path, (await asks(method, path, body)).status]))

describe('a custom role that holds every group that there is to hold', () => {
  it('is not given rights over rights, nor a copy of everything', () => {
    for (const group of ['members.write', 'roles.write', 'invitations.write', 'keys.write', 'visitorSecrets.write', 'workspaces.write', 'workspaces.read', 'people.write', 'people.read']) expect(grantable).not.toContain(group)
  })

  it('makes itself no owner', async () => {
    const calls: [string, string, unknown?][] = [
      ['POST', `/v1/members/${everythingId}/role`, { role: 'owner' }], ['POST', `/v1/members/${server.ids.ada}/role`, { role: 'support' }], ['POST', `/v1/members/${server.ids.ada}/remove`, {}],
      ['POST', '/v1/roles', { name: 'More', grants: ['contacts.read'] }], ['POST', '/v1/invitations', { email: 'eve@evil.example', role: 'owner' }],
      ['POST', '/v1/keys', { kind: 'sk', name: 'Mine' }], ['POST', '/v1/visitor-secrets', { name: 'Mine' }], ['PATCH', `/v1/workspaces/${server.workspaceId}`, { name: 'Mine' }],
      ['POST', `/v1/workspaces/${server.workspaceId}/request-deletion`, { slug: 'acme' }], ['GET', `/v1/workspaces/${server.workspaceId}/export`], ['POST', `/v1/workspaces/${server.workspaceId}/open-test`, {}],
      ['GET', '/v1/people'], ['POST', `/v1/people/${everythingId}/make-owner`, { workspaceId: server.workspaceId }], ['POST', `/v1/people/${server.ids.ada}/password`, { password: 'eleven brown foxes' }],
      ['POST', `/v1/people/${server.ids.ada}/remove-second-factor`, {}],
    ]
    for (const [path, status] of await statusOf(everything, calls)) expect([path, status]).toEqual([path, 403])
    expect((await server.ada('GET', `/v1/members/${everythingId}`)).json.role.name).toBe('Everything there is')
    expect((await server.ada('GET', '/v1/keys')).json.data).toHaveLength(1)
  })

  it('cannot be made of groups that were never offered, whatever they are called', async () => {
    for (const grants of [['keys.write'], ['*'], ['contacts.*'], ['people.write'], ['workspaces.read'], ['__proto__'], ['constructor'], ['contacts.read', 'owner'], ['contacts.read\u0000'], ['CONTACTS.READ'], [''], ['.'], [{ $ne: null }], 'contacts.read']) {
      const answer = await server.ada('POST', '/v1/roles', { name: `Of ${JSON.stringify(grants)}`.slice(0, 60), grants })
      expect([grants, answer.status]).toEqual([grants, 400])
    }
    for (const extra of [{ workspaceId: 'x' }, { groups: ['keys.write'] }, { id: 'owner' }, { exposed: [] }]) expect((await server.ada('POST', '/v1/roles', { name: 'Extra', grants: ['contacts.read'], ...extra })).status, JSON.stringify(extra)).toBe(400)
  })
})

describe('a member for support', () => {
  it('reaches nothing that only owners may', async () => {
    const owners = exposedBy(createApp()).filter(({ operation, route }) => !route.open && !route.personal && !operation.allow.includes('support') && operation.allow.includes('owner'))
    expect(owners.length).toBeGreaterThan(25)
    for (const { route } of owners) {
      const answer = await server.cy(route.method.toUpperCase(), route.path.replace(/\{\w+\}/g, 'x'), route.method === 'get' ? undefined : {})
      expect([route.method, route.path, answer.status]).toEqual([route.method, route.path, 403])
    }
  })
})

describe('a key with everything that a key can have', () => {
  it('reaches nothing that is a person\'s, and makes no more keys', async () => {
    const persons = exposedBy(createApp()).filter(({ operation, route }) => !route.open && !operation.allow.includes('key'))
    expect(persons.length).toBeGreaterThan(40)
    for (const { route, operation } of persons) {
      const answer = await server.ask(route.method.toUpperCase(), route.path.replace(/\{\w+\}/g, 'x'), route.method === 'get' ? {} : { body: {} })
      expect([route.path, operation.name, answer.status]).toEqual([route.path, operation.name, 403])
    }
  })
})

describe('a member of one workspace', () => {
  it('is nobody in another, by header, id or slug, and learns nothing of it', async () => {
    const other = await server.handler.createWorkspace({ name: 'Other', slug: 'other' })
    const twin = (await server.operate('POST', `/v1/workspaces/${other.id}/open-test`, {}, 'other')).json
    const secret = (await server.operate('POST', '/v1/roles', { name: 'Secret role', grants: ['contacts.read'] }, 'other')).json
    const ada = await server.signedIn('ada@acme.example')
    for (const name of ['other', other.id, 'OTHER', twin.slug, twin.id, 'other,acme', `${server.workspaceId} ${other.id}`, '*']) {
      for (const path of ['/v1/contacts', '/v1/members', '/v1/keys', '/v1/live', '/v1/audit', '/v1/invitations', `/v1/workspaces/${other.id}/export`, '/v1/mail/caught'])
        expect([name, path, (await ada.ask('GET', path, undefined, { 'startupkit-workspace': name })).json.code]).toEqual([name, path, 'workspace_not_found'])
    }
    for (const id of [other.id, 'other', twin.id, twin.slug]) {
      const [foreign, unknown] = [await server.ada('GET', `/v1/workspaces/${id}`), await server.ada('GET', '/v1/workspaces/nothing')]
      expect([foreign.status, foreign.json.code]).toEqual([unknown.status, unknown.json.code])
      for (const [method, verb, body] of [['PATCH', '', { name: 'Mine' }], ['POST', '/request-deletion', { slug: 'other' }], ['POST', '/cancel-deletion', {}], ['POST', '/open-test', {}], ['GET', '/export']] as const)
        expect([id, verb, (await server.ada(method, `/v1/workspaces/${id}${verb}`, body)).status]).toEqual([id, verb, 404])
    }
    expect((await server.ada('POST', `/v1/members/${server.ids.cy}/role`, { role: secret.id })).json.code).toBe('role_not_found')
    expect((await server.ada('PATCH', `/v1/roles/${secret.id}`, { name: 'Mine' })).status).toBe(404)
    expect((await server.ada('POST', '/v1/invitations', { email: 'x@example.com', role: secret.id })).json.code).toBe('role_not_found')
  })

  it('who was thrown out has nothing left: no session, no stream, no invitation of theirs, no test twin', async () => {
    await server.operate('POST', `/v1/workspaces/${server.workspaceId}/open-test`, {})
    await server.person('fin@acme.example', 'owner')
    const fin = await server.signedIn('fin@acme.example')
    const finAsks = inside(fin)
    const id = (await finAsks('GET', '/v1/me')).json.person.id
    expect((await finAsks('POST', '/v1/invitations', { email: 'back@door.example', role: 'owner' })).status).toBe(201)
    const token = await server.tokenFor('back@door.example')
    expect((await server.ada('POST', `/v1/members/${id}/remove`, {})).status).toBe(200)
    for (const path of ['/v1/contacts', '/v1/live', '/v1/members']) expect((await finAsks('GET', path)).json.code, path).toBe('workspace_not_found')
    expect((await fin.ask('GET', '/v1/contacts', undefined, { 'startupkit-workspace': 'acme-test' })).json.code).toBe('workspace_not_found')
    expect((await server.browser().ask('POST', '/v1/invitations/accept', { token, name: 'Back', password: 'eleven brown foxes' })).json.code).toBe('invitation_revoked')
  })
})

describe('the last owner', () => {
  it('stays, when two leave, lower or remove each other at the same moment', async () => {
    const { id } = await server.handler.createWorkspace({ name: 'Duo', slug: 'duo' })
    for (const who of [server.ids.ada, server.ids.bo]) await server.operate('POST', `/v1/people/${who}/make-owner`, { workspaceId: id })
    const [ada, bo] = [inside(await server.signedIn('ada@acme.example'), 'duo'), inside(await server.signedIn('bo@acme.example'), 'duo')]
    await Promise.all([ada('POST', '/v1/members/leave', {}), bo('POST', `/v1/members/${server.ids.bo}/role`, { role: 'support' }), bo('POST', '/v1/members/leave', {}), ada('POST', `/v1/members/${server.ids.bo}/remove`, {})])
    const { data } = (await server.operate('GET', '/v1/members', undefined, 'duo')).json
    expect(data.filter((one: { role: { id: string } }) => one.role.id === 'owner')).toHaveLength(1)
  })
})

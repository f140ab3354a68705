import { testClock } from '@startupkit/core/testing'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMembersServer, type MembersServer } from '../../members-testing.js'
import { password } from '../../people-testing.js'
import { closeTestServers } from '../../testing.js'

const clock = testClock(Date.now())
const dayMs = 86_400_000
let server: MembersServer
beforeAll(async () => void (server = await createMembersServer({ clock })))
afterAll(closeTestServers)

const invite = async (email: string, role = 'support') => {
  const sent = await server.ada('POST', '/v1/invitations', { email, role })
  expect(sent.status, sent.text).toBe(201)
  return { ...(sent.json as { id: string }), token: await server.tokenFor(email.toLowerCase()) }
}
const accept = (token: string, body: object = {}, browser = server.browser()) => browser.ask('POST', '/v1/invitations/accept', { token, ...body })
const newcomer = { name: 'Dee', password: 'nine purple whales' }

describe('an invitation', () => {
  it('makes somebody new a member, once, and signs nobody in', async () => {
    const { token, id } = await invite('Dee@Acme.example')
    const seen = server.browser()
    const look = await seen.ask('POST', '/v1/invitations/look', { token })
    expect(look).toMatchObject({ status: 200, json: { workspace: 'Acme', role: 'Support', invitedBy: 'ada', email: 'd•••@acme.example' } })
    expect(Object.keys(look.json).sort()).toEqual(['email', 'expiresAt', 'invitedBy', 'role', 'workspace'])
    expect((await server.ada('GET', '/v1/invitations')).json.data[0]).toMatchObject({ id, state: 'open' })
    expect(await accept(token, newcomer, seen)).toMatchObject({ status: 200, json: { slug: 'acme' } })
    expect(seen.cookie).toBe('')
    expect(await accept(token, newcomer)).toMatchObject({ status: 409, json: { code: 'invitation_accepted' } })
    expect((await server.browser().ask('POST', '/v1/auth/sign-in', { email: 'dee@acme.example', password: newcomer.password })).status).toBe(200)
    expect(await server.team()).toContainEqual(expect.objectContaining({ email: 'dee@acme.example', role: 'support', state: 'active' }))
    expect((await server.ada('GET', '/v1/invitations')).json.data[0]).toMatchObject({ id, state: 'accepted' })
  })

  it('asks somebody with an account to be signed in as that very person, and touches the account in no way', async () => {
    await server.person('eve@acme.example', 'none')
    const { token } = await invite('eve@acme.example', 'owner')
    expect(await accept(token, { name: 'Mallory', password: 'a stolen password' })).toMatchObject({ status: 409, json: { code: 'invitation_sign_in_required' } })
    const cy = await server.signedIn('cy@acme.example')
    expect(await accept(token, {}, cy)).toMatchObject({ status: 403, json: { code: 'invitation_for_another' } })
    expect(await accept(token, newcomer, cy)).toMatchObject({ status: 403, json: { code: 'invitation_for_another' } })
    expect((await cy.ask('GET', '/v1/me')).json.workspaces).toMatchObject([{ role: 'support' }])
    expect((await server.browser().ask('POST', '/v1/auth/sign-in', { email: 'eve@acme.example', password: 'a stolen password' })).status).toBe(401)
    const eve = await server.signedIn('eve@acme.example')
    expect((await eve.ask('GET', '/v1/me')).json).toMatchObject({ person: { name: 'eve' }, workspaces: [] })
    expect((await accept(token, { name: 'Other', password: 'another password yet' }, eve)).status).toBe(200)
    expect((await eve.ask('GET', '/v1/me')).json).toMatchObject({ person: { name: 'eve' }, workspaces: [{ role: 'owner' }] })
    expect((await server.browser().ask('POST', '/v1/auth/sign-in', { email: 'eve@acme.example', password })).status).toBe(200)
  })

  it('opens nothing when it was taken back, ran out, was sent anew, or never was', async () => {
    const revoked = await invite('one@acme.example')
    expect((await server.ada('POST', `/v1/invitations/${revoked.id}/revoke`, {})).json.state).toBe('revoked')
    expect(await accept(revoked.token, newcomer)).toMatchObject({ status: 409, json: { code: 'invitation_revoked' } })

    const resent = await invite('two@acme.example')
    expect(await server.ada('POST', `/v1/invitations/${resent.id}/resend`, {})).toMatchObject({ status: 429, json: { code: 'invitation_just_sent' } })
    clock.tick(120_000)
    expect((await server.ada('POST', `/v1/invitations/${resent.id}/resend`, {})).status).toBe(200)
    expect(await accept(resent.token, newcomer)).toMatchObject({ status: 404, json: { code: 'invitation_not_found' } })
    expect((await server.browser().ask('POST', '/v1/invitations/look', { token: await server.tokenFor('two@acme.example') })).status).toBe(200)

    const late = await invite('three@acme.example')
    clock.tick(7 * dayMs)
    for (const path of ['look', 'accept']) expect(await server.browser().ask('POST', `/v1/invitations/${path}`, { token: late.token })).toMatchObject({ status: 409, json: { code: 'invitation_expired' } })
    expect(await accept('x'.repeat(43), newcomer)).toMatchObject({ status: 404, json: { code: 'invitation_not_found' } })
    expect((await server.browser().ask('GET', `/v1/invitations/accept?token=${late.token}`)).status).not.toBe(200)
  })

  it('is one a person, is sent by owners alone, and keeps its token nowhere', async () => {
    const ada = await server.signedIn('ada@acme.example')
    const asAda = (path: string, body: object) => ada.ask('POST', path, body, { 'startupkit-workspace': 'acme' })
    expect((await asAda('/v1/invitations', { email: 'four@acme.example', role: 'billing' })).status).toBe(201)
    const token = await server.tokenFor('four@acme.example')
    expect(await asAda('/v1/invitations', { email: 'FOUR@acme.example', role: 'billing' })).toMatchObject({ status: 409, json: { code: 'invitation_open' } })
    expect(await asAda('/v1/invitations', { email: 'cy@acme.example', role: 'owner' })).toMatchObject({ status: 409, json: { code: 'already_member' } })
    expect(await asAda('/v1/invitations', { email: 'five@acme.example' })).toMatchObject({ status: 400, json: { code: 'invitation_role_missing' } })
    expect(await asAda('/v1/invitations', { role: 'support' })).toMatchObject({ status: 400, json: { code: 'invitation_address_missing' } })
    expect(await asAda('/v1/invitations', { email: 'a@b.example\r\nBcc: x@y.example', role: 'support' })).toMatchObject({ status: 400, json: { code: 'invalid_input' } })
    const cy = await server.signedIn('cy@acme.example')
    expect(await cy.ask('POST', '/v1/invitations', { email: 'six@acme.example', role: 'support' }, { 'startupkit-workspace': 'acme' })).toMatchObject({ status: 403 })
    for (const name of ['control.db', 'control.db-wal']) expect((await readFile(join(server.folder, name))).includes(token), name).toBe(false)
  })

  it('turns somebody of an import into a member when the owner sends it, and not before', async () => {
    const ada = await server.signedIn('ada@acme.example')
    const asAda = (method: string, path: string, body?: object) => ada.ask(method, path, body, { 'startupkit-workspace': 'acme' })
    const { json } = await asAda('POST', '/v1/team/import', { members: [{ reference: 'users:7', name: 'Gus', email: 'gus@acme.example', role: 'billing' }] })
    const memberId = json.data[0].memberId
    expect(await asAda('POST', '/v1/invitations', { memberId })).toMatchObject({ status: 201, json: { email: 'gus@acme.example', name: 'Gus', role: { id: 'billing' }, memberId } })
    await accept(await server.tokenFor('gus@acme.example'), { name: 'Gus', password: newcomer.password })
    expect((await server.team()).filter((one) => one.email === 'gus@acme.example')).toMatchObject([{ id: memberId, state: 'active', role: 'billing' }])
    expect(await asAda('POST', '/v1/invitations', { memberId })).toMatchObject({ status: 409, json: { code: 'already_member' } })
    expect(await asAda('POST', '/v1/invitations', { memberId: 'tea_nobody' })).toMatchObject({ status: 404, json: { code: 'team_member_not_found' } })
  })

  it('of another workspace is one that does not exist', async () => {
    const ada = await server.signedIn('ada@acme.example')
    await server.handler.createWorkspace({ name: 'Next door', slug: 'next-door' })
    const theirs = (await server.operate('GET', '/v1/invitations', undefined, 'next-door')).json.data
    expect(theirs).toEqual([])
    const mine = (await ada.ask('GET', '/v1/invitations', undefined, { 'startupkit-workspace': 'acme' })).json.data[0].id
    for (const verb of ['revoke', 'resend']) expect((await server.operate('POST', `/v1/invitations/${mine}/${verb}`, {}, 'next-door')).status, verb).toBe(404)
  })
})

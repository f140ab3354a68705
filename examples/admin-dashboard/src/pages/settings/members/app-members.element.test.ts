import { expect, fixture, html } from '@open-wc/testing'
import type { Api } from '../../../api.js'
import { answering, deepText, never, pageOf, refusal, soon, workspace } from '../../../testing/answers.js'
import '../permissions/app-permissions.js'
import '../roles/app-roles.js'
import './app-members.js'

const owner = { ...workspace, mode: 'live' as const, role: 'owner', grants: null, userId: 'usr_1' }
const support = { ...owner, role: 'support' }
const member = (more = {}) => ({ userId: 'usr_1', name: 'Ada Lovelace', email: 'ada@acme.example', role: { id: 'owner', name: 'Owner' }, teamId: null, joinedAt: '2026-01-01T00:00:00.000Z', ...more })
const bob = member({ userId: 'usr_2', name: 'Bob Bell', email: 'bob@acme.example', role: { id: 'support', name: 'Support' } })
const known = (more = {}) => ({ id: 'mem_9', name: 'Cleo Klein', email: 'cleo@acme.example', role: 'billing', title: null, userId: null, state: 'invited', createdAt: '2026-01-01T00:00:00.000Z', ...more })
const invitation = (more = {}) => ({ id: 'inv_1', email: 'dan@acme.example', name: null, role: { id: 'support', name: 'Support' }, state: 'open', invitedBy: { id: 'usr_1', name: 'Ada Lovelace' }, memberId: null, createdAt: '2026-11-22T08:00:00.000Z', sentAt: '2026-11-22T08:00:00.000Z', expiresAt: '2026-11-29T08:00:00.000Z', acceptedAt: null, ...more })
const role = (id: string, name: string, more = {}) => ({ id, name, builtIn: true, grants: ['ledger.read'], members: 1, createdAt: null, updatedAt: null, ...more })
const own = role('rol_1', 'Bookkeeper', { builtIn: false, grants: ['contacts.read', 'ledger.write'], members: 0 })
const roles = { data: [role('owner', 'Owner'), role('billing', 'Billing', { members: 0 }), role('support', 'Support'), own], groups: ['contacts.read', 'contacts.write', 'ledger.read', 'ledger.write'] }
const matrix = {
  columns: [{ id: 'owner', name: 'Owner', kind: 'built_in' }, { id: 'rol_1', name: 'Bookkeeper', kind: 'custom' }, { id: 'key', name: 'Secret key', kind: 'key' }],
  rows: [
    { operation: 'ledger.record', room: 'ledger', group: 'ledger.write', summary: 'Record money', grantable: true, for: 'role', allowed: { owner: true, rol_1: true, key: true } },
    { operation: 'keys.create', room: 'keys', group: 'keys.write', summary: 'Make a key', grantable: false, for: 'role', allowed: { owner: true, rol_1: false, key: false } },
    { operation: 'auth.signIn', room: 'auth', group: 'auth.write', summary: 'Sign in', grantable: false, for: 'anyone', allowed: { owner: true, rol_1: true, key: false } },
  ],
}
type Rooms = Parameters<typeof answering>[0]
const house = (more: Rooms = {}): Api => answering({ members: { list: pageOf(member(), bob), ...more.members }, team: { list: pageOf(known()), ...more.team }, roles: { list: () => Promise.resolve(roles), matrix: () => Promise.resolve(matrix), ...more.roles }, invitations: { list: pageOf(invitation(), invitation({ id: 'inv_2', state: 'expired', name: 'Eve' }), invitation({ id: 'inv_3', state: 'accepted' })), ...more.invitations } })

async function show(template: unknown): Promise<Element> {
  document.querySelector('main')?.remove()
  const main = await fixture(html`<main>${template}</main>`)
  await soon()
  return main.firstElementChild!
}
const members = (api: Api, who: object = owner) => show(html`<app-members .api=${api} .workspace=${who}></app-members>`)
const ownRoles = (api: Api, who: object = owner) => show(html`<app-roles .api=${api} .workspace=${who}></app-roles>`)
const permissions = (api: Api) => show(html`<app-permissions .api=${api}></app-permissions>`)
const button = (page: Element, words: string) => [...page.shadowRoot!.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').includes(words))
const submit = async (dialog: Element, values: Record<string, string>) => {
  for (const [name, value] of Object.entries(values)) dialog.shadowRoot!.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value = value
  dialog.shadowRoot!.querySelector('form')!.requestSubmit()
  await soon()
}

describe('members, roles and permissions', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    for (const [api, who] of [[house(), owner], [house(), support], [house(), workspace], [house({ members: { list: pageOf() }, team: { list: pageOf() }, invitations: { list: pageOf() } }), owner], [house({ members: { list: never }, roles: { list: never, matrix: never }, invitations: { list: never } }), owner], [house({ members: { list: refusal('forbidden') }, roles: { list: refusal('unavailable'), matrix: refusal('forbidden') }, invitations: { list: refusal('unavailable') } }), owner], [house(), { ...owner, mode: 'test', liveId: 'wsp_9' }]] as const) {
      await expect(await members(api, who)).to.be.accessible()
      await expect(await ownRoles(api, who)).to.be.accessible()
      await expect(await permissions(api)).to.be.accessible()
    }
  })

  it('asks for an address and a role, and only then sends a mail', async () => {
    let sent: unknown
    const page = await members(house({ invitations: { create: (input: unknown) => ((sent = input), Promise.resolve(invitation({ email: 'fay@acme.example' }))) } }))
    button(page, 'Invite somebody')!.click()
    await soon()
    const dialog = page.shadowRoot!.querySelector('app-invite-dialog')!
    await expect(dialog).to.be.accessible()
    expect(sent).to.equal(undefined)
    await submit(dialog, { email: 'fay@acme.example', role: 'rol_1' })
    expect(sent).to.deep.equal({ email: 'fay@acme.example', role: 'rol_1' })
  })

  it('invites somebody of the team by name, with the role that they had', async () => {
    let sent: unknown
    const page = await members(house({ invitations: { create: (input: unknown) => ((sent = input), Promise.resolve(invitation())) } }))
    expect(deepText(page)).to.contain('Known, and never invited')
    button(page, 'Invite Cleo Klein')!.click()
    await soon()
    await submit(page.shadowRoot!.querySelector('app-invite-dialog')!, {})
    expect(sent).to.deep.equal({ email: 'cleo@acme.example', role: 'billing', memberId: 'mem_9' })
  })

  it('does not list as never invited whom an invitation waits for', async () => {
    expect(deepText(await members(house({ team: { list: pageOf(known({ email: 'DAN@acme.example' })) } })))).to.not.contain('Known, and never invited')
  })

  it('changes a role, and puts the choice back when that is refused', async () => {
    let given: unknown
    const page = await members(house({ members: { changeRole: (input: unknown) => ((given = input), refusal('conflict', 'This is the only owner.')()) } }))
    const select = page.shadowRoot!.querySelector<HTMLSelectElement>('select[aria-label="Role of Ada Lovelace"]')!
    select.value = 'support'
    select.dispatchEvent(new Event('change'))
    await soon()
    expect([given, select.value]).to.deep.equal([{ userId: 'usr_1', role: 'support' }, 'owner'])
  })

  it('removes somebody after a question', async () => {
    let gone: unknown
    const page = await members(house({ members: { remove: (input: unknown) => ((gone = input), Promise.resolve(bob)) } }))
    button(page, 'Remove Bob Bell')!.click()
    await soon()
    expect(gone).to.equal(undefined)
    page.shadowRoot!.querySelector('app-question')!.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(gone).to.deep.equal({ userId: 'usr_2' })
  })

  it('sends an invitation again and takes one back; one that was accepted is not listed', async () => {
    const done: unknown[] = []
    const keep = (what: string) => (input: unknown) => (done.push([what, input]), Promise.resolve(invitation()))
    const page = await members(house({ invitations: { resend: keep('resend'), revoke: keep('revoke') } }))
    expect(page.shadowRoot!.querySelectorAll('[aria-labelledby="invited"] li').length).to.equal(2)
    button(page, 'Send again the invitation')!.click()
    await soon()
    button(page, 'Take back the invitation')!.click()
    await soon()
    expect(done).to.deep.equal([['resend', { id: 'inv_1' }], ['revoke', { id: 'inv_1' }]])
  })

  it('offers whoever owns nothing no change, and does not ask for what they may not see', async () => {
    const page = await members(house({ invitations: { list: () => Promise.reject(new Error('asked')) } }), support)
    expect([page.shadowRoot!.querySelector('select'), button(page, 'Invite'), button(page, 'Remove')]).to.deep.equal([null, undefined, undefined])
    expect(button(await ownRoles(house(), support), 'Make a role')).to.equal(undefined)
  })

  it('makes a role room by room', async () => {
    let made: unknown
    const page = await ownRoles(house({ roles: { create: (input: unknown) => ((made = input), Promise.resolve(own)) } }))
    button(page, 'Make a role')!.click()
    await soon()
    const dialog = page.shadowRoot!.querySelector('app-role-dialog')!
    await expect(dialog).to.be.accessible()
    for (const label of ['Transactions: Change', 'Contacts: See']) dialog.shadowRoot!.querySelector<HTMLInputElement>(`[aria-label="${label}"]`)!.click()
    await submit(dialog, { name: 'Night shift' })
    expect(made).to.deep.equal({ name: 'Night shift', grants: ['contacts.read', 'ledger.write'] })
  })

  it('says who has a role and what it opens, and changes only what was changed', async () => {
    let given: unknown
    const page = await ownRoles(house({ roles: { update: (input: unknown) => ((given = input), Promise.resolve(own)) } }))
    expect(deepText(page)).to.contain('Changes Transactions. Sees Contacts.').and.to.contain('Bob Bell')
    button(page, 'Edit the role Bookkeeper')!.click()
    await soon()
    await submit(page.shadowRoot!.querySelector('app-role-dialog')!, { name: 'Accountant' })
    expect(given).to.deep.equal({ id: 'rol_1', name: 'Accountant' })
  })

  it('filters the permissions by words and by who may', async () => {
    const page = await permissions(house())
    const operations = () => [...page.shadowRoot!.querySelectorAll('tbody .raw')].map((one) => one.textContent)
    expect(operations()).to.deep.equal(['keys.create', 'auth.signIn', 'ledger.record'])
    const select = page.shadowRoot!.querySelector('select')!
    select.value = 'key'
    select.dispatchEvent(new Event('change'))
    await soon()
    expect(operations()).to.deep.equal(['ledger.record'])
    const search = page.shadowRoot!.querySelector('input')!
    search.value = 'make a key'
    search.dispatchEvent(new InputEvent('input'))
    await soon()
    expect(deepText(page)).to.contain('Nothing is called that')
  })
})

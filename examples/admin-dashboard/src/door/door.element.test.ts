import { expect, fixture, html, oneEvent } from '@open-wc/testing'
import type { Api } from '../api.js'
import { answering, deepText, never, refusal, soon } from '../testing/answers.js'
import type { Me, SignInWays } from '../wire.js'
import './app-door.js'
import type { AppDoor } from './app-door.js'

const person = { id: 'usr_1', name: 'Ada Lovelace', email: 'ada@acme.example', emailVerified: true, secondFactor: false, locale: 'en', createdAt: '2026-01-01T00:00:00.000Z' }
const ready: SignInWays = { state: 'ready', session: 'none', demo: false, providers: [] }
const ways = (more: Partial<SignInWays> = {}) => () => Promise.resolve({ ...ready, ...more })
const look = { workspace: 'Acme', role: 'Support', invitedBy: 'Ada Lovelace', email: 'b••@acme.example', expiresAt: '2026-12-01T00:00:00.000Z' }
const home = location.pathname + location.search

async function show(address: string, api: Api, me: Me | null = null): Promise<AppDoor> {
  document.querySelector('app-door')?.remove() // one page, one door
  history.replaceState(null, '', address)
  const door = await fixture<AppDoor>(html`<app-door .api=${api} .me=${me}></app-door>`)
  await soon()
  return door
}

/** The form of the step, as a person meets it. */
const formOf = (door: AppDoor) => door.shadowRoot!.querySelector('main .card > *')!.shadowRoot!
function fill(door: AppDoor, values: Record<string, string>): void {
  const form = formOf(door)
  for (const [name, value] of Object.entries(values)) form.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value = value
  form.querySelector('form')!.requestSubmit()
}
const press = (door: AppDoor, words: string) => [...formOf(door).querySelectorAll('button')].find((one) => one.textContent?.includes(words))!.click()

afterEach(() => history.replaceState(null, '', home))

describe('the door', () => {
  it('can be used by everybody, at every step', async () => {
    const api = answering({ auth: { ways: ways({ demo: true, providers: [{ id: 'google', name: 'Google' }] }) }, invitations: { look: () => Promise.resolve(look) } })
    for (const address of ['/sign-in', '/sign-in/link#token=0123456789ab', '/reset-password#token=0123456789ab', '/verify-email#token=0123456789ab', '/invitation#0123456789ab', '/sign-in?second_factor=required']) await expect(await show(address, api)).to.be.accessible()
    for (const broken of [answering({ auth: { ways: never } }), answering({ auth: { ways: refusal('unavailable') } }), answering({ auth: { ways: ways({ state: 'first_owner_needed' }) } })]) await expect(await show('/', broken)).to.be.accessible()
  })

  it('takes a secret out of the address', async () => {
    await show('/sign-in/link#token=0123456789ab', answering({ auth: { ways: ways() } }))
    expect(location.hash).to.equal('')
  })

  it('lets in with a password, and goes where somebody was headed', async () => {
    let given: unknown
    const door = await show('/w/demo/contacts?text=ada', answering({ auth: { ways: ways(), signIn: (input: unknown) => ((given = input), Promise.resolve({ person, secondFactorRequired: false })) } }))
    setTimeout(() => fill(door, { email: ' ada@acme.example ', password: ' with spaces ' }))
    await oneEvent(door, 'app-inside')
    expect(given).to.deep.equal({ email: 'ada@acme.example', password: ' with spaces ' })
    expect(location.pathname + location.search).to.equal('/w/demo/contacts?text=ada')
  })

  it('asks for the second factor before anything opens', async () => {
    let inside = false
    let code: unknown
    const door = await show('/', answering({ auth: { ways: ways(), signIn: () => Promise.resolve({ person, secondFactorRequired: true }), secondFactor: (input: unknown) => ((code = input), Promise.resolve({ person, secondFactorRequired: false })) } }))
    door.addEventListener('app-inside', () => (inside = true))
    fill(door, { email: 'ada@acme.example', password: 'a long password' })
    await soon()
    expect([inside, deepText(formOf(door))]).to.satisfy(([before, words]: [boolean, string]) => !before && words.includes('One more step'))
    fill(door, { code: '123 456' })
    await soon()
    expect([inside, code]).to.deep.equal([true, { code: '123456' }])
  })

  it('says what is wrong, in the words of the server', async () => {
    const door = await show('/', answering({ auth: { ways: ways(), signIn: refusal('unauthenticated', 'That e-mail address and password do not belong together.') } }))
    fill(door, { email: 'ada@acme.example', password: 'wrong password' })
    await soon()
    expect(formOf(door).querySelector('[role="alert"]')?.textContent).to.contain('do not belong together')
    expect(formOf(door).querySelector<HTMLInputElement>('[name="email"]')!.value).to.equal('ada@acme.example')
  })

  it('offers the demo with one press, where there is one', async () => {
    const api = answering({ auth: { ways: ways({ demo: true }), demo: () => Promise.resolve({ person, secondFactorRequired: false }) } })
    const door = await show('/', api)
    setTimeout(() => press(door, 'Look around'))
    await oneEvent(door, 'app-inside')
    expect(deepText(await show('/', answering({ auth: { ways: ways() } })))).to.not.contain('Look around')
  })

  it('says the same after a link was asked for, whoever asked', async () => {
    const door = await show('/', answering({ auth: { ways: ways(), sendLink: () => Promise.resolve({ sent: true }) } }))
    press(door, 'E-mail me a link')
    await soon()
    fill(door, { email: 'nobody@acme.example' })
    await soon()
    expect(deepText(formOf(door))).to.contain('If somebody signs in with that address')
  })

  it('asks the first visitor to set things up', async () => {
    let given: { workspace?: unknown } = {}
    const door = await show('/', answering({ auth: { ways: ways({ state: 'first_owner_needed' }), setup: (input: never) => ((given = input), Promise.resolve({ person, secondFactorRequired: false })) } }))
    setTimeout(() => fill(door, { code: 'abc', workspace: 'Larkspur Bücher & Co', name: 'Ada', email: 'ada@acme.example', password: 'a long password' }))
    await oneEvent(door, 'app-inside')
    expect(given.workspace).to.deep.equal({ name: 'Larkspur Bücher & Co', slug: 'larkspur-bucher-co' })
  })

  it('makes an account from an invitation, or sends its owner to sign in', async () => {
    let given: unknown
    const invitations = { look: () => Promise.resolve(look), accept: (input: unknown) => ((given = input), Promise.resolve({ slug: 'acme' })) }
    const door = await show('/invitation#a-token-of-an-invitation', answering({ auth: { ways: ways() }, invitations }))
    fill(door, { name: 'Bo', password: 'a long password' })
    await soon()
    expect(given).to.deep.equal({ token: 'a-token-of-an-invitation', name: 'Bo', password: 'a long password' })
    expect(deepText(formOf(door))).to.contain('Your account is made')

    const taken = { ...invitations, accept: () => Promise.reject(Object.assign(new Error('Sign in.'), { kind: 'conflict', code: 'invitation_sign_in_required' })) }
    const other = await show('/invitation#a-token-of-an-invitation', answering({ auth: { ways: ways() }, invitations: taken }))
    fill(other, { name: 'Bo', password: 'a long password' })
    await soon()
    expect(deepText(formOf(other))).to.contain('That address has an account')
  })
})

import { expect, fixture, html } from '@open-wc/testing'
import type { Api } from '../../../api.js'
import { answering, deepText, never, pageOf, refusal, soon } from '../../../testing/answers.js'
import '../you/app-you.js'
import './app-security.js'
import type { AppSecurity } from './app-security.js'
import { squaresOf } from './qr-code.js'

const person = { id: 'usr_1', name: 'Ada Lovelace', email: 'ada@acme.example', emailVerified: true, secondFactor: false, locale: 'en', createdAt: '2026-01-01T00:00:00.000Z' }
const me = { person, session: { id: 'ses_1', expiresAt: '2027-01-01T00:00:00.000Z' }, workspaces: [], makesWorkspaces: false, ways: { password: true, providers: [] } }
const factored = { ...me, person: { ...person, secondFactor: true } }
const session = (more = {}) => ({ id: 'ses_1', current: true, createdAt: '2026-11-20T08:00:00.000Z', usedAt: '2026-11-23T08:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z', address: '203.0.113.7', userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', ...more })
const sessions = pageOf(session(), session({ id: 'ses_2', current: false, address: null, userAgent: null }))
const held = { role: 'owner', grants: null, userId: 'usr_1' }
const secret = { uri: 'otpauth://totp/StartupKit:ada%40acme.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=StartupKit', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', backupCodes: ['Ab3dE-9fGh1', 'Cd4eF-0aBc2'] }

async function show<T extends Element>(template: unknown): Promise<T> {
  document.querySelector('main')?.remove()
  const main = await fixture(html`<main>${template}</main>`)
  await soon()
  return main.firstElementChild as T
}
const security = (api: Api, who: object = held) => show<AppSecurity>(html`<app-security .api=${api} .held=${who}></app-security>`)
const press = async (root: Element, words: string) => {
  ;[...root.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent?.includes(words))!.click()
  await soon()
}
const fill = async (element: Element, values: Record<string, string>) => {
  for (const [name, value] of Object.entries(values)) element.shadowRoot!.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value = value
  element.shadowRoot!.querySelector('form')!.requestSubmit()
  await soon()
}

describe('your own account', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    for (const get of [() => Promise.resolve(me), () => Promise.resolve(factored), () => Promise.resolve({ ...me, ways: { password: false, providers: ['google'] } }), never, refusal('unavailable')]) {
      const api = answering({ me: { get, sessions } })
      await expect(await security(api)).to.be.accessible()
      await expect(await show(html`<app-you .api=${api} .held=${held}></app-you>`)).to.be.accessible()
    }
    for (const broken of [never, refusal('unavailable')]) await expect(await security(answering({ me: { get: () => Promise.resolve(me), sessions: broken } }))).to.be.accessible()
    await expect(await security(answering({}), {})).to.be.accessible()
  })

  it('is saved when something changed, and told to the frame', async () => {
    let given: unknown
    let told = false
    window.addEventListener('app-look-again', () => (told = true), { once: true })
    const page = await show(html`<app-you .held=${held} .api=${answering({ me: { get: () => Promise.resolve(me), update: (input: unknown) => ((given = input), Promise.resolve({ ...person, name: 'Ada King' })) } })}></app-you>`)
    const save = () => page.shadowRoot!.querySelector<HTMLButtonElement>('button.primary')!
    expect(save().disabled).to.equal(true)
    const name = page.shadowRoot!.querySelector<HTMLInputElement>('#name')!
    name.value = 'Ada King '
    name.dispatchEvent(new InputEvent('input'))
    await soon()
    save().click()
    await soon()
    expect([given, told, save().disabled]).to.deep.equal([{ name: 'Ada King' }, true, true])
  })

  it('keeps what was typed when saving fails', async () => {
    const page = await show(html`<app-you .held=${held} .api=${answering({ me: { get: () => Promise.resolve(me), update: refusal('connection') } })}></app-you>`)
    const name = page.shadowRoot!.querySelector<HTMLInputElement>('#name')!
    name.value = 'Ada King'
    name.dispatchEvent(new InputEvent('input'))
    await soon()
    page.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(name.value).to.equal('Ada King')
    expect(deepText(page)).to.contain('what you typed is still here')
  })

  it('changes the address only by a proof', async () => {
    const page = await show(html`<app-you .held=${held} .api=${answering({ me: { get: () => Promise.resolve(me), changeEmail: () => Promise.resolve({ sent: true }) } })}></app-you>`)
    await press(page, 'Change…')
    await fill(page.shadowRoot!.querySelector('app-email-dialog')!, { email: 'new@acme.example', password: 'a long password' })
    expect(deepText(page)).to.contain('ada@acme.example').and.to.contain('on its way to new@acme.example')
  })
})

describe('signing in', () => {
  it('sets a second factor up: a code to scan, the same to type, the first digits, the backup codes once', async () => {
    let confirmed: unknown
    const page = await security(answering({ me: { get: () => Promise.resolve(me), sessions, startSecondFactor: () => Promise.resolve(secret), confirmSecondFactor: (input: unknown) => ((confirmed = input), Promise.resolve({ person, secondFactorRequired: false })) } }))
    await press(page, 'Set it up')
    const dialog = page.shadowRoot!.querySelector('app-second-factor-set-up')!
    await expect(dialog).to.be.accessible()
    await fill(dialog, { password: 'a long password' })
    expect(dialog.shadowRoot!.querySelector('.qr path')!.getAttribute('d')!.length).to.be.greaterThan(1_000)
    expect(deepText(dialog)).to.contain(secret.secret).and.to.not.contain('Ab3dE-9fGh1')
    await expect(dialog).to.be.accessible()
    await fill(dialog, { code: '123 456' })
    expect(confirmed).to.deep.equal({ code: '123456' })
    expect(deepText(dialog)).to.contain('Ab3dE-9fGh1')
    await expect(dialog).to.be.accessible()
  })

  it('draws a code of the right size with its three corners', () => {
    const { size, path } = squaresOf('otpauth://totp/a?secret=JBSWY3DPEHPK3PXP')
    expect((size - 8 - 17) % 4).to.equal(0)
    for (const [x, y] of [[4, 4], [size - 11, 4], [4, size - 11]]) for (const at of [[0, 0], [6, 0], [3, 3], [6, 6]]) expect(path).to.contain(`M${x! + at[0]!} ${y! + at[1]!}h1v1h-1z`)
  })

  it('turns it off with a password and a code', async () => {
    let given: unknown
    const page = await security(answering({ me: { get: () => Promise.resolve(factored), sessions, stopSecondFactor: (input: unknown) => ((given = input), Promise.resolve(null)) } }))
    await press(page, 'Turn it off')
    await fill(page.shadowRoot!.querySelector('app-stop-second-factor')!, { password: 'a long password', code: '123456' })
    expect(given).to.deep.equal({ password: 'a long password', code: '123456' })
  })

  it('says what is wrong with a password at its place, and stays open', async () => {
    const page = await security(answering({ me: { get: () => Promise.resolve(me), sessions, changePassword: refusal('forbidden', 'That is not your password.') } }))
    await press(page, 'Change it')
    const dialog = page.shadowRoot!.querySelector('app-password-dialog')!
    await fill(dialog, { currentPassword: 'something else', newPassword: 'another long one' })
    expect(dialog.shadowRoot!.querySelector('[role="alert"]')!.textContent).to.contain('That is not your password.')
    expect(dialog.shadowRoot!.querySelector<HTMLInputElement>('[name="newPassword"]')!.value).to.equal('another long one')
  })

  it('marks this session, and ends another', async () => {
    let ended: unknown
    const page = await security(answering({ me: { get: () => Promise.resolve(me), sessions, revokeSession: (input: unknown) => ((ended = input), Promise.resolve(null)) } }))
    const list = page.shadowRoot!.querySelector('app-session-list')!
    const [own, other] = [...list.shadowRoot!.querySelectorAll('li')]
    expect(own!.textContent).to.contain('Firefox on Linux').and.to.contain('This one')
    expect(own!.querySelector('button')).to.equal(null)
    other!.querySelector('button')!.click()
    await soon()
    expect(ended).to.deep.equal({ id: 'ses_2' })
  })
})

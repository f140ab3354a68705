import { expect, fixture, html, oneEvent } from '@open-wc/testing'
import type { Api } from '../../../api.js'
import { answering, business, deepText, never, pageOf, refusal, soon, workspace } from '../../../testing/answers.js'
import type { Key, NewKey, VisitorSecret } from '../../../wire.js'
import './app-keys.js'
import type { AppKeys } from './app-keys.js'

const aKey = (more: Partial<Key> = {}): Key => ({
  id: 'key_1', kind: 'sk', role: 'key', name: 'Shop server', hint: 'w9Qx', retiring: [], origins: [], scopes: ['contacts.read', 'ledger.write'], createdAt: '2026-11-01T08:00:00.000Z', expiresAt: null, lastUsedAt: '2026-11-22T08:00:00.000Z', lastUsedFrom: '203.0.113.9', revokedAt: null, ...more,
})
const many = [aKey({ retiring: [{ hint: 'old1', worksUntil: '2026-11-24T08:00:00.000Z' }] }), aKey({ id: 'key_2', kind: 'pk', role: 'visitor', name: 'Website', origins: ['https://shop.example'], scopes: null, lastUsedAt: null, lastUsedFrom: null }), aKey({ id: 'key_3', name: 'Old', revokedAt: '2026-11-02T08:00:00.000Z' })]
const aSecret: VisitorSecret = { id: 'vsk_1', name: 'Website', hint: 'zz12', createdAt: '2026-11-01T08:00:00.000Z', worksUntil: null }
const known = (keys: object = {}, secrets: object = {}) => answering({ keys: { list: pageOf(...many), ...keys }, visitorSecrets: { list: pageOf(aSecret), ...secrets } })

async function show(api: Api, mode: 'live' | 'test' | 'demo' = 'live'): Promise<AppKeys> {
  document.querySelector('main')?.remove()
  const main = await fixture(html`<main><app-keys .api=${api} .business=${business} .workspace=${{ ...workspace, mode }} .pageId=${'keys'} .findBase=${() => Promise.resolve('https://api.example')}></app-keys></main>`)
  await soon()
  return main.firstElementChild as AppKeys
}
const text = (page: Element) => deepText(page).replaceAll(/\s+/g, ' ')
const press = async (root: Element, name: string) => {
  const button = [...root.shadowRoot!.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().startsWith(name))
  expect(button, `a button ${name}`).to.not.equal(undefined)
  button!.click()
  await soon()
}
const within = (page: Element, tag: string) => page.shadowRoot!.querySelector(tag)!
const type = (root: Element, id: string, value: string) => {
  const input = root.shadowRoot!.querySelector<HTMLInputElement>(`#${id}`)!
  input.value = value
  input.dispatchEvent(new InputEvent('input'))
}

describe('the keys', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    for (const list of [pageOf(...many), pageOf(), never, refusal('unavailable'), refusal('forbidden')]) await expect(await show(known({ list }))).to.be.accessible()
    for (const mode of ['test', 'demo'] as const) await expect(await show(known(), mode)).to.be.accessible()
    for (const [name, tag] of [['New key', 'app-key-editor'], ['Change Shop', 'app-key-editor'], ['Rotate Shop', 'app-question'], ['Revoke Shop', 'app-question']] as const) {
      const page = await show(known())
      await press(page, name)
      expect(within(page, tag)).to.not.equal(null)
      await expect(page).to.be.accessible()
    }
  })

  it('say what each may do, where it was last used, and that a secret from before still works', async () => {
    const words = text(await show(known()))
    expect(words).to.contain('sk_live_…w9Qx').and.to.contain('Reads Contacts; changes Ledger').and.to.contain('from 203.0.113.9').and.to.contain('Never used').and.to.contain('https://shop.example').and.to.contain('old1, works until')
    expect(text(await show(known({ list: refusal('forbidden') })))).to.contain('The keys are not open to you').and.not.to.contain('Visitor secrets')
  })

  it('are made with the scopes that were chosen, and their secret is shown once', async () => {
    let sent: Record<string, unknown> = {}
    const made: NewKey = { ...aKey({ id: 'key_9', name: 'Reader' }), secret: 'sk_live_shown-once' }
    const page = await show(known({ create: (input: Record<string, unknown>) => ((sent = input), Promise.resolve(made)) }))
    await press(page, 'New key')
    const editor = within(page, 'app-key-editor')
    const save = () => editor.shadowRoot!.querySelector<HTMLButtonElement>('form .primary')!
    expect(save().disabled).to.equal(true)
    type(editor, 'name', 'Reader')
    editor.shadowRoot!.querySelectorAll<HTMLInputElement>('[name="scoped"]')[1]!.click()
    await soon()
    expect(save().disabled).to.equal(true)
    within(editor, 'app-scope-table').shadowRoot!.querySelector<HTMLInputElement>('[aria-label="Contacts: Read"]')!.click()
    await soon()
    await expect(editor).to.be.accessible()
    save().click()
    await soon()
    expect(sent).to.deep.equal({ kind: 'sk', name: 'Reader', expiresAt: null, scopes: ['contacts.read'] })
    const shown = within(page, 'app-shown-secret')
    expect(text(shown)).to.contain('sk_live_shown-once').and.to.contain('shown this once').and.to.contain("baseUrl: 'https://api.example'")
    await expect(shown).to.be.accessible()
    await press(shown, 'I have it')
    expect(text(page)).to.contain('Reader').and.not.to.contain('sk_live_shown-once')
  })

  it('check the origins of a publishable key while they are typed', async () => {
    const page = await show(known())
    await press(page, 'New key')
    const editor = within(page, 'app-key-editor')
    editor.shadowRoot!.querySelectorAll<HTMLInputElement>('[name="kind"]')[1]!.click()
    await soon()
    type(editor, 'name', 'Website')
    type(editor, 'origins', 'https://shop.example/basket')
    editor.shadowRoot!.querySelector('textarea')!.dispatchEvent(new FocusEvent('blur'))
    await soon()
    expect(text(editor)).to.contain('write it as https://shop.example,')
    expect(editor.shadowRoot!.querySelector<HTMLButtonElement>('form .primary')!.disabled).to.equal(true)
    type(editor, 'origins', 'https://shop.example')
    await soon()
    expect(editor.shadowRoot!.querySelector<HTMLButtonElement>('form .primary')!.disabled).to.equal(false)
  })

  it('are changed only in what was changed, and keep what was typed when that is refused', async () => {
    let sent: unknown
    const page = await show(known({ update: (input: unknown) => ((sent = input), Promise.reject(Object.assign(new Error('This key was revoked, for ever. Make another.'), { kind: 'conflict', code: 'key_revoked' }))) }))
    await press(page, 'Change Shop')
    const editor = within(page, 'app-key-editor')
    type(editor, 'name', 'Shop server 2')
    await soon()
    editor.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(sent).to.deep.equal({ id: 'key_1', name: 'Shop server 2' })
    expect(text(editor)).to.contain('This key was revoked')
    expect(editor.shadowRoot!.querySelector<HTMLInputElement>('#name')!.value).to.equal('Shop server 2')
  })

  it('are rotated with an overlap, and revoked after a question', async () => {
    let [rotated, revoked]: unknown[] = []
    const page = await show(known({
      rotate: (input: unknown) => ((rotated = input), Promise.resolve({ ...aKey(), secret: 'sk_live_new' })),
      revoke: (input: unknown) => ((revoked = input), Promise.resolve(aKey({ revokedAt: '2026-11-23T08:00:00.000Z' }))),
    }))
    await press(page, 'Rotate Shop')
    within(page, 'app-question').shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(rotated).to.deep.equal({ id: 'key_1', overlapHours: 24 })
    await press(within(page, 'app-shown-secret'), 'I have it')
    await press(page, 'Revoke Shop')
    expect(revoked).to.equal(undefined)
    within(page, 'app-question').shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(revoked).to.deep.equal({ id: 'key_1' })
    expect(text(page)).to.contain('Expired and revoked, 2')
  })

  it('lead to the test twin', async () => {
    const page = await show(answering({ keys: { list: pageOf() }, visitorSecrets: { list: pageOf() }, workspaces: { openTest: () => Promise.resolve({ ...workspace, slug: 'demo-test', mode: 'test' }) } }))
    setTimeout(() => void press(page, 'Open the test twin'))
    expect((await oneEvent(window, 'app-go')).detail.address).to.equal('/w/demo-test/settings/keys')
  })
})

describe('the secrets for visitors', () => {
  it('are made, shown once with the lines that mint a token, and revoked', async () => {
    let revoked: unknown
    const page = await show(known({}, { create: () => Promise.resolve({ ...aSecret, id: 'vsk_2', name: 'App', secret: 'vsk_whole' }), revoke: (input: unknown) => ((revoked = input), Promise.resolve({ ...aSecret, worksUntil: '2026-11-24T08:00:00.000Z' })) }))
    const visitors = within(page, 'app-visitor-secrets')
    await press(visitors, 'New signing')
    within(visitors, 'app-question').shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(text(within(visitors, 'app-shown-secret'))).to.contain('vsk_whole').and.to.contain("workspace: 'wsp_1'").and.to.contain('mintVisitorToken')
    await press(within(visitors, 'app-shown-secret'), 'I have it')
    await press(visitors, 'Revoke Website')
    within(visitors, 'app-question').shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(revoked).to.deep.equal({ id: 'vsk_1', inHours: 24 })
  })
})

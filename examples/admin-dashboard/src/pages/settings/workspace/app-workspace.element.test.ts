import { expect, fixture, html } from '@open-wc/testing'
import { answering, business, deepText, soon, workspace } from '../../../testing/answers.js'
import { workspaceBanner } from '../../../shell/workspace-banner.js'
import './app-new-workspace.js'
import './app-workspace.js'

const live = { ...workspace, mode: 'live' as const, role: 'owner', grants: null, userId: 'usr_1' }
const going = { ...live, deleteAt: new Date(Date.now() + 13.5 * 86_400_000).toISOString() }

async function show(template: unknown): Promise<Element> {
  document.querySelector('main')?.remove()
  const main = await fixture(html`<main>${template}</main>`)
  await soon()
  return main.firstElementChild!
}
const page = (which: object, answers = {}) => show(html`<app-workspace .api=${answering({ workspaces: answers })} .workspace=${which}></app-workspace>`)
const press = async (root: Element, words: string) => {
  ;[...root.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent?.includes(words))!.click()
  await soon()
}
const type = async (root: Element, id: string, value: string) => {
  const input = root.shadowRoot!.querySelector<HTMLInputElement>(`#${id}`)!
  input.value = value
  input.dispatchEvent(new InputEvent('input'))
  await soon()
}
const refreshed = () => new Promise<true>((done) => window.addEventListener('app-look-again', () => done(true), { once: true }))

describe('the workspace', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    for (const which of [live, going, { ...live, mode: 'test', liveId: 'wsp_9' }, { ...live, role: 'support' }, workspace]) await expect(await page(which)).to.be.accessible()
    await expect(await show(html`<app-new-workspace .api=${answering({})}></app-new-workspace>`)).to.be.accessible()
  })

  it('is renamed, with a warning where addresses change', async () => {
    let given: unknown
    const form = (await page(live, { rename: (input: unknown) => ((given = input), Promise.resolve(live)) })).shadowRoot!.querySelector('app-rename-form')!
    expect(form.shadowRoot!.querySelector<HTMLButtonElement>('.primary')!.disabled).to.equal(true)
    await type(form, 'name', 'Larkspur')
    expect(deepText(form)).to.not.contain('Every address of this workspace changes')
    await type(form, 'slug', 'larkspur')
    expect(deepText(form)).to.contain('Every address of this workspace changes')
    await expect(form).to.be.accessible()
    const told = refreshed()
    form.shadowRoot!.querySelector('form')!.requestSubmit()
    expect(await told).to.equal(true)
    expect(given).to.deep.equal({ id: 'wsp_1', name: 'Larkspur', slug: 'larkspur' })
  })

  it('says at its field that a name in addresses is taken', async () => {
    const form = (await page(live, { rename: () => Promise.reject(Object.assign(new Error('Another workspace has that name in its address.'), { kind: 'conflict', code: 'workspace_slug_taken' })) })).shadowRoot!.querySelector('app-rename-form')!
    await type(form, 'slug', 'acme')
    form.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(form.shadowRoot!.querySelector('#slug-hint')!.textContent).to.contain('Another workspace has that name')
    expect(form.shadowRoot!.querySelector<HTMLInputElement>('#slug')!.value).to.equal('acme')
  })

  it('is removed only by whoever types its name', async () => {
    let given: unknown
    const element = await page(live, { requestDeletion: (input: unknown) => ((given = input), Promise.resolve(going)) })
    await press(element, 'Remove it')
    const dialog = element.shadowRoot!.querySelector('app-delete-workspace')!
    await expect(dialog).to.be.accessible()
    const yes = () => dialog.shadowRoot!.querySelector<HTMLButtonElement>('.danger')!
    await type(dialog, 'slug', 'dem')
    expect(yes().disabled).to.equal(true)
    await type(dialog, 'slug', 'demo')
    expect(yes().disabled).to.equal(false)
    dialog.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(given).to.deep.equal({ id: 'wsp_1', slug: 'demo' })
  })

  it('says when it goes, and is kept after all', async () => {
    let kept: unknown
    const element = await page(going, { cancelDeletion: (input: unknown) => ((kept = input), Promise.resolve(live)) })
    expect(deepText(element)).to.match(/in 1[34] days/)
    const told = refreshed()
    await press(element, 'Keep the workspace')
    expect([await told, kept]).to.deep.equal([true, { id: 'wsp_1' }])
  })

  it('says in a banner that it goes, or is for tests', async () => {
    const session = (which: typeof live) => ({ credentials: { key: 'sk_1' }, me: null, workspaces: [workspace, live], workspace: which, business, api: answering({}) }) as never
    expect((await show(html`<div>${workspaceBanner(session(going))}</div>`)).textContent).to.contain('is removed with everything in it').and.to.contain('Keep it, or take the export')
    expect((await show(html`<div>${workspaceBanner(session({ ...live, mode: 'test' as never, liveId: 'wsp_1' as never }))}</div>`)).textContent).to.contain('Test workspace.').and.to.contain('Larkspur Books')
    expect((await show(html`<div>${workspaceBanner(session(live))}</div>`)).textContent!.trim()).to.equal('')
  })

  it('makes another one, or says who can', async () => {
    const element = await show(html`<app-new-workspace .api=${answering({ workspaces: { create: () => Promise.reject(Object.assign(new Error('On this server its operator makes workspaces.'), { kind: 'forbidden', code: 'workspace_creation_closed' })) } })}></app-new-workspace>`)
    await type(element, 'name', 'Larkspur Bücher & Co')
    expect(element.shadowRoot!.querySelector<HTMLInputElement>('#slug')!.value).to.equal('larkspur-bucher-co')
    element.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(deepText(element)).to.contain('Ask them for one')
    await expect(element).to.be.accessible()
  })
})

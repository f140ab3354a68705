import { expect, fixture, html } from '@open-wc/testing'
import { answering, business, deepText, pageOf, soon, workspace } from '../testing/answers.js'
import { aContact, anEntry } from '../testing/records.js'
import './app-palette.js'
import type { Session } from '../session.js'
import type { AppPalette } from './app-palette.js'
import './app-rail.js'
import './app-tabs.js'
import './keys-dialog.js'

const api = answering({ contacts: { search: () => Promise.resolve({ data: [aContact()] }) }, ledger: { list: pageOf(anEntry()) } })
const session: Session = { credentials: { key: 'sk_1' }, me: null, workspaces: [workspace, { ...workspace, id: 'wsp_2', slug: 'legacy', name: 'Legacy import' }], workspace, business, api }

describe('the frame', () => {
  it('can be used by everybody', async () => {
    await expect(await fixture(html`<app-rail .session=${session} page="transactions" .reviews=${3}></app-rail>`)).to.be.accessible()
    await expect(await fixture(html`<app-tabs page="contacts" workspace="demo" .reviews=${3}></app-tabs>`)).to.be.accessible()
    const keys = await fixture(html`<app-keys-dialog></app-keys-dialog>`)
    await expect(keys).to.be.accessible()
    keys.remove()
  })

  it('names the page that one is on', async () => {
    const rail = await fixture(html`<app-rail .session=${session} page="transaction"></app-rail>`)
    expect([...(rail.shadowRoot?.querySelectorAll('[aria-current]') ?? [])].map((link) => link.textContent?.trim())).to.deep.equal(['Transactions'])
  })

  it('switches the workspace by an address', async () => {
    const rail = await fixture(html`<app-rail .session=${session} page="revenue"></app-rail>`)
    rail.shadowRoot?.querySelector<HTMLButtonElement>('.workspace')?.click()
    await soon()
    expect([...(rail.shadowRoot?.querySelector('app-account-menu')?.shadowRoot?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'))).to.deep.equal(['/w/demo/revenue', '/w/legacy/revenue'])
  })
})

describe('the palette', () => {
  const open = async (text: string) => {
    const palette = await fixture<AppPalette>(html`<app-palette .session=${session}></app-palette>`)
    const input = palette.shadowRoot!.querySelector('input')!
    input.value = text
    input.dispatchEvent(new InputEvent('input'))
    await new Promise((done) => setTimeout(done, 260))
    return palette
  }

  it('can be used by everybody, empty and full', async () => {
    for (const text of ['', '1000', 'zzz']) {
      const palette = await open(text)
      await expect(palette).to.be.accessible()
      palette.remove()
    }
  })

  it('does what is chosen: another workspace, the way out', async () => {
    const heard: string[] = []
    window.addEventListener('app-sign-out', () => heard.push('out'), { once: true })
    for (const [text, expected] of [['sign out', 'Sign out'], ['switch', 'Switch to Legacy import']] as const) {
      const palette = await open(text)
      expect(deepText(palette.shadowRoot!.querySelector('[role="option"]')!)).to.contain(expected)
      if (text === 'switch') window.addEventListener('app-go', (event) => heard.push((event as CustomEvent).detail.address), { once: true })
      palette.shadowRoot!.querySelector('input')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))
      palette.remove()
    }
    expect(heard).to.deep.equal(['out', '/w/legacy/revenue'])
  })

  it('finds people, money and pages, and opens what is chosen by keyboard', async () => {
    const palette = await open('1000')
    expect(deepText(palette).replaceAll(/\s+/g, ' ')).to.contain('Where did this 1000 come from?').and.to.contain('Devan Pillai')
    const went = new Promise((done) => window.addEventListener('app-go', (event) => done((event as CustomEvent).detail.address), { once: true }))
    const input = palette.shadowRoot!.querySelector('input')!
    for (const key of ['ArrowDown', 'Enter']) {
      input.dispatchEvent(new KeyboardEvent('keydown', { key }))
      await palette.updateComplete
    }
    expect(await went).to.equal('/w/demo/transactions/TXN-2026-000010')
  })
})

import { expect, fixture, html } from '@open-wc/testing'
import type { Api } from '../../api.js'
import { answering, business, deepText, never, pageOf, refusal, soon, workspace } from '../../testing/answers.js'
import { aContact, anEntry } from '../../testing/records.js'
import './app-contact.js'
import type { AppContact } from './app-contact.js'

const merge = { id: 'mrg_1', contactId: 'con_1', absorbedId: 'con_9', absorbedName: 'D. P.', rule: 'by_hand', mergedAt: '2026-02-01T09:00:00.000Z', undoneAt: null }
const known = (more: object = {}) =>
  answering({ contacts: { get: () => Promise.resolve({ ...aContact(), mergedFrom: 'con_9' }), merges: () => Promise.resolve({ data: [merge] }), notes: pageOf(), ...more }, ledger: { list: pageOf(anEntry()), summary: () => Promise.resolve({ count: 1, totals: [] }) } })

async function show(api: Api): Promise<AppContact> {
  const main = await fixture(html`<main><app-contact .api=${api} .business=${business} .workspace=${workspace} .pageId=${'con_1'}></app-contact></main>`)
  await soon()
  return main.firstElementChild as AppContact
}

describe('one contact', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    for (const api of [known(), answering({ contacts: { get: never } }), answering({ contacts: { get: refusal('not_found') } }), answering({ contacts: { get: refusal('forbidden') } })]) await expect(await show(api)).to.be.accessible()
  })

  it('says what they are known by, and how well', async () => {
    const text = deepText(await show(known())).replaceAll(/\s+/g, ' ')
    expect(text).to.contain('dev@brightpath.example').and.to.contain('verified').and.to.contain('merged into this one')
  })

  it('takes a merge back', async () => {
    let undone: unknown
    const page = await show(known({ unmerge: (input: unknown) => ((undone = input), Promise.resolve({ contact: aContact(), restored: aContact({ id: 'con_9' }) })) }))
    page.shadowRoot?.querySelector<HTMLButtonElement>('.merges .link')?.click()
    await soon()
    expect(undone).to.deep.equal({ mergeId: 'mrg_1' })
  })

  it('sends only what was changed, and what it was changed from', async () => {
    let sent: unknown
    const page = await show(known({ update: (input: unknown) => ((sent = input), Promise.resolve(aContact({ company: 'Northwind' }))) }))
    page.shadowRoot?.querySelectorAll<HTMLButtonElement>('.page-head .button')[1]?.click()
    await soon()
    const editor = page.shadowRoot!.querySelector('app-contact-editor')!
    await expect(editor).to.be.accessible()
    editor.shadowRoot!.querySelector<HTMLInputElement>('#company')!.value = 'Northwind'
    editor.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(sent).to.deep.equal({ id: 'con_1', company: 'Northwind', expectedUpdatedAt: '2026-01-08T09:00:00.000Z' })
    expect(deepText(page)).to.contain('Northwind')
  })
})

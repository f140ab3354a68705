import { expect, fixture, html, oneEvent } from '@open-wc/testing'
import type { Api } from '../../api.js'
import { answering, business, deepText, never, refusal, soon, workspace } from '../../testing/answers.js'
import { anEntry, aTrace } from '../../testing/records.js'
import type { LedgerEntry } from '../../wire.js'
import './app-transaction.js'
import type { AppTransaction } from './app-transaction.js'

const matched = { id: 'rec_1', at: '2026-02-01T09:00:00.000Z', by: { role: 'owner', id: 'k' }, against: 'Statement January', note: '' }
const neighbours = [anEntry({ id: 'led_0', number: 'TXN-2026-000009' }), anEntry(), anEntry({ id: 'led_2', number: 'TXN-2026-000011' })]
const known = (entry: LedgerEntry = anEntry(), more: object = {}) =>
  answering({
    ledger: { get: () => Promise.resolve(entry), list: () => Promise.resolve({ data: neighbours, nextCursor: null }), ...more },
    provenance: { trace: () => Promise.resolve({ query: { id: entry.id, amounts: [] }, candidates: [aTrace(anEntry({ id: 'led_other' })), aTrace(entry)], more: false }) },
  })

async function show(api: Api): Promise<AppTransaction> {
  const main = await fixture(html`<main><app-transaction .api=${api} .business=${business} .workspace=${workspace} .pageId=${'TXN-2026-000010'}></app-transaction></main>`)
  await soon()
  return main.firstElementChild as AppTransaction
}
const words = (page: Node) => deepText(page).replaceAll(/\s+/g, ' ')
const press = (page: AppTransaction, name: string) => [...page.shadowRoot!.querySelectorAll('button')].find((button) => button.textContent?.includes(name))?.click()

describe('one transaction', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    const states = [known(), known(anEntry({ reconciliation: matched })), known(anEntry({ reversedBy: 'led_9' })), known(anEntry({ contact: null, tax: 100, tokens: 5 })), ...[never, refusal('not_found'), refusal('forbidden')].map((get) => answering({ ledger: { get } }))]
    for (const state of states) await expect(await show(state)).to.be.accessible()
  })

  it('answers first: how much, from whom, for what', async () => {
    expect(words(await show(known()))).to.contain('Devan Pillai paid $1,000.00 for invoice INV-260103 on 21 January 2026.')
  })

  it('has the entries before and after in the list that it came from', async () => {
    const page = await show(known())
    await soon()
    setTimeout(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' })))
    expect((await oneEvent(window, 'app-go')).detail.address).to.equal('/w/demo/transactions/TXN-2026-000011')
    expect(page.shadowRoot?.querySelector('[aria-label="Previous"]')?.getAttribute('href')).to.equal('/w/demo/transactions/TXN-2026-000009')
  })

  it('says what a reversal will book before it books it, and asks why', async () => {
    let sent: unknown
    const page = await show(known(anEntry(), { reverse: (input: unknown) => ((sent = input), Promise.resolve(anEntry({ id: 'led_9', number: 'TXN-2026-000012' }))) }))
    press(page, 'Reverse…')
    await soon()
    const dialog = page.shadowRoot!.querySelector('app-reverse-dialog')!
    await expect(dialog).to.be.accessible()
    expect(words(dialog)).to.contain('A new entry will move $1,000.00 back from Stripe balance to Service revenue.').and.to.contain('Revenue changes by −$1,000.00')
    dialog.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(sent).to.equal(undefined)
    dialog.shadowRoot!.querySelector<HTMLInputElement>('#reason')!.value = 'Booked twice'
    dialog.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(sent).to.deep.equal({ id: 'led_1', reason: 'Booked twice' })
  })

  it('offers no reversal of what is taken back, or takes back', async () => {
    for (const entry of [anEntry({ reversedBy: 'led_9' }), anEntry({ reverses: 'led_0' })]) expect(words(await show(known(entry)))).not.to.contain('Reverse…')
  })

  it('takes a match back', async () => {
    const page = await show(known(anEntry({ reconciliation: matched }), { unreconcile: () => Promise.resolve({ data: [anEntry()] }) }))
    press(page, 'Take back the match')
    await soon()
    expect(words(page)).to.contain('Not reconciled')
  })
})

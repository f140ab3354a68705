import { expect, fixture, html, oneEvent } from '@open-wc/testing'
import type { Api } from '../../api.js'
import { answering, business, deepText, never, pageOf, refusal, soon, workspace } from '../../testing/answers.js'
import { anEntry, aTrace } from '../../testing/records.js'
import './app-transactions.js'
import type { AppTransactions } from './app-transactions.js'

const summary = () => Promise.resolve({ count: 2, totals: [{ currency: 'USD', net: 65_100 }] })
const entries = [anEntry(), anEntry({ id: 'led_2', number: 'TXN-2026-000011', type: 'refund', amount: 34_900, net: -34_900, contact: null })]
const full = (more: object = {}) => answering({ ledger: { list: pageOf(...entries), summary, ...more }, provenance: { trace: () => Promise.resolve({ query: { id: null, amounts: [] }, candidates: [aTrace()], more: false }) } })

async function show(api: Api, search = ''): Promise<AppTransactions> {
  const main = await fixture(html`<main><app-transactions .api=${api} .business=${business} .workspace=${workspace} .search=${search}></app-transactions></main>`)
  await soon()
  return main.firstElementChild as AppTransactions
}

describe('the transactions', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    const list = (answer: () => Promise<unknown>) => answering({ ledger: { list: answer, summary } })
    await expect(await show(full())).to.be.accessible()
    await expect(await show(full(), '?text=1000&type=refund&currency=USD')).to.be.accessible()
    await expect(await show(list(never))).to.be.accessible()
    await expect(await show(list(pageOf()))).to.be.accessible()
    await expect(await show(list(refusal('unavailable')))).to.be.accessible()
    await expect(await show(list(refusal('forbidden')))).to.be.accessible()
    await expect(await show(list(refusal('connection')))).to.be.accessible()
  })

  it('say what to do where there is nothing, and what to change where nothing matches', async () => {
    const nothing = answering({ ledger: { list: pageOf(), summary } })
    expect(deepText(await show(nothing))).to.contain('Import an export')
    expect(deepText(await show(nothing, '?type=refund'))).to.contain('Clear all filters')
  })

  it('say why they did not load, and try again', async () => {
    let asked = 0
    const page = await show(answering({ ledger: { summary, list: () => (asked++ ? pageOf(...entries)() : refusal('unavailable', 'The database is busy.')()) } }))
    expect(deepText(page)).to.contain('The database is busy.').and.to.contain('req_1')
    page.shadowRoot?.querySelector<HTMLButtonElement>('.state .button')?.click()
    await soon()
    expect(deepText(page)).to.contain('TXN-2026-000011')
  })

  it('answer where an amount came from', async () => {
    expect(deepText(await show(full(), '?text=1000')).replaceAll(/\s+/g, ' ')).to.contain('Where did this $1,000.00 come from?').and.to.contain('Devan Pillai paid $1,000.00 for invoice INV-260103')
  })

  it('count and add up what is selected', async () => {
    const page = await show(full())
    page.shadowRoot?.querySelectorAll<HTMLInputElement>('tbody .box').forEach((box) => box.click())
    await soon()
    expect(deepText(page.shadowRoot!.querySelector('app-selection-bar')!)).to.contain('2 selected').and.to.contain('$651.00')
  })

  it('reconcile what is selected, all of it', async () => {
    let sent: unknown
    const page = await show(full({ reconcile: (input: unknown) => ((sent = input), Promise.resolve({ data: entries })) }))
    page.shadowRoot?.querySelectorAll<HTMLInputElement>('tbody .box').forEach((box) => box.click())
    await soon()
    page.shadowRoot?.querySelector('app-selection-bar')?.shadowRoot?.querySelector('button')?.click()
    await soon()
    const dialog = page.shadowRoot!.querySelector('app-reconcile-dialog')!
    await expect(dialog).to.be.accessible()
    dialog.shadowRoot!.querySelector<HTMLInputElement>('#against')!.value = 'Statement January'
    dialog.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(sent).to.deep.equal({ ids: ['led_1', 'led_2'], against: 'Statement January', note: '' })
    expect(page.shadowRoot?.querySelector('app-reconcile-dialog')).to.equal(null)
  })

  it('are walked with j and k, and opened with Enter', async () => {
    await show(full())
    for (const key of ['j', 'j', 'k', 'j']) window.dispatchEvent(new KeyboardEvent('keydown', { key }))
    setTimeout(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' })))
    expect((await oneEvent(window, 'app-go')).detail.address).to.equal('/w/demo/transactions/TXN-2026-000011')
  })
})

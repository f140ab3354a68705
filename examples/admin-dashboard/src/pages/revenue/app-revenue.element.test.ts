import { aTimeout, expect, fixture, html } from '@open-wc/testing'
import type { Api } from '../../api.js'
import { answering, business, deepText, never, pageOf, refusal, soon, workspace } from '../../testing/answers.js'
import { aMonth, anEntry } from '../../testing/records.js'
import type { LiveEvent, RevenueOverview } from '../../wire.js'
import './app-revenue.js'
import type { AppRevenue } from './app-revenue.js'

const nothing = { previous: null, difference: null, rate: null }
const overview = (over: Partial<RevenueOverview> = {}): RevenueOverview => ({
  currency: 'USD', currencies: ['USD'], reportingTimeZone: 'UTC', asOf: '2026-01-27T10:00:00.000Z', asOfNewest: true, entries: 11, total: { net: 1_080_000, gross: 1_080_000, refunds: 0, chargebacks: 0 },
  mrr: { value: 580_000, change: nothing, since: '2025-12-31' }, arr: { value: 6_960_000, change: nothing, since: '2025-12-31' },
  revenue: { period: { from: '2026-01-01', to: '2026-01-27', complete: false }, value: 1_080_000, against: { from: '2025-12-01', to: '2025-12-27', complete: true }, change: nothing },
  activeCustomers: { value: 2, change: 2, joined: 2, left: 0 }, months: [aMonth('2025-12'), aMonth('2026-01', { complete: false, until: '2026-01-27', new: 580_000, end: 580_000 })],
  bySource: [{ source: 'stripe_subscription', count: 2, net: 580_000 }], byType: [{ type: 'subscription_charge', count: 2, net: 580_000 }], totalBySource: [], totalByType: [], ...over,
})
const figures = (answer: () => Promise<unknown>, more: object = {}) => answering({ analytics: { revenueOverview: answer }, ledger: { list: pageOf(anEntry()), ...more } })

async function show(api: Api, search = ''): Promise<AppRevenue> {
  const main = await fixture(html`<main><app-revenue .api=${api} .business=${business} .workspace=${workspace} .search=${search}></app-revenue></main>`)
  await soon()
  return main.firstElementChild as AppRevenue
}
const words = (page: AppRevenue) => deepText(page).replaceAll(/\s+/g, ' ')

describe('the revenue overview', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    for (const answer of [() => Promise.resolve(overview()), () => Promise.resolve(overview({ entries: 0 })), never, refusal('unavailable'), refusal('forbidden'), refusal('connection')]) await expect(await show(figures(answer))).to.be.accessible()
  })

  it('says that there is nothing to compare with, and never makes up a percentage', async () => {
    const text = words(await show(figures(() => Promise.resolve(overview()))))
    expect(text).to.contain('$5,800').and.to.contain('$69,600').and.to.contain('no earlier period to compare with').and.to.contain('11 entries in all, $10,800.00 net')
    expect(text).not.to.match(/[\d.]%/)
  })

  it('says of which day the figures are, where that is not today', async () => {
    expect(words(await show(figures(() => Promise.resolve(overview()))))).to.contain('Figures as of 27 January 2026, the newest row.')
    expect(words(await show(figures(() => Promise.resolve(overview({ asOfNewest: false })))))).not.to.contain('newest row')
  })

  it('opens the rows behind a source', async () => {
    const page = await show(figures(() => Promise.resolve(overview())))
    expect(page.shadowRoot?.querySelector('.sources a')?.getAttribute('href')).to.equal('/w/demo/transactions?source=stripe_subscription&currency=USD&from=2026-01-01&to=2026-01-27')
  })

  it('asks for the month and currency in the address', async () => {
    const asked: unknown[] = []
    await show(figures((...given: unknown[]) => (asked.push(given[0]), Promise.resolve(overview()))), '?month=2025-12&currency=EUR')
    expect(asked).to.deep.include({ month: '2025-12', currency: 'EUR', months: 12 })
  })

  it('brings in an entry that is recorded meanwhile, and looks at the figures again', async () => {
    let heard: (event: LiveEvent) => void = () => {}
    let looked = 0
    const api = figures(() => (looked++, Promise.resolve(overview())), { get: () => Promise.resolve(anEntry({ id: 'led_9', number: 'TXN-2026-000012' })) })
    const line = Object.assign({}, api, {
      async *live() {
        for (;;) yield await new Promise<LiveEvent>((next) => (heard = next))
      },
    })
    const page = await show(line)
    const before = looked
    heard({ seq: 1, id: 'evt_1', name: 'ledger.entry_recorded', origin: 'live', at: '2026-01-28T09:00:00.000Z', actor: { role: 'owner', id: 'k' }, data: { entryId: 'led_9', number: 'TXN-2026-000012', type: 'refund', source: 'manual', amount: 1, currency: 'USD', contactId: null } })
    await soon()
    expect(page.shadowRoot?.querySelector('app-latest-entries')?.shadowRoot?.querySelector('tr.fresh')?.textContent).to.contain('TXN-2026-000012')
    await aTimeout(900)
    expect(looked).to.equal(before + 1)
  })
})

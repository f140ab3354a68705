import { expect, fixture, html, oneEvent } from '@open-wc/testing'
import type { Api } from '../../../api.js'
import { answering, business, deepText, never, pageOf, refusal, soon, workspace } from '../../../testing/answers.js'
import type { WebhookDelivery, WebhookDeliveryDetail, WebhookEndpoint } from '../../../wire.js'
import './app-webhooks.js'
import type { AppWebhooks } from './app-webhooks.js'

const anEndpoint = (more: Partial<WebhookEndpoint> = {}): WebhookEndpoint => ({
  id: 'whk_1', url: 'https://shop.example/hooks', description: 'Tells the shop', events: ['ledger.entry_recorded'], state: 'enabled', disabledReason: null, failingSince: null, previousSecretUntil: null, createdAt: '2026-11-01T08:00:00.000Z', ...more,
})
const aDelivery = (more: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
  id: 'whd_1', endpointId: 'whk_1', event: 'ledger.entry_recorded', eventId: 'evt_1', seq: 7, state: 'failed', attempts: 10, lastStatus: 503, nextAttemptAt: null, finishedAt: '2026-11-22T09:00:00.000Z', createdAt: '2026-11-22T08:00:00.000Z', ...more,
})
const detail: WebhookDeliveryDetail = {
  ...aDelivery(), body: '{"type":"ledger.entry_recorded","data":{"amount":4900}}',
  log: [
    { number: 2, at: '2026-11-22T09:00:00.000Z', ms: 12, status: 503, error: null, byHand: true, body: '{"sorry":true}', request: { url: 'https://shop.example/hooks', headers: { 'webhook-id': 'evt_1' } } },
    { number: 1, at: '2026-11-22T08:00:00.000Z', ms: 15_000, status: null, error: 'No answer within 15 seconds.', byHand: false, body: '', request: { url: 'https://shop.example/hooks', headers: { 'webhook-id': 'evt_1' } } },
  ],
}
const types = () => Promise.resolve({ data: [{ name: 'ledger.entry_recorded', summary: 'Money was booked.', schema: {}, example: {} }, { name: 'contact.created', summary: 'Somebody new is known.', schema: {}, example: {} }] })
const known = (more: object = {}) => answering({ webhooks: { endpoints: pageOf(anEndpoint(), anEndpoint({ id: 'whk_2', state: 'disabled', disabledReason: 'gone' }), anEndpoint({ id: 'whk_3', failingSince: '2026-11-22T08:00:00.000Z' })), endpoint: () => Promise.resolve(anEndpoint()), deliveries: pageOf(aDelivery()), delivery: () => Promise.resolve(detail), eventTypes: types, ...more } })

async function show(api: Api, pageId = 'webhooks', search = ''): Promise<AppWebhooks> {
  document.querySelector('main')?.remove()
  const main = await fixture(html`<main><app-webhooks .api=${api} .business=${business} .workspace=${workspace} .pageId=${pageId} .search=${search}></app-webhooks></main>`)
  await soon()
  return main.firstElementChild as AppWebhooks
}
const text = (page: Element) => deepText(page).replaceAll(/\s+/g, ' ')
/** The first that fits below, through every shadow. */
function deep<T extends Element = HTMLElement>(root: Element | ShadowRoot, selector: string, words = ''): T | undefined {
  for (const one of root.querySelectorAll<T>('*')) {
    if (one.matches(selector) && (one.textContent ?? '').includes(words)) return one
    const below = one.shadowRoot && deep<T>(one.shadowRoot, selector, words)
    if (below) return below
  }
  return (root as Element).shadowRoot ? deep<T>((root as Element).shadowRoot!, selector, words) : undefined
}

describe('webhooks', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    for (const endpoints of [known().webhooks.endpoints, pageOf(), never, refusal('unavailable'), refusal('forbidden')]) await expect(await show(known({ endpoints }))).to.be.accessible()
    for (const endpoint of [anEndpoint(), anEndpoint({ state: 'disabled', disabledReason: 'failing' }), anEndpoint({ failingSince: '2026-11-22T08:00:00.000Z', events: null })]) await expect(await show(known({ endpoint: () => Promise.resolve(endpoint) }), 'webhooks/whk_1')).to.be.accessible()
    for (const more of [{ endpoint: never }, { endpoint: refusal('not_found') }, { deliveries: pageOf() }, { deliveries: refusal('unavailable') }]) await expect(await show(known(more), 'webhooks/whk_1')).to.be.accessible()
    for (const more of [{}, { delivery: never }, { delivery: refusal('not_found') }]) await expect(await show(known(more), 'webhooks/whk_1/whd_1')).to.be.accessible()
  })

  it('are added with facts that were searched for', async () => {
    let sent: unknown
    const page = await show(known({ createEndpoint: (input: unknown) => ((sent = input), Promise.resolve(anEndpoint({ id: 'whk_9' }))) }))
    deep(page, 'button', 'New endpoint')!.click()
    await soon()
    const editor = deep(page, 'app-endpoint-editor')!
    const url = deep<HTMLInputElement>(editor, '#url')!
    url.value = 'https://shop.example/hooks'
    url.dispatchEvent(new InputEvent('input'))
    editor.shadowRoot!.querySelectorAll<HTMLInputElement>('[name="which"]')[1]!.click()
    await soon()
    const search = deep<HTMLInputElement>(editor, '[type="search"]')!
    search.value = 'somebody new'
    search.dispatchEvent(new InputEvent('input'))
    await soon()
    expect(text(deep(editor, 'app-event-picker')!)).to.contain('contact.created').and.not.to.contain('ledger.entry_recorded')
    deep<HTMLInputElement>(editor, '[type="checkbox"]')!.click()
    await soon()
    await expect(editor).to.be.accessible()
    const went = oneEvent(window, 'app-go')
    editor.shadowRoot!.querySelector('form')!.requestSubmit()
    expect((await went).detail.address).to.equal('/w/demo/settings/webhooks/whk_9')
    expect(sent).to.deep.equal({ url: 'https://shop.example/hooks', description: '', events: ['contact.created'] })
  })

  it('say at the field why an address is refused', async () => {
    const refused = () => Promise.reject(Object.assign(new Error('Nothing can be posted to that address.'), { kind: 'invalid', code: 'webhook_url_refused', issues: [{ path: 'url', message: 'It has to be https.' }] }))
    const page = await show(known({ createEndpoint: refused }))
    deep(page, 'button', 'New endpoint')!.click()
    await soon()
    const editor = deep(page, 'app-endpoint-editor')!
    const url = deep<HTMLInputElement>(editor, '#url')!
    url.value = 'http://10.0.0.1'
    url.dispatchEvent(new InputEvent('input'))
    await soon()
    editor.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(deep(editor, '#url-hint')!.textContent).to.contain('It has to be https.')
    expect(url.getAttribute('aria-invalid')).to.equal('true')
  })

  it('say why they are disabled, and are enabled again', async () => {
    let sent: unknown
    const page = await show(known({ endpoint: () => Promise.resolve(anEndpoint({ state: 'disabled', disabledReason: 'gone' })), updateEndpoint: (input: unknown) => ((sent = input), Promise.resolve(anEndpoint())) }), 'webhooks/whk_1')
    expect(text(page)).to.contain('It answered 410')
    deep(page, 'button', 'Enable it')!.click()
    await soon()
    expect(sent).to.deep.equal({ id: 'whk_1', state: 'enabled' })
    expect(text(page)).to.not.contain('It answered 410')
  })

  it('tell their secret when asked, and not before', async () => {
    const page = await show(known({ revealSecret: () => Promise.resolve({ id: 'whk_1', secret: 'whsec_abc', previousSecret: null, previousSecretUntil: null }) }), 'webhooks/whk_1')
    expect(text(page)).to.not.contain('whsec_abc')
    deep(page, 'button', 'Reveal it')!.click()
    await soon()
    expect(text(page)).to.contain('whsec_abc')
    await expect(page).to.be.accessible()
  })

  it('filter by the address, and show what arrives while one looks', async () => {
    const asked: Record<string, unknown>[] = []
    let rows = [aDelivery({ state: 'waiting', attempts: 0, lastStatus: null, nextAttemptAt: '2026-11-22T08:00:00.000Z' })]
    const page = await show(known({ deliveries: (input: Record<string, unknown>) => (asked.push(input), Promise.resolve({ data: rows, nextCursor: null })) }), 'webhooks/whk_1', 'state=waiting&event=ledger.entry_recorded')
    expect(asked[0]).to.include({ endpointId: 'whk_1', state: 'waiting', event: 'ledger.entry_recorded' })
    expect(text(page)).to.contain('Not sent yet')
    rows = [aDelivery({ state: 'delivered', attempts: 1, lastStatus: 200 })]
    await new Promise((done) => setTimeout(done, 2_300))
    expect(text(page)).to.contain('Answered 200')
    const select = deep<HTMLSelectElement>(page, 'select[aria-label="What became of it"]')!
    const went = oneEvent(window, 'app-go')
    select.value = 'failed'
    select.dispatchEvent(new Event('change'))
    expect((await went).detail.address).to.equal('/w/demo/settings/webhooks/whk_1?state=failed&event=ledger.entry_recorded')
  })

  it('send again what failed since then', async () => {
    let sent: { endpointId?: string; since?: string } = {}
    const page = await show(known({ replayFailed: (input: object) => ((sent = input), Promise.resolve({ count: 3, more: false })) }), 'webhooks/whk_1')
    deep(page, 'button', 'Send again what failed')!.click()
    await soon()
    await expect(page).to.be.accessible()
    deep(page, 'app-question')!.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(sent.endpointId).to.equal('whk_1')
    expect(Date.now() - Date.parse(sent.since!)).to.be.within(86_400_000 - 1_000, 86_400_000 + 5_000)
  })

  it('show one delivery in full, and send it again', async () => {
    let sent: unknown
    const page = await show(known({ replay: (input: unknown) => ((sent = input), Promise.resolve(aDelivery({ state: 'waiting' }))) }), 'webhooks/whk_1/whd_1')
    const words = deepText(page)
    expect(words).to.contain('"amount": 4900').and.to.contain('"sorry": true').and.to.contain('No answer within 15 seconds.').and.to.contain('By hand').and.to.contain('webhook-id')
    deep(page, 'button', 'Send it again')!.click()
    await soon()
    expect(sent).to.deep.equal({ id: 'whd_1' })
  })
})

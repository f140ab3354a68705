import { expect, fixture, html, oneEvent } from '@open-wc/testing'
import type { Api } from '../../../api.js'
import { answering, deepText, never, pageOf, refusal, soon } from '../../../testing/answers.js'
import type { AuditLine } from '../../../wire.js'
import './app-audit.js'

const aLine = (more: Partial<AuditLine> = {}): AuditLine => ({
  position: 7, at: '2026-11-23T08:00:00.000Z', actor: { role: 'owner', id: 'usr_1', name: 'Maya Okafor' }, action: 'settings.updateBusiness', subject: 'settings.business', origin: 'live', from: { address: '203.0.113.7', userAgent: 'Firefox' },
  changes: [{ subject: 'settings.business', before: { name: 'Larkspur', email: null }, after: { name: 'Larkspur Books', email: '<img src=x onerror=alert(1)>' } }], isErased: false, requestId: 'req_1', hash: 'abc123', ...more,
})
const whole = { ok: true, lines: 12, erased: 1, brokenAt: null }
const full = (more: object = {}) => answering({ audit: { list: pageOf(aLine(), aLine({ position: 6, actor: { role: 'system', id: 'system', name: null }, from: null, changes: [], subject: null })), get: () => Promise.resolve(aLine()), verify: () => Promise.resolve(whole), ...more } })

async function show(api: Api, below = '', search = ''): Promise<HTMLElement> {
  document.querySelector('main')?.remove()
  const main = await fixture(html`<main><app-audit .api=${api} slug="demo" .below=${below} .search=${search}></app-audit></main>`)
  await soon()
  return main.firstElementChild as HTMLElement
}
const press = async (element: HTMLElement, words: string) => {
  ;[...element.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent?.includes(words))!.click()
  await soon()
}

describe('the audit trail', () => {
  it('can be read by everybody, in every state that is drawn', async () => {
    for (const below of ['', '7']) {
      await expect(await show(full(), below)).to.be.accessible()
      for (const state of [never, refusal('unavailable'), refusal('forbidden'), refusal('not_found')]) await expect(await show(answering({ audit: { list: state, get: state } }), below)).to.be.accessible()
    }
    await expect(await show(full({ list: pageOf() }))).to.be.accessible()
    await expect(await show(full({ list: pageOf() }), '', '?text=nobody')).to.be.accessible()
    await expect(await show(full({ get: () => Promise.resolve(aLine({ isErased: true, changes: [], from: null })) }), '7')).to.be.accessible()
  })

  it('is searched by what the address says, and puts what is typed there', async () => {
    let asked: unknown
    const page = await show(full({ list: (input: unknown) => ((asked = input), pageOf(aLine())()) }), '', '?text=Maya&role=owner&from=2026-11-01')
    expect(asked).to.deep.equal({ text: 'Maya', role: 'owner', from: '2026-11-01T00:00:00.000Z', limit: 50 })
    const action = page.shadowRoot!.querySelector('app-audit-filter')!.shadowRoot!.querySelector<HTMLInputElement>('#action')!
    action.value = 'contacts.'
    setTimeout(() => action.dispatchEvent(new Event('input')))
    expect((await oneEvent(window, 'app-go')).detail).to.deep.equal({ address: '/w/demo/settings/audit?text=Maya&role=owner&from=2026-11-01&action=contacts.', how: 'replace' })
  })

  it('shows field by field what a line changed, as text and never as markup', async () => {
    const page = await show(full(), '7', '?text=Maya')
    const line = page.shadowRoot!.querySelector('app-audit-line')!.shadowRoot!
    const rows = [...line.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent?.trim()))
    expect(rows).to.deep.equal([['Name', 'Larkspur', 'Larkspur Books'], ['Email', 'empty', '<img src=x onerror=alert(1)>']])
    expect(line.querySelector('img')).to.equal(null)
    expect(line.querySelector('a[href="/w/demo/settings/business"]')).not.to.equal(null)
    expect(line.querySelector('a[href="/w/demo/settings/audit?text=Maya"]')).not.to.equal(null)
  })

  it('says whether it is whole, and where it is not', async () => {
    const page = await show(full())
    await press(page, 'Verify')
    expect(deepText(page)).to.contain('The trail is whole.').and.to.contain('12 lines')
    const broken = await show(full({ verify: () => Promise.resolve({ ok: false, lines: 4, erased: 0, brokenAt: 5 }) }))
    await press(broken, 'Verify')
    expect(deepText(broken)).to.contain('broken at line 5')
    expect(broken.shadowRoot!.querySelector('.notice a')!.getAttribute('href')).to.equal('/w/demo/settings/audit/5')
    await expect(broken).to.be.accessible()
  })

  it('is exported as it is filtered', async () => {
    let asked: unknown
    const page = await show(full({ export: (input: unknown) => ((asked = input), Promise.resolve({ name: 'a.jsonl', blob: () => Promise.resolve(new Blob(['{}'])) })) }), '', '?action=settings.')
    await press(page, 'Export')
    await press(page, 'JSON lines')
    expect(asked).to.deep.equal({ action: 'settings.', format: 'jsonl' })
  })
})

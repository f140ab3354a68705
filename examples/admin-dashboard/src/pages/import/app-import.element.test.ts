import { expect, fixture, html } from '@open-wc/testing'
import type { Api } from '../../api.js'
import { answering, business, deepText, never, pageOf, refusal, soon, workspace } from '../../testing/answers.js'
import { aReport, aRun } from '../../testing/records.js'
import type { ImportReport, ImportRun } from '../../wire.js'
import './app-import.js'
import type { AppImport } from './app-import.js'

const rejected = { importId: 'imp_1', table: 'transactions', legacyId: 'a9', line: 9, outcome: 'rejected', reason: 'amount_missing', message: 'The row claims money and names no amount.', target: null, warnings: [], fingerprint: 'f' }
const imports = (run: ImportRun, report: ImportReport = aReport()) =>
  answering({ imports: { get: () => Promise.resolve(run), report: () => Promise.resolve(report), rows: pageOf(rejected), row: () => Promise.resolve({ ...rejected, raw: { encoding: 'text', body: '{"_id":"a9","note":"<b>x</b>"}' } }) } })

async function show(api: Api): Promise<AppImport> {
  const main = await fixture(html`<main><app-import .api=${api} .business=${business} .workspace=${workspace} .pageId=${'imp_1'}></app-import></main>`)
  await soon()
  return main.firstElementChild as AppImport
}

describe('one import', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    const states = [imports(aRun()), imports(aRun({ state: 'running', step: 'money', finishedAt: null, agrees: null })), imports(aRun({ state: 'failed', error: 'The disk is full.' })), imports(aRun({ agrees: false }), aReport({ agrees: false })), answering({ imports: { get: never } }), answering({ imports: { get: refusal('not_found') } })]
    for (const state of states) await expect(await show(state)).to.be.accessible()
  })

  it('compares the old platform with the books, in numbers', async () => {
    const text = deepText(await show(imports(aRun()))).replaceAll(/\s+/g, ' ')
    expect(text).to.contain('The books hold what the old platform says.').and.to.contain('$3,000.00 in the export, $3,000.00 in the books').and.to.contain('appointments (2)')
  })

  it('says so where they differ', async () => {
    expect(deepText(await show(imports(aRun({ agrees: false }), aReport({ agrees: false }))))).to.contain('The books and the old platform differ.')
  })

  it('says that nothing was new where nothing was', async () => {
    expect(deepText(await show(imports(aRun(), aReport({ unchanged: true }))))).to.contain('Nothing in this export was new')
  })

  it('shows a rejected row as it was read, as text', async () => {
    const rows = (await show(imports(aRun()))).shadowRoot!.querySelector('app-rejected-rows')!
    rows.shadowRoot!.querySelector<HTMLDetailsElement>('details')!.open = true
    await soon()
    expect(rows.shadowRoot?.querySelector('pre')?.textContent).to.equal('{"_id":"a9","note":"<b>x</b>"}')
  })
})

import { expect, fixture, html, oneEvent } from '@open-wc/testing'
import type { Api } from '../../api.js'
import { answering, business, deepText, never, pageOf, refusal, soon, workspace } from '../../testing/answers.js'
import { aRun } from '../../testing/records.js'
import './app-imports.js'
import type { AppImports } from './app-imports.js'

async function show(api: Api): Promise<AppImports> {
  const main = await fixture(html`<main><app-imports .api=${api} .business=${business} .workspace=${workspace}></app-imports></main>`)
  await soon()
  return main.firstElementChild as AppImports
}

/** Chooses a file as a person would, through the field. */
function choose(page: AppImports, name: string): void {
  const files = new DataTransfer()
  files.items.add(new File(['PK'], name))
  const input = page.shadowRoot!.querySelector<HTMLInputElement>('input[type="file"]')!
  input.files = files.files
  input.dispatchEvent(new Event('change'))
}

describe('the imports', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    const running = aRun({ id: 'imp_2', state: 'running', step: 'reading', finishedAt: null, agrees: null })
    for (const list of [pageOf(aRun(), running, aRun({ id: 'imp_3', state: 'failed', agrees: null })), pageOf(), never, refusal('unavailable'), refusal('forbidden')]) await expect(await show(answering({ imports: { list } }))).to.be.accessible()
    const sending = await show(answering({ imports: { list: pageOf(), upload: never } }))
    choose(sending, 'export.zip')
    await soon()
    await expect(sending).to.be.accessible()
  })

  it('send a zip, start it, and go to its progress', async () => {
    let started: unknown
    const page = await show(answering({ imports: { list: pageOf(), upload: () => Promise.resolve({ id: 'upl_1', size: 2 }), start: (input: unknown) => ((started = input), Promise.resolve(aRun({ id: 'imp_7' }))) } }))
    setTimeout(() => choose(page, 'export.zip'))
    expect((await oneEvent(window, 'app-go')).detail.address).to.equal('/w/demo/imports/imp_7')
    expect(started).to.deep.equal({ source: 'upl_1', name: 'export.zip', amounts: 'major' })
  })

  it('say what to do with a file that is no zip', async () => {
    const page = await show(answering({ imports: { list: pageOf() } }))
    choose(page, 'export.tar.gz')
    await soon()
    expect(deepText(page)).to.contain('export.tar.gz is not a zip')
  })

  it('say why one was not brought in', async () => {
    const page = await show(answering({ imports: { list: pageOf(), upload: refusal('invalid', 'That is no zip.') } }))
    choose(page, 'export.zip')
    await soon()
    expect(deepText(page)).to.contain('export.zip was not brought in. That is no zip.')
  })
})

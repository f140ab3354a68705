import { expect, fixture, html } from '@open-wc/testing'
import type { Api } from '../../api.js'
import { answering, deepText, pageOf, refusal, soon } from '../../testing/answers.js'
import { anEntry } from '../../testing/records.js'
import type { ContactNote, TeamMember } from '../../wire.js'
import './timeline.js'
import type { AppTimeline } from './timeline.js'

const note = (more: Partial<ContactNote> = {}): ContactNote => ({ id: 'not_1', contactId: 'con_1', text: 'Ask <@tea_1> first', author: { id: 'usr_1', name: 'Hannah Brandt', role: 'support' }, mentions: [{ memberId: 'tea_1', name: 'Leo Park' }], createdAt: '2026-02-03T09:00:00.000Z', editedAt: null, ...more })
const member = (id: string, name: string): TeamMember => ({ id, name, email: null, role: 'support', state: 'active', title: null, userId: null, createdAt: '2026-01-01T00:00:00.000Z' })
const known = (contacts: object = {}) => answering({ contacts: { notes: pageOf(note()), ...contacts }, ledger: { list: pageOf(anEntry()) }, team: { list: pageOf(member('tea_1', 'Leo Park'), member('tea_2', 'Ada Cole')) } })

async function show(api: Api, userId = 'usr_1'): Promise<AppTimeline> {
  document.querySelector('main')?.remove()
  const main = await fixture(html`<main><h1>Devan</h1><app-timeline .api=${api} .contactId=${'con_1'} workspace="demo" .held=${{ role: 'support', grants: null, userId }}></app-timeline></main>`)
  await soon()
  return main.lastElementChild as AppTimeline
}
const text = (page: Element) => deepText(page).replaceAll(/\s+/g, ' ')
const press = async (page: AppTimeline, words: string) => {
  const found = [...page.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent!.includes(words))
  expect(found, words).to.not.equal(undefined)
  found!.click()
  await soon()
}
const area = (page: AppTimeline) => page.shadowRoot!.querySelector('app-note-writer')!.shadowRoot!.querySelector('textarea')!
const type = async (page: AppTimeline, words: string) => {
  area(page).value = words
  area(page).setSelectionRange(words.length, words.length)
  area(page).dispatchEvent(new InputEvent('input'))
  await soon()
}

describe('the timeline of a contact', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    for (const api of [known(), known({ notes: pageOf() }), known({ notes: refusal('unavailable') })]) {
      const page = await show(api)
      await expect(page).to.be.accessible()
      await press(page, 'Notes')
      await expect(page).to.be.accessible()
    }
    const page = await show(known())
    await press(page, 'Add a note')
    await type(page, 'Tell @')
    await expect(page).to.be.accessible()
  })

  it('shows notes among the money, with whom they mention by name', async () => {
    const page = await show(known())
    expect(text(page)).to.contain('Note by Hannah Brandt').and.to.contain('Ask @Leo Park first').and.to.contain('February 2026 Note').and.to.contain('TXN-2026-000010')
    await press(page, 'Money')
    expect(text(page)).to.not.contain('Leo Park')
  })

  it('keeps the money when the notes do not load', async () => {
    expect(text(await show(known({ notes: refusal('unavailable') })))).to.contain('The notes did not load').and.to.contain('TXN-2026-000010')
  })

  it('completes a mention by keyboard, and sends it as an id', async () => {
    let sent: unknown
    const page = await show(known({ addNote: (input: unknown) => ((sent = input), Promise.resolve(note({ id: 'not_2', text: 'Tell <@tea_2> of it', mentions: [{ memberId: 'tea_2', name: 'Ada Cole' }], createdAt: '2026-02-04T09:00:00.000Z' }))) }))
    await press(page, 'Add a note')
    await type(page, 'Tell @')
    area(page).dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }))
    area(page).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))
    await soon()
    expect(area(page).value).to.equal('Tell @Ada Cole ')
    await type(page, 'Tell @Ada Cole of it')
    area(page).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }))
    await soon()
    expect(sent).to.deep.equal({ contactId: 'con_1', text: 'Tell <@tea_2> of it' })
    expect(text(page)).to.contain('Tell @Ada Cole of it')
    expect(page.shadowRoot!.querySelector('app-note-writer')).to.equal(null)
  })

  it('keeps what is being written while the list is fetched again, and when saving fails', async () => {
    const page = await show(known({ addNote: refusal('unavailable', 'The server is busy.') }))
    await press(page, 'Add a note')
    await type(page, 'Half a thought')
    page.turn = 1
    await soon()
    expect(area(page).value).to.equal('Half a thought')
    page.shadowRoot!.querySelector('app-note-writer')!.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(text(page)).to.contain('The server is busy.')
    expect(area(page).value).to.equal('Half a thought')
  })

  it('lets people change and remove what they wrote, and nothing else', async () => {
    let [edited, removed]: unknown[] = []
    const page = await show(known({ editNote: (input: unknown) => ((edited = input), Promise.resolve(note({ text: 'Ask nobody', mentions: [], editedAt: '2026-02-05T09:00:00.000Z' }))), removeNote: (input: unknown) => ((removed = input), Promise.resolve(null)) }))
    await press(page, 'Change')
    expect(area(page).value).to.equal('Ask @Leo Park first')
    await type(page, 'Ask @Leo Park at once')
    page.shadowRoot!.querySelector('app-note-writer')!.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(edited).to.deep.equal({ id: 'not_1', text: 'Ask <@tea_1> at once' })
    expect(text(page)).to.contain('Ask nobody').and.to.contain('changed')
    await press(page, 'Remove')
    page.shadowRoot!.querySelector('app-question')!.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(removed).to.deep.equal({ id: 'not_1' })
    expect(text(page)).to.not.contain('Ask nobody')
    expect(text(await show(known(), 'usr_2'))).to.contain('Leo Park').and.not.to.contain('Remove…')
  })
})

import { expect, fixture, html, oneEvent } from '@open-wc/testing'
import type { Api } from '../../api.js'
import { answering, business, never, pageOf, refusal, soon, workspace } from '../../testing/answers.js'
import { aContact } from '../../testing/records.js'
import './app-contacts.js'
import type { AppContacts } from './app-contacts.js'

const statistics = () => Promise.resolve({ total: 2, byType: [{ type: 'customer', count: 2 }], byStage: [], bySource: [{ source: 'import', count: 2 }], created: [], openReviews: 1 })
const people = (list: (...given: never[]) => unknown) => answering({ contacts: { list, statistics } })

async function show(api: Api, search = ''): Promise<AppContacts> {
  const main = await fixture(html`<main><app-contacts .api=${api} .business=${business} .workspace=${workspace} .search=${search}></app-contacts></main>`)
  await soon()
  return main.firstElementChild as AppContacts
}

describe('the contacts', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    for (const list of [pageOf(aContact(), aContact({ id: 'con_2', name: null, emails: [] })), pageOf(), never, refusal('unavailable'), refusal('forbidden')]) await expect(await show(people(list))).to.be.accessible()
  })

  it('ask for what the address says', async () => {
    let asked: unknown
    await show(people((input: unknown) => ((asked = input), pageOf()())), '?type=lead&tag=vip&sort=-value&text=maya')
    expect(asked).to.deep.equal({ type: 'lead', tag: 'vip', sort: '-value', text: 'maya', limit: 50 })
  })

  it('turn a sort round when it is asked for again', async () => {
    const page = await show(people(pageOf(aContact())), '?sort=name')
    setTimeout(() => page.shadowRoot?.querySelector<HTMLButtonElement>('.who-cell .sort')?.click())
    expect((await oneEvent(window, 'app-go')).detail.address).to.equal('/w/demo/contacts?sort=-name')
  })

  it('add somebody', async () => {
    let made: unknown
    const page = await show(answering({ contacts: { list: pageOf(), statistics, create: (input: unknown) => ((made = input), Promise.resolve(aContact({ id: 'con_8' }))) } }))
    page.shadowRoot?.querySelector<HTMLButtonElement>('.page-head .primary')?.click()
    await soon()
    const editor = page.shadowRoot!.querySelector('app-contact-editor')!.shadowRoot!
    editor.querySelector<HTMLInputElement>('#name')!.value = ' Ada Quill '
    editor.querySelector<HTMLTextAreaElement>('#emails')!.value = 'ada@quill.example\n\nada@post.example'
    setTimeout(() => editor.querySelector('form')!.requestSubmit())
    expect((await oneEvent(window, 'app-go')).detail.address).to.equal('/w/demo/contacts/con_8')
    expect(made).to.deep.equal({ name: 'Ada Quill', emails: ['ada@quill.example', 'ada@post.example'], type: 'lead', stage: 'prospect' })
  })

  it('say which field is wrong, beside it', async () => {
    const wrong = () => Promise.reject(Object.assign(new Error('Some of what was sent is not valid.'), { kind: 'invalid', code: 'invalid_input', issues: [{ path: 'emails.0', code: 'x', message: 'That is not an e-mail address.' }] }))
    const page = await show(answering({ contacts: { list: pageOf(), statistics, create: wrong } }))
    page.shadowRoot?.querySelector<HTMLButtonElement>('.page-head .primary')?.click()
    await soon()
    const editor = page.shadowRoot!.querySelector('app-contact-editor')!
    editor.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(editor.shadowRoot?.querySelector('#emails-hint')?.textContent).to.contain('That is not an e-mail address.')
    await expect(editor).to.be.accessible()
  })
})

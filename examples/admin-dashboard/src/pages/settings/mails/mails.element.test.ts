import { expect, fixture, html, oneEvent } from '@open-wc/testing'
import type { Api } from '../../../api.js'
import { answering, deepText, never, pageOf, refusal, soon } from '../../../testing/answers.js'
import type { CaughtMailContent, Mail, MailPreview, MailTemplate } from '../../../wire.js'
import './app-mails.js'

const aMail = (more: Partial<Mail> = {}): Mail => ({
  id: 'mal_1', template: 'sign_in_link', state: 'sent', to: { address: 'maya@juniper.example', name: 'Maya Okafor' }, locale: 'en', subject: 'Sign in to Larkspur Books', contactId: null, memberId: null, messageId: '<mal_1@larkspur.example>', response: '250 OK', attempts: 1, canRetry: false,
  createdAt: '2026-11-23T08:00:00.000Z', sentAt: '2026-11-23T08:00:01.000Z', ...more,
})
const refusedMail = aMail({ id: 'mal_2', state: 'failed', response: '550 No such user', canRetry: true, sentAt: null, messageId: null })
const template: MailTemplate = { name: 'sign_in_link', summary: 'Somebody asked for a link that signs them in.', choice: false, locales: ['en', 'ar'] }
const hostile = '<html><head><style>.sk-card { color: rgb(1, 2, 3) !important; } @media (prefers-color-scheme: dark) { .sk-card { background-color: rgb(4, 5, 6) !important; } }</style></head><body><script>parent.document.title = "taken"</script><p class="sk-card" style="color: red">Hello</p><a href="https://bad.example/">go</a><img src="https://bad.example/pixel.gif" onerror="alert(1)"></body></html>'
const preview: MailPreview = { template: 'sign_in_link', locale: 'en', direction: 'ltr', subject: 'Sign in', preheader: 'Use this button.', html: hostile, text: 'Use this link: https://app.example.com/in' }
const caught: CaughtMailContent = { id: 'mal_1', at: '2026-11-23T08:00:00.000Z', from: 'Larkspur <no-reply@larkspur.example>', to: 'maya@juniper.example', subject: 'Sign in', people: true, size: 1_200, headers: [{ name: 'X-Mailer', value: 'none' }], text: 'Follow https://app.example.com/in?token=1.', html: hostile, attachments: [{ name: 'a.pdf', type: 'application/pdf', size: 12 }] }

const templates = () => Promise.resolve({ data: [template] })
const full = (more: object = {}) => answering({ mail: { list: pageOf(aMail(), refusedMail), get: () => Promise.resolve(refusedMail), templates, preview: () => Promise.resolve(preview), caught: pageOf(caught), caughtMail: () => Promise.resolve(caught), ...more } })

async function show(api: Api, below = '', search = ''): Promise<HTMLElement> {
  document.querySelector('main')?.remove()
  const main = await fixture(html`<main><app-mails .api=${api} slug="demo" .below=${below} .search=${search}></app-mails></main>`)
  await soon()
  return main.firstElementChild as HTMLElement
}
const inner = (element: HTMLElement, name: string) => element.shadowRoot!.querySelector<HTMLElement>(name)!.shadowRoot!

describe('the mails', () => {
  it('can be read by everybody, in every state that is drawn', async () => {
    for (const below of ['', 'mal_2', 'templates', 'templates/sign_in_link', 'caught', 'caught/mal_1']) {
      await expect(await show(full(), below)).to.be.accessible({ ignoredRules: ['frame-tested'] })
      for (const state of [never, refusal('unavailable'), refusal('forbidden')]) await expect(await show(answering({ mail: { list: state, get: state, templates: state, preview: state, caught: state, caughtMail: state } }), below)).to.be.accessible()
    }
    for (const below of ['', 'caught']) await expect(await show(full({ list: pageOf(), caught: pageOf() }), below)).to.be.accessible()
  })

  it('are filtered by the address', async () => {
    let asked: unknown
    const page = await show(full({ list: (input: unknown) => ((asked = input), pageOf()()) }), '', '?state=failed&template=sign_in_link&to=maya@juniper.example')
    expect(asked).to.deep.equal({ state: 'failed', template: 'sign_in_link', address: 'maya@juniper.example', limit: 50 })
    expect(deepText(page)).to.contain('Clear all filters')
    const select = inner(page, 'app-sent-mails').querySelector<HTMLSelectElement>('select[aria-label="State"]')!
    select.value = 'sent'
    setTimeout(() => select.dispatchEvent(new Event('change')))
    expect((await oneEvent(window, 'app-go')).detail.address).to.contain('state=sent')
  })

  it('that failed are sent again', async () => {
    let again: unknown
    const page = await show(full({ retry: (input: unknown) => ((again = input), Promise.resolve({ ...refusedMail, state: 'waiting', canRetry: false })) }), 'mal_2')
    expect(deepText(page)).to.contain('550 No such user')
    inner(page, 'app-one-mail').querySelector<HTMLButtonElement>('.primary')!.click()
    await soon()
    expect(again).to.deep.equal({ id: 'mal_2' })
    expect(deepText(page)).to.contain('Waiting')
  })

  it('are shown in a frame that runs nothing and belongs to nobody', async () => {
    const page = await show(full(), 'templates/sign_in_link')
    const frame = inner(page, 'app-mail-template').querySelector('iframe')!
    expect(frame.getAttribute('sandbox')).to.equal('')
    expect(frame.contentDocument).to.equal(null)
    expect(frame.srcdoc).not.to.match(/<script|<style|bad\.example\/pixel|href=/)
    expect(frame.srcdoc).to.contain('rgb(1, 2, 3)').and.not.to.contain('rgb(4, 5, 6)')
    expect(document.title).not.to.equal('taken')
  })

  it('are asked for in a language and as a dark screen shows them, as the address says', async () => {
    let asked: unknown
    const page = await show(full({ preview: (input: unknown) => ((asked = input), Promise.resolve({ ...preview, locale: 'ar', direction: 'rtl' })) }), 'templates/sign_in_link', '?locale=ar&theme=dark')
    expect(asked).to.deep.equal({ template: 'sign_in_link', locale: 'ar', dark: true })
    expect(inner(page, 'app-mail-template').querySelector('iframe')!.srcdoc).to.contain('rgb(4, 5, 6)')
    const light = [...inner(page, 'app-mail-template').querySelectorAll('button')].find((one) => one.textContent === 'Light')!
    setTimeout(() => light.click())
    expect((await oneEvent(window, 'app-go')).detail.address).to.equal('/w/demo/settings/mails/templates/sign_in_link?locale=ar')
    const text = await show(full(), 'templates/sign_in_link', '?as=text')
    expect(deepText(text)).to.contain('Use this link: https://app.example.com/in')
  })

  it('that were caught have their links beside them, their headers, and their file', async () => {
    const page = await show(full(), 'caught/mal_1')
    const links = inner(page, 'app-caught-mail').querySelectorAll<HTMLAnchorElement>('.links a')
    expect([...links].map((one) => [one.href, one.rel])).to.deep.equal([['https://app.example.com/in?token=1', 'noopener noreferrer']])
    expect(deepText(await show(full(), 'caught/mal_1', '?as=headers'))).to.contain('X-Mailer')
    let saved: unknown
    const other = await show(full({ caughtFile: (input: unknown) => ((saved = input), Promise.resolve({ name: 'mal_1.eml', blob: () => Promise.resolve(new Blob(['x'])) })) }), 'caught/mal_1')
    ;[...inner(other, 'app-caught-mail').querySelectorAll('button')].find((one) => one.textContent?.includes('Download'))!.click()
    await soon()
    expect(saved).to.deep.equal({ id: 'mal_1' })
  })

  it('that were caught are thrown away after a question', async () => {
    let deleted = 0
    const page = await show(full({ deleteCaught: () => (deleted++, Promise.resolve({ deleted: 1 })) }), 'caught')
    inner(page, 'app-caught-mails').querySelector<HTMLButtonElement>('.button.danger')!.click()
    await soon()
    expect(deleted).to.equal(0)
    inner(page, 'app-caught-mails').querySelector('app-question')!.shadowRoot!.querySelector('form')!.requestSubmit()
    await soon()
    expect(deleted).to.equal(1)
  })
})

import { expect, fixture, html } from '@open-wc/testing'
import type { Api } from '../../../api.js'
import { answering, deepText, never, refusal, soon } from '../../../testing/answers.js'
import type { DkimRecord, MailCheck, MailSettings } from '../../../wire.js'
import './app-mail-settings.js'

const settings: MailSettings = { version: 2, updatedAt: null, fromName: null, fromAddress: 'hello@larkspur.example', replyTo: null, host: 'smtp.larkspur.example', port: 587, security: 'starttls', user: 'hello', password: { isSet: true }, dkimDomain: null, dkimSelector: null, dkimPrivateKey: { isSet: false } }
const record: DkimRecord = { domain: 'larkspur.example', selector: 'sk1', name: 'sk1._domainkey.larkspur.example', type: 'TXT', value: 'v=DKIM1; k=rsa; p=MIIB', parts: ['v=DKIM1; k=rsa; p=MIIB'] }
const check: MailCheck = { ok: false, via: 'own', from: 'hello@larkspur.example', steps: [{ step: 'resolve', ok: true, message: 'smtp.larkspur.example is known.' }, { step: 'connect', ok: false, message: 'Nobody answers.' }] }
const getMail = () => Promise.resolve(settings)

async function show(api: Api): Promise<HTMLElement> {
  document.querySelector('main')?.remove()
  const main = await fixture(html`<main><app-mail-settings .api=${api} .mailAddress=${(id: string) => `/mails/${id}`}></app-mail-settings></main>`)
  await soon()
  return main.firstElementChild as HTMLElement
}
const at = <E extends HTMLElement = HTMLInputElement>(root: HTMLElement, selector: string) => root.shadowRoot!.querySelector<E>(selector)!
const part = (element: HTMLElement, name: string) => at<HTMLElement>(element, name)
function type(root: HTMLElement, selector: string, text: string): void {
  at(root, selector).value = text
  at(root, selector).dispatchEvent(new Event('input'))
}

describe('the settings of mail', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    for (const read of [getMail, never, refusal('unavailable'), refusal('forbidden')]) await expect(await show(answering({ settings: { getMail: read } }))).to.be.accessible()
    const withKey = () => Promise.resolve({ ...settings, dkimPrivateKey: { isSet: true } })
    for (const dkimRecord of [() => Promise.resolve(record), never, refusal('unavailable')]) await expect(await show(answering({ settings: { getMail: withKey }, mail: { dkimRecord } }))).to.be.accessible()
  })

  it('send a password and never show one', async () => {
    const sent: unknown[] = []
    const element = await show(answering({ settings: { getMail, updateMail: (input: unknown) => (sent.push(input), Promise.resolve({ ...settings, version: 3 })) } }))
    expect(at(element, '#password').value).to.equal('')
    expect(deepText(element)).to.contain('One is set. It is never shown again')
    type(element, '#password', 'correct horse')
    at<HTMLFormElement>(element, 'form').requestSubmit()
    await soon()
    expect(sent).to.deep.equal([{ password: 'correct horse', expectedVersion: 2 }])
    expect(at(element, '#password').value).to.equal('')
    ;[...element.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent === 'Take it away')!.click()
    await soon()
    at<HTMLFormElement>(element, 'form').requestSubmit()
    await soon()
    expect(sent[1]).to.deep.equal({ password: null, expectedVersion: 3 })
  })

  it('make a key, and show the record to publish', async () => {
    let asked: unknown
    const element = await show(answering({ settings: { getMail }, mail: { createDkimKey: (input: unknown) => ((asked = input), Promise.resolve(record)) } }))
    const dkim = part(element, 'app-dkim')
    ;[...dkim.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent?.includes('Make a key'))!.click()
    await soon()
    await expect(element).to.be.accessible()
    at<HTMLFormElement>(dkim, 'app-dialog form').requestSubmit()
    await soon()
    expect(asked).to.deep.equal({ domain: 'larkspur.example' })
    expect(deepText(dkim)).to.contain('sk1._domainkey.larkspur.example').and.to.contain('v=DKIM1; k=rsa; p=MIIB')
  })

  it('check the way step by step, and say which step stops', async () => {
    const element = await show(answering({ settings: { getMail }, mail: { check: () => Promise.resolve(check) } }))
    const checker = part(element, 'app-mail-check')
    ;[...checker.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent?.includes('Check'))!.click()
    await soon()
    expect(deepText(checker)).to.contain('It does not work yet.').and.to.contain('Nobody answers.')
    expect([...checker.shadowRoot!.querySelectorAll('.steps .icon')].map((one) => one.getAttribute('aria-label'))).to.deep.equal(['works', 'does not work'])
    await expect(element).to.be.accessible()
  })

  it('send a test mail and look after it until it has left', async () => {
    let asks = 0
    const mail = { id: 'mal_1', state: 'waiting', response: null }
    const element = await show(answering({ settings: { getMail }, mail: { sendTest: () => Promise.resolve(mail), get: () => (asks++, Promise.resolve({ ...mail, state: 'sent', response: 'Caught: it did not leave this machine.' })) } }))
    const checker = part(element, 'app-mail-check')
    type(checker, '#to', 'maya@juniper.example')
    at<HTMLFormElement>(checker, 'form').requestSubmit()
    await new Promise((done) => setTimeout(done, 700))
    expect(asks).to.equal(1)
    expect(deepText(checker)).to.contain('It was sent.')
    expect(at<HTMLAnchorElement>(checker, '.notice a').getAttribute('href')).to.equal('/mails/mal_1')
  })
})

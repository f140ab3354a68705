import { expect, fixture, html } from '@open-wc/testing'
import type { Api } from '../../../api.js'
import { answering, business, deepText, never, refusal, soon } from '../../../testing/answers.js'
import type { Business } from '../../../wire.js'
import '../business/app-business.js'

const publicSettings = () => Promise.resolve({ logo: null, logoUrl: null })
const refused = (code: string, more: object = {}) => () => Promise.reject(Object.assign(new Error('It did not work.'), { kind: 'conflict', code, requestId: 'req_1', ...more }))

/** A client whose live line can be spoken into. */
function living(answers: Parameters<typeof answering>[0]): { api: Api; say: (event: object) => void } {
  const heard: ((event: object) => void)[] = []
  const waiting: object[] = []
  const live = () => ({ [Symbol.asyncIterator]: () => ({ next: () => (waiting.length ? Promise.resolve({ done: false, value: waiting.shift() }) : new Promise((done) => heard.push((value) => done({ done: false, value })))) }) })
  return { api: { ...answering(answers), live } as unknown as Api, say: (event) => (heard.length ? heard.shift()!(event) : waiting.push(event)) }
}

async function show(api: Api): Promise<HTMLElement> {
  document.querySelector('main')?.remove()
  const main = await fixture(html`<main><app-business .api=${api}></app-business></main>`)
  await soon()
  return main.firstElementChild as HTMLElement
}

const at = <E extends HTMLElement = HTMLInputElement>(element: HTMLElement, selector: string) => element.shadowRoot!.querySelector<E>(selector)!

function type(element: HTMLElement, selector: string, text: string): void {
  at(element, selector).value = text
  at(element, selector).dispatchEvent(new Event('input'))
}

async function submit(element: HTMLElement): Promise<void> {
  at<HTMLFormElement>(element, 'form').requestSubmit()
  await soon()
}

const getBusiness = () => Promise.resolve(business)

describe('a form of the settings', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    const full: Business = { ...business, address: { lines: ['Long Lane 4'], city: 'York', region: null, postalCode: 'YO1', country: 'GB' }, taxIds: [{ type: 'gb_vat', value: 'GB123456789' }], phone: '+44 1904 000000' }
    for (const read of [() => Promise.resolve(full), getBusiness, never, refusal('unavailable'), refusal('forbidden'), refusal('connection')]) await expect(await show(answering({ settings: { getBusiness: read, public: publicSettings } }))).to.be.accessible()
  })

  it('is to be read alone where somebody may not change it', async () => {
    document.querySelector('main')?.remove()
    const main = await fixture(html`<main><app-business .api=${answering({ settings: { getBusiness, public: publicSettings } })} .mayChange=${false}></app-business></main>`)
    await soon()
    const element = main.firstElementChild as HTMLElement
    expect(at(element, '#name').matches(':disabled')).to.equal(true)
    expect(at(element, '.save')).to.equal(null)
    expect(deepText(element)).to.contain('an owner’s').and.not.to.contain('Choose a logo')
    await expect(element).to.be.accessible()
  })

  it('saves what was changed and nothing else, with the version that was read', async () => {
    const sent: unknown[] = []
    const updateBusiness = (input: unknown) => (sent.push(input), Promise.resolve({ ...business, name: 'Larkspur & Co', version: 2 }))
    const element = await show(answering({ settings: { getBusiness, updateBusiness, public: publicSettings } }))
    const save = () => at<HTMLButtonElement>(element, '.save .primary')
    expect(save().disabled).to.equal(true)
    type(element, '#name', 'Larkspur & Co')
    await soon()
    expect(save().disabled).to.equal(false)
    await expect(element).to.be.accessible()
    await submit(element)
    expect(sent).to.deep.equal([{ name: 'Larkspur & Co', expectedVersion: 1 }])
    expect(save().disabled).to.equal(true)
  })

  it('has nothing to save once what was typed is what it was', async () => {
    const element = await show(answering({ settings: { getBusiness, public: publicSettings } }))
    type(element, '#name', 'Other')
    type(element, '#name', 'Larkspur Books')
    await soon()
    expect(at<HTMLButtonElement>(element, '.save .primary').disabled).to.equal(true)
  })

  it('says at the field what is wrong with it', async () => {
    const updateBusiness = refused('invalid_input', { kind: 'invalid', issues: [{ path: 'website', code: 'custom', message: 'Not an address that starts with https:// or http://.' }] })
    const element = await show(answering({ settings: { getBusiness, updateBusiness, public: publicSettings } }))
    type(element, '#website', 'larkspur')
    await submit(element)
    expect(at(element, '#website').getAttribute('aria-invalid')).to.equal('true')
    expect(at(element, '#website-hint').textContent).to.contain('starts with https')
    expect(at(element, '#website').value).to.equal('larkspur')
    await expect(element).to.be.accessible()
  })

  it('shows what somebody changed meanwhile, keeps what was typed, and saves over the newest', async () => {
    const theirs = { ...business, name: 'Theirs', email: 'they@larkspur.example', version: 5 }
    let reads = 0
    const sent: { expectedVersion?: number }[] = []
    const updateBusiness = (input: { expectedVersion?: number }) => (sent.push(input), sent.length === 1 ? refused('settings_changed_meanwhile')() : Promise.resolve({ ...theirs, name: 'Mine', version: 6 }))
    const element = await show(answering({ settings: { getBusiness: () => Promise.resolve(reads++ ? theirs : business), updateBusiness, public: publicSettings } }))
    type(element, '#name', 'Mine')
    await submit(element)
    const words = deepText(at(element, '.save')).replaceAll(/\s+/g, ' ')
    expect(words).to.contain('Somebody changed this meanwhile').and.to.contain('Name: now Theirs').and.to.contain('E-mail: now they@larkspur.example')
    expect(at(element, '#name').value).to.equal('Mine')
    expect(at(element, '#email').value).to.equal('they@larkspur.example')
    await expect(element).to.be.accessible()
    await submit(element)
    expect(sent[1]).to.deep.equal({ name: 'Mine', expectedVersion: 5 })
    expect(deepText(at(element, '.save'))).not.to.contain('meanwhile')
  })

  it('lets somebody take what the other one chose', async () => {
    let reads = 0
    const element = await show(answering({ settings: { getBusiness: () => Promise.resolve(reads++ ? { ...business, name: 'Theirs', version: 5 } : business), updateBusiness: refused('settings_changed_meanwhile'), public: publicSettings } }))
    type(element, '#name', 'Mine')
    await submit(element)
    at<HTMLButtonElement>(element, '.theirs .link').click()
    await soon()
    expect(at(element, '#name').value).to.equal('Theirs')
    expect(at<HTMLButtonElement>(element, '.save .primary').disabled).to.equal(true)
  })

  it('hears of changes by others, and keeps what was typed', async () => {
    let now: Business = business
    const { api, say } = living({ settings: { getBusiness: () => Promise.resolve(now), public: publicSettings } })
    const element = await show(api)
    type(element, '#phone', '+44 1904 1')
    now = { ...business, email: 'new@larkspur.example', version: 2 }
    say({ name: 'settings.changed', data: { room: 'business', fields: ['email'] } })
    await soon()
    expect(at(element, '#email').value).to.equal('new@larkspur.example')
    expect(at(element, '#phone').value).to.equal('+44 1904 1')
    expect(deepText(at(element, '.save'))).to.contain('Somebody changed this meanwhile')
  })

  it('warns before the time zone moves every figure', async () => {
    const element = await show(answering({ settings: { getBusiness, public: publicSettings } }))
    expect(deepText(element)).not.to.contain('Every figure is counted again')
    at<HTMLSelectElement>(element, '#zone').value = 'Asia/Tokyo'
    at(element, '#zone').dispatchEvent(new Event('change'))
    await soon()
    expect(deepText(element)).to.contain('Every figure is counted again by the days of Asia/Tokyo')
    expect(at<HTMLSelectElement>(element, '#zone').value).to.equal('Asia/Tokyo')
    ;[...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.save button')].find((one) => one.textContent === 'Take back')!.click()
    await soon()
    expect(at<HTMLSelectElement>(element, '#zone').value).to.equal('UTC')
  })

  it('sends a logo by itself, and refuses one that is too large', async () => {
    let sent: { image: string } | undefined
    const element = await show(answering({ settings: { getBusiness, public: publicSettings, setLogo: (input: { image: string }) => ((sent = input), Promise.resolve({ id: 'img_1', type: 'image/png', width: 1, height: 1 })) } }))
    const field = at<HTMLElement>(element, 'app-logo-field')
    const choose = async (bytes: number) => {
      const files = new DataTransfer()
      files.items.add(new File([new Uint8Array(bytes).fill(65)], 'logo.png', { type: 'image/png' }))
      at(field, 'input').files = files.files
      at(field, 'input').dispatchEvent(new Event('change'))
      await soon()
    }
    await choose(600 * 1024)
    expect(sent).to.equal(undefined)
    expect(deepText(field)).to.contain('600 KB')
    await choose(3)
    expect(sent).to.deep.equal({ image: 'QUFB' })
  })
})

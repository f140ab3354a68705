import { expect, fixture, html } from '@open-wc/testing'
import type { TemplateResult } from 'lit'
import { answering, deepText, never, refusal, soon } from '../../testing/answers.js'
import type { Branding, Languages, Limits, OpeningHours } from '../../wire.js'
import './branding/app-branding.js'
import './hours/app-hours.js'
import './languages/app-languages.js'
import './limits/app-limits.js'

const stored = { version: 3, updatedAt: null }
const readable = { onAccent: '#ffffff', contrast: 6.7, accentText: '#2f4fd0', warnings: [] }
const branding: Branding = { ...stored, accentLight: '#2f4fd0', accentDark: '#4a68e4', radius: 6, font: 'system', logoOn: ['mails'], readable: { light: readable, dark: readable }, tokens: { light: {}, dark: {} } }
const languages: Languages = { ...stored, default: 'en', offered: ['en', 'de'] }
const day = [{ from: '09:00', to: '17:00' }]
const hours: OpeningHours = { ...stored, timeZone: null, weekly: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: [], saturday: [], sunday: [] }, exceptions: [{ date: '2026-12-25', reason: 'Christmas', intervals: [] }] }
const limits: Limits = { ...stored, perSecretKey: 6_000, perPublishableKey: 6_000, perVisitor: 300 }

async function show(drawn: TemplateResult): Promise<HTMLElement> {
  document.querySelector('main')?.remove()
  const main = await fixture(html`<main>${drawn}</main>`)
  await soon()
  return main.firstElementChild as HTMLElement
}

const at = <E extends HTMLElement = HTMLInputElement>(element: HTMLElement, selector: string) => element.shadowRoot!.querySelector<E>(selector)!
function put(element: HTMLElement, selector: string, value: string, event = 'input'): void {
  at(element, selector).value = value
  at(element, selector).dispatchEvent(new Event(event))
}
async function save(element: HTMLElement): Promise<void> {
  at<HTMLFormElement>(element, 'form').requestSubmit()
  await soon()
}

describe('the sections of the business', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    const reading = (how: (value: unknown) => () => Promise<unknown>) => answering({ settings: { getBranding: how(branding), getLanguages: how(languages), getOpeningHours: how(hours), getLimits: how(limits) } })
    for (const api of [reading((value) => () => Promise.resolve(value)), reading(() => never), reading(() => refusal('unavailable')), reading(() => refusal('forbidden'))])
      for (const drawn of [html`<app-branding .api=${api}></app-branding>`, html`<app-languages .api=${api}></app-languages>`, html`<app-hours .api=${api}></app-hours>`, html`<app-limits .api=${api}></app-limits>`]) await expect(await show(drawn)).to.be.accessible()
  })

  it('show an accent on a widget before it is saved, and warn of one that is hard to see', async () => {
    let sent: unknown
    const element = await show(html`<app-branding .api=${answering({ settings: { getBranding: () => Promise.resolve(branding), updateBranding: (input: unknown) => ((sent = input), Promise.resolve({ ...branding, accentLight: '#ffe680', version: 4 })) } })}></app-branding>`)
    put(element, '#accentLight', '#ffe680')
    await soon()
    expect(getComputedStyle(at(element, '.widget .act')).backgroundColor).to.equal('rgb(255, 230, 128)')
    expect(getComputedStyle(at(element, '.widget .act')).color).to.equal('rgb(18, 18, 17)')
    expect(deepText(element)).to.contain('Hard to see')
    await expect(element).to.be.accessible()
    await save(element)
    expect(sent).to.deep.equal({ accentLight: '#ffe680', expectedVersion: 3 })
  })

  it('keep the default language among those offered', async () => {
    let sent: unknown
    const element = await show(html`<app-languages .api=${answering({ settings: { getLanguages: () => Promise.resolve(languages), updateLanguages: (input: unknown) => ((sent = input), Promise.resolve({ ...languages, offered: ['de'], default: 'de' })) } })}></app-languages>`)
    at(element, '.box[value="en"]').click()
    await soon()
    expect(at<HTMLSelectElement>(element, '#default').value).to.equal('de')
    await save(element)
    expect(sent).to.deep.equal({ offered: ['de'], default: 'de', expectedVersion: 3 })
  })

  it('copy the times of a day to others, and say where times overlap', async () => {
    let sent: { weekly?: OpeningHours['weekly'] } = {}
    const element = await show(html`<app-hours .api=${answering({ settings: { getOpeningHours: () => Promise.resolve(hours), updateOpeningHours: (input: typeof sent) => ((sent = input), Promise.resolve({ ...hours, version: 4 })) } })}></app-hours>`)
    put(element, 'input[aria-label="Monday, closes"]', '12:00', 'change')
    await soon()
    at(element, 'button[aria-label="Add a time: Monday"]').click()
    await soon()
    at(element, 'button[aria-label="Copy to other days: Monday"]').click()
    await soon()
    ;[...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('app-pop[open] .item')].find((one) => one.textContent === 'Monday to Friday')!.click()
    await soon()
    await save(element)
    const both = [{ from: '09:00', to: '12:00' }, { from: '13:00', to: '15:00' }]
    expect(sent.weekly).to.deep.equal({ ...hours.weekly, monday: both, tuesday: both, wednesday: both, thursday: both, friday: both })
    put(element, 'input[aria-label="Monday, closes"]', '08:00', 'change')
    await soon()
    expect(deepText(element)).to.contain('Ends before it begins')
    await expect(element).to.be.accessible()
  })

  it('take midnight as the end of a day', async () => {
    let sent: { weekly?: OpeningHours['weekly'] } = {}
    const element = await show(html`<app-hours .api=${answering({ settings: { getOpeningHours: () => Promise.resolve(hours), updateOpeningHours: (input: typeof sent) => ((sent = input), Promise.resolve(hours)) } })}></app-hours>`)
    put(element, 'input[aria-label="Tuesday, closes"]', '00:00', 'change')
    await soon()
    await save(element)
    expect(sent.weekly?.tuesday).to.deep.equal([{ from: '09:00', to: '24:00' }])
  })
})

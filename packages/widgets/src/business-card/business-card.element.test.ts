import { expect } from '@open-wc/testing'
import { setViewport } from '@web/test-runner-commands'
import { aBusiness, answering, mount, problem, settled, type Answers, type Mounted, type Stage } from '../testing.js'
import './business-card.component.js'
import type { SkBusinessCard } from './business-card.component.js'

const shown: Mounted<SkBusinessCard>[] = []
let stop: (() => void) | undefined

async function card(answers: Answers, stage: Stage = {}, attributes: Record<string, string> = {}) {
  const { asked, stop: end } = answering(answers)
  stop = end
  const element = document.createElement('sk-business-card')
  for (const [name, value] of Object.entries({ key: 'pk_test', 'base-url': '/kit', ...attributes })) element.setAttribute(name, value)
  const mounted = await mount(element, stage, ['sk-ready', 'sk-problem'])
  shown.push(mounted)
  return { ...mounted, asked, root: element.shadowRoot! }
}

const path = 'GET /v1/settings/public'
const always = [{ from: '00:00', to: '24:00' }]
const week = (day: typeof always) => ({ monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day })
const hours = (day: typeof always) => ({ timeZone: 'Europe/Berlin', weekly: week(day), exceptions: [] })
const refused = { [path]: () => problem(403, 'origin_not_allowed') }
const broken = { [path]: () => problem(500, 'internal') }

afterEach(() => {
  for (const one of shown.splice(0)) one.remove()
  stop?.()
})

describe('the business card', () => {
  it('can be used by everybody, in every state', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await expect((await card({ [path]: aBusiness() }, { theme })).stage).to.be.accessible()
      await expect((await card({ [path]: aBusiness({ openingHours: hours(always) }) }, { theme })).stage).to.be.accessible()
      await expect((await card({ [path]: () => new Promise(() => {}) }, { theme })).stage).to.be.accessible()
      await expect((await card(refused, { theme })).stage).to.be.accessible()
      await expect((await card({}, { theme }, { key: '' })).stage).to.be.accessible()
      for (const one of shown.splice(0)) one.remove()
      stop?.()
    }
  })

  it('asks once with its key, and tells the page when it is there', async () => {
    const { asked, heard, text } = await card({ [path]: aBusiness({ openingHours: hours(always) }) })
    expect(asked.map(({ method, path: at, headers }) => [method, at, headers['authorization']])).to.deep.equal([['GET', '/kit/v1/settings/public', 'Bearer pk_test']])
    expect(heard).to.deep.equal([{ name: 'sk-ready', detail: { open: true } }])
    expect(text()).to.contain('Larkspur Books').and.to.contain('Open now').and.to.contain('Monday').and.to.contain('Open all day')
  })

  it('marks today, and says closed days', async () => {
    const { root } = await card({ [path]: aBusiness({ openingHours: hours([]) }) })
    expect(root.querySelectorAll('[aria-current="date"]').length).to.equal(0) // no hours were given at all
    const { root: some } = await card({ [path]: aBusiness() })
    expect(some.querySelectorAll('tr').length).to.equal(7)
    expect(some.querySelectorAll('[aria-current="date"]').length).to.equal(1)
    expect(some.textContent).to.contain('Closed')
  })

  it('has the size of what comes while it waits', async () => {
    const waiting = await card({ [path]: () => new Promise(() => {}) }, { width: 380 })
    expect(waiting.text()).to.equal('Loading')
    const height = waiting.element.offsetHeight
    waiting.remove()
    stop?.()
    const there = await card({ [path]: aBusiness({ openingHours: { ...hours([{ from: '09:00', to: '17:00' }]), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } }) }, { width: 380 })
    expect(Math.abs(there.element.offsetHeight - height)).to.be.at.most(4)
  })

  it('says what went wrong, and tries again when asked', async () => {
    let fails = true
    const { root, element, text, heard } = await card({ [path]: () => (fails ? problem(400, 'odd') : aBusiness()) })
    expect(heard).to.deep.equal([{ name: 'sk-problem', detail: { code: 'odd' } }])
    expect(text()).to.contain('This could not be loaded').and.to.contain('Something went wrong on our side')
    fails = false
    root.querySelector('sk-message')!.shadowRoot!.querySelector('sk-button')!.click()
    await settled(element)
    expect(text()).to.contain('Larkspur Books')
  })

  it('offers no second try where that would not help, and says so where the key is missing', async () => {
    const { text } = await card(refused)
    expect(text()).to.contain('not set up to show it').and.not.to.contain('Try again')
    const unset = await card({}, {}, { key: '' })
    expect(unset.text()).to.contain('Not connected yet')
    expect(unset.heard).to.deep.equal([{ name: 'sk-problem', detail: { code: 'not_connected' } }])
  })

  it('speaks the language of the page, in its direction, with its own numbers and week', async () => {
    const arabic = await card({ [path]: aBusiness() }, { lang: 'ar-EG', dir: 'rtl' })
    expect(arabic.text()).to.contain('ساعات العمل')
    expect(arabic.root.querySelector('.base')!.getAttribute('dir')).to.equal('rtl')
    expect(getComputedStyle(arabic.root.querySelector('caption')!).textAlign).to.equal('start')
    expect(arabic.root.querySelector('tr th')!.textContent).to.equal('السبت')
    const japanese = await card({ [path]: aBusiness() }, { lang: 'ja' })
    expect(japanese.text()).to.contain('営業時間')
    const german = await card({ [path]: aBusiness() }, { lang: 'en' }, { locale: 'de' })
    expect(german.text()).to.contain('Öffnungszeiten').and.to.contain('Montag')
    const strange = await card({ [path]: aBusiness() }, { lang: 'xx' }, { locale: 'not a locale' })
    expect(strange.text()).to.contain('Opening hours')
  })

  it('takes the accent of the business, and of the page before that', async () => {
    const tokens = { light: { '--sk-accent': '#0a7d33', '--sk-radius-2': '3px', '--sk-text-2': 'red', '--sk-font': 'x; } * { color: red' }, dark: {} }
    const of = (element: HTMLElement, token: string) => getComputedStyle(element).getPropertyValue(token).trim()
    const own = await card({ [path]: aBusiness({ tokens }) })
    expect(of(own.element, '--sk-accent')).to.equal('#0a7d33')
    expect(of(own.element, '--sk-radius-2')).to.equal('3px')
    expect(of(own.element, '--sk-text-2')).to.equal('#57534c') // not a brand's to say
    expect(of(own.element, '--sk-font')).to.equal('')
    const page = await card({ [path]: aBusiness({ tokens }) }, { style: '--sk-accent: gold' })
    expect(of(page.element, '--sk-accent')).to.equal('gold')
    expect(of(page.element, '--sk-on-accent')).to.equal('#1c1a17')
    expect(page.element.hasAttribute('data-accent')).to.equal(true)
    const brand = { light: { '--sk-accent': '#0a7d33', '--sk-accent-text': '#0a7d33' }, dark: {} }
    const rule = document.createElement('style')
    rule.textContent = 'sk-business-card { --sk-accent: gold }'
    document.head.append(rule)
    const ruled = await card({ [path]: aBusiness({ tokens: brand }) })
    expect(of(ruled.element, '--sk-on-accent')).to.equal('#1c1a17')
    expect(of(ruled.element, '--sk-accent-text')).to.contain('gold')
    rule.remove()
  })

  it('shows a name as text, whatever it says', async () => {
    const { root } = await card({ [path]: aBusiness({ name: '<img src=x onerror=alert(1)>' }) })
    expect(root.querySelector('img')).to.equal(null)
    expect(root.querySelector('.name')!.textContent).to.equal('<img src=x onerror=alert(1)>')
  })

  it('stays within 320 px', async () => {
    await setViewport({ width: 320, height: 800 })
    const { element } = await card({ [path]: aBusiness({ name: 'Bookkeeping'.repeat(12) }) }, { lang: 'de', width: 288 })
    expect(element.scrollWidth).to.be.at.most(element.clientWidth)
    await setViewport({ width: 800, height: 600 })
  })

  it('keeps trying nothing once it has left the page', async () => {
    const { element, remove, asked } = await card(broken, {}, {})
    remove()
    await new Promise((done) => setTimeout(done, 50))
    expect(element.isConnected).to.equal(false)
    expect(asked.length).to.be.at.most(3)
  })
})

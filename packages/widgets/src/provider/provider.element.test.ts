import { expect } from '@open-wc/testing'
import { html, render } from 'lit'
import '../business-card/business-card.component.js'
import { aBusiness, answering, problem, settled, type Answers } from '../testing.js'
import { ContextRequest } from './context.js'
import type { Place } from './connection.js'
import './sk-provider.js'

let box: HTMLElement
let stop: (() => void) | undefined
const path = 'GET /v1/settings/public'

async function page(answers: Answers, content: unknown) {
  const { asked, stop: end } = answering(answers)
  stop = end
  render(content, box)
  await settled(box)
  return asked
}

beforeEach(() => {
  box = document.createElement('main')
  document.body.append(box)
})
afterEach(() => {
  box.remove()
  stop?.()
})

describe('a provider', () => {
  it('can be used by everybody', async () => {
    await page({ [path]: aBusiness() }, html`<sk-provider key="pk_1" base-url="/kit"><sk-business-card></sk-business-card></sk-provider>`)
    await expect(box).to.be.accessible()
  })

  it('gives its connection to what stands in it, and one answer serves two widgets', async () => {
    const asked = await page({ [path]: aBusiness() }, html`<sk-provider key="pk_1" base-url="/kit"><sk-business-card></sk-business-card><div><sk-business-card hide-hours></sk-business-card></div></sk-provider>`)
    expect(asked.map((one) => one.headers['authorization'])).to.deep.equal(['Bearer pk_1'])
    expect([...box.querySelectorAll('sk-business-card')].every((one) => one.shadowRoot!.querySelector('.name'))).to.equal(true)
  })

  it('lets the nearest speak, and the widget itself before it', async () => {
    const asked = await page({ [path]: aBusiness() }, html`
      <sk-provider key="pk_outer" base-url="/kit" locale="de">
        <sk-provider key="pk_inner"><sk-business-card></sk-business-card></sk-provider>
        <sk-business-card key="pk_own" locale="fr"></sk-business-card>
      </sk-provider>`)
    expect(asked.map((one) => one.headers['authorization']).sort()).to.deep.equal(['Bearer pk_inner', 'Bearer pk_own'])
    const [first, second] = box.querySelectorAll('sk-business-card')
    expect(first!.shadowRoot!.querySelector('caption')!.textContent).to.equal('Öffnungszeiten')
    expect(second!.shadowRoot!.querySelector('caption')!.textContent).to.equal('Horaires d’ouverture')
  })

  it('connects anew when its key changes', async () => {
    const asked = await page({ [path]: aBusiness() }, html`<sk-provider key="pk_1" base-url="/kit"><sk-business-card></sk-business-card></sk-provider>`)
    box.querySelector('sk-provider')!.key = 'pk_2'
    await settled(box)
    expect(asked.map((one) => one.headers['authorization'])).to.deep.equal(['Bearer pk_1', 'Bearer pk_2'])
  })

  it('sends a visitor token, and fetches another when it is not taken', async () => {
    const given = ['first', 'second']
    const answer = ({ headers }: { headers: Record<string, string> }) => (headers['startupkit-visitor'] === 'second' ? aBusiness() : problem(401, 'unauthenticated'))
    const asked = await page({ [path]: answer }, html`<sk-provider key="pk_1" base-url="/kit" .getToken=${() => Promise.resolve(given.shift()!)}><sk-business-card></sk-business-card></sk-provider>`)
    expect(asked.map((one) => one.headers['startupkit-visitor'])).to.deep.equal(['first', 'second'])
    expect(box.querySelector('sk-business-card')!.shadowRoot!.querySelector('.name')!.textContent).to.equal('Larkspur Books')
  })

  it('never sends a visitor token with another key than its own', async () => {
    const asked = await page({ [path]: aBusiness() }, html`<sk-provider key="pk_1" base-url="/kit" visitor-token="secret"><sk-business-card key="pk_2"></sk-business-card></sk-provider>`)
    expect(asked.map((one) => [one.headers['authorization'], one.headers['startupkit-visitor']])).to.deep.equal([['Bearer pk_2', undefined]])
  })

  it('answers anybody who asks by the context protocol, and forgets who has left', async () => {
    await page({}, html`<sk-provider key="pk_1" base-url="/kit"><i></i></sk-provider>`)
    const told: Place[] = []
    let leave: (() => void) | undefined
    box.querySelector('i')!.dispatchEvent(new ContextRequest((place, unsubscribe) => {
      told.push(place)
      leave = unsubscribe
    }))
    const provider = box.querySelector('sk-provider')!
    provider.theme = 'dark'
    await provider.updateComplete
    leave!()
    provider.theme = 'light'
    await provider.updateComplete
    expect(told.map((place) => place.theme ?? null)).to.deep.equal([null, 'dark'])
  })
})

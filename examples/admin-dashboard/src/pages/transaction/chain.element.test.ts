import { expect, fixture, html } from '@open-wc/testing'
import { anEntry, aTrace } from '../../testing/records.js'
import './chain.js'
import type { AppChain } from './chain.js'
import './raw-record.js'
import type { AppRawRecord } from './raw-record.js'

const chain = (steps = aTrace().steps) => fixture<AppChain>(html`<app-chain .steps=${steps} workspace="demo" timeZone="UTC"></app-chain>`)
const raw = () => {
  const record = aTrace().steps.find((step) => step.raw)?.raw
  return fixture<AppRawRecord>(html`<app-raw-record .record=${record} name="Row of transactions"></app-raw-record>`)
}

describe('the chain behind an entry', () => {
  it('can be used by everybody', async () => {
    await expect(await chain()).to.be.accessible()
    await expect(await chain(aTrace().steps.filter((step) => step.state === 'exact'))).to.be.accessible()
  })

  it('says in words how well each record is known', async () => {
    const text = (await chain()).shadowRoot?.textContent ?? ''
    expect(text).to.contain('Leads nowhere')
    expect(text).to.contain('Not known')
    expect(text).to.contain('The entry names this invoice, but no such invoice is known.')
  })

  it('leads from the person to their page', async () => {
    const link = (await chain()).shadowRoot?.querySelector<HTMLAnchorElement>('li.contact a')
    expect(link?.getAttribute('href')).to.equal('/w/demo/contacts/con_1')
  })

  it('shows what is written in a record as text, whatever it says', async () => {
    const hostile = aTrace(anEntry({ contact: { id: 'con_1', name: '<img src=x onerror=alert(1)>' } })).steps.map((step) => ({ ...step, title: '<script>1</script>', detail: '<b>x</b>' }))
    const root = (await chain(hostile)).shadowRoot
    expect(root?.querySelector('script, img, p b')).to.equal(null)
    expect(root?.textContent).to.contain('<script>1</script>')
  })
})

describe('a raw record', () => {
  it('can be used by everybody', async () => {
    await expect(await raw()).to.be.accessible()
  })

  it('marks the line that was used, and makes no element of what it holds', async () => {
    const root = (await raw()).shadowRoot
    expect([...(root?.querySelectorAll('mark') ?? [])].map((mark) => mark.textContent)).to.deep.equal(['"amount":1000.0'])
    expect(root?.querySelector('img')).to.equal(null)
    expect(root?.textContent).to.contain('onerror=alert(1)')
  })
})

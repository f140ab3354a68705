import { expect, fixture, html, oneEvent } from '@open-wc/testing'
import { aMonth } from '../../testing/records.js'
import './mrr-chart.js'
import type { AppMrrChart } from './mrr-chart.js'

const months = [aMonth('2026-09', { start: 4_000_000, new: 300_000, churn: 100_000, end: 4_200_000 }), aMonth('2026-10', { start: 4_200_000, expansion: 50_000, end: 4_250_000 }), aMonth('2026-11', { complete: false, until: '2026-11-19', start: 4_250_000, end: 4_250_000 })]
const chart = async () => {
  const element = await fixture<AppMrrChart>(html`<app-mrr-chart .months=${months} currency="USD"></app-mrr-chart>`)
  await element.updateComplete
  return element
}
const press = (element: AppMrrChart, key: string) => element.shadowRoot?.querySelector('.plot')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
const readout = (element: AppMrrChart) => [...(element.shadowRoot?.querySelectorAll('.readout dd') ?? [])].map((cell) => cell.textContent)

describe('the MRR chart', () => {
  it('can be used by everybody', async () => {
    await expect(await chart()).to.be.accessible()
  })

  it('names and values the month that the keyboard is on', async () => {
    const element = await chart()
    expect(readout(element).at(-1)).to.equal('$42,500')
    press(element, 'Home')
    await element.updateComplete
    expect(readout(element)).to.deep.equal(['$40,000', '+$3,000', '$0', '$0', '−$1,000', '$0', '$42,000'])
    expect(element.shadowRoot?.querySelector('.plot')?.getAttribute('aria-valuetext')).to.contain('September 2026: from $40,000 to $42,000. New $3,000, Churn $1,000.')
  })

  it('opens the rows of that month', async () => {
    const element = await chart()
    press(element, 'ArrowLeft')
    setTimeout(() => press(element, 'Enter'))
    expect((await oneEvent(element, 'app-month')).detail).to.equal('2026-10')
  })

  it('has a table of the same numbers for who cannot see it', async () => {
    const rows = [...((await chart()).shadowRoot?.querySelectorAll('table tbody tr') ?? [])].map((row) => [...row.children].map((cell) => cell.textContent?.trim()))
    expect(rows[0]).to.deep.equal(['September 2026', '$40,000', '$3,000', '$0', '$0', '$1,000', '$0', '$42,000', '$0'])
    expect(rows).to.have.length(3)
  })
})

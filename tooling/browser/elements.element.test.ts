import { expect, fixture, html } from '@open-wc/testing'
import { LitElement } from 'lit'

class TestGreeting extends LitElement {
  static override properties = { name: { type: String } }
  declare name: string
  override render() {
    return html`<button>Hello ${this.name}</button>`
  }
}
customElements.define('test-greeting', TestGreeting)

describe('element tests', () => {
  it('draw elements in a real browser, and ask after accessibility', async () => {
    const greeting = await fixture<TestGreeting>(html`<test-greeting name="Ada"></test-greeting>`)
    await expect(greeting).to.be.accessible()
    expect(greeting.shadowRoot?.textContent?.trim()).to.equal('Hello Ada')
    expect(greeting.getBoundingClientRect().width).to.be.greaterThan(40)
  })

  it('notice what is not accessible', async () => {
    const bad = await fixture(html`<div><img src="data:," /></div>`)
    let noticed = false
    try {
      await expect(bad).to.be.accessible()
    } catch {
      noticed = true
    }
    expect(noticed).to.equal(true)
  })
})

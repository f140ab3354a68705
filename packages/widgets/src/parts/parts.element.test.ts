import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { css, html, LitElement, render, type TemplateResult } from 'lit'
import { settled } from '../testing.js'
import { base } from '../styles/base.js'
import { tokens } from '../styles/tokens.js'
import '../elements.js'
import { initialsOf } from './sk-avatar.js'
import type { SkButton, SkDialog, SkField } from '../elements.js'

class TestGround extends LitElement {
  static override styles = [tokens, base, css`:host { background: var(--sk-surface); padding: 16px; }`]
  protected override render = () => html`<slot></slot>`
}
customElements.define('test-ground', TestGround)

let ground: HTMLElement
async function put<E extends Element = Element>(content: TemplateResult, theme: 'light' | 'dark' = 'light'): Promise<E> {
  ground = document.createElement('test-ground')
  ground.dataset['theme'] = theme
  document.body.append(ground)
  render(content, ground)
  await settled(ground)
  return ground.firstElementChild as E
}
afterEach(() => ground.remove())

const everything = html`<div>
  <sk-button variant="primary">Book Tuesday, 14:30</sk-button><sk-button>Back</sk-button><sk-button variant="quiet">More times</sk-button><sk-button pending>Booking</sk-button><sk-button disabled>Full</sk-button>
  <sk-field label="Name" required></sk-field><sk-field label="Mail" type="email" hint="For the confirmation." optional-word="optional"></sk-field><sk-field label="Note" type="multiline" error="That is too long."></sk-field>
  <sk-message heading="No times left" text="Try next week." kind="empty"></sk-message><sk-message heading="It failed" text="Why" action="Try again"></sk-message><sk-message kind="offline" heading="You are offline"></sk-message>
  <p><sk-avatar name="Devan Pillai"></sk-avatar> Devan Pillai</p><sk-skeleton></sk-skeleton><sk-spinner></sk-spinner>
</div>`

describe('the parts', () => {
  it('can be used by everybody, light and dark', async () => {
    await put(everything)
    await expect(ground).to.be.accessible()
    ground.remove()
    await put(everything, 'dark')
    await expect(ground).to.be.accessible()
  })

  it('are big enough for a finger', async () => {
    await put(everything)
    for (const one of ground.querySelectorAll('sk-button, sk-field')) {
      const inner = one.shadowRoot!.querySelector('button, input, textarea')!
      expect(inner.getBoundingClientRect().height, one.localName).to.be.at.least(44)
    }
  })
})

describe('a button', () => {
  it('sends the form that it stands in, once', async () => {
    const form = await put<HTMLFormElement>(html`<form @submit=${(event: Event) => event.preventDefault()}><sk-button type="submit">Send</sk-button></form>`)
    let sent = 0
    form.addEventListener('submit', () => sent++)
    const button = form.querySelector<SkButton>('sk-button')!
    button.click()
    button.pending = true
    await settled(ground)
    button.click()
    button.shadowRoot!.querySelector('button')!.click()
    expect(sent).to.equal(1)
  })

  it('does not act while it is at work, whoever listens', async () => {
    let pressed = 0
    const button = await put<SkButton>(html`<sk-button pending @click=${() => pressed++}>Save</sk-button>`)
    button.shadowRoot!.querySelector('button')!.click()
    expect(pressed).to.equal(0)
    expect(button.shadowRoot!.querySelector('button')!.getAttribute('aria-busy')).to.equal('true')
  })
})

describe('a field', () => {
  const form = html`<form @submit=${(event: Event) => event.preventDefault()}><sk-field name="email" type="email" label="Mail" hint="For the confirmation." required></sk-field></form>`

  it('gives its value to the form, and takes it back when the form is reset', async () => {
    const element = await put<HTMLFormElement>(form)
    const field = element.querySelector<SkField>('sk-field')!
    field.focus()
    await sendKeys({ type: 'ann@x.test' })
    await settled(ground)
    expect(new FormData(element).get('email')).to.equal('ann@x.test')
    element.reset()
    await settled(ground)
    expect(field.value).to.equal('')
  })

  it('says beneath itself what is wrong, and ties that to the input', async () => {
    const element = await put<HTMLFormElement>(form)
    const field = element.querySelector<SkField>('sk-field')!
    expect(element.checkValidity()).to.equal(false)
    await settled(ground)
    const input = field.shadowRoot!.querySelector('input')!
    expect(input.getAttribute('aria-invalid')).to.equal('true')
    expect(input.getAttribute('aria-describedby')).to.equal('error hint')
    expect(field.shadowRoot!.querySelector('[role="alert"]')!.textContent).to.not.equal('')
    field.value = 'ann@x.test'
    await settled(ground)
    expect(element.checkValidity()).to.equal(true)
    expect(field.shadowRoot!.querySelector('[role="alert"]')).to.equal(null)
    field.error = 'This address has booked already.'
    await settled(ground)
    expect(element.checkValidity()).to.equal(false)
    await expect(ground).to.be.accessible()
  })

  it('sends the form on Enter', async () => {
    const element = await put<HTMLFormElement>(form)
    let sent = 0
    element.addEventListener('submit', () => sent++)
    const field = element.querySelector<SkField>('sk-field')!
    field.value = 'ann@x.test'
    await settled(ground)
    field.focus()
    await sendKeys({ press: 'Enter' })
    expect(sent).to.equal(1)
  })
})

describe('a dialog', () => {
  const dialog = html`<div><button>Open</button><sk-dialog heading="Cancel this booking?" close-word="Close">It can be booked again.<sk-button slot="actions">Keep it</sk-button></sk-dialog></div>`

  it('can be used by everybody while it is open', async () => {
    const box = await put(dialog)
    box.querySelector<SkDialog>('sk-dialog')!.open = true
    await settled(ground)
    await expect(ground).to.be.accessible()
  })

  it('closes with Esc, tells so once, and gives the focus back', async () => {
    const box = await put(dialog)
    const opener = box.querySelector('button')!
    const element = box.querySelector<SkDialog>('sk-dialog')!
    let closed = 0
    element.addEventListener('sk-close', () => closed++)
    opener.focus()
    element.open = true
    await settled(ground)
    await sendKeys({ press: 'Escape' })
    await settled(ground)
    expect([element.open, closed, document.activeElement]).to.deep.equal([false, 1, opener])
  })
})

describe('initials', () => {
  it('come from the first and the last word', () => {
    expect(['Devan Pillai', 'Larkspur', 'Ana María de la Cruz', '  ', '(Acme) Ltd', '山田 太郎'].map(initialsOf)).to.deep.equal(['DP', 'L', 'AC', '', 'AL', '山太'])
  })
})

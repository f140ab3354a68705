import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeBrowser, house, invite, operate, type Guest, type Look } from './house/guest.js'
import { faultsOf } from './house/look.js'

/** Somebody else's website: its pages, and the policy that it sends with each. */
let pages: Record<string, string> = {}
let server: Server
let site: string
let key: string

const strict = () => `default-src 'none'; script-src ${house.api}; connect-src ${house.api}; style-src 'none'; img-src ${house.api}; require-trusted-types-for 'script'; trusted-types lit-html`
const page = (head: string, body: string) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>${head}<main>${body}</main></html>`
const tag = (rest = '', path = '/embed/loader.js') => `<script type="module" src="${house.api}${path}" data-key="${key}" ${rest}></script>`

beforeAll(async () => {
  server = createServer((request, response) => {
    const body = pages[request.url ?? '/']
    response.writeHead(body === undefined ? 204 : 200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': strict() })
    response.end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  key = (await operate<{ secret: string }>('POST', '/v1/keys', { kind: 'pk', name: 'Shop', origins: [site] }, 'demo')).secret
})
afterAll(async () => {
  await closeBrowser()
  server.close()
})

async function visit(body: string, head = tag(), look: Look = {}, expected?: RegExp): Promise<Guest> {
  pages = { '/': page(head, body) }
  const guest = await invite(look, expected)
  await guest.page.goto(site)
  return guest
}
const cardOf = ({ page: tab }: Guest) => tab.locator('sk-business-card').first()

describe('the script tag on a stranger’s page', () => {
  it('draws an element under a strict policy, with Trusted Types and without a style of the page’s', async () => {
    const guest = await visit('<h1>Shop</h1><sk-business-card></sk-business-card>')
    await cardOf(guest).getByText('Larkspur Books').waitFor()
    // Ours is one; the others are marks by which copies of Lit know each other.
    const added = await guest.page.evaluate(() => {
      const bare = document.body.appendChild(document.createElement('iframe'))
      const known = new Set(Object.getOwnPropertyNames(bare.contentWindow))
      bare.remove()
      return Object.getOwnPropertyNames(window).filter((name) => !known.has(name) && !/^(?:\d+|axe)$/.test(name) && !name.startsWith('__playwright') && name !== 'reportViolation')
    })
    expect(added.filter((name) => !/^(?:lit|reactive)\w+(?:Versions|Metadata)$/.test(name))).toEqual(['StartupKit'])
    expect(await faultsOf(guest.page)).toEqual([])
    expect(guest.complaints).toEqual([])
    await guest.leave()
  })

  it('fetches an element’s code when it comes near, also of one that is added later', async () => {
    const guest = await visit('<h1>Shop</h1>')
    await guest.page.waitForFunction(() => 'StartupKit' in window)
    await guest.page.waitForTimeout(200)
    expect(guest.requests.filter((one) => one.includes('/embed/')).map((one) => new URL(one).pathname)).toEqual(['/embed/loader.js'])
    await guest.page.evaluate(() => {
      document.body.append(...Array.from({ length: 300 }, () => document.createElement('hr')), document.createElement('sk-business-card'))
    })
    await guest.page.waitForTimeout(200)
    expect(guest.requests.some((one) => one.includes('business-card'))).toBe(false)
    await guest.page.evaluate(() => window.scrollTo(0, 99_999))
    await cardOf(guest).getByText('Larkspur Books').waitFor()
    expect(guest.complaints).toEqual([])
    await guest.leave()
  })

  it('looks into a shadow only when it is handed over', async () => {
    const guest = await visit('<div id="shell"></div>')
    await guest.page.waitForFunction(() => 'StartupKit' in window)
    await guest.page.evaluate(() => document.querySelector('#shell')!.attachShadow({ mode: 'open' }).append(document.createElement('sk-business-card')))
    await guest.page.waitForTimeout(300)
    expect(guest.requests.some((one) => one.includes('business-card'))).toBe(false)
    await guest.page.evaluate(() => (window as unknown as { StartupKit: { watch(root: ParentNode): void } }).StartupKit.watch(document.querySelector('#shell')!.shadowRoot!))
    await cardOf(guest).getByText('Larkspur Books').waitFor()
    await guest.leave()
  })

  it('works where it stands twice, and says so', async () => {
    const embed = (await (await fetch(`${house.api}/embed`)).json()) as { src: string }
    const guest = await visit('<sk-business-card></sk-business-card>', tag() + tag('', embed.src) + tag(), {}, /console: StartupKit/)
    const said: string[] = []
    guest.page.on('console', (message) => said.push(message.text()))
    await guest.page.reload()
    await cardOf(guest).getByText('Larkspur Books').waitFor()
    expect(said.filter((one) => one.includes('several script tags'))).toHaveLength(1)
    expect(said.filter((one) => one.includes('is on this page already'))).toHaveLength(1)
    expect(guest.complaints).toEqual([])
    await guest.leave()
  })

  it('is taken with the integrity that the server tells, and refused with another', async () => {
    const embed = (await (await fetch(`${house.api}/embed`)).json()) as { src: string; integrity: string }
    const right = await visit('<sk-business-card></sk-business-card>', tag(`crossorigin integrity="${embed.integrity}"`, embed.src))
    await cardOf(right).getByText('Larkspur Books').waitFor()
    expect(right.complaints).toEqual([])
    await right.leave()
    const wrong = await visit('<sk-business-card></sk-business-card>', tag(`crossorigin integrity="sha384-${'A'.repeat(64)}"`, embed.src), {}, /integrity/)
    await wrong.page.waitForTimeout(300)
    expect(await wrong.page.evaluate(() => 'StartupKit' in window)).toBe(false)
    await wrong.leave()
  })

  it('tells a visitor kindly where the key is not for this site', async () => {
    const guest = await visit('<h1>Shop</h1><sk-business-card></sk-business-card>', tag().replace(key, 'pk_of_nobody'), {}, /401|403|Failed to load resource|CORS|ERR_FAILED/)
    await cardOf(guest).getByText('This could not be loaded').waitFor()
    expect(await faultsOf(guest.page)).toEqual([])
    await guest.leave()
  })
})

describe('the host site', () => {
  it.each([
    { name: 'wide-light', look: {} }, { name: 'wide-dark', look: { theme: 'dark' } }, { name: 'phone-light', look: { width: 390, height: 844 } },
    { name: 'phone-dark', look: { width: 390, height: 844, theme: 'dark' } }, { name: 'wide-rtl', look: { rightToLeft: true } },
  ] as { name: string; look: Look }[])('shows the business as it is: $name', async ({ name, look }) => {
    const guest = await invite(look)
    await guest.page.goto(house.site)
    const card = cardOf(guest)
    await card.scrollIntoViewIfNeeded()
    await card.getByText('Opening hours').waitFor()
    expect(await faultsOf(guest.page)).toEqual([])
    expect(guest.complaints).toEqual([])
    await guest.page.screenshot({ path: new URL(`screenshots/site-${name}.png`, import.meta.url).pathname, fullPage: true })
    await guest.leave()
  })
})

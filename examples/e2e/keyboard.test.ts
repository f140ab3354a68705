import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { closeBrowser, invite, link, prepared, type Guest } from './house/guest.js'
import { focusOf } from './house/look.js'

let guest: Guest
beforeAll(async () => {
  await prepared('legacy')
  guest = await invite()
})
afterAll(closeBrowser)

beforeEach(async () => {
  await guest.page.goto('about:blank')
  await guest.page.goto(link('/w/legacy/transactions'))
  await guest.page.getByRole('row', { name: /TXN-2026-000011/ }).waitFor()
})

const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => guest.page.keyboard.press(key)), Promise.resolve())
const focused = () => focusOf(guest.page)

it('skips to the content, or walks the rail, and shows where it is at every step', async () => {
  const { page } = guest
  await press('Tab')
  expect(await focused()).toEqual({ name: 'Skip to the content', visible: true })
  await press('Enter')
  expect((await focused()).name).toBe('Transactions')

  await page.reload()
  await page.getByRole('row', { name: /TXN-2026-000011/ }).waitFor()
  const walked: string[] = []
  for (let steps = 0; steps < 40; steps++) {
    await press('Tab')
    const { name, visible } = await focused()
    expect({ name, visible }).toEqual({ name, visible: true })
    walked.push(name)
  }
  for (const stop of ['Skip to the content', 'Workspace: Legacy import', 'Revenue', 'Transactions', 'Contacts', 'Import', 'Search the transactions', 'Select all that are shown', 'Select TXN-2026-000011']) expect(walked).toContain(stop)
  expect(walked.indexOf('Workspace: Legacy import')).toBe(1)
})

it('walks a list with j and k, selects, opens, and comes back', async () => {
  const { page } = guest
  const bar = page.getByRole('region', { name: 'Selected entries' })
  const at = () => page.locator('tr.at').innerText().then((text) => /TXN-[\d-]+/.exec(text)?.[0])
  await press('j', 'j', 'j', 'k')
  expect(await at()).toBe('TXN-2026-000010')
  await press('x', 'j', 'x')
  await bar.getByText('2 selected').waitFor()
  await press('Escape')
  await bar.waitFor({ state: 'hidden' })
  await press('k', 'Enter')
  await page.waitForURL(/TXN-2026-000010/)
  await page.getByRole('heading', { name: 'Where it came from' }).waitFor()
  await page.getByRole('link', { name: 'Next' }).waitFor()
  await press('j')
  await page.waitForURL(/TXN-2026-000009/)
  await page.goBack()
  await page.goBack()
  await page.getByRole('row', { name: /TXN-2026-000011/ }).waitFor()
})

it('lists its keys, and closes what is open on Esc', async () => {
  const { page } = guest
  await press('?')
  await page.getByRole('heading', { name: 'Keys' }).waitFor()
  await press('Escape')
  await page.getByRole('heading', { name: 'Keys' }).waitFor({ state: 'hidden' })
  await page.locator('app-filter-bar').getByRole('button', { name: 'Source' }).focus()
  await press('Enter')
  await page.getByLabel('Stripe payment').waitFor()
  await press('Space')
  await page.waitForURL(/source=stripe_subscription/)
  await press('Escape')
  await page.getByLabel('Stripe payment').waitFor({ state: 'hidden' })
  expect((await focused()).visible).toBe(true)
})

it('finds a person from the palette and opens them', async () => {
  const { page } = guest
  await press('Control+k')
  await page.keyboard.type('Devan')
  await page.getByRole('option', { name: /Devan Pillai.*Brightpath/ }).waitFor()
  const isChosen = () => page.getByRole('option', { name: /Devan Pillai.*Brightpath/ }).getAttribute('aria-selected')
  for (let steps = 0; (await isChosen()) !== 'true' && steps < 9; steps++) await press('ArrowDown')
  await press('Enter')
  await page.getByRole('heading', { level: 1, name: /Devan Pillai/ }).waitFor()
  await expect.poll(async () => (await focused()).name).toContain('Devan Pillai')
  expect(guest.complaints).toEqual([])
})

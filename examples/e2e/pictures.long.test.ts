import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeBrowser, emptyWorkspace, house, invite, link, prepared, type Look } from './house/guest.js'
import { everyPage } from './house/pages.js'

const folder = fileURLToPath(new URL('screenshots/', import.meta.url))

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await Promise.all([prepared('legacy'), prepared('demo'), emptyWorkspace('empty', 'Nothing yet')])
})
afterAll(closeBrowser)

const isStill = (page: Page) => page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'))

/** As much of the page as there is, in a window that is high enough: what sticks to an edge then stands where somebody sees it. */
async function picture(page: Page, name: string): Promise<void> {
  const { width, height } = page.viewportSize()!
  await isStill(page)
  const whole = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height: Math.min(2_400, Math.max(height, whole)) })
  await isStill(page)
  expect((await page.screenshot({ path: `${folder}${name}.png` })).length).toBeGreaterThan(5_000)
  await page.setViewportSize({ width, height })
}

const empty = [
  { name: 'empty-revenue', path: '/w/empty/revenue', shows: 'No money has moved yet' },
  { name: 'empty-transactions', path: '/w/empty/transactions', shows: 'No transactions yet' },
  { name: 'empty-contacts', path: '/w/empty/contacts', shows: 'Nobody yet' },
  { name: 'empty-review', path: '/w/empty/contacts/review', shows: 'Nobody to look at' },
  { name: 'empty-imports', path: '/w/empty/imports', shows: 'Nothing was brought in yet' },
]

const looks: [name: string, look: Look][] = [
  ['wide-light', {}],
  ['wide-dark', { theme: 'dark' }],
  ['phone-light', { width: 390, height: 844 }],
  ['phone-dark', { width: 390, height: 844, theme: 'dark' }],
  ['wide-rtl', { rightToLeft: true }],
]

it.each(looks)('takes a picture of every page: %s', async (look, how) => {
  const { page, leave } = await invite(how)
  await page.goto(`${house.dashboard}/`)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await picture(page, `sign-in-${look}`)
  await page.goto(link())
  for (const { name, path, shows } of [...(await everyPage()), ...empty]) {
    await page.goto(house.dashboard + path)
    await page.getByText(shows).locator('visible=true').first().waitFor()
    await picture(page, `${name}-${look}`)
  }
  await leave()
})

it.each(looks.slice(0, 4))('takes a picture of what lies over a page, of what was selected, and of what failed: %s', async (look, how) => {
  const { page, context, leave } = await invite(how, /ERR_FAILED/)
  await page.goto(link('/w/legacy/transactions'))
  for (const number of ['TXN-2026-000010', 'TXN-2026-000006']) await page.getByRole('checkbox', { name: `Select ${number}` }).check()
  await picture(page, `selection-${look}`)
  await page.locator('app-filter-bar').getByRole('button', { name: 'Dates' }).click()
  await picture(page, `filter-${look}`)
  await page.keyboard.press('Escape')
  await page.goto(link('/w/legacy/transactions/TXN-2026-000010'))
  await page.getByRole('button', { name: 'Reverse…' }).click()
  await page.getByLabel('Reason').waitFor()
  await picture(page, `reverse-${look}`)
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.getByRole('heading', { name: 'Keys' }).waitFor()
  await picture(page, `keys-${look}`)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('1000')
  await page.getByRole('option', { name: 'Where did this 1000 come from?' }).waitFor()
  await page.getByRole('option', { name: /Devan/ }).first().waitFor()
  await picture(page, `palette-${look}`)
  await page.goto(link('/w/legacy/contacts'))
  await page.getByRole('button', { name: 'Add a contact' }).click()
  await page.getByLabel('E-mail addresses').waitFor()
  await picture(page, `editor-${look}`)

  await context.route(new RegExp(`^${house.api}/v1/(?:ledger|analytics|contacts|imports|provenance)`), (route) => route.abort())
  for (const [name, path, heading] of [['revenue', '/w/legacy/revenue', 'The figures did not load'], ['transactions', '/w/legacy/transactions', 'The transactions did not load'], ['transaction', '/w/legacy/transactions/TXN-2026-000010', 'This transaction did not load'], ['contacts', '/w/legacy/contacts', 'The contacts did not load'], ['imports', '/w/legacy/imports', 'The imports did not load']] as const) {
    await page.goto(house.dashboard + path)
    await page.getByRole('heading', { name: heading }).waitFor({ timeout: 30_000 })
    await picture(page, `failed-${name}-${look}`)
  }
  await leave()
})

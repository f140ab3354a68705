import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeBrowser, house, invite, link, prepared, type Guest } from './house/guest.js'
import { faultsOf } from './house/look.js'
import { everyPage } from './house/pages.js'

let guest: Guest
beforeAll(async () => {
  await Promise.all([prepared('legacy'), prepared('demo')])
  // Whoever is not signed in yet is told so.
  guest = await invite({}, /^401 \S+\/v1\/me$|status of 401/)
})
afterAll(closeBrowser)

const looks = [{ colorScheme: 'light', width: 1440 }, { colorScheme: 'dark', width: 1440 }, { colorScheme: 'dark', width: 390 }, { colorScheme: 'light', width: 390 }] as const

/** The page as it stands, in both colours, and on a phone. */
async function check(name: string): Promise<string[]> {
  const { page } = guest
  const faults: string[] = []
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    faults.push(...(await faultsOf(page)).map((fault) => `${name}, ${colorScheme}, ${width}: ${fault}`))
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > width) faults.push(`${name}, ${width}: scrolls sideways, ${wide} wide`)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  return faults
}

it('has nothing that axe objects to on any page, in light and dark, wide and narrow', async () => {
  const { page } = guest
  const faults: string[] = []
  await page.goto(`${house.dashboard}/`)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  faults.push(...(await check('sign in')))
  await page.goto(link())
  for (const { name, path, shows } of await everyPage()) {
    await page.goto(house.dashboard + path)
    await page.getByText(shows).locator('visible=true').first().waitFor()
    faults.push(...(await check(name)))
  }
  expect(faults).toEqual([])
})

it('has nothing that axe objects to in what lies over a page', async () => {
  const { page } = guest
  const faults: string[] = []
  await page.goto(link('/w/legacy/transactions/TXN-2026-000010'))
  await page.getByRole('button', { name: 'Reverse…' }).click()
  await page.getByLabel('Reason').waitFor()
  faults.push(...(await check('reverse')))
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.getByRole('heading', { name: 'Keys' }).waitFor()
  faults.push(...(await check('keys')))
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('devan')
  await page.getByRole('option', { name: /Brightpath/ }).waitFor()
  faults.push(...(await check('palette')))
  await page.keyboard.press('Escape')
  await page.goto(link('/w/legacy/contacts'))
  await page.getByRole('button', { name: 'Add a contact' }).click()
  await page.getByLabel('E-mail addresses').waitFor()
  faults.push(...(await check('contact editor')))
  expect(faults).toEqual([])
  expect(guest.complaints).toEqual([])
})

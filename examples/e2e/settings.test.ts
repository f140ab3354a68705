import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeBrowser, emptyWorkspace, house, invite, link, strangersAmong, type Guest } from './house/guest.js'

let guest: Guest
beforeAll(async () => {
  await emptyWorkspace('chosen', 'Chosen books')
  guest = await invite()
  await guest.page.goto(link('/w/chosen/settings'))
  await guest.page.getByRole('link', { name: /^Business/ }).first().click()
  await guest.page.getByRole('heading', { name: 'Business', level: 1 }).waitFor()
})
afterAll(closeBrowser)

const open = (path: string) => guest.page.goto(`${house.dashboard}/w/chosen/settings/${path}`)
const saved = () => guest.page.getByRole('status').getByText('Saved', { exact: true }).waitFor()

it('changes the name of the business, and another window sees it while keeping what was typed there', async () => {
  const { page, context } = guest
  const other = await context.newPage()
  await other.goto(link('/w/chosen/settings/business'))
  await other.getByLabel('Website').fill('https://juniper.example')
  await page.getByLabel('Name', { exact: true }).fill('Juniper & Daughters')
  await page.getByRole('button', { name: 'Save' }).click()
  await saved()
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await other.getByText('Somebody changed this meanwhile').waitFor()
  expect([await other.getByLabel('Name', { exact: true }).inputValue(), await other.getByLabel('Website').inputValue()]).toEqual(['Juniper & Daughters', 'https://juniper.example'])
  await other.getByRole('button', { name: 'Save' }).click()
  await other.getByRole('status').getByText('Saved', { exact: true }).waitFor()
  await other.close()
  await page.reload()
  await page.getByLabel('Name', { exact: true }).waitFor()
  await expect.poll(() => page.getByLabel('Website').inputValue()).toBe('https://juniper.example')
})

it('changes the accent, and shows it on a widget and in a mail', async () => {
  const { page } = guest
  await open('branding')
  await page.getByLabel('Accent on light', { exact: true }).fill('#0b6e4f')
  const button = page.locator('.widget .act').first()
  await expect.poll(() => button.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(11, 110, 79)')
  await page.getByRole('button', { name: 'Save' }).click()
  await saved()
  await open('mails/templates/sign_in_link')
  const mail = page.frameLocator('iframe')
  await mail.getByRole('heading', { name: 'Sign in to Juniper & Daughters' }).waitFor()
  expect(await mail.locator('.sk-button').evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(11, 110, 79)')
  await page.getByRole('button', { name: 'Plain text' }).click()
  await page.getByRole('region', { name: 'Plain text' }).getByText('https://').first().waitFor()
})

it('sends a mail that the catcher keeps, opens it, and saves its file', async () => {
  const { page } = guest
  await open('mail')
  await page.getByRole('button', { name: 'Check the connection' }).click()
  await page.getByText('caught on this machine').waitFor()
  await page.getByLabel('To', { exact: true }).fill('maya@juniper.example')
  await page.getByRole('button', { name: 'Send it' }).click()
  await page.getByText('It was sent.').waitFor()
  await page.getByRole('link', { name: 'Look at it' }).click()
  await page.getByText('maya@juniper.example').waitFor()
  await page.getByRole('link', { name: 'Read it' }).click()
  const frame = page.locator('iframe')
  expect(await frame.getAttribute('sandbox')).toBe('')
  await page.frameLocator('iframe').getByText('Juniper & Daughters').locator('visible=true').first().waitFor()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download as .eml' }).click()])
  expect(file.suggestedFilename()).toMatch(/^mal_\w+\.eml$/)
  await page.getByRole('link', { name: 'All caught mails' }).click()
  await page.getByRole('cell', { name: 'maya@juniper.example' }).first().waitFor()
})

it('tells in the audit trail what was before and after, and that the trail is whole', async () => {
  const { page } = guest
  await open('audit?action=settings.updateBranding')
  await page.getByRole('link', { name: /Update branding/ }).click()
  await page.getByRole('row', { name: /Accent light.*#2f4fd0.*#0b6e4f/ }).waitFor()
  expect(new URL(page.url()).search).toBe('?action=settings.updateBranding')
  await page.getByRole('button', { name: 'Verify' }).click()
  await page.getByText('The trail is whole.').waitFor()
  await page.getByRole('link', { name: 'settings.branding' }).click()
  await page.getByRole('heading', { name: 'Branding', level: 1 }).waitFor()
  expect(strangersAmong(guest.requests)).toEqual([])
  expect(guest.complaints).toEqual([])
})

import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { closeBrowser, house, invite, link, prepared, type Guest } from './house/guest.js'

let guest: Guest
beforeAll(() => prepared('legacy'))
beforeEach(async () => {
  guest = await invite({}, /^40[14] |ERR_FAILED|status of 40[14]/)
})
afterEach(() => guest.leave())
afterAll(closeBrowser)

it('asks for another key where one opens nothing, and takes a good one', async () => {
  const { page } = guest
  await page.goto(link('/', 'sk_nothing'))
  await page.getByText('That key opens nothing here.').waitFor()
  await page.getByLabel('Key').fill(house.key)
  await page.getByRole('button', { name: 'Open' }).click()
  await page.getByRole('heading', { level: 1, name: 'Revenue' }).waitFor()
  await page.getByRole('button', { name: 'Signed in by key' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toMatch(/sk_/)
  expect(guest.complaints).toEqual([])
})

it('says what is not there, and the way on', async () => {
  const { page } = guest
  await page.goto(link('/w/nobody/revenue'))
  await page.getByText('There is no such workspace, or it is not open to you.').waitFor()
  await page.getByRole('link', { name: 'Open another workspace' }).click()
  await page.getByRole('heading', { level: 1, name: 'Revenue' }).waitFor()
  await page.goto(link('/w/legacy/transactions/TXN-2020-000001'))
  await page.getByRole('heading', { name: 'This transaction could not be found' }).waitFor()
  await page.goto(link('/w/legacy/contacts/con_nobody'))
  await page.getByRole('heading', { name: 'This contact could not be found' }).waitFor()
  expect(guest.complaints).toEqual([])
})

it('says when the server does not answer, and goes on when it does', async () => {
  const { page } = guest
  await page.goto(link('/w/legacy/contacts'))
  await page.getByRole('row', { name: /Devan Pillai/ }).waitFor()
  await guest.context.route(`${house.api}/**`, (route) => route.abort())
  await page.getByRole('link', { name: 'Revenue', exact: true }).click()
  await page.getByRole('heading', { name: 'The figures did not load: no connection' }).waitFor({ timeout: 30_000 })
  await page.getByRole('heading', { name: 'The latest entries did not load: no connection' }).waitFor()
  await guest.context.unroute(`${house.api}/**`)
  await page.getByRole('button', { name: 'Try again' }).first().click()
  await page.getByRole('link', { name: /^MRR\s*\$5,800/ }).waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('row', { name: /TXN-2026-000011/ }).waitFor()
  expect(guest.complaints).toEqual([])
})

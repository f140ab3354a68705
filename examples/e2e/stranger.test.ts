import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeBrowser, invite, keysAmong, link, prepared, strangersAmong, type Guest } from './house/guest.js'

let guest: Guest
beforeAll(async () => {
  await prepared('legacy')
  guest = await invite()
})
afterAll(closeBrowser)

const flat = (text: string) => text.replace(/\s+/g, ' ').trim()

it('shows a stranger what the old platform earned, as of its newest row', async () => {
  const { page } = guest
  await page.goto(link())
  await page.getByRole('button', { name: 'Workspace:' }).click()
  await page.getByRole('link', { name: 'Legacy import' }).click()
  await page.getByText('11 entries in all, $10,800.00 net').waitFor()
  expect(new URL(page.url())).toMatchObject({ pathname: '/w/legacy/revenue', hash: '' })
  expect(await page.getByText('Figures as of 23 January 2026, the newest row.').isVisible()).toBe(true)
  expect(await page.getByRole('link', { name: /^MRR/ }).innerText()).toContain('$5,800')
  expect(await page.getByRole('link', { name: /^ARR/ }).innerText()).toContain('$69,600')
  expect(await page.getByRole('link', { name: /^Net revenue/ }).innerText()).toContain('no earlier period to compare with')
  await page.getByRole('link', { name: 'Contacts', exact: true }).click()
  await page.getByText('3 contacts · 3 customers').waitFor()
  await page.goBack()
  await page.getByText('11 entries in all').waitFor()
})

it('tells where the $1,000 came from, down to the raw record', async () => {
  const { page } = guest
  await page.keyboard.press('/')
  await page.keyboard.type('1000')
  await page.getByRole('option', { name: 'Where did this 1000 come from?' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Where did this $1,000.00 come from?' }).waitFor()
  const answer = page.getByRole('listitem').filter({ hasText: 'See the records behind it' })
  expect(flat(await answer.innerText())).toContain('Devan Pillai paid $1,000.00 for invoice INV-260103 on 21 January 2026.')
  await answer.getByRole('link').click()

  await page.getByRole('heading', { name: 'Where it came from' }).waitFor()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('$1,000.00')
  const steps = (await page.locator('app-chain li').allInnerTexts()).map(flat)
  expect(steps.map((step) => step.split(' ')[0])).toEqual(['Entry', 'Contact', 'Invoice', 'Stripe', 'Old', 'First'])
  for (const [at, words] of [['One-time payment', '$1,000.00'], ['Devan Pillai', 'Brightpath'], ['INV-260103', 'Leads nowhere'], ['pi_onetime_2', 'Known by its id'], ['Row of transactions', 'Exact'], ['First touch unknown', 'Not known']].entries())
    for (const word of words) expect(steps[at]).toContain(word)
  const raw = page.getByRole('region', { name: 'Raw record: Row of transactions' })
  expect(flat(await raw.innerText())).toMatch(/"amount": 1000\.0, "currency": "usd", "stripePaymentIntentId": "pi_onetime_2".*"invoiceNo": "INV-260103"/)
})

it('asks nobody but our own servers, keeps the key out of every address, and complains of nothing', async () => {
  expect(guest.requests.length).toBeGreaterThan(10)
  expect(strangersAmong(guest.requests)).toEqual([])
  expect(keysAmong(guest.requests)).toEqual([])
  expect(await guest.page.evaluate(() => location.href + document.referrer)).not.toMatch(/sk_/)
  expect(guest.complaints).toEqual([])
})

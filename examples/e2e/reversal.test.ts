import type { Client, Schema } from '@startupkit/sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeBrowser, emptyWorkspace, invite, link, type Guest } from './house/guest.js'

let guest: Guest
let kit: Client
let wrong: Schema<'LedgerEntry'>
beforeAll(async () => {
  kit = await emptyWorkspace('reversal', 'Books with a mistake')
  await kit.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 50_000, currency: 'USD', description: 'Deposit' })
  wrong = await kit.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 20_000, currency: 'USD', description: 'Deposit, again' })
  guest = await invite()
})
afterAll(closeBrowser)

it('takes an entry back with a reason; both entries say so, and the totals follow', async () => {
  const { page } = guest
  const overview = await guest.context.newPage()
  await overview.goto(link('/w/reversal/revenue'))
  await overview.getByText('2 entries in all, $700.00 net').waitFor()

  await page.goto(link('/w/reversal/transactions'))
  await page.getByRole('link', { name: wrong.number }).click()
  await page.getByRole('button', { name: 'Reverse…' }).click()
  const dialog = page.locator('app-reverse-dialog')
  await dialog.getByRole('button', { name: 'Reverse $200.00' }).click()
  await dialog.getByRole('alert').getByText('Say why').waitFor()
  await dialog.getByLabel('Reason').fill('Booked twice')
  await dialog.getByRole('button', { name: 'Reverse $200.00' }).click()
  await dialog.waitFor({ state: 'hidden' })

  await page.getByRole('heading', { level: 1 }).getByText('Taken back').waitFor()
  expect(await page.getByRole('button', { name: 'Reverse…' }).count()).toBe(0)
  const { reversedBy } = await kit.ledger.get({ id: wrong.id })
  const reversal = await kit.ledger.get({ id: reversedBy! })
  await page.getByText(`${reversal.number} takes this entry back`).waitFor()
  await page.getByRole('button', { name: 'Open it' }).click()
  await page.getByRole('heading', { level: 1 }).getByText('A reversal').waitFor()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('−$200.00')
  expect(reversal).toMatchObject({ reverses: wrong.id, net: -20_000, description: 'Booked twice' })
  await page.getByText('Booked twice').first().waitFor()
  await page.getByRole('link', { name: wrong.number }).first().waitFor()

  await overview.getByText('3 entries in all, $500.00 net').waitFor()
  await page.goto(link('/w/reversal/transactions'))
  await page.getByRole('row', { name: new RegExp(`${reversal.number} Reversal\\b.*−\\$200\\.00`) }).waitFor()
  await page.getByText('3 entries · $500.00').waitFor()
  expect(guest.complaints).toEqual([])
})

import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientOf, closeBrowser, invite, link, prepared, type Guest } from './house/guest.js'

const kit = clientOf('demo')
let guest: Guest
beforeAll(async () => {
  await prepared('demo')
  guest = await invite()
})
afterAll(closeBrowser)

const numbersOf = (texts: readonly string[]) => texts.map((text) => /TXN-\d{4}-\d{6}/.exec(text)?.[0])
const shown = async () => numbersOf(await guest.page.locator('app-transactions tbody tr').allInnerTexts())

it('keeps filters in the address, over a reload and back', async () => {
  const { page } = guest
  await page.goto(link('/w/demo/transactions'))
  await page.locator('tbody tr').first().waitFor()
  const before = await shown()
  await page.locator('app-filter-bar').getByRole('button', { name: 'Type', exact: true }).click()
  await page.getByLabel('Refund', { exact: true }).check()
  await page.waitForURL(/type=refund/)
  await page.keyboard.press('Escape')
  await page.locator('app-filter-bar').getByRole('button', { name: 'Amount', exact: true }).click()
  await page.getByLabel('From $').fill('100')
  await page.getByRole('button', { name: 'Show these' }).click()
  await page.waitForURL(/type=refund&currency=USD&minAmount=100\.00/)
  const expected = (await kit.ledger.list({ type: ['refund'], currency: 'USD', minAmount: 10_000, limit: 50 })).data.map((one) => one.number)
  await expect.poll(shown).toEqual(expected)
  expect(expected.length).toBeGreaterThan(3)

  await page.reload()
  await expect.poll(shown).toEqual(expected)
  expect(await page.getByRole('button', { name: 'Amount: $100.00 or more' }).isVisible()).toBe(true)
  await page.goBack()
  await page.waitForURL((url) => url.search === '?type=refund')
  await page.goBack()
  await page.waitForURL((url) => url.search === '')
  await expect.poll(shown).toEqual(before)
})

it('reconciles several entries at once, with their count and their sum, and takes it back', async () => {
  const { page } = guest
  await page.goto(link('/w/demo/transactions?currency=USD&reconciled=no'))
  await page.locator('tbody tr').first().waitFor()
  const chosen = (await kit.ledger.list({ currency: 'USD', reconciled: false, limit: 3 })).data
  for (const { number } of chosen) await page.getByRole('checkbox', { name: `Select ${number}` }).check()
  const sum = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' }).format(chosen.reduce((total, one) => total + one.net, 0) / 100).replace('-', '−')
  const bar = page.getByRole('region', { name: 'Selected entries' })
  expect((await bar.innerText()).replace(/\s+/g, ' ')).toContain(`3 selected ${sum}`)
  await bar.getByRole('button', { name: 'Reconcile…' }).click()
  const dialog = page.locator('app-reconcile-dialog')
  await dialog.getByText(`${sum} in all`).waitFor()
  await dialog.getByLabel('Matched with').fill('Bank statement, November')
  await dialog.getByRole('button', { name: 'Reconcile 3 entries' }).click()
  await page.getByText('3 entries reconciled').waitFor()
  for (const { id } of chosen) expect((await kit.ledger.get({ id })).reconciliation).toMatchObject({ against: 'Bank statement, November' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('The match of 3 entries was taken back').waitFor()
  for (const { id } of chosen) expect((await kit.ledger.get({ id })).reconciliation).toBe(null)
})

it('saves as CSV what the list shows', async () => {
  const { page } = guest
  await page.goto(link('/w/demo/transactions?type=refund,chargeback&sort=amount'))
  await page.locator('tbody tr').first().waitFor()
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^CSV/ }).click()])
  expect(download.suggestedFilename()).toBe('transactions.csv')
  const [head, ...rows] = (await text(await download.createReadStream())).trimEnd().split(/\r?\n/)
  const number = head!.split(',').indexOf('number')
  const saved = rows.map((row) => row.split(',')[number])
  const listed: string[] = []
  for await (const entry of kit.ledger.list({ type: ['refund', 'chargeback'] })) listed.push(entry.number)
  expect(saved.toSorted()).toEqual(listed.toSorted())
  await page.getByText(`${listed.length} entries`).first().waitFor()
})

it('reaches the last row by pages, none twice and none left out', async () => {
  const { page } = guest
  await page.goto(link('/w/demo/transactions?type=credit_purchase'))
  const listed: string[] = []
  for await (const entry of kit.ledger.list({ type: ['credit_purchase'] })) listed.push(entry.number)
  expect(new Set(listed).size).toBe(listed.length)
  expect(listed.length).toBeGreaterThan(100)
  for (let rows = 50; rows < listed.length; rows += 50) {
    await expect.poll(async () => (await shown()).length).toBe(rows)
    await page.getByRole('button', { name: 'Show 50 more' }).click()
  }
  await expect.poll(shown).toEqual(listed)
  await page.getByText(`${listed.length} entries`, { exact: true }).last().waitFor()
  expect(await page.getByRole('button', { name: 'Show 50 more' }).count()).toBe(0)
  expect(guest.complaints).toEqual([])
})

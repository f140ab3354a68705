import type { Client } from '@startupkit/sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeBrowser, emptyWorkspace, invite, keysAmong, link, strangersAmong, type Guest } from './house/guest.js'

let guest: Guest
let kit: Client
beforeAll(async () => {
  kit = await emptyWorkspace('live', 'Live books')
  guest = await invite()
})
afterAll(closeBrowser)

const payment = { type: 'one_time_payment', source: 'manual', currency: 'USD' } as const

it('shows what was recorded elsewhere, on the overview and in the list, without a reload', async () => {
  const overview = guest.page
  const list = await guest.context.newPage()
  await overview.goto(link('/w/live/revenue'))
  await overview.getByRole('heading', { name: 'No money has moved yet' }).waitFor()
  await list.goto(link('/w/live/transactions'))
  await list.getByRole('heading', { name: 'No transactions yet' }).waitFor()
  for (const page of [overview, list]) await page.evaluate(() => ((window as { stayed?: boolean }).stayed = true))

  const payer = await kit.contacts.create({ name: 'Maya Okafor', emails: ['maya@juniper.example'] })
  const first = await kit.ledger.record({ ...payment, amount: 123_400, contactId: payer.id, description: 'Advisory day' })
  await overview.getByText('1 entry in all, $1,234.00 net').waitFor()
  await overview.getByRole('link', { name: first.number }).waitFor()
  await list.getByRole('link', { name: first.number }).waitFor()
  await list.getByText('1 entry · $1,234.00').waitFor()

  const second = await kit.ledger.record({ ...payment, amount: 66_600, description: 'Second day' })
  await overview.getByRole('row', { name: new RegExp(`${second.number}.*\\$666\\.00`) }).waitFor()
  await overview.getByText('2 entries in all, $1,900.00 net').waitFor()
  await list.getByText('2 entries · $1,900.00').waitFor()
  for (const page of [overview, list]) expect(await page.evaluate(() => (window as { stayed?: boolean }).stayed)).toBe(true)
})

it('talks to our own servers only, without a key in any address', async () => {
  expect(guest.requests.some((one) => new URL(one).pathname === '/v1/live')).toBe(true)
  expect(strangersAmong(guest.requests)).toEqual([])
  expect(keysAmong(guest.requests)).toEqual([])
  expect(guest.complaints).toEqual([])
})

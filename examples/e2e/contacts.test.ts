import type { Client } from '@startupkit/sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeBrowser, emptyWorkspace, invite, link, type Guest } from './house/guest.js'

let guest: Guest
let kit: Client
beforeAll(async () => {
  kit = await emptyWorkspace('people', 'People')
  await kit.contacts.create({ name: 'Priya Raman', company: 'Juniper & Rye', emails: ['priya@juniper.example'], tags: ['vip'] })
  guest = await invite()
})
afterAll(closeBrowser)

const row = (name: string | RegExp) => guest.page.getByRole('row', { name })

it('adds a contact, finds it, and changes it', async () => {
  const { page } = guest
  await page.goto(link('/w/people/contacts'))
  await row(/Priya Raman/).waitFor()
  await page.getByRole('button', { name: 'Add a contact' }).click()
  const dialog = page.locator('app-contact-editor')
  await dialog.getByLabel('Name').fill('Tomás Herrera')
  await dialog.getByLabel('E-mail addresses').fill('tomas@herrera.example')
  await dialog.getByRole('button', { name: 'Add the contact' }).click()
  await page.getByRole('heading', { level: 1, name: 'Tomás Herrera' }).waitFor()

  await page.getByRole('button', { name: 'Edit…' }).click()
  const editor = page.locator('app-contact-editor')
  await editor.getByLabel('Company').fill('Herrera Bicycles')
  await editor.getByLabel('Tags').fill('bicycles, madrid')
  await editor.getByRole('button', { name: 'Save the changes' }).click()
  await page.getByText('The contact is saved').waitFor()
  await page.getByText('Herrera Bicycles · tomas@herrera.example').waitFor()
  expect((await kit.contacts.search({ text: 'tomas@herrera.example' })).data).toMatchObject([{ name: 'Tomás Herrera', company: 'Herrera Bicycles', tags: ['bicycles', 'madrid'] }])

  await page.getByRole('link', { name: 'All contacts' }).click()
  await row(/Priya Raman/).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('bicycles')
  await page.waitForURL(/text=bicycles/)
  await row(/Tomás Herrera/).waitFor()
  await row(/Priya Raman/).waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: 'Tomás Herrera' }).click()
  await page.getByRole('heading', { level: 1, name: 'Tomás Herrera' }).waitFor()
})

it('hears of a pair to look at, merges it, and undoes the merge', async () => {
  const { page } = guest
  const a = await kit.contacts.create({ name: 'Mia Kern', company: 'Kern GmbH', emails: ['mia@kern.example'] })
  const payment = await kit.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 10_000, currency: 'EUR', contactId: a.id })
  await kit.contacts.resolve({ name: 'Kern, Mia', company: 'KERN', emails: ['mia.kern@post.example'], evidence: 'claimed' })
  await page.getByRole('link', { name: /^Merge review\s*1$/ }).click()
  await page.getByText('1 pair may be one person').waitFor()
  const pair = page.getByRole('listitem').filter({ hasText: 'As one contact' })
  for (const word of ['mia@kern.example', 'mia.kern@post.example', '€100.00']) expect(await pair.innerText()).toContain(word)

  await pair.getByRole('button', { name: 'Merge the two' }).click()
  await page.getByText('is one contact now').waitFor()
  await page.getByRole('heading', { name: 'Nobody to look at' }).waitFor()
  const merged = (await kit.contacts.list({ text: 'kern' })).data
  expect(merged).toHaveLength(1)
  expect(merged[0]!.emails.map((one) => one.value).toSorted()).toEqual(['mia.kern@post.example', 'mia@kern.example'])
  expect(merged[0]!.value).toMatchObject([{ amount: 10_000, currency: 'EUR' }])

  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('are two again').waitFor()
  expect((await kit.contacts.list({ text: 'kern' })).data.map((one) => one.emails[0]!.value).toSorted()).toEqual(['mia.kern@post.example', 'mia@kern.example'])
  expect((await kit.ledger.get({ id: payment.id })).contact?.id).toBe(a.id)
  expect(guest.complaints).toEqual([])
})

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientOf, closeBrowser, house, invite, link, type Guest } from './house/guest.js'
import { filesOf, zip } from './house/zip.js'

const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const fixture = inRepository('packages/core/src/importing/fixtures/legacy-dirty')
const moreRows = 20_000

const startupkit = async (...words: string[]) =>
  JSON.parse((await promisify(execFile)(process.execPath, [inRepository('packages/server/bin/startupkit.mjs'), ...words, '--json'], { env: { ...process.env, DATA_DIR: house.dataDir } })).stdout) as { secret: string }

let guest: Guest
let key: string
let archive: Buffer
let rows = moreRows

beforeAll(async () => {
  await startupkit('workspace', 'create', 'Old platform')
  key = (await startupkit('key', 'create', 'the owner', '--workspace', 'old-platform')).secret
  const files = await filesOf(fixture)
  files.delete('expected.json')
  for (const [name, bytes] of files) if (!name.startsWith('_tables/')) rows += Buffer.from(bytes).toString('latin1').split('\n').filter((line) => line.trim()).length
  // A table that no room takes, long enough that the import can be watched and left.
  files.set('page_views/documents.jsonl', Buffer.from(Array.from({ length: moreRows }, (_, at) => `{"_id":"view${at}","_creationTime":${1.76e12 + at},"path":"/pricing"}\n`).join('')))
  archive = zip(files)
  guest = await invite()
})
afterAll(closeBrowser)

const upload = () => guest.page.getByLabel('The export, as a zip').setInputFiles({ name: 'old-platform.zip', mimeType: 'application/zip', buffer: archive })
const grouped = (value: number) => value.toLocaleString('en')

it('brings a zip in, shows how far it is, and goes on while nobody looks', async () => {
  const { page } = guest
  const rail = page.getByRole('navigation', { name: 'Pages' })
  await page.goto(link('/w/old-platform/imports', key))
  await page.getByRole('heading', { name: 'Nothing was brought in yet' }).waitFor()
  await upload()
  await page.waitForURL(/\/imports\/imp_/)
  const address = new URL(page.url()).pathname
  const progress = page.getByRole('progressbar', { name: 'How far' })
  await progress.waitFor()
  await page.getByText('You can leave this page; it goes on.').waitFor()
  await expect.poll(async () => Number(await progress.getAttribute('value', { timeout: 1_000 }).catch(() => 100 /* it was over before we looked */)), { timeout: 15_000 }).toBeGreaterThan(0)

  await rail.getByRole('link', { name: 'Revenue' }).click()
  await page.getByRole('heading', { level: 1, name: 'Revenue' }).waitFor()
  await rail.getByRole('link', { name: 'Import' }).click()
  await page.getByRole('link', { name: /^(?:Watch it|old-platform\.zip)$/ }).first().click()
  await page.waitForURL((url) => url.pathname === address)
  await page.getByText('The books hold what the old platform says.').waitFor({ timeout: 60_000 })
})

it('accounts for every row, and says which were rejected and why', async () => {
  const { page } = guest
  const rail = page.getByRole('navigation', { name: 'Pages' })
  const every = page.getByRole('region', { name: 'What became of every row' })
  const line = async (name: string) => (await every.getByRole('row', { name: new RegExp(`^${name}\\b`) }).getByRole('cell').allInnerTexts()).slice(2, 8).map((cell) => Number(cell.replaceAll(',', '')))
  const [read, ...parts] = await line('In all')
  expect(read).toBe(rows)
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(rows)
  expect(parts.at(-1)).toBe(5)
  expect(await line('page_views')).toEqual([moreRows, 0, 0, 0, moreRows, 0])

  const rejected = page.locator('app-rejected-rows li')
  await expect.poll(() => rejected.count()).toBe(5)
  for (const row of await rejected.all()) {
    await row.locator('summary').click()
    expect((await row.locator('summary').innerText()).replace(/\s+/g, ' ')).toMatch(/^\w+, line \d+ · \S+ \S.{8,}/)
    await row.getByText('Loading…').waitFor({ state: 'hidden' })
    expect(await row.locator('pre').innerText()).not.toMatch(/^$|did not load/)
  }
  await page.getByRole('link', { name: /^Contacts\s*41$/ }).click()
  await page.getByText(/^41 contacts · /).waitFor()
  await rail.getByRole('link', { name: 'Revenue' }).click()
  await rail.getByRole('link', { name: 'Transactions' }).click()
  for (const sum of ['$236,672.79', '€66,607.56', '¥451,294', 'MYR 23,994.54', 'KWD 2,535.932']) await page.getByRole('status').filter({ hasText: sum.replace(' ', '\u00a0') }).waitFor()
})

it('changes nothing when it is brought in again, and says so', async () => {
  const { page } = guest
  const rail = page.getByRole('navigation', { name: 'Pages' })
  const kit = clientOf('old-platform', key)
  const before = [await kit.ledger.summary({}), await kit.contacts.statistics({})]
  await rail.getByRole('link', { name: 'Import' }).click()
  await upload()
  await page.getByText(`Nothing in this export was new: all ${grouped(rows)} rows were known, and nothing was changed.`).waitFor({ timeout: 60_000 })
  expect([await kit.ledger.summary({}), await kit.contacts.statistics({})]).toEqual(before)
  await rail.getByRole('link', { name: 'Import' }).click()
  await expect.poll(() => page.locator('app-imports tbody tr').allInnerTexts()).toHaveLength(2)
  expect(guest.complaints).toEqual([])
})

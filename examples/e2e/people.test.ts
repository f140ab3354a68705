import { createClient } from '@startupkit/sdk'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeBrowser, house, invite, operate, prepared, type Guest } from './house/guest.js'
import { linkIn } from './house/mailbox.js'
import { startServer, stopServer, threePorts } from './house/start.js'
import { digitsOf } from './house/totp.js'

// Whoever has yet to sign in is told so, and so is whoever was signed out; the stream of a session that ended breaks off.
const expected = /^40[13] \S+\/v1\/|status of 40[13]|ERR_INCOMPLETE_CHUNKED_ENCODING/

let server: ChildProcess
let dataDir: string
let api: string
let dashboard: string
let secret: string
const guests: Guest[] = []
const come = async (): Promise<Page> => {
  const guest = await invite({}, expected)
  guests.push(guest)
  return guest.page
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'startupkit-people-'))
  const port = await threePorts()
  api = `http://127.0.0.1:${port}`
  dashboard = `http://127.0.0.1:${port + 1}`
  server = await startServer(dataDir, port, { STARTUPKIT_DEMO: '0', MAIL_CATCHER: '1' })
})
afterAll(async () => {
  await closeBrowser()
  await stopServer(server)
  await rm(dataDir, { recursive: true, force: true })
})

const ada = { email: 'ada@larkspur.example', password: 'correct horse battery' }
const ben = { email: 'ben@larkspur.example', password: 'quiet morning ledger', new: 'another quiet evening' }

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
const isIn = (page: Page) => page.getByRole('heading', { level: 1, name: 'Revenue' }).waitFor()

it('lets a visitor of the demo in with one press', async () => {
  await prepared('legacy')
  const page = await come()
  await page.goto(house.dashboard)
  await page.getByRole('button', { name: 'Look around in the demo' }).click()
  await isIn(page)
  await page.getByRole('button', { name: 'Demo owner' }).click()
  await page.getByText('owner@demo.example').first().waitFor()
})

it('makes the first owner with the code that the server wrote down', async () => {
  const page = await come()
  await page.goto(dashboard)
  await page.getByRole('heading', { name: 'Welcome' }).waitFor()
  for (const [label, value] of [['Set-up code', 'not-the-code'], ['Your business', 'Larkspur Bücher'], ['Your name', 'Ada Lark'], ['E-mail', ada.email], ['Password', ada.password]] as const) await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByRole('button', { name: 'Set up' }).click()
  await page.getByText('That is not the set-up code').waitFor()
  await page.getByLabel('Set-up code').fill((await readFile(join(dataDir, 'setup-code'), 'utf8')).trim())
  await page.getByRole('button', { name: 'Set up' }).click()
  await isIn(page)
  expect(new URL(page.url()).pathname).toBe('/w/larkspur-bucher/revenue')
})

it('invites somebody by mail, who joins in a browser of their own', async () => {
  const page = guests[1]!.page
  await page.goto(`${dashboard}/w/larkspur-bucher/settings/members`)
  await page.getByRole('button', { name: 'Invite somebody…' }).click()
  await page.getByLabel('E-mail address').fill(ben.email)
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await page.getByRole('heading', { name: 'Invited' }).waitFor()

  const theirs = await come()
  await theirs.goto(await linkIn(dataDir, ben.email, '/invitation'))
  await theirs.getByRole('heading', { name: 'Join Larkspur Bücher' }).waitFor()
  expect(new URL(theirs.url()).hash).toBe('')
  await theirs.getByLabel('Your name').fill('Ben Moss')
  await theirs.getByLabel('Choose a password').fill(ben.password)
  await theirs.getByRole('button', { name: 'Make an account and join' }).click()
  await theirs.getByText('Your account is made.').waitFor()
  await signIn(theirs, ben.email, ben.password)
  await isIn(theirs)
  await page.reload()
  await page.getByRole('listitem').filter({ hasText: 'Ben Moss' }).getByLabel('Role of Ben Moss').waitFor()
})

it('shows support no action that moves money, and no page of the owner', async () => {
  const [workspace] = (await operate<{ data: { slug: string }[] }>('GET', '/v1/workspaces', undefined, undefined, dataDir)).data
  const { secret: key } = await operate<{ secret: string }>('POST', '/v1/keys', { kind: 'sk', name: 'Journey' }, workspace!.slug, dataDir)
  const entry = await createClient({ key, baseUrl: api, workspace: workspace!.slug }).ledger.record({ type: 'one_time_payment', source: 'manual', currency: 'EUR', amount: 12_300, description: 'Advisory day' })
  const [owner, support] = [guests[1]!.page, guests[2]!.page]
  for (const page of [owner, support]) {
    await page.goto(`${dashboard}/w/larkspur-bucher/transactions/${entry.number}`)
    await page.getByRole('heading', { name: 'Where it came from' }).waitFor()
  }
  const actions = (page: Page) => Promise.all(['Reverse…', 'Reconcile…'].map((name) => page.getByRole('button', { name }).count()))
  expect([await actions(owner), await actions(support)]).toEqual([[1, 1], [0, 0]])
  await support.getByRole('link', { name: 'Settings', exact: true }).click()
  await support.getByRole('link', { name: /^Members/ }).waitFor()
  expect(await support.getByRole('link', { name: /^API keys/ }).count()).toBe(0)
  await support.goto(`${dashboard}/w/larkspur-bucher/settings/keys`)
  await support.getByRole('heading', { name: 'These settings are not open to you' }).waitFor()
})

it('sets a second factor up, and asks for it at the next sign-in', async () => {
  const page = guests[1]!.page
  await page.goto(`${dashboard}/w/larkspur-bucher/settings/security`)
  await page.getByRole('button', { name: 'Set it up…' }).click()
  await page.getByLabel('Your password').fill(ada.password)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  secret = (await page.getByRole('region', { name: 'key', exact: true }).innerText()).trim()
  await page.getByLabel('The six digits').fill(digitsOf(secret))
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await page.getByText('These are shown this once.').waitFor()
  expect(await page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem').count()).toBeGreaterThan(4)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByRole('button', { name: 'New backup codes…' }).waitFor()

  const elsewhere = await come()
  await elsewhere.goto(dashboard)
  await signIn(elsewhere, ada.email, ada.password)
  await elsewhere.getByRole('heading', { name: 'One more step' }).waitFor()
  expect(await elsewhere.evaluate((address) => fetch(address, { credentials: 'include' }).then(({ status }) => status), `${api}/v1/me`)).toBe(401)
  // The code of this half minute was used up; the next one counts already.
  await elsewhere.getByLabel('Code').fill(digitsOf(secret, Date.now() + 30_000))
  await elsewhere.getByRole('button', { name: 'Continue' }).click()
  await isIn(elsewhere)
})

it('ends a session everywhere it is open: the live stream at once, the page at its next request', async () => {
  const [page, elsewhere] = [guests[1]!.page, guests.at(-1)!.page]
  const open = new Set<Request>()
  elsewhere.on('request', (asked) => new URL(asked.url()).pathname === '/v1/live' && open.add(asked))
  for (const ended of ['requestfinished', 'requestfailed'] as const) elsewhere.on(ended as 'requestfinished', (asked) => open.delete(asked))
  await elsewhere.goto(`${dashboard}/w/larkspur-bucher/transactions`)
  await elsewhere.getByText('Advisory day').first().waitFor()
  await expect.poll(() => open.size).toBe(1)
  await page.goto(`${dashboard}/w/larkspur-bucher/settings/security`)
  await page.getByRole('button', { name: 'End all others' }).click()
  await page.getByText('One other session was ended').waitFor()
  await expect.poll(() => open.size, { timeout: 5_000 }).toBe(0)
  await elsewhere.getByRole('link', { name: 'Contacts', exact: true }).click()
  await elsewhere.getByText('You were signed out. Sign in again to go on.').waitFor()
  expect(await page.getByText('This one').count()).toBe(1)
})

it('lets somebody choose a new password by mail, which ends their sessions', async () => {
  const signedIn = guests[2]!.page
  const page = await come()
  await page.goto(dashboard)
  await page.getByRole('button', { name: 'Forgot it?' }).click()
  await page.getByLabel('E-mail').fill(ben.email)
  await page.getByRole('button', { name: /link/i }).click()
  await page.goto(await linkIn(dataDir, ben.email, '/reset-password'))
  await page.getByLabel(/password/i).first().fill(ben.new)
  await page.getByRole('button', { name: /password/i }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  await signIn(page, ben.email, ben.password)
  await page.getByText('do not belong together').waitFor()
  await signIn(page, ben.email, ben.new)
  await isIn(page)
  await signedIn.reload()
  await signedIn.getByRole('heading', { name: 'Sign in' }).waitFor()
})

it('complained of nothing on the way, and kept every secret out of the addresses', () => {
  expect(guests.flatMap(({ complaints }) => complaints)).toEqual([])
  expect(guests.flatMap(({ requests }) => requests).filter((one) => /token=|setup-code/.test(one))).toEqual([])
})

import { createClient, type Client } from '@startupkit/sdk'
import { verifyWebhook } from '@startupkit/sdk/webhooks'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeBrowser, emptyWorkspace, house, invite, keysAmong, link, strangersAmong, type Guest } from './house/guest.js'

type Posted = { headers: IncomingHttpHeaders; body: string }

let guest: Guest
let kit: Client
let receiver: Server
let address: string
let answer = 200
const posted: Posted[] = []

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      posted.push({ headers: request.headers, body })
      response.writeHead(answer, { 'content-type': 'application/json' }).end(JSON.stringify({ taken: answer === 200 }))
    })
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`
  kit = await emptyWorkspace('connections', 'Connected books')
  // Whoever is not signed in yet, or not any more, is told so.
  guest = await invite({}, /^401 \S+\/v1\/me$|status of 401/)
})
afterAll(async () => {
  await closeBrowser()
  receiver.close()
})

it('makes a key that reads contacts and nothing else, and the API takes it at its word', async () => {
  const { page } = guest
  await page.goto(link('/w/connections/settings/keys'))
  await page.getByRole('button', { name: 'New key' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Reader')
  await page.getByLabel('Only what I choose').check()
  await page.getByRole('radio', { name: 'Contacts: Read', exact: true }).check()
  await page.getByRole('button', { name: 'Make the key' }).click()
  const shown = page.getByRole('region', { name: 'secret', exact: true })
  const key = (await shown.textContent())!.trim()
  await page.getByRole('button', { name: 'I have it' }).click()
  await shown.waitFor({ state: 'detached' })
  expect(await page.content()).not.toContain(key)

  const reader = createClient({ key, baseUrl: house.api })
  expect((await reader.contacts.list({ limit: 1 })).data).toEqual([])
  await expect(reader.ledger.list({ limit: 1 })).rejects.toMatchObject({ kind: 'forbidden' })
  await page.reload()
  const row = page.getByRole('listitem').filter({ hasText: 'Reader' })
  await row.getByText('Reads Contacts').waitFor()
  await row.getByText('Last used just now').waitFor()

  await row.getByRole('button', { name: 'Rotate Reader' }).click()
  await page.getByRole('button', { name: 'Rotate the key' }).click()
  const rotated = (await shown.textContent())!.trim()
  await page.getByRole('button', { name: 'I have it' }).click()
  for (const secret of [key, rotated]) expect((await createClient({ key: secret, baseUrl: house.api }).contacts.list({ limit: 1 })).data).toEqual([])

  await row.getByRole('button', { name: 'Revoke Reader' }).click()
  await page.getByRole('button', { name: 'Revoke the key' }).click()
  await page.getByText('Expired and revoked, 1').waitFor()
  for (const secret of [key, rotated]) await expect(createClient({ key: secret, baseUrl: house.api }).contacts.list({ limit: 1 })).rejects.toMatchObject({ kind: 'unauthenticated' })
})

it('posts a fact to an endpoint while one watches, and again after it failed', async () => {
  const { page } = guest
  await page.goto(link('/w/connections/settings/webhooks'))
  await page.getByRole('button', { name: 'New endpoint' }).first().click()
  await page.getByLabel('Address').fill(address)
  await page.getByLabel('What it is for').fill('The journey')
  await page.getByLabel('Only what I choose').check()
  await page.getByLabel('Search the facts').fill('somebody contact')
  await page.getByLabel('Search the facts').fill('contact.created')
  await page.getByRole('checkbox', { name: /contact\.created/ }).check()
  await page.getByRole('button', { name: 'Add the endpoint' }).click()
  await page.getByRole('heading', { name: 'Nothing was sent yet' }).waitFor()
  await page.getByRole('button', { name: 'Reveal it' }).click()
  const secret = (await page.getByRole('region', { name: 'secret', exact: true }).textContent())!.trim()
  await page.evaluate(() => ((window as { stayed?: boolean }).stayed = true))

  answer = 503
  const maya = await kit.contacts.create({ name: 'Maya Okafor' })
  const delivery = page.getByRole('link', { name: /contact\.created/ })
  await delivery.getByText('Answered 503').waitFor()
  expect(await page.evaluate(() => (window as { stayed?: boolean }).stayed)).toBe(true)
  const first = posted.at(-1)!
  expect(await verifyWebhook(first.body, first.headers, secret)).toMatchObject({ type: 'contact.created', data: { contactId: maya.id } })

  await delivery.click()
  await page.getByText('"taken": false').first().waitFor()
  await page.getByRole('region', { name: 'body', exact: true }).getByText(maya.id).waitFor()
  answer = 200
  await page.getByRole('button', { name: 'Send it again' }).click()
  await page.getByText('"taken": true').first().waitFor()
  await page.getByRole('heading', { level: 1, name: /contact\.created.*Delivered/ }).waitFor()
  const last = posted.at(-1)!
  expect([last.headers['webhook-id'], last.body]).toEqual([first.headers['webhook-id'], first.body])
})

it('keeps a note that mentions somebody, changes it, and takes it away', async () => {
  const { page } = guest
  await kit.team.importMembers({ members: [{ reference: 'ada', name: 'Ada Cole', email: 'ada@connected.example', role: 'support' }, { reference: 'leo', name: 'Leo Park', email: 'leo@connected.example', role: 'support' }] })
  const { id } = await kit.contacts.create({ name: 'Tomas Herrera' })
  const { data: team } = await kit.team.list()
  await page.goto(link(`/w/connections/contacts/${id}`))
  await page.getByRole('button', { name: 'Add a note' }).click()
  await page.keyboard.type('Opens in Leeds. Ask @le')
  await page.getByRole('option', { name: 'Leo Park' }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('first')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Opens in Leeds. Ask @Leo Park first').waitFor()
  const [note] = (await kit.contacts.notes({ contactId: id })).data
  const leo = team.find(({ name }) => name === 'Leo Park')!
  expect(note).toMatchObject({ text: `Opens in Leeds. Ask <@${leo.id}> first`, mentions: [{ memberId: leo.id }] })

  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByLabel('Note', { exact: true }).fill('Opens in York.')
  await page.getByRole('button', { name: 'Save the note' }).click()
  await page.getByText('Opens in York.').waitFor()
  await page.getByRole('button', { name: 'Remove…' }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByRole('heading', { name: 'Nothing paid yet' }).waitFor()
  expect((await kit.contacts.notes({ contactId: id })).data).toEqual([])
})

it('does by the palette what one would do by hand', async () => {
  const { page } = guest
  await page.goto(link('/w/connections/revenue'))
  await page.getByRole('heading', { name: 'No money has moved yet' }).waitFor()
  const choose = async (words: string, option: RegExp) => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(words)
    await page.getByRole('option', { name: option, selected: true }).waitFor()
    await page.keyboard.press('Enter')
  }
  await choose('new api', /New API key/)
  await page.getByRole('heading', { name: 'New key' }).waitFor()
  await page.keyboard.press('Escape')
  await choose('invite', /Invite somebody/)
  await page.getByRole('heading', { name: 'Invite somebody' }).waitFor()
  await page.keyboard.press('Escape')
  await choose('health', /System health/)
  await page.getByRole('heading', { level: 1, name: 'System health' }).waitFor()
  await page.getByText('Jobs due').waitFor()
  await choose('dark', /Dark colours/)
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
  await choose('switch to', /Switch to/)
  await page.waitForURL((url) => !url.pathname.startsWith('/w/connections'))
  await choose('sign out', /Sign out/)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

it('talks to our own servers only, without a key in any address', () => {
  expect(strangersAmong(guest.requests)).toEqual([])
  expect(keysAmong(guest.requests)).toEqual([])
  expect(guest.complaints).toEqual([])
})

import { expect } from 'vitest'
import type { TestServer } from './testing.js'

/** What stands in a workspace, by id, for tests that ask for it. */
export type Seeds = { contact: string; contacts: string[]; merge: string; review: string; entry: string; journal: string; subscription: string; account: string; upload: string; endpoint: string; delivery: string; workspace?: string }

/** Fills a workspace with one or two of everything that has an id. */
export async function seed(server: TestServer, key: string, name: string): Promise<Seeds> {
  const post = async (path: string, body: unknown) => {
    const answer = await server.ask('POST', path, { key, body })
    expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300)
    return answer.json
  }
  const contacts: string[] = []
  for (const who of ['Ada', 'Bo', 'Cy', 'Di']) contacts.push((await post('/v1/contacts', { name: who, emails: [`${who}@${name}.example`] })).id as string)
  await post('/v1/contacts/merge', { contactIds: contacts.slice(2) })
  const merges = await server.ask('GET', `/v1/contacts/${contacts[2]}/merges`, { key })
  for (const at of [1, 2, 3]) await post('/v1/contacts/resolve', { name: 'Marie Sklodowska', company: 'Radium', country: 'FR', emails: [`marie${at}@${name}${at}.example`], evidence: 'claimed' })
  const reviews = await server.ask('GET', '/v1/contacts/reviews', { key })
  const entry = await post('/v1/ledger/entries', { type: 'one_time_payment', source: 'manual', amount: 5, currency: 'USD', contactId: contacts[0] })
  await post('/v1/ledger/entries', { type: 'one_time_payment', source: 'manual', amount: 6, currency: 'USD' })
  const journal = await post('/v1/ledger/journals', { kind: 'fee', lines: [{ account: 'expenses:fees', amount: 5, currency: 'USD' }, { account: 'assets:stripe', amount: -5, currency: 'USD' }] })
  const terms = { plan: 'Pro', unitAmount: 900, currency: 'USD', interval: 'month' }
  const subscription = await post('/v1/subscriptions', { terms, contactId: contacts[0], externalId: `sub_${name}` })
  await post('/v1/subscriptions', { terms })
  await post(`/v1/subscriptions/${subscription.id}/events`, { type: 'cancelled' })
  for (const tokens of [3, 4]) await post('/v1/credits/grant', { account: { externalId: `org_${name}` }, tokens })
  const upload = await server.ask('POST', '/v1/imports/uploads', { key, raw: 'not a zip', headers: { 'content-type': 'application/zip' } })
  const endpoint = await post('/v1/webhooks/endpoints', { url: `https://hooks.${name}.example/`, events: ['contacts.imported'] })
  const delivery = await post(`/v1/webhooks/endpoints/${endpoint.id}/test`, {})
  await post('/v1/webhooks/endpoints', { url: `https://hooks.${name}.example/2`, events: ['contacts.imported'] })
  return {
    contact: contacts[0]!, contacts, merge: merges.json.data?.[0]?.id ?? merges.json[0]?.id, review: reviews.json.data[0]?.id,
    entry: entry.id, journal: journal.id, subscription: subscription.id, account: `org_${name}`, upload: upload.json.id, endpoint: endpoint.id, delivery: delivery.id,
  }
}

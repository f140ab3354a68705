import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestServers, createTestServer, type TestServer } from './testing.js'

let server: TestServer
beforeAll(async () => void (server = await createTestServer()))
afterAll(closeTestServers)

describe('the server', () => {
  it('answers an authenticated read and write', async () => {
    expect(await server.ask('GET', '/v1/settings/business')).toMatchObject({ status: 200, json: { currency: 'USD' } })
    const made = await server.ask('POST', '/v1/ledger/entries', { body: { type: 'one_time_payment', source: 'manual', amount: 100_000, currency: 'USD', description: 'Design work' } })
    expect(made).toMatchObject({ status: 201, json: { number: 'TXN-2026-000001', amount: 100_000 } })
    expect(await server.ask('GET', `/v1/ledger/entries/${made.json.id}`)).toMatchObject({ status: 200, json: { id: made.json.id } })
    const page = await server.ask('GET', '/v1/ledger/entries?type=one_time_payment&type=refund&limit=2&reconciled=false')
    expect(page).toMatchObject({ status: 200, json: { nextCursor: null } })
    expect(page.json.data).toHaveLength(1)
  })
})

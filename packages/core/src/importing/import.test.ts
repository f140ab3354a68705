import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit, type TestKit } from '../testing.js'
import { memoryFiles, memorySource, type MemoryTables } from './memory-source.js'

afterAll(closeTestKits)

const fixture = (path: string): MemoryTables => {
  const folder = fileURLToPath(new URL(path, import.meta.url))
  return Object.fromEntries(readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => [name, readFileSync(`${folder}/${name}/documents.jsonl`, 'utf8')]))
}
const clean = fixture('../../../server/fixtures/legacy-export')
const dirty = fixture('./fixtures/legacy-dirty')

async function imported(tables: MemoryTables, times = 1): Promise<TestKit & { reports: Awaited<ReturnType<TestKit['acme']['importing']['report']>>[] }> {
  const kit = await createTestKit({ ports: { legacyFiles: memoryFiles({ legacy: memorySource(tables) }) }, now: '2026-01-27T12:00:00Z' })
  const reports = []
  for (let time = 0; time < times; time++) {
    const { id } = await kit.acme.importing.start({ source: 'legacy' })
    await kit.kit.runDue()
    expect(await kit.acme.importing.get({ id })).toMatchObject({ state: 'finished', pending: 0 })
    reports.push(await kit.acme.importing.report({ id }))
  }
  return { ...kit, reports }
}

describe('importing the legacy export', () => {
  it('reports what the business knows to be true', async () => {
    const { acme, reports } = await imported(clean)
    const [report] = reports
    expect(report).toMatchObject({ agrees: true, unchanged: false })
    expect(report!.types).toEqual([
      { type: 'credit_purchase', currency: 'USD', rows: 6, amount: 200_000, grants: 4, assumed: 0 },
      { type: 'one_time_payment', currency: 'USD', rows: 3, amount: 300_000, grants: 0, assumed: 0 },
      { type: 'subscription_charge', currency: 'USD', rows: 2, amount: 580_000, grants: 0, assumed: 0 },
    ])
    expect(await acme.ledger.summary({})).toEqual({ count: 11, totals: [{ currency: 'USD', net: 1_080_000 }] })
    const { data } = await acme.contacts.list({})
    expect(data.map(({ name, type }) => `${name} ${type}`).sort()).toEqual(['Devan Pillai customer', 'Northwind Sdn Bhd customer', 'Sofía Hernández customer'])
    const { data: subs } = await acme.subscriptions.list({})
    expect(subs.map(({ contact, mrr, terms, termsAssumed }) => [contact?.name, mrr, terms?.interval, termsAssumed]).sort()).toEqual([['Devan Pillai', 90_000, 'month', false], ['Northwind Sdn Bhd', 490_000, 'month', false]])
    expect((await acme.team.list({})).data).toMatchObject([{ name: 'Kai Lim', email: 'admin@startupkit.example', state: 'invited' }])
    expect(await acme.credits.balance({ account: { externalId: 'org_2starterkit' } })).toMatchObject({ balance: 20_400 })
    expect(report!.balances).toEqual({ checked: 1, differing: 0, examples: [] })
    expect(await acme.ledger.verify({})).toMatchObject({ ok: true })
  })

  it('gives the $1,000 payment the chain of the specification', async () => {
    const { acme } = await imported(clean)
    const { candidates } = await acme.provenance.trace({ amount: '1000' })
    expect(candidates[0]!.steps.map(({ kind, title, state }) => [kind, title, state])).toEqual([
      ['entry', 'One-time payment', 'exact'],
      ['contact', 'Devan Pillai', 'exact'],
      ['invoice', 'INV-260103', 'dangling_reference'],
      ['stripe', 'pi_onetime_2', 'known_by_id'],
      ['legacy_row', 'Row of transactions', 'exact'],
      ['first_touch', 'First touch unknown', 'unknown'],
    ])
  })

  it('changes nothing the second time, and says so', async () => {
    const { acme, kit, reports } = await imported(clean)
    const before = await stateOf(acme)
    const seq = await kit.lastSeq()
    const { id } = await acme.importing.start({ source: 'legacy' })
    await kit.runDue()
    const again = await acme.importing.report({ id })
    expect(again).toMatchObject({ agrees: true, unchanged: true, made: { entries: 0, contacts: 0, subscriptions: 0, members: 0 } })
    expect({ ...again.rows, known: 0 }).toEqual(reports[0]!.rows)
    expect(await stateOf(acme)).toEqual(before)
    const names = (await kit.eventsAfter(seq)).map((event) => event.name)
    expect(new Set(names)).toEqual(new Set(['import.progressed']))
  })

  it('archives whole what has no room yet, and counts it', async () => {
    const { acme, reports } = await imported(clean)
    const [report] = reports
    expect(report!.tables.find((one) => one.table === 'email_logs')).toMatchObject({ becomes: null, read: 2, archived: 2, agrees: true })
    expect(report!.tables.some((one) => one.table === '_tables')).toBe(false)
    const row = await acme.importing.row({ table: 'invoices', legacyId: '94rjxn6vrykqf71bh7cg9yzg2cbkgas0' })
    expect(JSON.parse(row.raw!.body)).toMatchObject({ invoiceNo: 'INV-260101' })
  })
})

describe('importing the dirty export', () => {
  it('finds what is expected of it', async () => {
    const expected = JSON.parse(readFileSync(new URL('./fixtures/legacy-dirty/expected.json', import.meta.url), 'utf8')) as { ledger: Record<string, number>; byType: Record<string, [number, number]>; contacts: number; rejected: number; zeroAmountGrants: number }
    const { acme, reports } = await imported(dirty, 2)
    for (const report of reports) {
      expect(report.agrees).toBe(true)
      expect(Object.fromEntries(report.types.map((one) => [`${one.type}:${one.currency.toLowerCase()}`, [one.rows - one.assumed, one.amount]]))).toEqual(expected.byType)
      expect(report.rows.rejected).toBe(expected.rejected)
      expect(report.types.reduce((sum, one) => sum + one.grants, 0)).toBe(expected.zeroAmountGrants)
    }
    const { totals } = await acme.ledger.summary({})
    expect(Object.fromEntries(totals.map((one) => [one.currency.toLowerCase(), one.net]))).toEqual(expected.ledger)
    expect((await acme.contacts.statistics({})).total).toBe(expected.contacts)
    const { data } = await acme.importing.rows({ id: reports[1]!.importId, outcome: 'rejected' })
    expect(data.map((row) => [row.line, row.reason])).toEqual([[86, 'broken_json'], [87, 'not_an_object'], [88, 'amount_not_a_number'], [89, 'currency_unknown'], [90, 'amount_missing']])
    const row = await acme.importing.row({ table: 'transactions', legacyId: data[0]!.legacyId })
    expect(row.raw).toEqual({ encoding: 'text', body: '{"_id":"x1","_creationTime":1' })
  })
})

async function stateOf(acme: TestKit['acme']) {
  const [ledger, contacts, subscriptions, team] = await Promise.all([acme.ledger.list({ limit: 100 }), acme.contacts.list({ limit: 100 }), acme.subscriptions.list({ limit: 100 }), acme.team.list({ limit: 100 })])
  return { ledger, contacts, subscriptions, team }
}

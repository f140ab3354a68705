import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'
import { memoryFiles, memorySource, type MemoryTables } from './memory-source.js'

afterAll(closeTestKits)

const lines = (...documents: object[]) => documents.map((one, at) => JSON.stringify({ _id: `r${at}`, _creationTime: 1_700_000_000_000 + at, ...one })).join('\n')

/** The same business, exported several times. */
async function exported(...exports: MemoryTables[]) {
  const kit = await createTestKit({ ports: { legacyFiles: memoryFiles(Object.fromEntries(exports.map((tables, at) => [`export${at}`, memorySource(tables)]))) } })
  const runs = []
  for (const at of exports.keys()) {
    const { id } = await kit.acme.importing.start({ source: `export${at}` })
    await kit.kit.runDue()
    runs.push({ id, report: await kit.acme.importing.report({ id }) })
  }
  return { ...kit, runs }
}

describe('a second export', () => {
  it('brings in the rows that were rejected before and have been put right, and leaves the first report as it was', async () => {
    const bad = { transactions: lines({ type: 'payment', amount: 'ten', currency: 'usd' }, { type: 'payment', amount: 2, currency: 'usd' }) }
    const good = { transactions: lines({ type: 'payment', amount: 10, currency: 'usd' }, { type: 'payment', amount: 2, currency: 'usd' }) }
    const { acme, runs } = await exported(bad, good, good)
    expect(runs[1]!.report).toMatchObject({ agrees: true, unchanged: false, rows: { read: 2, imported: 2, rejected: 0, known: 1 }, tables: [{ changed: 0 }], made: { entries: 1 } })
    expect(runs[2]!.report).toMatchObject({ agrees: true, unchanged: true, rows: { known: 2 } })
    expect(await acme.ledger.summary({})).toEqual({ count: 2, totals: [{ currency: 'USD', net: 1_200 }] })
    expect(await acme.importing.row({ table: 'transactions', legacyId: 'r0' })).toMatchObject({ importId: runs[1]!.id, outcome: 'imported', reason: null, raw: { body: expect.stringContaining('10') } })
    expect((await acme.importing.rows({ id: runs[0]!.id })).data).toMatchObject([{ outcome: 'rejected', reason: 'amount_not_a_number', line: 1 }])
  })

  it('that is still wrong rejects the row again, as often as it comes in other words', async () => {
    const told = (amount: unknown) => ({ transactions: lines({ type: 'payment', amount, currency: 'usd' }) })
    const { acme, runs } = await exported(told('ten'), told('eleven'), told('ten'), told('eleven'), told('eleven'), told(11))
    expect(runs.map(({ report }) => [report.unchanged, report.rows.rejected, report.agrees])).toEqual([[false, 1, true], [false, 1, true], [false, 1, true], [false, 1, true], [true, 1, true], [false, 0, true]])
    expect(await acme.ledger.summary({})).toMatchObject({ count: 1 })
  })

  it('does not rewrite what was brought in, and says that it reads differently', async () => {
    const told = (amount: number) => ({ transactions: lines({ type: 'payment', amount, currency: 'usd' }) })
    const { acme, runs } = await exported(told(1), told(2))
    expect(runs[1]!.report).toMatchObject({ agrees: true, unchanged: false, rows: { known: 1 }, tables: [{ changed: 1 }] })
    expect(await acme.ledger.summary({})).toMatchObject({ count: 1, totals: [{ net: 100 }] })
  })

  it('gives an account the contact that was not there before, and changes nothing where there is still none', async () => {
    const users = lines({ clerkUserId: 'u_a', email: 'ann@x.test' }, { clerkUserId: 'u_b', email: 'bo@x.test' })
    const pay = { _id: 'p1', type: 'payment', amount: 1, currency: 'usd', userId: 'u_a' }
    const { acme, runs } = await exported({ users }, { users }, { users, clients: lines({ name: 'Ann', email: 'ann@x.test' }) }, { users, transactions: lines(pay) })
    expect(runs.map(({ report }) => [report.unchanged, report.rows.known])).toEqual([[false, 0], [true, 2], [false, 1], [false, 2]])
    expect((await acme.contacts.list({})).data).toMatchObject([{ name: 'Ann', externalId: 'u_a' }])
    expect(await acme.importing.row({ table: 'users', legacyId: 'r0' })).toMatchObject({ importId: runs[2]!.id, outcome: 'archived', target: { kind: 'contact' } })
    expect((await acme.ledger.list({})).data).toMatchObject([{ contact: { name: 'Ann' } }])
  })

  it('reads a person anew whose account has another address now', async () => {
    const users = (email: string) => lines({ clerkUserId: 'u_a', email })
    const clients = lines({ name: 'Ann', email: 'ann@x.test' })
    const { acme, runs } = await exported({ users: users('wrong@x.test'), clients }, { users: users('ann@x.test'), clients })
    expect((await acme.contacts.list({})).data).toMatchObject([{ externalId: 'u_a' }])
    expect(runs[1]!.report).toMatchObject({ agrees: true, unchanged: false })
  })
})

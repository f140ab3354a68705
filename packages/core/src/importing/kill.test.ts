import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { countedIds, type Ids } from '../foundation/index.js'
import type { LegacySource } from '../ports/index.js'
import { closeTestKits, createTestKit, type TestKit } from '../testing.js'
import { memoryFiles, memorySource } from './memory-source.js'
import { defineLegacyImport } from './run-import.js'
import { seeded } from './synthetic-export.js'

afterAll(closeTestKits)

const long = process.env['LONG'] === '1'
const hour = 3_600_000
const start = 1_700_000_000_000

type Made = { tables: Record<string, string>; net: Record<string, number>; entries: number; duplicates: number; rejected: number; rows: number }

/** An export whose truth is known: payments that are told once, twice or three times, amid lines that are broken. */
function madeUp(seed: number): Made {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const lines: Record<string, string[]> = { transactions: [], subscription_transactions: [], credits_ledger: [], clients: [], users: [], leads: [], org_subscriptions: [], email_logs: [], credits_balance: [] }
  const made: Made = { tables: {}, net: {}, entries: 0, duplicates: 0, rejected: 0, rows: 0 }
  let id = 0
  const row = (table: string, fields: object) => void lines[table]!.push(JSON.stringify({ _id: `r${++id}`, _creationTime: start + id + random(), ...fields }))
  const book = (currency: string, minor: number) => {
    made.entries++
    made.net[currency] = (made.net[currency] ?? 0) + minor
  }
  const people = 1 + Math.floor(random() * 6)
  for (let at = 0; at < people; at++) {
    row('clients', { name: `Person ${at}`, email: `Person${at}@Example.test`, createdAt: start })
    row('users', { clerkUserId: `user_${at}`, email: `person${at}@example.test`, createdAt: start })
    if (random() < 0.5) row('leads', { name: `Person ${at}`, email: ` person${at}@example.test `, status: 'new', createdAt: start })
  }
  const payments = 10 + Math.floor(random() * 30)
  for (let at = 0; at < payments; at++) {
    const [currency, places] = pick([['USD', 2], ['JPY', 0], ['KWD', 3]] as const)
    const minor = 1 + Math.floor(random() * 1_000_000)
    const common = { amount: Number((minor / 10 ** places).toFixed(places)), currency: pick([currency, currency.toLowerCase()]), companyId: 'org', createdAt: start + at * 3 * hour, ...(random() < 0.7 && { userId: pick([`r2`, `user_${Math.floor(random() * people)}`, 'nobody']) }) }
    const kind = pick(['plain', 'intent', 'credit', 'charge', 'refund', 'grant', 'usage'] as const)
    const intent = { stripePaymentIntentId: `pi_${at}` }
    const again = random() < 0.4
    if (kind === 'plain') {
      for (let copy = random() < 0.3 ? 2 : 1; copy > 0; copy--) {
        row('transactions', { type: 'payment', ...common })
        book(currency, minor)
      }
    } else if (kind === 'grant') {
      row('credits_ledger', { tokens: 5, reason: 'Referral bonus', currency, companyId: 'org', createdAt: common.createdAt })
      book(currency, 0)
    } else if (kind === 'usage') row('credits_ledger', { tokens: -2, companyId: 'org', createdAt: common.createdAt })
    else {
      const told: [string, object][] = [['transactions', { type: kind === 'intent' ? 'payment' : kind === 'charge' ? 'subscription' : kind, ...common, ...(kind === 'charge' ? { stripeSubscriptionId: `sub_${at % 3}` } : intent) }]]
      if (kind === 'charge' && again) told.push(['subscription_transactions', { action: 'renewal', ...common, stripeSubscriptionId: `sub_${at % 3}`, createdAt: common.createdAt + (random() - 0.5) * hour }])
      if (kind === 'credit' && again) told.push(['credits_ledger', { tokens: 10, ...common, ...intent, amountPaid: common.amount, amount: undefined }])
      if (kind !== 'charge' && random() < 0.2) told.push(told[0]!)
      const charged = kind === 'intent' && random() < 0.3
      if (random() < 0.5) told.reverse()
      for (const [table, fields] of told) row(table, fields)
      made.duplicates += told.length - 1
      book(currency, kind === 'refund' ? -minor : minor)
      if (charged) {
        row('transactions', { type: 'refund', ...common, ...intent })
        book(currency, -minor)
      }
    }
  }
  for (let at = 0; at < 3; at++) if (random() < 0.7) row('org_subscriptions', { stripeSubscriptionId: `sub_${at}`, companyId: 'org', plan: 'pro', status: pick(['active', 'canceled']), currentPeriodEnd: start + 31 * 24 * hour, createdAt: start })
  row('credits_balance', { companyId: 'org', balance: 7 })
  row('email_logs', { subject: 'x' })
  const bad = ['{"_id":"b', '[]', '{"type":"payment"}', '{"_id":"y1","type":"payment","amount":1e309,"currency":"usd","createdAt":1}', '{"_id":"y2","type":"payment","amount":0.001,"currency":"usd","createdAt":1}', '{"_id":"y3","type":"what","createdAt":1}']
  const transactions = lines['transactions']!
  const broken = bad.filter(() => random() < 0.6)
  for (const line of broken) transactions.splice(Math.floor(random() * transactions.length), 0, line)
  made.rejected += broken.length
  const first = transactions.find((line) => line.includes('"_id":"r'))
  if (first !== undefined && random() < 0.5) {
    transactions.push(first)
    made.duplicates++
  }
  made.rows = Object.values(lines).reduce((sum, own) => sum + own.length, 0)
  made.tables = Object.fromEntries(Object.entries(lines).map(([name, own]) => [name, own.join('\n')]))
  return made
}

class Killed extends Error {}

let deathsSeen = 0

/** Runs an import in which a worker dies at the n-th id that is drawn and another after so many lines, then whoever comes next goes on. */
async function importWithKills(made: Made, idsBeforeDeath: readonly number[], linesBeforeDeath: readonly number[], most?: number): Promise<TestKit> {
  const deaths = { ids: [...idsBeforeDeath], lines: [...linesBeforeDeath] }
  const counted = countedIds()
  const armed = { on: false }
  const due = (left: number[]) => armed.on && left.length > 0 && left[0]!-- <= 0 && (left.shift(), deathsSeen++, true)
  const ids: Ids = {
    next(prefix, now) {
      if (due(deaths.ids)) throw new Killed()
      return counted.next(prefix, now)
    },
  }
  const source = memorySource(made.tables)
  const mortal: LegacySource = {
    ...source,
    async *lines(table, after) {
      for await (const line of source.lines(table, after)) {
        if (due(deaths.lines)) throw new Killed()
        yield line
      }
    },
  }
  const kit = await createTestKit({ ids, jobKinds: [defineLegacyImport(most)], ports: { legacyFiles: memoryFiles({ legacy: mortal }) } })
  await importTo(kit, armed)
  return kit
}

async function importTo(kit: TestKit, armed = { on: false }): Promise<string> {
  const { id } = await kit.acme.importing.start({ source: 'legacy' })
  armed.on = true
  for (let turn = 0; turn < 15 && (await kit.acme.importing.get({ id })).state !== 'finished'; turn++) {
    await kit.kit.runDue()
    kit.clock.tick(100 * hour)
  }
  armed.on = false
  return id
}

async function all<T>(page: (cursor: { cursor?: string }) => Promise<{ data: T[]; nextCursor: string | null }>): Promise<T[]> {
  const rows: T[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const answer: { data: T[]; nextCursor: string | null } = await page(cursor === undefined ? {} : { cursor })
    rows.push(...answer.data)
    cursor = answer.nextCursor
  }
  return rows
}

/** All that the import left, by names that do not depend on when it was made. */
async function stateOf({ acme }: TestKit) {
  const [run] = await all((at) => acme.importing.list(at))
  const { importId: _, ...report } = await acme.importing.report({ id: run!.id })
  const entries = await all((at) => acme.ledger.list({ limit: 100, sort: 'happenedAt', ...at }))
  const rows = await all((at) => acme.importing.rows({ id: run!.id, limit: 100, ...at }))
  const contacts = await all((at) => acme.contacts.list({ limit: 100, ...at }))
  const subscriptions = await all((at) => acme.subscriptions.list({ limit: 100, ...at }))
  const { balance } = await acme.credits.balance({ account: { externalId: 'org' } })
  return {
    report, balance,
    entries: entries.map((one) => [one.number, one.naturalKey, one.type, one.net, one.currency, one.tokens, one.contact?.name, one.links.map((link) => `${link.kind} ${link.target}`).sort()]),
    rows: rows.map(({ table, legacyId, line, outcome, reason, warnings, target }) => [table, legacyId, line, outcome, reason, warnings, target?.kind]),
    contacts: contacts.map((one) => [one.name, one.emails.map((email) => email.value), one.externalId, one.type, one.value]).sort(),
    subscriptions: subscriptions.map((one) => [one.externalId, one.status, one.mrr, one.contact?.name, one.terms]).sort(),
  }
}

describe('an import that is killed', () => {
  it('ends as if it had never stopped, with every payment counted once', { timeout: 600_000 }, async () => {
    const kills = fc.record({ seed: fc.integer({ min: 1, max: 1_000_000 }), ids: fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 3 }), lines: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 2 }), most: fc.integer({ min: 1, max: 20 }) })
    await fc.assert(
      fc.asyncProperty(kills, async ({ seed, ids, lines, most }) => {
        const made = madeUp(seed)
        const whole = await importWithKills(made, [], [])
        const killed = await importWithKills(made, ids, lines, most)
        const state = await stateOf(whole)
        expect(await stateOf(killed)).toEqual(state)

        expect(state.report).toMatchObject({ agrees: true, unchanged: false, rows: { read: made.rows, duplicate: made.duplicates, rejected: made.rejected, known: 0 } })
        expect(state.entries).toHaveLength(made.entries)
        expect(Object.fromEntries(state.report.currencies.filter((one) => one.imported !== 0).map((one) => [one.currency, one.imported]))).toEqual(Object.fromEntries(Object.entries(made.net).filter(([, net]) => net !== 0)))

        await importTo(killed)
        const again = await stateOf(killed)
        expect(again.report).toMatchObject({ agrees: true, unchanged: true, rows: { ...state.report.rows, known: made.rows } })
        expect({ ...again, report: null }).toEqual({ ...state, report: null })
        expect(await killed.acme.ledger.verify({})).toMatchObject({ ok: true })
        await whole.close()
        await killed.close()
      }),
      { numRuns: long ? 60 : 4, endOnFailure: !long },
    )
    expect(deathsSeen).toBeGreaterThan(0)
  })

  it('gives way to another when every worker died of it, which goes on where it stopped', async () => {
    const made = madeUp(7)
    const whole = await importWithKills(made, [], [])
    const counted = countedIds()
    let deaths = 0
    let deadly = false
    const ids: Ids = { next: (prefix, now) => { if (deadly && prefix === 'led') { deaths++; throw new Killed() } return counted.next(prefix, now) } }
    const kit = await createTestKit({ ids, ports: { legacyFiles: memoryFiles({ legacy: memorySource(made.tables) }) } })
    const { id } = await kit.acme.importing.start({ source: 'legacy' })
    deadly = true
    await expect(kit.acme.importing.start({ source: 'legacy' })).rejects.toMatchObject({ code: 'import_running' })
    for (let turn = 0; turn < 25; turn++) {
      await kit.kit.runDue()
      kit.clock.tick(100 * hour)
    }
    expect(await kit.acme.importing.get({ id })).toMatchObject({ state: 'failed', error: 'internal' })
    expect(deaths).toBeGreaterThan(19)
    deadly = false
    await importTo(kit)
    const [state, expected] = [await stateOf(kit), await stateOf(whole)]
    expect(state.report.agrees).toBe(true)
    expect({ ...state, report: null }).toEqual({ ...expected, report: null })
  })
})

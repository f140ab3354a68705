import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { formatMajor } from '../foundation/index.js'
import { closeTestKits, createTestKit } from '../testing.js'

const folder = mkdtempSync(join(tmpdir(), 'startupkit-hledger-'))
afterAll(async () => {
  await closeTestKits()
  rmSync(folder, { recursive: true, force: true })
})

const installed = (() => {
  try {
    execFileSync('hledger', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

// Where hledger is missing the test is skipped by name; CI installs it.
describe.skipIf(!installed)('the journal, read by hledger', () => {
  it('balances, and agrees with the books to the unit in every account and currency', async () => {
    const { acme } = await createTestKit()
    const { id: contactId } = await acme.contacts.create({ name: 'O’Brien; & "Sons" | (Ltd)', emails: ['o@brien.example'] })
    const charge = await acme.ledger.record({ type: 'subscription_charge', source: 'stripe_subscription', amount: 119_00, tax: 19_00, currency: 'EUR', contactId, description: 'Growth; monthly | x\n  assets:bank  EUR 1.00' })
    await acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 100_000, currency: 'USD', description: '' })
    await acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 5_000, currency: 'JPY', description: '* (odd) =1' })
    await acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 1_234_567, currency: 'KWD' })
    await acme.ledger.record({ type: 'chargeback', source: 'stripe_payment', amount: 777, currency: 'USD' })
    await acme.credits.grant({ account: { contactId }, tokens: 100, source: 'referral_bonus', reason: 'Referral' })
    await acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount: Number.MAX_SAFE_INTEGER, currency: 'USD' })
    await acme.ledger.reverse({ id: charge.id, reason: 'Wrong person' })
    await acme.ledger.post({ kind: 'fee', lines: [{ account: 'expenses:fees', amount: 290, currency: 'USD' }, { account: 'assets:stripe', amount: -290, currency: 'USD' }] })

    const file = join(folder, 'books.journal')
    let text = ''
    for await (const part of await acme.ledger.exportJournal({})) text += part
    writeFileSync(file, text)
    const hledger = (...words: string[]) => execFileSync('hledger', ['-f', file, ...words], { encoding: 'utf8' })
    hledger('check', 'accounts')

    const theirs = new Map<string, string>()
    for (const line of hledger('balance', '--flat', '--no-total', '--empty', '--output-format', 'csv', '--layout', 'bare').trim().split('\n').slice(1)) {
      const [account, commodity, balance] = line.split(',').map((cell) => cell.replaceAll('"', ''))
      if (Number(balance) !== 0) theirs.set(`${account} ${commodity}`, balance!)
    }
    const report = await acme.ledger.verify({})
    const ours = new Map(report.balances.filter(({ balance }) => BigInt(balance) !== 0n).map(({ account, currency, balance }) => [`${account} ${currency}`, formatMajor(BigInt(balance), currency)]))
    expect(report.ok).toBe(true)
    expect(Object.fromEntries([...theirs].sort())).toEqual(Object.fromEntries([...ours].sort()))
  })
})

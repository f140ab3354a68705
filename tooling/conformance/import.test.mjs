import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

const answerOf = (export_) =>
  new Promise((done, failed) => {
    execFile(process.execPath, [join(root, 'tooling/conformance.mjs'), 'import', join(root, export_)], { maxBuffer: 1e8 }, (problem, stdout) => (problem ? failed(problem) : done(JSON.parse(stdout)[0])))
  })

describe('npm run conformance -- import', () => {
  it('finds in the dirty export what is expected, and the same a second time', { timeout: 120_000 }, async () => {
    const folder = 'packages/core/src/importing/fixtures/legacy-dirty'
    // Appointments and messages stay archived until their rooms are there.
    const { appointments: _, messages: __, ...expected } = JSON.parse(readFileSync(join(root, folder, 'expected.json'), 'utf8'))
    const { id, answer } = await answerOf(folder)
    const { second, duplicates, ...first } = answer
    expect(id).toBe('legacy-dirty')
    expect(first).toEqual(expected)
    expect(second).toEqual({ ...first, duplicates })
    expect(duplicates).toBe(23)
  })

  it('finds in the export of the business what it knows to be true', { timeout: 120_000 }, async () => {
    const { answer } = await answerOf('packages/server/fixtures/legacy-export')
    expect(answer).toMatchObject({ ledger: { usd: 1_080_000 }, contacts: 3, rejected: 0, duplicates: 0, zeroAmountGrants: 4 })
    expect(answer.byType).toEqual({ 'credit_purchase:usd': [6, 200_000], 'one_time_payment:usd': [3, 300_000], 'subscription_charge:usd': [2, 580_000] })
  })
})

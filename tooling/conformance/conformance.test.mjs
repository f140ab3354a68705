import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cases = (area) => join(root, 'tooling/conformance/cases', `${area}.json`)

/** The command as its callers run it. */
const conformance = (...args) =>
  new Promise((done) => {
    execFile(process.execPath, [join(root, 'tooling/conformance.mjs'), ...args], { maxBuffer: 1e8 }, (problem, stdout, stderr) => done({ code: problem?.code ?? 0, stdout, stderr }))
  })

describe('npm run conformance', () => {
  let folder
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'startupkit-cases-'))))
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('answers contact-identity as the rules say', { timeout: 60_000 }, async () => {
    const { code, stdout } = await conformance('--score', 'contact-identity', cases('contact-identity'))
    expect(stdout).toBe('contact-identity: 6 of 6 cases right\n')
    expect(code).toBe(0)
  })

  it('brings the export of the old platform in, and a second time without a change', { timeout: 60_000 }, async () => {
    const { code, stdout } = await conformance('import', join(root, 'packages/server/fixtures/legacy-export'))
    const [{ id, answer }] = JSON.parse(stdout)
    const { second, ...first } = answer
    expect([code, id]).toEqual([0, 'legacy-export'])
    expect(first).toEqual({
      ledger: { usd: 1_080_000 },
      byType: { 'subscription_charge:usd': [2, 580_000], 'one_time_payment:usd': [3, 300_000], 'credit_purchase:usd': [6, 200_000] },
      contacts: 3,
      rejected: 0,
      duplicates: 0,
      zeroAmountGrants: 4,
    })
    expect(second).toEqual(first)
  })

  it('finds in the dirty export what is expected of it, but for the rooms that come later', { timeout: 60_000 }, async () => {
    const { stdout } = await conformance('--score', 'import', join(root, 'packages/core/src/importing/fixtures/legacy-dirty'))
    expect(stdout.match(/^ {4}\w+/gm).map((line) => line.trim())).toEqual(['appointments', 'messages'])
  })

  it('prints one JSON array and nothing else, in the order of the file, and never reads `expected`', { timeout: 60_000 }, async () => {
    const all = JSON.parse(readFileSync(cases('contact-identity'), 'utf8'))
    const file = join(folder, 'some.json')
    writeFileSync(file, JSON.stringify(all.reverse().map((one) => ({ ...one, expected: { decision: 'nonsense' } }))))
    const { code, stdout } = await conformance('contact-identity', file)
    const answers = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(answers.map((one) => one.id)).toEqual(all.map((one) => one.id))
    expect(answers.every((one) => ['merge', 'review', 'separate'].includes(one.answer.decision))).toBe(true)
  })

  it('goes on after a case that threw, and says what', { timeout: 60_000 }, async () => {
    const file = join(folder, 'bad.json')
    const good = { id: 'good', input: { kind: 'pair', records: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }] } }
    writeFileSync(file, JSON.stringify([{ id: 'bad', input: { kind: 'pair', records: [{ id: 'a', name: 7 }, { id: 'b' }] } }, good]))
    const { code, stdout } = await conformance('contact-identity', file)
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual([{ id: 'bad', error: expect.stringContaining('invalid_input') }, { id: 'good', answer: { decision: 'separate', rule: 'none' } }])
  })

  it('refuses an area that it does not have', async () => {
    const { code, stdout, stderr } = await conformance('weather', cases('contact-identity'))
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('there is no area weather yet')
  })
})

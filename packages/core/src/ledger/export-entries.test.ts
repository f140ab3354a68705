import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

describe('the exported journal', () => {
  it('holds every posting once with its own lines, over more than one page, in the order of posting', async () => {
    const { acme } = await createTestKit()
    const many = 1_001
    const post = (amount: number) => acme.ledger.post({ kind: 'fee', lines: [{ account: 'expenses:fees', amount, currency: 'USD' }, { account: 'assets:stripe', amount: -amount, currency: 'USD' }] })
    const posted = await Promise.all(Array.from({ length: many }, (_, at) => post(at + 1)))
    expect(new Set(posted.map((one) => one.id)).size).toBe(many)
    let text = ''
    for await (const part of await acme.ledger.exportJournal({})) text += part
    const parts = text.split('\n\n').filter((part) => part.includes(' fee\n'))
    expect(parts).toHaveLength(many)
    expect(parts.map((part) => [.../\(([^)]*)\) fee\n {4}expenses:fees {2}USD ([\d.]+)\n {4}assets:stripe {2}USD -([\d.]+)/.exec(part)!].slice(1))).toEqual(
      posted.map(({ id, lines }) => [id, (lines[0]!.amount / 100).toFixed(2), (lines[0]!.amount / 100).toFixed(2)]),
    )
  })
})

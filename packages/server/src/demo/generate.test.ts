import { afterAll, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '@startupkit/core/testing'
import { prepareDemo } from './generate.js'

afterAll(closeTestKits)

const end = Date.parse('2026-11-23T12:00:00Z')

it('fills a workspace whose books are right, and doubles nothing when it is stopped anywhere and run again', { timeout: 60_000 }, async () => {
  const { kit, acme } = await createTestKit({ now: end })
  for (const part of [0.05, 0.3, 0.6, 0.95]) {
    const stop = new AbortController()
    await expect(prepareDemo(kit, { seed: 7, end, signal: stop.signal, onProgress: ({ done, total }) => done >= part * total && stop.abort() })).rejects.toThrow()
  }
  await prepareDemo(kit, { seed: 7, end })
  const first = await acme.ledger.summary({})
  await prepareDemo(kit, { seed: 7, end })
  expect(await acme.ledger.summary({})).toEqual(first)

  const { kit: straight, acme: other } = await createTestKit({ now: end })
  await prepareDemo(straight, { seed: 7, end })
  expect(await other.ledger.summary({})).toEqual(first)
  expect(await acme.ledger.verify({})).toMatchObject({ ok: true, findings: [] })
  expect(first.count).toBeGreaterThan(1_000)
  await kit.runDue()
  expect((await acme.contacts.list({ sort: '-value', limit: 1 })).data[0]!.value[0]!.amount).toBeGreaterThan(100_000)
})

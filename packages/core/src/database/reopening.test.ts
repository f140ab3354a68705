import { afterAll, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

it('lets timers run while somebody reads page after page', async () => {
  const { acme } = await createTestKit()
  const entries = Array.from({ length: 5_000 }, (_, at) => ({ type: 'one_time_payment' as const, source: 'manual' as const, amount: at, currency: 'USD' }))
  await acme.ledger.recordMany({ entries })
  let [ticks, gap, last] = [0, 0, performance.now()]
  const timer = setInterval(() => {
    gap = Math.max(gap, performance.now() - last)
    last = performance.now()
    ticks++
  }, 5)
  const began = performance.now()
  expect(await acme.ledger.verify({})).toMatchObject({ ok: true, entries: 5_000 })
  const took = performance.now() - began
  clearInterval(timer)
  expect(ticks).toBeGreaterThan(2)
  expect(gap).toBeLessThan(took / 2)
})

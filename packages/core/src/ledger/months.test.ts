import { createClient } from '@libsql/client'
import { afterAll, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

it('keeps the figures by month equal to those by day, through bookings, reversals and a rebuild in another time zone', async () => {
  const { acme, kit, file } = await createTestKit()
  const db = createClient({ url: `file:${file}` })
  const kept = async () => (await db.execute('SELECT month, currency, type, source, count, net FROM ledger_months ORDER BY 1, 2, 3, 4')).rows.map((row) => ({ ...row }))
  const right = async () => (await db.execute('SELECT substr(day, 1, 7) AS month, currency, type, source, sum(count) AS count, sum(net) AS net FROM ledger_days GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4')).rows.map((row) => ({ ...row }))
  const at = (happenedAt: string, amount: number) => acme.ledger.record({ type: 'one_time_payment', source: 'manual', amount, currency: 'USD', happenedAt })
  const last = await at('2026-01-31T23:30:00Z', 700)
  await Promise.all([at('2026-01-05T00:00:00Z', 1), at('2026-01-05T00:00:00Z', 2), at('2026-02-01T00:30:00Z', 30)])
  await acme.ledger.reverse({ id: last.id, reason: 'Typo', happenedAt: '2026-02-02T00:00:00Z' })
  expect(await kept()).toEqual(await right())
  expect(await kept()).toMatchObject([{ month: '2026-01', count: 3, net: 703 }, { month: '2026-02', count: 2, net: -670 }])

  await acme.settings.updateBusiness({ reportingTimeZone: 'America/New_York' })
  await kit.runDue()
  expect(await kept()).toEqual(await right())
  expect(await kept()).toMatchObject([{ month: '2026-01', count: 4, net: 733 }, { month: '2026-02', count: 1, net: -700 }])
  db.close()
})
